"""Words that turn or take back what a word of direction says."""

from __future__ import annotations

import re

DENIED = re.compile(
    r"\b(?:not|never|no|without|fail(?:s|ed|ing)? to|instead|rather|unless|nor|neither|hardly|slow\w*|faster|"
    r"range of)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
SUPPOSED = re.compile(r"\b(?:would|could|might|should|if)\b[^.;]{0,25}$", re.IGNORECASE)
# where these stand between the word of direction and the amounts, or before it, the words may say something
# else
OTHER = re.compile(
    r"\b(?:not|never|no|without|fail(?:s|ed|ing)? to|instead|rather|would|could|might|should|if|"
    r"unless|slow\w*|faster|accelerat\w*|decelerat\w*|moderat\w*|eas(?:ed|ing)|deepen\w*|neither|nor|hardly|"
    r"depreciat\w*|appreciat\w*|rang(?:e[ds]?|ing)|shift\w*|mov(?:ed|ing)|rank\w*|despite|although|whereas|"
    r"while|was|were|is|are|than|forecasts?|projections?|estimates?|expectations?|targets?|outlook|"
    r"assumptions?|exempt\w*|pass(?:ed|ing)|cuts? in|hikes?)\b|\b(?:rates?|pace|speed)(?: of)? $",
    re.IGNORECASE,
)
# before what rises while its number falls
RANKED = re.compile(r"\b(?:rank\w*|place|position|league table|frequency|speed|pace)\b", re.IGNORECASE)
BREAK = re.compile(
    r"[;:]|, (?:and|but|while|whereas|which|with)\b|\b(?:while|whereas|but|because|although)\b"
)
PER_CURRENCY = re.compile(
    r"^\s?(?:per|to the|to one|against the|to a) (?:US )?(?:dollar|euro|yen|pound|USD)", re.IGNORECASE
)
OF_CURRENCY = re.compile(
    r"\b(?:yen|dollar|rupee|euro|pound|yuan|renminbi|peso|won|baht|rupiah|ringgit|dong|riel|currency|"
    r"exchange rate)\s(?:\w+\s)?$",
    re.IGNORECASE,
)

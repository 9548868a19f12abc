"""The words with which a sentence compares the rows and columns of a table."""

from __future__ import annotations

import re


def _form(*parts: str) -> re.Pattern:
    return re.compile("".join(parts), re.IGNORECASE)


CLAUSE = re.compile(
    r"[;:]|,? \b(?:while|whereas|although|though|but|because|since|despite|suggesting|indicating|showing|"
    r"which)\b|(?<=,) (?:and|with)\b|\. "
)
ADVERBS = r"(?:(?:\w+ly|much|far|even|still|also) )*"
THAN = r"\b[^.;]{0,60}?\b(?:than|compared (?:to|with))\b"
# the form, its sign, and whether it speaks of quality, in which the lesser number can be the better
OPERATORS = [
    (_form(r"\b(?:outperform|surpass|beat)(?:s|ed|ing)?\b"), 1, True),
    (_form(r"\bimprov(?:e[sd]?|ing|ements?)\s", ADVERBS, r"(?:up)?o(?:n|ver)\b"), 1, True),
    (_form(r"\b(?:better", THAN, r"|superior to\b)"), 1, True),
    (_form(r"\b(?:worse", THAN, r"|inferior to\b)"), -1, True),
    (_form(r"\b(?:underperform(?:s|ed|ing)?|lag(?:s|ged)? behind|fall(?:s|en)? behind)\b"), -1, True),
    (_form(r"\b(?:higher|larger|greater|bigger)", THAN), 1, False),
    (_form(r"\b(?:exceed(?:s|ed|ing)?|overt(?:akes?|ook|aken|aking))\b"), 1, False),
    (_form(r"\b(?:lower|smaller|fewer)", THAN), -1, False),
]
SUPERLATIVES = [
    (_form(r"\bbest\b"), 1, True),
    (_form(r"\b(?:worst|poorest)\b"), -1, True),
    (_form(r"\b(?:highest|largest|greatest|biggest)\b"), 1, False),
    (_form(r"\b(?:lowest|smallest|fewest)\b"), -1, False),
]
# before a superlative of some, of a lower place, or inside a name; and what else leaves some out
NOT_OF_ALL = _form(
    r"\b(?:second|third|fourth|next|two|three|few|one of|among|previous|prior|existing|the other|our|its|"
    r"their|than|over|with|to|at)\s(?:the\s)?$|\b(?:second|third)[ -]$"
)
SCOPE = _form(
    r"\b(?:among (?!all\b)|of the|baselines?|except|excluding|apart from|other than|compared|previous|"
    r"in (?:this|that|these|each)|(?:were|are))\b"
)
DEGREE = _form(
    r"\b(?:(?P<little>slightly|marginally|a little|barely)|much|far|substantially|considerably|clearly|"
    r"vastly)\b"
)
# "A is worse than B and outperforms C": before a second verb of the same subject
AGAIN = re.compile(
    r"(?:\band|,|\bbut) (?:\w+ly |also |only |still |even )*(?:perform\w* |does |do )?(?:\w+ly )?$"
)
# what is computed from cells, and stands in none
DERIVED = _form(
    r"\b(?:scal\w+|gap|difference|disparit\w+|ratio|margin|improvement|increase|decrease|gain|change|growth)s?\b"
)
DENIED = _form(r"\b(?:not|n['’]t|never|no longer|fail(?:s|ed)? to|neither|nor|cannot|without)\b[^.;]{0,45}$")
SUPPOSED = _form(r"\b(?:would|could|might|may|should|if|unless|expect\w*|hypothes\w*)\b")
OTHERS = _form(
    r"^\W*(?:both |of |most of )?"
    r"(?:all (?:of )?(?:the )?(?:other|others|baselines?|comparisons?|compared|base)|"
    r"(?:the |any )?others?\b|all (?:other )?(?:models|systems|methods|countries|partners))"
)
# others of which the table need not show all, or shows more
SOME_OTHERS = _form(
    r"^\W*(?:all )?(?:the )?(?:(?:other|previous|existing|competing|prior) (?:[\w-]+ ){0,3}?"
    r"(?:models?|systems?|methods?|approaches|countries|partners|regions|sectors)|best baseline)\b"
)
JOINED = _form(r"^\W*(?:(?:and|or|as well as|both|also|the|models?|baselines?|system)\W*)*$")
APART = re.compile(r",|\b(?:and|but|while|with|by)\b")
# by how much: "by 3.8 points", "(+0.45 BLEU)", "(-1.05 and -0.79)"
BY = re.compile(
    r"\bby (?:an? )?(?:about |around |only |over )?(?:absolute |relative )?(?P<n>\d+(?:\.\d+)?)(?![\d.]*x)|"
    r"\([+−-](?P<m>\d+(?:\.\d+)?)(?: [A-Za-z%]+|%)?(?: and [+−-]\d+(?:\.\d+)?)?\)"
)
ORDER = _form(
    r"\b(?:in (?P<way>descending|ascending) order,? (?:are|were|is|was)?|"
    r"(?:top|largest|leading) \w+ [\w ]{1,40}?,? (?:are|were),?(?: in order,?)?) "
)

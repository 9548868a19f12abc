"""The words with which a sentence speaks of the rows and columns of a table."""

from __future__ import annotations

import re

from crossfoot.numbers import words
from crossfoot.prose.word_stems import STOP, stems


def _form(*parts: str) -> re.Pattern:
    return re.compile("".join(parts), re.IGNORECASE)


# names that are words of any sentence
COMMON = STOP | frozenset(
    "model models method methods system systems our ours baseline baselines approach dataset data result "
    "results test train training set all best average mean sum no yes none type name class rank step steps "
    "performance score scores task original one two three first second last size time region group item "
    "items product sector area rate overall world variable full base high low other setting with without "
    "using than agent error feature features category word words language of in to by on at an as is it or "
    "we vs be do up out per via off so if our".split()
)
# of these, what a column can be called by
MEASURES = frozenset(
    "share value amount number rate score area mean average percentage size time error overall".split()
)
OURS = _form(r"\b(?:ours?|proposed|this (?:paper|work|study))\b")
# measures of which less is better
LESS_IS_BETTER = _form(
    r"↓|\b(?:loss|errors?|[cdlpstw]er|ppl|pp|perplexity|(?:training |running )?time|latency|mae|rmse|mse|"
    r"eer|cost|ece|nll|fid|fpr|fnr|bpc|distance|divergence|deviation|bias|variance|memory|flops|"
    r"median rank|(?-i:Mr)|repetition|disfl\w*|leakage)\b|^(?:miss(?:es|ed)?|wrong|add(?:ed)?|rep|dce)$"
)
# what stands for several measures of quality together
OVERALL = _form(r"\bF-?(?:1|score|measure)\b|\b(?:average|avg|overall|mean)\b")

CLAUSE = re.compile(
    r"[;:]|,? \b(?:while|whereas|although|though|but(?! for\b| [A-Z])|because|since|despite|suggesting|"
    r"indicating|showing|which|confirming|demonstrating)\b|(?<=,) (?:and|with)\b|\. "
)
THAN = r"\b[^.;,]{0,60}?\b(?:than|compared (?:to|with))\b"
NOUNS = r"(?:results?|performances?|quality)"
# the form, its sign, and whether it speaks of quality, in which the lesser number can be the better
COMPARED = [
    (_form(r"\b(?:outperform|surpass|beat)(?:s|ed|ing)?\b"), 1, True),
    (_form(r"\bimprov(?:e[sd]?|ing|ements?)\s(?:(?:\w+ly )?(?:up)?on|[\w ]{0,30}?\bover)\b"), 1, True),
    (_form(r"\b(?:better", THAN, r"|superior to\b)"), 1, True),
    (_form(r"\b(?:worse", THAN, r"|inferior to\b)"), -1, True),
    (_form(r"\b(?:under-?perform(?:s|ed|ing)?|lag(?:s|ged)? behind|fall(?:s|en)? behind)\b"), -1, True),
    (_form(r"\b(?:higher|larger|greater|bigger)", THAN), 1, False),
    (_form(r"\b(?:exceed(?:s|ed|ing)?|overt(?:akes?|ook|aken|aking)|(?:was|were|is|are) above)\b"), 1, False),
    (_form(r"\b(?:(?:lower|smaller|fewer)", THAN, r"|(?:was|were|is|are) below\b)"), -1, False),
]
# compared with what the sentence does not name again
BARE = [
    (_form(rf"\bbetter(?: {NOUNS})?\b(?!\s+(?:than|compared))"), 1, True),
    (_form(rf"\bworse(?: {NOUNS})?\b(?!\s+(?:than|compared))"), -1, True),
]
SUPERLATIVES = [
    (_form(r"\bbest\b"), 1, True),
    (_form(r"\b(?:worst|poorest)\b"), -1, True),
    (_form(r"\b(?:highest|largest|greatest|biggest)\b"), 1, False),
    (_form(r"\b(?:lowest|smallest|fewest)\b"), -1, False),
]
# a row or column over time
UP = r"rose|risen|rises?|increased|grew|grown|climbed|expanded|gained"
DOWN = r"fell|fallen|falls?|declined|decreased|dropped|shrank|contracted"
TREND = _form(
    rf"\b(?:(?P<more>more than |over )?(?P<times>{'|'.join([*words.TIMES, *words.HALVED])})|"
    rf"(?P<up>{UP})|(?P<down>{DOWN}))\b"
)
# of a rate of change, or of what the table need not have
NO_TREND = _form(
    r"\b(?:most|mostly|except|excluding|annual\w*|average\w*|than|faster|slow\w*|each|every|per)\b"
)
# before a superlative of some, of a lower place, or inside a name; and what else leaves some out
NOT_OF_ALL = _form(
    r"\b(?:second|third|fourth|next|two|three|few|one of|among|previous|prior|existing|the other|our|its|"
    r"their|than|over|with|to|at)\s(?:the\s)?$|\b(?:second|third)[ -]$"
)
SCOPE = _form(
    r"\b(?:among (?!all\b)|of the|baselines?|excluding|previous|so far|in (?:this|that|these|each))\b"
)
# what is computed from cells, and stands in none
DERIVED = _form(
    r"\b(?:scal\w+|gap|difference|disparit\w+|ratio|margin|improvement|increase|decrease|gain|change|growth|"
    r"loss|drop|reduction|boost)s?\b(?= (?:between|in|of|from|for|is|are|was|were|over|to|on|by)\b|$)"
)
DENIED = _form(r"\b(?:not|n['’]t|never|no longer|fail(?:s|ed)? to|neither|nor|cannot|without)\b[^.;]{0,45}$")
# what need not be so, or not of all
SUPPOSED = _form(
    r"\b(?:would|could|might|may|should|if|unless|expect\w*|hypothes\w*|suppos\w*|except|apart from|"
    r"other than|(?<=\ball )but|(?<=s )but)\b"
)
OTHERS = _form(
    r"^\W*(?:both |of |most of )?"
    r"(?:all (?:of )?(?:the )?(?:other|others|baselines?|comparisons?|compared|base|rest)|"
    r"(?:the |any )?(?:two |three )?others?\b|all (?:the )?(?:other )?(?:models|systems|methods|agents|"
    r"countries|partners)\b(?! that))"
)
# others of which the table need not show all, or shows more
SOME_OTHERS = _form(
    r"^\W*(?:all )?(?:the )?(?:(?:other|previous|existing|competing|prior|comparison) (?:[\w-]+ ){0,3}?"
    r"(?:models?|systems?|methods?|approaches|agents|work|countries|partners|regions|sectors)|"
    r"(?:two |three |four )?baselines?|baseline (?:models?|systems?|methods?)|best baseline|competition|"
    r"(?:previous |prior )?state-of-the-art(?: methods?| models?| systems?)?)\b"
)
JOINED = _form(r"^\W*(?:(?:and|or|as well as|both|also|the|models?|baselines?|system|in)\W*)*$")
BETWEEN = _form(
    r"^[\s()\-–'\"“”’]*(?:(?:models?|systems?|methods?|metrics?|approach|with|on|of|the|an?|that|uses?|using|trained|"
    r"pretrained|dataset)[\s()\-–]*)*$"
)
APART = re.compile(r",|\b(?:and|but|while|by)\b")
EVERY = _form(
    r"\b(?:in|on|for|across|under|at|over) (?:all|each|every)\b|\b(?:always|consistently|throughout)\b"
)
# "on 3 out of 4 datasets"
NUMBER = rf"(?:{'|'.join(words.WORDS[1:])}|\d+)"
OUT_OF = _form(rf"\b(?P<n>{NUMBER})(?: out)? of (?:the |these )?(?P<of>{NUMBER})\b")
# by how much: "by 3.8 points", "(+0.45 BLEU)", "3.3 points higher", "a gain of 2.1%"
AMOUNT = r"(?:about |around |nearly |almost |only |over |absolute |relative |an? )*"
BY = re.compile(
    rf"\b(?:by|(?:margin|gap|gain|improvement|increase|decrease|drop|reduction|difference) of) {AMOUNT}"
    r"(?P<n>\d+(?:\.\d+)?)(?![\d.]*x)|"
    r"\([+−-](?P<m>\d+(?:\.\d+)?)(?: [A-Za-z%]+|%)?(?: and [+−-]\d+(?:\.\d+)?)?\)|"
    r"(?P<k>\d+(?:\.\d+)?)(?:%| percent)?(?: [A-Z][\w-]+)?(?: points?)? "
    r"(?:higher|lower|better|worse|more|less)\b"
)
ORDER = _form(
    r"\b(?:in (?P<way>descending|ascending) order,? (?:are|were|is|was)?|"
    r"(?:top|largest|leading) \w+ [\w ]{1,40}?,? (?:are|were),?(?: in order,?)?) "
)
# beside names of rows and columns: what narrows neither; and what says another thing of them
PLAIN = stems(
    "rose risen rise rises fell fallen fall falls grew grown grow grows growth increased increase decreased "
    "decrease declined decline dropped climbed expanded shrank reached stood amounted accounted account "
    "made make first largest biggest greatest highest smallest lowest peaked peak followed times average "
    "averaged annual annually yearly compound rate together combined jointly combination exceeded exceed "
    "higher lower larger smaller greater those while almost nearly around roughly according shows show see "
    "during between again then also both being came come became most least period each ranked rank took take "
    "taken third quarter half two-thirds remained stayed result market markets destination partner source "
    "supplier buyer received"
)
NOT_SO = re.compile(
    r"\b(?:not|never|no|other|others|per|each|every|all|n['’]t|if|would|could|may)\b", re.IGNORECASE
)
IN_TOTAL = re.compile(r"\b(?:total|overall|together)\b", re.IGNORECASE)
TOGETHER = re.compile(r"\b(?:together|combined|jointly)\b(?! with\b)", re.IGNORECASE)
OF_TOTAL = re.compile(
    r"\bshare\b|\bof (?:the |its )?total\b(?! of\b)|\baccount(?:s|ed|ing)? for\b", re.IGNORECASE
)
# of a share: of a change, or of one that the sentence tells, not of a level
CHANGED = re.compile(
    r"\b(?:increases?|growth|rises?|gains?|expansion|declines?|decreases?|falls?|drops?|contraction|reduction|"
    r"changes?|of (?:it|this|that|which))\b",
    re.IGNORECASE,
)
MOVING = re.compile(rf"\b(?:{UP}|{DOWN})\b", re.IGNORECASE)
OF_LEVEL = re.compile(r"^ of (?:(?:the|its|all|total) )*[a-z]", re.IGNORECASE)
# of another time than the year beside it
PART_OF_YEAR = re.compile(
    r"\b(?:(?:first|second|third|fourth|last|final|each|every|per|a|previous|preceding|same) "
    r"(?:quarter|half)(?! of (?!(?:the )?(?:fiscal |financial |calendar )?(?:year|\d{4}\b)))|"
    r"quarter(?:ly|[- ](?:on|over|to)[- ]quarter))\b",
    re.IGNORECASE,
)
MORE = r"(?:more|higher|larger|greater|less|lower|smaller|fewer)"
MORE_THAN = re.compile(rf"^ {MORE}\b", re.IGNORECASE)
FOLLOWED = re.compile(r"\bfollowed by\b", re.IGNORECASE)
# of the rows of a year, not of the years of a row
RANKED = re.compile(
    r"\bthe (?:largest|biggest|highest|smallest|lowest)(?:,| (?!in\b|at\b|of\b|with\b)\w)", re.IGNORECASE
)
ORDERED = re.compile(r"\b(?:smallest|lowest|least|fewest|fastest|slowest|ascending)\b", re.IGNORECASE)
FELL = re.compile(r"\b(?:fell|fallen|declin\w+|decreas\w+|dropped|shrank)\b", re.IGNORECASE)
# what leads to a level that a change reached
MOVED = re.compile(rf"\b(?:(?P<up>{UP})|(?:{DOWN}))\b[^;,]{{0,40}}\bto $", re.IGNORECASE)
LONG_AGO = re.compile(r"\b(?:had|has|have|by|from|once)\b", re.IGNORECASE)
# what is no change from the one year to the other, or of more or less than the line
NOT_OF_ENDS = re.compile(
    r"\b(?:annual\w*|yearly|averag\w*|each|every|(?:a|per) (?:year|annum|month|quarter)|real terms|constant|"
    r"adjusted|excluding|except|compound\w*|monthly|quarterly|contribut\w*|points?|"
    r"peak\w*)\b",
    re.IGNORECASE,
)
OF_OUTPUT = re.compile(r"\b(?:GDP|GNI|GNP|gross (?:domestic|national)|value added)\b", re.IGNORECASE)
MOST = r"highest|largest|greatest|biggest|most|maximum|peak\w*|(?-i:record)|high of"
LEAST = r"lowest|smallest|least|fewest|minimum|low of"
EXTREME = re.compile(
    rf"(?<!second )(?<!third )(?<!second-)(?<!third-)\b"
    rf"(?:{MOST}|peaked|ranked first|(?P<least>{LEAST}|ranked last))\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"^(?: \w+)? (?P<noun>[a-z]+s)\b")

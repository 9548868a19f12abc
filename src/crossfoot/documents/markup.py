"""From the marks of a text format to the string a reader sees."""

import html
import re

from crossfoot.numbers.grammar import INVISIBLE

LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]*)>")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# a footnote number set high would otherwise run into the figure that it stands at
RAISED = re.compile(r"<sup>\s*(\w+)\s*</sup>", re.IGNORECASE)
NOTE_NUMBER = re.compile(r"(?<!10)<sup>\s*\d[\d,; ]*\s*</sup>", re.IGNORECASE)
BLOCK_TAG = re.compile(r"(?<!\\)</?(?:br|p|div|li|ul|ol|tr|td|th|h[1-6]|section)\b[^<>]*>", re.IGNORECASE)
# names with a colon are those of inline XBRL
TAG = re.compile(r"(?<!\\)</?[A-Za-z][A-Za-z0-9]*(?::[A-Za-z]+)?(?:\s[^<>]*)?/?>")
ESCAPE = re.compile(r"\\+([\\`*_{}\[\]()<>#+.!|$%&~-])")
# a run that stands by itself, or a single run in the text, is a mark of significance: bold takes two
BOLD_MARK = re.compile(r"(?<![\\*])\*{2,}")
STANDING_ALONE = re.compile(r"(?<!\S)\*+(?=\s)")
STRONG = re.compile(r"(?<![\w\\])__(\S(?:.*?\S)?)__(?!\w)")
# "***p<0.01": stars before what they stand for
SIGNIFICANCE = re.compile(
    r"\*{2,}\s?(?:p[-\s]?(?:values?\s?)?(?:<|&lt;|≤|=)|signific|statistical)", re.IGNORECASE
)
BOLD_LABEL = re.compile(r"^\s*\*\*([^*]+)\*\*")
ITALIC_STAR = re.compile(r"(?<![\\*\w)])\*(?=[^\s*])([^*]*[^\s*])\*(?![*\w])")
ITALIC = re.compile(r"(?<![\w\\])_(\S(?:[^_\n]*?\S)?)_(?!\w)")
# spaces that do not break, or narrow ones, between groups of three digits: 32 090 is one number
THOUSANDS = re.compile(
    r"(?<![\d.,])\d{1,3}(?P<space>[\u00a0\u2007\u2009\u202f])\d{3}(?:(?P=space)\d{3})*(?![\d\u00a0\u2007\u2009\u202f])"
)
# where a word may be broken: a soft hyphen, a space without width; and marks of the direction of a text
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NOT_SEEN = dict.fromkeys(map(ord, INVISIBLE + DIRECTIONS))
BOLD = re.compile(r"^(?:<(?:b|strong)>.*</(?:b|strong)>|\*\*.+\*\*|__.+__)$", re.IGNORECASE)


# texts that hold nothing of all this, as most cells of figures do
UNMARKED = re.compile(r"[A-Za-z0-9 .,:;%()/$'+-]*")
MARKUP = re.compile(r"[\\\\`*_\[\]<>|#~]")


def escaped(text: str) -> str:
    """Printed text as markup: `plain` gives it back."""
    return MARKUP.sub(r"\\\g<0>", text.replace("&", "&amp;"))


def plain(text: str) -> str:
    """The printed string: marks, links, tags, escapes and entities removed, white space folded."""
    if UNMARKED.fullmatch(text):
        return " ".join(text.split())
    text = COMMENT.sub(" ", text)
    text = RAISED.sub(r" \1", text)
    text = LINK.sub(r"\1", text)
    text = AUTOLINK.sub(r"\1", text)
    text = BLOCK_TAG.sub(" ", text)
    text = TAG.sub("", text)
    if SIGNIFICANCE.search(text):
        text = BOLD_LABEL.sub(r"\1", text)
    elif len(BOLD_MARK.findall(text)) > 1 and not STANDING_ALONE.search(text):
        text = BOLD_MARK.sub("", text)
    text = STRONG.sub(r"\1", text)
    text = ITALIC_STAR.sub(r"\1", text)
    text = ITALIC.sub(r"\1", text)
    text = ESCAPE.sub(r"\1", text)
    text = html.unescape(text).translate(NOT_SEEN)
    return " ".join(THOUSANDS.sub(_grouped, text).split())


def _grouped(number: re.Match) -> str:
    return number[0].replace(number["space"], "")


def prose_text(text: str) -> str:
    """The printed string without the numbers of footnotes."""
    return plain(NOTE_NUMBER.sub("", text))


def is_bold(cell: str) -> bool:
    """True when the whole cell is set bold."""
    return bool(BOLD.match(cell.strip()))

"""From the marks of a text format to the string a reader sees."""

import html
import re

LINK = re.compile(r"!?\[((?:[^\[\]]|\\.)*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]*)>")
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
ESCAPE = re.compile(r"\\+([\\`*_{}\[\]()<>#+.!|$%&~-])")
ITALIC = re.compile(r"(?<![\w\\])_(\S(?:[^_\n]*?\S)?)_(?!\w)")
BOLD_MARK = re.compile(r"(?<![\\*])\*{2,}")
BOLD = re.compile(r"^(?:<(?:b|strong)>.*</(?:b|strong)>|\*\*.+\*\*|__.+__)$", re.IGNORECASE)


def plain(text: str) -> str:
    """The printed string: marks, links, tags, escapes and entities removed, white space folded."""
    text = BREAK.sub(" ", text)
    text = LINK.sub(r"\1", text)
    text = AUTOLINK.sub(r"\1", text)
    text = TAG.sub("", text)
    # a single run of stars is a mark of significance, bold takes two
    if len(BOLD_MARK.findall(text)) > 1:
        text = BOLD_MARK.sub("", text)
    text = re.sub(r"(?<![\\*\w)])\*(?=\S)([^*]*\S)\*(?![*\w])", r"\1", text)
    text = ITALIC.sub(r"\1", text)
    text = ESCAPE.sub(r"\1", text)
    return " ".join(html.unescape(text).split())


def is_bold(cell: str) -> bool:
    """True when the whole cell is set bold."""
    return bool(BOLD.match(cell.strip()))

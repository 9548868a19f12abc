"""The forms in which a text prints numbers, amounts, shares, years, dates, tables and codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossfoot.numbers import words
from crossfoot.numbers.dates import MONTHS
from crossfoot.numbers.grammar import CURRENCY, CURRENCY_WORD, DIGITS, QUALIFIERS, SCALE, either

MONTH_NAMES = "|".join(month.capitalize() for month in MONTHS)
MONTH = (
    rf"(?:{MONTH_NAMES}|[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec)\.?"
)
QUALIFIER = rf"(?:(?i:{either(QUALIFIERS)})\s+|[<>≤≥~≈]\s?){{0,2}}"
UNIT = r"%|per\s?cent\b(?!age)|pct\b|percentage[ -]points?\b|basis\spoints?\b|ppts?\b|pp\b|p\.p\."
WORD_NUMBER = rf"(?i:{either(words.NUMBER_WORDS)})"
# before a number that is a name: "Section 3"; those in small letters too
LABEL_WORDS = (
    "Figure Figures Fig. Figs. Chart Charts Section Sections Chapter Chapters Article Articles Note Notes "
    "Para. Paras. Paragraph Paragraphs para. paras. paragraph paragraphs Equation Equations Eq. Eqs. eq. "
    "eqs. Eq Eqs eq eqs Box Boxes Annex Annexes Appendix Panel Panels Phase Step Vol. Volume Part Item "
    "Model Models Column Columns column columns Row Rows row rows SITC ISIC NACE Version Rule Regulation "
    "Directive Resolution Order Orders p. pp. Page Pages page pages Goal Goals Tier Level Category Class "
    "Act Acts Nos. No. Number Agenda Vision Society Round Route Line Law Decree Proposition Scenario Option "
    "Type Zone Grade Stage Pillar Study Case Question Footnote Endnote Exhibit Map Schedule P.L. Rept. H.R. "
    "Title Division"
).split()
LABELS = either(LABEL_WORDS)
TABLE_FORM = r"\b[Tt]ables?\s+(?P<tno>(?:[A-Z]{1,2}[-.]?)?\d{1,3}(?:[.\-–]\d{1,3}){0,3})(?!\d)"
CODE_FORM = r"\bHS[\s-](?:codes?\s|chapters?\s)?(?P<code>\d{1,10})\b"
TABLE_CITED, CODE = re.compile(TABLE_FORM), re.compile(CODE_FORM)
STARTS = (
    *QUALIFIERS,
    *words.NUMBER_WORDS,
    *words.PARTS,
    *words.ORDINAL_WORDS,
    *words.CURRENCIES,
    *words.CURRENCY_WORDS,
    *MONTHS,
    *LABEL_WORDS,
    "S. ",
    "table",
    "HS ",
    "FY ",
    "FY1",
    "FY2",
    "a ",
    "a-",
    "an ",
    "an-",
)


def _heads(starts: Iterable[str]) -> str:
    """Their first letters, three at most, as a tree: a pattern that most words fail at once."""
    tree: dict[str, dict[str, set[str]]] = {}
    for word in starts:
        letters = word[:3].lower()
        tree.setdefault(letters[0], {}).setdefault(letters[1], set()).add(letters[2:] or ".")
    seconds = {
        first: "|".join(
            re.escape(second) + ("" if "." in third else f"[{re.escape(''.join(sorted(third)))}]")
            for second, third in sorted(by_second.items())
        )
        for first, by_second in tree.items()
    }
    return "|".join(f"{first}(?:{rest})" for first, rest in sorted(seconds.items()) if first.isalpha())


# how every token begins
HEAD = rf"(?=[^\sA-Za-z]|Q[1-4]|(?i:{_heads(start for start in STARTS if len(start) > 1)}))"
TOKEN = re.compile(
    rf"""
    (?<![A-Za-z]){HEAD}(?:
    (?P<table>{TABLE_FORM})
  | (?P<hs>{CODE_FORM})
  | (?P<label>\b(?:{LABELS})\s?\(?[A-Z]?-?\d{{1,6}}(?:[.\-–]\d{{1,4}}){{0,4}}[a-z]?\)?
      |(?<![.\w])S\.\s\d{{1,4}}\b)
  | (?P<date>\b(?:
        \d{{1,2}}\s{MONTH}\s(?:19|20)\d\d
      | {MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d
      | {MONTH}\s(?:19|20)\d\d
      | Q[1-4]\s(?:19|20)\d\d
      )(?![\d,]\d))
  | (?P<day>\b(?:\d{{1,2}}\s{MONTH}|{MONTH}\s\d{{1,2}})\b(?!,?\d))
  | (?P<decade>\b(?:1[789]|20)\d0s\b|['’]\d0s\b)
  | (?P<fiscal>\bFY\s?(?P<fy>(?:19|20)\d\d)(?:[/–-]\d{{2,4}})?\b)
  | (?P<span>(?<![\w.,$€£¥₹/-])(?P<first>(?:19|20)\d\d)[–—-](?P<last>(?:19|20)\d\d)(?![\w%]|[.,]\d))
  | (?P<prices>(?:19|20)\d\d\s(?:US\s)?(?:dollars|prices)\b)
  | (?P<slash>(?<![\w.,$€£¥₹/-])(?P<sy>(?:19|20)\d\d)[/–-]\d\d(?![\w%]|[.,]\d))
  | (?P<fraction>(?P<fq>{QUALIFIER})(?<![\w-])
      (?i:(?P<of_parts>one|two|three|four|five|an?)[\s-])?
      (?i:(?P<part>{either(words.PARTS)}))(?![\w-]))
  | (?P<times>(?P<xq>{QUALIFIER})(?<![\w.,-])(?P<xn>{DIGITS}|{WORD_NUMBER})(?:[\s-]?fold\b|(?:\s|-)times\b))
  | (?P<ordinal>\b\d{{1,4}}(?:st|nd|rd|th)\b(?!-)|\b(?i:{either(words.ORDINAL_WORDS)})\b(?![-]))
  | (?P<number>
      (?P<nq>{QUALIFIER})
      (?P<sign>(?<![\w)%])[-–−+](?=[\d$€£¥₹US]))?
      (?P<currency>(?<![A-Za-z])(?:{CURRENCY})\s?)?
      (?P<digits>(?<![\w.,/])(?<![A-Za-z][-–])(?<!\d[-–]){DIGITS}(?!\d|,\d|\.\d)|(?<![\w-]){WORD_NUMBER}(?![\w]))
      (?:\s?[–-]\s?(?:{CURRENCY})?(?P<upper>{DIGITS})(?!\d|[.,]\d))?
      (?P<close>%|\spercent\b)?
      (?:[\s-]?(?P<scale>{SCALE}))?
      (?:[\s-]?(?P<unit>{UNIT}))?
      (?:\s(?P<word>{CURRENCY_WORD})\b)?
      (?P<suffix>\s(?:or\s(?:more|less|so)|and\s(?:above|over))\b)?
    ))
    """,
    re.VERBOSE,
)
# a sentence without one of these, in small letters, has no quantity
DIGIT = re.compile(r"\d")
NUMBER_WORD = re.compile(rf"\b(?:{either([*words.NUMBER_WORDS, *words.PARTS, 'twofold', 'threefold'])})\b")

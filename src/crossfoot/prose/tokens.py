"""The forms in which a text prints numbers, amounts, shares, years, dates, tables and codes."""

from __future__ import annotations

import re

from crossfoot.numbers import words
from crossfoot.numbers.dates import MONTHS
from crossfoot.numbers.grammar import CURRENCY, CURRENCY_WORD, DIGITS, QUALIFIERS, SCALE, either

MONTH_NAMES = "|".join(month.capitalize() for month in MONTHS)
MONTH = (
    rf"(?:{MONTH_NAMES}|[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec)\.?"
)
QUALIFIER = rf"(?i:(?:{either(QUALIFIERS)})\s+){{0,2}}"
UNIT = r"%|per\s?cent\b(?!age)|pct\b|percentage[ -]points?\b|basis\spoints?\b|ppts?\b|pp\b|p\.p\."
WORD_NUMBER = rf"(?i:{either(words.NUMBER_WORDS)})"
LABELS = (
    r"Figures?|Figs?\.|Charts?|Sections?|Chapters?|Articles?|Notes?|[Pp]ara"
    r"(?:s?\.|graphs?)|Equations?|[Ee]qs?\.|Box(?:es)?|Annex(?:es)?|"
    r"Appendix|Panels?|Phase|Step|Vol(?:ume|\.)|Part|Item|Models?|[Cc]olumns?|[Rr]ows?|SITC|ISIC|"
    r"NACE|Version|Rule|Regulation|Directive|"
    r"Resolution|Orders?|pp?\.|[Pp]ages?|Goals?|Tier|Level|Category|Class|Acts?|Nos?\.|No\.|Number|"
    r"Agenda|Vision|Society|Round|Route|Line|"
    r"Article|Law|Decree|Proposition|Scenario|Option|Type|Zone|Grade|Stage|Pillar|Study|Case|"
    r"Question|Footnote|Endnote|Exhibit|Map|Schedule"
)
TABLE_FORM = r"\b[Tt]ables?\s+(?P<tno>(?:[A-Z]{1,2}[-.]?)?\d{1,3}(?:[.\-–]\d{1,3}){0,3})(?!\d)"
CODE_FORM = r"\bHS[\s-](?:codes?\s|chapters?\s)?(?P<code>\d{1,10})\b"
TABLE_CITED, CODE = re.compile(TABLE_FORM), re.compile(CODE_FORM)
# nothing begins within a word, or at a space: most places are passed over at once
TOKEN = re.compile(
    rf"""
    (?<![A-Za-z])(?=\S)(?:
    (?P<table>{TABLE_FORM})
  | (?P<hs>{CODE_FORM})
  | (?P<label>\b(?:{LABELS})\s?\(?[A-Z]?-?\d{{1,6}}(?:[.\-–]\d{{1,4}}){{0,4}}[a-z]?\)?)
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
# a sentence without one of these has no quantity
ANY_NUMBER = re.compile(
    rf"\d|\b(?:{either([*words.NUMBER_WORDS, *words.PARTS, 'twofold', 'threefold'])})\b", re.IGNORECASE
)

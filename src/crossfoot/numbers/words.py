"""English words of quantities: number words, scales, currencies, qualifiers, directions."""

from __future__ import annotations

from decimal import Decimal

WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
ORDINALS = (
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
FRACTIONS = {"half": "0.5"}
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# "one" and "first" are seldom numbers; "one million" and "one third" are read where they stand
NUMBER_WORDS = {word: n for n, word in enumerate(WORDS) if n > 0} | {
    word: 20 + 10 * n for n, word in enumerate(TENS)
}
NUMBER_WORDS |= {
    f"{ten}-{one}": NUMBER_WORDS[ten] + n for ten in TENS for n, one in enumerate(WORDS[1:10], start=1)
}
ORDINAL_WORDS = {word: n for n, word in enumerate(ORDINALS) if n > 0}
SCALES = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "mln": 6,
    "billion": 9,
    "bn": 9,
    "bln": 9,
    "trillion": 12,
    "tn": 12,
    "lakh crore": 12,
    "lakh": 5,
    "lakhs": 5,
    "crore": 7,
    "crores": 7,
}
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "eighth": 8,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}
CURRENCIES = {
    "US$": "USD",
    "$": "$",
    "USD": "USD",
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "¥": "JPY",
    "JPY": "JPY",
    "₹": "INR",
    "INR": "INR",
    "Rs": "INR",
    "Rs.": "INR",
    "CNY": "CNY",
    "RMB": "CNY",
    "A$": "AUD",
    "AUD": "AUD",
    "C$": "CAD",
    "CAD": "CAD",
    "S$": "SGD",
    "SGD": "SGD",
    "HK$": "HKD",
    "NT$": "TWD",
    "NZ$": "NZD",
    "₩": "KRW",
    "R$": "BRL",
    "RM": "MYR",
    "฿": "THB",
    "₫": "VND",
    "₱": "PHP",
    "₽": "RUB",
    "₺": "TRY",
    "KRW": "KRW",
    "CHF": "CHF",
    "IDR": "IDR",
    "Rp": "IDR",
    "THB": "THB",
    "VND": "VND",
    "PHP": "PHP",
    "MYR": "MYR",
    "BRL": "BRL",
    "ZAR": "ZAR",
    "MXN": "MXN",
}
CURRENCY_WORDS = {
    "us dollars": "USD",
    "us dollar": "USD",
    "u.s. dollars": "USD",
    "dollars": "$",
    "dollar": "$",
    "yen": "JPY",
    "rupees": "INR",
    "rupee": "INR",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "yuan": "CNY",
    "renminbi": "CNY",
    "won": "KRW",
}

ABOUT = (
    "about",
    "around",
    "approximately",
    "approx.",
    "roughly",
    "some",
    "an estimated",
    "circa",
    "close to",
    "in the region of",
    "in the order of",
    "on the order of",
    "~",
    "c.",
    "as much as",
    "as many as",
    "slightly less than",
    "slightly more than",
    "just under",
    "just over",
    "slightly above",
    "slightly below",
    "a little over",
    "a little more than",
    "a little under",
    "a little less than",
)
NEARLY = ("nearly", "almost", "not quite")
ABOVE = (
    "more than",
    "over",
    "above",
    "at least",
    "no less than",
    "no fewer than",
    "not less than",
    "well over",
    "upwards of",
    "exceeding",
    "greater than",
    "well above",
    "a minimum of",
    "in excess of",
)
BELOW = (
    "less than",
    "fewer than",
    "below",
    "under",
    "at most",
    "up to",
    "no more than",
    "not more than",
    "well under",
    "well below",
    "a maximum of",
)
# words that change nothing
PLAIN = (
    "only",
    "just",
    "a record",
    "a mere",
    "a modest",
    "exactly",
    "a full",
    "as little as",
    "as few as",
    "as high as",
    "as low as",
)

UP = (
    r"rose|rises?|risen|increas(?:e[ds]?|es)|grew|grows?|grown|growth|climb(?:s|ed)?|expand"
    r"(?:s|ed)?|expansion|widen(?:s|ed)?|jump(?:s|ed)?|"
    r"surg(?:e[ds]?)|soar(?:s|ed)?|rais(?:e[ds]?)|gain(?:s|ed)?|swell(?:s|ed)?|swollen|escalat"
    r"(?:e[ds]?)|rocketed|skyrocketed|went up|"
    r"goes up|gone up|going up|enlarg(?:e[ds]?)|heighten(?:s|ed)?|lifted"
)
DOWN = (
    r"fell|falls?|fallen|declin(?:e[ds]?)|decreas(?:e[ds]?|es)|drop(?:s|ped)?|shr[aiu]nk"
    r"(?:s|en)?|narrow(?:s|ed)?|contracted|contraction|"
    r"reduc(?:e[ds]?)|reduction|cut|cuts|lowered|slid|slump(?:s|ed)?|plung(?:e[ds]?)|plummet"
    r"(?:s|ed)?|dip(?:s|ped)?|tumbl(?:e[ds]?)|"
    r"diminish(?:es|ed)?|dwindl(?:e[ds]?)|sank|sunk|went down|goes down|gone down|going down|retreat"
    r"(?:s|ed)?"
)
RISING = (
    r"rising|increasing|growing|climbing|expanding|widening|jumping|surging|soaring|raising|gaining|"
    r"swelling"
)
FALLING = (
    r"falling|declining|decreasing|dropping|shrinking|narrowing|contracting|reducing|cutting|"
    r"lowering|sliding|plunging|diminishing|dwindling"
)
TIMES = {
    "doubled": 2,
    "doubling": 2,
    "double": 2,
    "tripled": 3,
    "tripling": 3,
    "trebled": 3,
    "trebling": 3,
    "quadrupled": 4,
    "quadrupling": 4,
    "quintupled": 5,
}
HALVED = {"halved": Decimal("0.5"), "halving": Decimal("0.5")}

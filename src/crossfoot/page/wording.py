"""What is said of a finding, in one sentence: where, what is printed, and what it should be."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from markupsafe import Markup

# "two digits exchanged: 9397.7 for 9379.7; the columns give 9,397.7, printed is 9,379.7: a difference of 18;
# the row and the column of this number fail alike"
GIVES = re.compile(
    r"(?:(?P<slip>[^;]+); )?(?P<inputs>[^;]+?) gives? (?P<value>(?:about )?[^\s,;]+(?:,\d+)*[^\s,;]*)"
    r", printed is [^:;]+(?::\sa\sdifference\sof\s[^;]+)?(?:; (?P<rest>.*))?"
)
# what the diagnosis of a number that alone can be wrong says
BLAMED = re.compile(r"\bfail alike\b|other checks confirm all the other numbers")
UNDECIDED = re.compile(r"(?:one of these is wrong, and )?nothing decides which(?: of these is wrong)?: .*")
SLIP_NUMBERS = re.compile(r": \S+ for \S+$")
# a number of five digits, or of four and decimals, without separators
LONG_NUMBER = re.compile(r"(?<![\w.,/-])(\d{5,}(?:\.\d+)?|\d{4}\.\d+)(?![\w/-]|[.,]\d)")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
AMOUNT = re.compile(r"[A-Z]{0,3}[-−$€£¥₹(]{0,3}\s?\d")
# what was held against the number of a table's rows ends with
ROWS = ", rows"
ONE_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
LAST_COMMA = re.compile(r", (?=\d+$)")
# longer formulas are told by their kind
LONGEST_RULE = 110


def plainly(text: str) -> str:
    """A text with separators in its long numbers; a name is no number."""
    return LONG_NUMBER.sub(lambda found: f"{Decimal(found[1]):,f}", text)


def said_of_check(
    check: dict, link: tuple[str, str], place: Markup, unit: str, cell: str, sure: bool
) -> Markup:
    """The sentence on a check that fails.

    link: title and id of its table. place: what it is about. unit: what its `line` counts, a page or a line.
    cell: what the cell it is about prints; "" where it is about none. sure: whether that cell cannot have
    been misread.
    """
    called = title_in_words(link[0])
    # the name of a table without a caption says where it is
    where = f"{'On' if unit == 'page' else 'At'} {unit} {check['line']}, " if called == link[0] else ""
    if cell and not where:
        called = called[:1].upper() + called[1:]
    table = Markup('<a href="#{}">{}</a>').format(link[1], called)
    if cell:
        lead = Markup("{}{} prints <b>{}</b> in {}").format(where, table, check["printed"], place)
        return lead + _tail(check, sure)
    return Markup("{} {}, {}").format(f"{where}in" if where else "In", table, _of_none(check, place))


def _of_none(check: dict, place: Markup) -> Markup:
    """On what no cell prints."""
    if check["check"].startswith("shares_") and None not in (check["low"], check["high"]):
        sum_ = f"{(Decimal(check['low']) + Decimal(check['high'])) / 2:,f}".rstrip("0").rstrip(".")
        ask = "; is one left out or misprinted?" if check["severity"] == "question" else "."
        return Markup("the shares in {} add up to <b>{}</b>, not to 100{}").format(place, sum_, ask)
    tail = _asked(check) or Markup("{} <b>{}</b>").format(_rule(check), bounds_of(check))
    return Markup("{}: {}").format(place, _ended(tail))


def _tail(check: dict, sure: bool) -> Markup:
    """After what a cell prints: what it should be, or what the others give, and why."""
    diagnosis = _asked(check)
    told = GIVES.fullmatch(diagnosis)
    if not told and diagnosis:
        where_else = diagnosis.removeprefix(f"{check['printed']} where ")
        joint = ": " if where_else == diagnosis else ", where "
        return Markup("{}{}").format(joint, _ended(where_else))
    value = _like(told["value"], check["printed"]) if told else bounds_of(check)
    if not value:
        return Markup(": it does not fit the others.")
    slip, rest = (told["slip"] or "", told["rest"] or "") if told else ("", "")
    is_likely = slip.startswith("most likely ")
    if is_likely or slip.startswith("in "):
        rest, slip = "; ".join(filter(None, [slip, rest] if is_likely else [rest, slip])), ""
    slip = SLIP_NUMBERS.sub("", slip)
    if sure and check["severity"] == "error" and BLAMED.search(rest) and not UNDECIDED.search(rest):
        said = Markup("; it should be <b>{}</b>").format(value) + (f" ({slip})." if slip else ".")
    else:
        said = Markup("; {} <b>{}</b>.").format(_rule(check), value)
        rest = "; ".join(filter(None, [slip, rest]))
    undecided = "nothing else decides it" if is_likely else "which of these numbers is wrong cannot be told"
    rest = UNDECIDED.sub(undecided, rest)
    rest = f"it is {rest}" if rest.startswith(("off by", "not ")) else rest
    return said + (" " + _ended(rest[:1].upper() + rest[1:]) if rest else "")


def _asked(check: dict) -> str:
    return plainly(check["diagnosis"].removeprefix("question: "))


def title_in_words(title: str) -> str:
    """The title of a table within a sentence: "page 6, second table" is the second table of page 6."""
    unnamed = re.fullmatch(r"(page \d+), (.*\btable)|(table of line \d+)", title)
    if not unnamed:
        return title
    return f"the {unnamed[2]} of {unnamed[1]}" if unnamed[1] else f"the {title}"


def _rule(check: dict) -> str:
    """What a number was held against, up to the verb."""
    inputs = check["inputs"].strip()
    by_rows = check["check"].endswith("row")
    if not re.search(r"\w", inputs):
        return "the others give"
    if inputs.startswith("sum of "):
        # "rows 12, 13"
        return f"the {LAST_COMMA.sub(' and ', inputs)} is"
    if re.search(r" [+×/−] ", inputs):
        return (
            f"{inputs} is" if len(inputs) <= LONGEST_RULE else f"its {'rows' if by_rows else 'columns'} give"
        )
    return "the others give"


def _ended(text):
    return text if text[-1:] in (".", "?", "!") else text + "."


def _like(value: str, printed: str) -> str:
    """In the form of a printed percentage or amount of money."""
    sign = re.match(r"[$€£¥₹]", printed.strip())
    value = value.rstrip(".")
    value = plainly(value) + ("%" if printed.rstrip().endswith("%") and not value.endswith("%") else "")
    return (sign[0] if sign and value[:1].isdigit() else "") + value


def bounds_of(check: dict) -> str:
    """All that the others allow, or "": numbers with two decimals more than the printed one, at most."""
    percent = "%" if check["printed"].endswith("%") else ""
    low, high = (
        _short(check[name], check["printed"], outwards)
        for name, outwards in (("low", ROUND_FLOOR), ("high", ROUND_CEILING))
    )
    return _range(low, high, percent) or _range(check["earliest_on"], check["latest_on"], "")


def _short(bound: str | None, printed: str, outwards: str) -> str | None:
    if bound is None:
        return None
    decimals = len(re.sub(r"[^\d.]", "", printed).partition(".")[2]) + 2
    exact = Decimal(bound)
    short = (
        exact
        if -int(exact.as_tuple().exponent) <= decimals
        else exact.quantize(Decimal(1).scaleb(-decimals), outwards)
    )
    return f"{short:,f}"


def _range(low: str | None, high: str | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"at most {high}{unit}" if low is None else f"at least {low}{unit}"
    return f"{low}{unit}" if low == high else f"{low}{unit} to {high}{unit}"


def said_of_statement(one: dict, against: Markup) -> Markup:
    """The sentence on a statement of the prose. against: what it was held against, with links; "" for its own
    sentence. one: with `group`, as `shown_statement`."""
    printed, computed = one["stated"] or one["quote"], _computed(one)
    stated = Markup("<b>{}</b>" if NUMBER.search(printed) else "“<b>{}</b>”").format(printed)
    diagnosis = plainly(one["diagnosis"].removeprefix("question: "))
    diagnosis = diagnosis.removeprefix("the number stands in the table; ")
    if computed and diagnosis == f"the table has {computed}":
        diagnosis = ""
    if one["group"] == "not checked":
        return Markup("{} was not checked: {}").format(stated, _ended(diagnosis or "no reason is known"))
    is_number = AMOUNT.match(computed)
    if one["group"] in ("holds", "found"):
        verb = "stands in" if one["group"] == "found" else "agrees with"
        said = Markup("{} {} {}").format(stated, verb, against or "the rest of its sentence")
        if computed:
            which = (
                ", which give "
                if against.count("<a") > 1
                else ", which has "
                if against
                else ", which gives "
            )
            said += f"{which if is_number else ': '}{computed}"
        joint = ". "
    else:
        said = Markup("{} {}").format(_where(one), stated)
        if computed:
            verb = ("give" if against.count("<a") > 1 else "gives") if is_number else "says"
            said += Markup("; {} {} <b>{}</b>").format(against or "the same sentence", verb, computed)
        elif against:
            said += Markup("; it was held against {}").format(against)
        joint = ". " if computed or against else ": "
    if joint == ". ":
        diagnosis = diagnosis[:1].upper() + diagnosis[1:]
    return _ended(said + joint + diagnosis if diagnosis else said)


def _where(one: dict) -> str:
    return f"On page {one['page']}, the text says" if one["page"] is not None else f"Line {one['line']} says"


def _computed(one: dict) -> str:
    """What a statement was held against, in the form of the stated number where it is in its unit."""
    computed, stated = one["computed"], one["stated"]
    if one["against"].endswith(ROWS):
        return f"{computed} rows"
    numbers = list(NUMBER.finditer(stated))
    if ONE_NUMBER.fullmatch(computed) and len(numbers) == 1 and None not in (one["low"], one["high"]):
        low, value, high = (Decimal(text.replace(",", "")) for text in (one["low"], computed, one["high"]))
        if abs(2 * value - low - high) <= high - low + abs(value) / 20:
            sign = re.search(r"[A-Z]{0,3}[$€£¥₹]\s?$", stated[: numbers[0].start()])
            minus, digits = ("-", computed[1:]) if computed.startswith("-") else ("", computed)
            return f"{minus}{sign[0] if sign else ''}{plainly(digits)}{stated[numbers[0].end() :]}"
    return plainly(computed)

"""What is said of a finding, in one sentence: where, what is printed, and what it should be."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from markupsafe import Markup

from crossfoot.page.own_numbers import AMOUNT as OWN_AMOUNT
from crossfoot.page.own_numbers import SCALES, YEAR, as_multiple, what_gives

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
# a cell in words
CELL = re.compile(r"row \d+(?: \((?P<row>.*?)\))?, (?P<column>.*)")
OF_OTHER = re.compile(r"the figure of (row [^;]*)")
OF_YEAR = re.compile(r"that is the figure of (\d{4}); (.*?), (row \d+.*) has (\S+)")
POWER = re.compile(r"a power of ten: (\S+) times the printed number")
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
    if not NUMBER.search(printed) and OWN_AMOUNT.fullmatch(one["quote"]):
        stated += f" of {one['quote']}"
    computed, diagnosis = _rescaled(one, computed, _why(one, computed))
    if one["group"] == "not checked":
        return Markup("{} was not checked: {}").format(stated, _ended(diagnosis or "no reason is known"))
    is_number = AMOUNT.match(computed) and " in " not in computed
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
        if of_year := _of_another_year(one, computed, against, diagnosis):
            said, diagnosis = said + of_year, ""
        elif computed and is_number and not against:
            if one["kind"] == "growth" and not NUMBER.search(printed):
                said += f"; by its own numbers it {as_multiple(one['computed'])}"
            else:
                is_list = one["kind"] == "count"
                own = (
                    "the same sentence lists"
                    if is_list
                    else what_gives(one["kind"], one["quote"], printed, computed)
                )
                said += Markup("; {} <b>{}</b>").format(own, computed)
        elif computed:
            verb = ("give" if against.count("<a") > 1 else "gives") if is_number else "has"
            verb = verb if against or is_number else "says"
            said += Markup("; {} {} <b>{}</b>").format(against or "the same sentence", verb, computed)
        elif against:
            said += Markup("; it was checked against {}").format(against)
        joint = ". " if computed or against else ": "
    if joint == ". ":
        diagnosis = diagnosis[:1].upper() + diagnosis[1:]
    return _ended(said + joint + diagnosis if diagnosis else said)


def _why(one: dict, computed: str) -> str:
    """The diagnosis without what stands before it, and its cells in words."""
    why = plainly(one["diagnosis"].removeprefix("question: ")).removeprefix(
        "the number stands in the table; "
    )
    if why.startswith("it became ") or computed and why == f"the table has {computed}":
        return ""
    number = NUMBER.search(one["computed"])
    told = plainly(one["against"]).replace(", and ", " and ")
    rest = why.replace(", and ", " and ").removeprefix(told)
    again = re.fullmatch(r" (?:has|gives?) (\d[\d,.]*)%?(?: a year)?(?:[,;] (.*))?", rest)
    if again and number and again[1] == number[0]:
        return f"that is {again[2]}" if again[2] else ""
    if number and why.endswith(last := f"the table has {number[0]} there"):
        return why.removesuffix(last).removesuffix("; ")
    if why == "the other sign" and one["group"] == "contradicted":
        return "its sign is wrong"
    return OF_OTHER.sub(lambda found: f"that is the figure of {_in_words(found[1])}", why)


def _in_words(cell: str) -> str:
    """Of "row 2 (France), 2021": France in 2021."""
    told = CELL.fullmatch(cell)
    return f"{told['row']} in {told['column']}" if told and told["row"] else cell


def _rescaled(one: dict, computed: str, why: str) -> tuple[str, str]:
    """What was computed and why it differs, by a power of ten, in the words of the stated number."""
    power = POWER.fullmatch(why)
    if not power:
        return computed, why
    factor = Decimal(power[1])
    printed = next((word for word in SCALES if re.search(rf"\b{word}\b", one["stated"])), "")
    right = next((word for word in SCALES if SCALES[word] == SCALES.get(printed, 0) + factor.adjusted()), "")
    numbers = list(NUMBER.finditer(one["stated"]))
    if not printed or not right or len(numbers) != 1 or one["low"] is None or one["high"] is None:
        size = "small" if factor > 1 else "large"
        return computed, f"the printed number is {max(factor, 1 / factor):,f} times too {size}"
    value = (Decimal(one["low"]) + Decimal(one["high"])) / 2 / factor
    number = _short(str(value), numbers[0][0], ROUND_FLOOR) or ""
    number = number.rstrip("0").rstrip(".") if "." in number else number
    start, end = numbers[0].span()
    said = (one["stated"][:start] + number + one["stated"][end:]).replace(printed, right)
    asks = one["group"] == "asked"
    return said, f"should it be {right}, not {printed}?" if asks else f"it should be {right}, not {printed}"


def _of_another_year(one: dict, computed: str, against: Markup, why: str) -> Markup:
    """Where a stated number is that of another year of the row, or ""."""
    told = OF_YEAR.fullmatch(why)
    if told and (cell := CELL.fullmatch(told[3])):
        said = "; that is the figure of {}, not {}, for which {} has <b>{}</b>"
        return Markup(said).format(told[1], cell["column"], told[2], told[4])
    mine = CELL.search(plainly(one["against"]))
    row = mine["row"] if mine else None
    if not mine or not row or not YEAR.fullmatch(mine["column"]):
        return Markup()
    start = f"that is the figure of {row} in "
    other = why.removeprefix(start) if why.startswith(start) else ""
    if not YEAR.fullmatch(other):
        return Markup()
    said = "; that is the figure of {}, not {}: in {} it is <b>{}</b> ({})"
    return Markup(said).format(other, mine["column"], mine["column"], computed, against)


def _where(one: dict) -> str:
    return f"On page {one['page']}, the text says" if one["page"] is not None else f"Line {one['line']} says"


def _computed(one: dict) -> str:
    """What a statement was held against, in the form of the stated number where it is in its unit."""
    computed, stated = one["computed"], one["stated"]
    if one["against"].endswith(ROWS):
        return f"{computed} rows"
    if listed := _listed(computed):
        return listed
    numbers = list(NUMBER.finditer(stated))
    if ONE_NUMBER.fullmatch(computed) and len(numbers) == 1 and None not in (one["low"], one["high"]):
        low, value, high = (Decimal(text.replace(",", "")) for text in (one["low"], computed, one["high"]))
        if abs(2 * value - low - high) <= high - low + abs(value) / 20:
            sign = re.search(r"[A-Z]{0,3}[$€£¥₹]\s?$", stated[: numbers[0].start()])
            minus, digits = ("-", computed[1:]) if computed.startswith("-") else ("", computed)
            return f"{minus}{sign[0] if sign else ''}{plainly(digits)}{stated[numbers[0].end() :]}"
    return plainly(computed)


def _listed(computed: str) -> str:
    """Of "row 3 (India), 2022: 287; row 2 (France), 2022: 540": India 287, France 540 in 2022."""
    found = [
        re.fullmatch(rf"{CELL.pattern}: (?P<value>[^:]+)", part)
        for part in dict.fromkeys(computed.split("; "))
    ]
    told = [one.group("row", "column", "value") for one in found if one and one["row"]]
    if not told or len(told) < len(found):
        return ""
    rows, columns = ({one[n] for one in told} for n in (0, 1))
    if len(columns) == 1:
        return ", ".join(f"{row} {value}" for row, _, value in told) + f" in {told[0][1]}"
    if len(rows) == 1:
        return f"{told[0][0]} " + ", ".join(f"{value} in {column}" for _, column, value in told)
    return ", ".join(f"{row} {value} in {column}" for row, column, value in told)

"""What leaves a doubt whether a number is the result that its words name: then it is not held against it."""

import re
from decimal import Decimal

from bilateral.draft.cells import About, Cell
from bilateral.draft.results import Results
from bilateral.draft.stated import Stated
from bilateral.draft.units import PLAIN, in_unit
from bilateral.draft.words import NO_GOODS, WITH, Names, tokens
from crossfoot import Interval

# words that make a number something else than the level, of now, that a table has
OF_A_CHANGE = re.compile(
    r"\b(?:by|of|than|another|additional|further|extra)\s(?:(?:about|some|nearly|over)\s)?$", re.IGNORECASE
)
CHANGE = re.compile(
    r"\b(?:rose|rise|grew|growth|fell|fall|declin\w+|increas\w+|decreas\w+|up|down|widen\w*|narrow\w*|more|less|"
    r"higher|lower|gap|difference)\b[^,;.]{0,25}$",
    re.IGNORECASE,
)
NOT_A_RESULT = re.compile(
    r"\b(?:target\w*|goal|plans? to|planned|expect\w*|forecast\w*|project(?:ed|ion)s?|would|could|should|if|"
    r"threshold|minimum|maximum|capacity|monthly|quarter\w*|per capita|a day|by 20\d\d|"
    r"cumulative\w*|stock|outstanding|inward|fiscal|FY\d*|global|world|"
    r"average\w*|mean|median|first half|second half|services?|constant prices|real)\b",
    re.IGNORECASE,
)
MONTHS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s(?:to|[–-]|20\d\d)|"
    r"\bQ[1-4]\b"
)
# "exports of steel", "steel exports", "a third of exports": a part, where a table has the whole
PART = re.compile(
    r"\b(?P<of>(?:[Ee]xports?|[Ii]mports?|investment|FDI)\sof\s(?:the\s)?)"
    r"(?!goods|merchandise|US\$|\$|¥|€|£|about|around|some|more|\d)|"
    r"\b(?!(?:the|and|or|to|of|in|from|its|their|his|our|that|this|total|all|both|bilateral|overall|annual|yearly|"
    r"merchandise|goods|country|net|outward|foreign|with|between|while|where|when|as|s|direct|"
    r"reported|recorded|registered|declared|published|official|[a-z]+(?:ese|ian|ean)|rapidly|by|for|yet|but|"
    r"thus|then)\b)[a-z]{3,}\s(?:exports|imports)\b|"
    r"\b(?:of which|of them|of these|among)\b"
)
# the owner of exports or investment, who may be a company or a town; and groups of economies
OWNER = re.compile(
    r"\b(?!(?:country|economy|nation)['’])([\w.-]+)['’]s?\s(?:[\w-]+\s){0,3}?"
    r"(?:exports?|imports?|investments?|FDI|surplus|deficit)\b"
)
# "to Korea's neighbours"
NOT_ITSELF = re.compile(r"\b(?:to|from|with|in)\s(?:the\s)?$"), re.compile(r"['’]")
GROUPS = re.compile(
    r"\b(?:ASEAN|RCEP|Quad|EU|Africa|Europe|G7|G20|BRICS|(?:East|South|Southeast) Asia|others)\b"
)
# bounds that are further apart, as a part of them, say little
NARROW = Decimal("0.2")


def interval_of(cell: Cell, stated: Stated) -> Interval | None:
    """A cell in base units; of a bare number of a table in the cell's own unit."""
    row = cell.table.rows[cell.row]
    interval = cell.table.interval(cell.column, row)
    if interval is None or (stated.unit.name == "?"):
        return interval
    return in_unit(interval, -cell.table.unit(cell.column, row).power)


def is_vague(interval: Interval) -> bool:
    return (
        interval.high - interval.low > NARROW * max(abs(interval.low), abs(interval.high))
        and abs(interval.high) > 1
    )


def is_named(stated: Stated, cell: Cell, study: Results) -> bool:
    """Whether the words can tell this result from any other: a count has a subject, and of a number of a
    table the labels of row and column have a word of the result's row or subject."""
    row = cell.table.rows[cell.row]
    subject = cell.table.subject(cell.column, row)
    if not subject and cell.table.unit(cell.column, row).name == PLAIN:
        return False
    labels = f"{stated.label} {stated.column}"
    own = subject.union(*(tokens(row[key]) for key in cell.table.keys))
    economies = study.names.economies(labels) & {row[key] for key in cell.table.keys}
    return not stated.is_cell or bool(tokens(labels) & own or economies)


def is_sure(stated: Stated, about: About, cell: Cell) -> bool:
    """Whether the words say enough of a cell, which is known well enough, to hold a number against it."""
    # a label names its row; in a sentence one word of a row can stand for something else
    enough = cell.said >= 2 or (stated.is_cell and cell.said == 1 and cell.told >= 2)
    row, names = cell.table.rows[cell.row], about.study.names
    on_table = cell.table.words & about.words or (about.trade.flow and "flow" in cell.table.keys)
    # no other economy or group shares the number
    others = names.economies(about.clause) - {row[key] for key in cell.table.keys} - set(names.pair)
    groups = [group for group in GROUPS.findall(about.clause) if group not in row.values()]
    if not stated.is_cell and (not on_table or others or groups or not _has_both_sides(stated, cell, names)):
        return False
    interval = interval_of(cell, stated)
    return enough and interval is not None and not (cell.column.bounds[0] and is_vague(interval))


def _has_both_sides(stated: Stated, cell: Cell, names: Names) -> bool:
    """Whether a sentence has a trade's partner: what an economy exports to all is not what a pair trades."""
    if not {"partner", "importer"} & set(cell.table.keys):
        return True
    found = names.found(stated.sentence)
    partner = any(WITH.search(stated.sentence[:start]) for start, *_ in found)
    return partner or len({code for *_, code in found}) > 1


def is_no_level(stated: Stated, about: About) -> bool:
    """Whether its words can make a number something else than what a table has."""
    if stated.is_cell:
        return False
    if stated.year is None:
        return True
    before = stated.before[-80:]
    said_before = OF_A_CHANGE.search(before) and CHANGE.search(before)
    forms = (NOT_A_RESULT, MONTHS)
    return bool(said_before or any(form.search(about.clause) for form in forms)) or _is_of_another(
        about.clause, about.study.names
    )


def _is_of_another(text: str, names: Names) -> bool:
    """Whether exports or investment are a part, or of somebody or with somebody who is no economy."""
    economies = names.found(text)
    ends = {end for _, end, _ in economies}
    if any(owner.end(1) not in ends for owner in OWNER.finditer(text)):
        return True
    before, after = NOT_ITSELF
    if any(before.search(text[:start]) and after.match(text, end) for start, end, _ in economies):
        return True
    wholes = {start for start, end, _ in economies if NO_GOODS.match(text, end)}
    return any(not part["of"] or part.end() not in wholes for part in PART.finditer(text))

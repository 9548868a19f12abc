"""Approved subsidy plans, their sites and the companies behind them."""

import re
from decimal import Decimal

import pandas as pd

from bilateral.clean.repairs import HEADER, RepairLog
from bilateral.clean.table_checks import cell_error, require_columns
from crossfoot import (
    Interval,
    Period,
    Table,
    is_not_available,
    read_count,
    read_day,
    read_number,
    read_period,
    split_revision,
)

# A legal form ends a name, and so does an abbreviation in parentheses; ", Ltd." may still follow either.
LEGAL_FORM = (
    r"(?:Corporation|Incorporated|Inc\.|Co\.,? Ltd\.|Limited Company|Limited|Ltd\.|K\.K\.|G\.K\.|LLC|Company)"
)
SHORT_FORM = r"\s\([A-Z][A-Za-z&.-]*\)"
NAME_END = re.compile(
    rf"(?:{LEGAL_FORM}(?:,?\s{LEGAL_FORM})*(?:{SHORT_FORM})?|{SHORT_FORM})(?:,\s(?:Ltd\.|Inc\.))?"
    rf"(?!,\s(?:Ltd|Inc)\b|\s+{LEGAL_FORM})(?=\s+[A-Z]|\s*[,;/]\s*[A-Z]|\s+and\s+[A-Z])"
)
SEPARATOR = re.compile(r"^(?:[,;/]|and\b)\s*")


def split_entities(cell: str) -> list[str]:
    """The names in the cell, in printed order; a cell without a legal form inside is one name."""
    names, start = [], 0
    for match in NAME_END.finditer(cell):
        names.append(cell[start : match.end()].strip())
        start = match.end()
    return [SEPARATOR.sub("", name) for name in (*names, cell[start:].strip()) if name]


FACILITY_COLUMNS = [
    "Approved Business Entity",
    "Date of Approval",
    "Max Subsidy (¥ billion)",
    "Place of investment",
    "Major products",
    "Production Capacity ('000/month, 12-inch equivalent)",
    "Job creation",
    "First Production",
]
SUPPLY_COLUMNS = [
    "",
    "Approved business entity",
    "Approval date",
    "Planned investment (¥ billion)",
    "Maximum subsidy",
    "Criteria (Table 3.3)",
    "Plan to",
]
CRITERION = re.compile(r"^[A-Z](?:\(\d+\))?$")
FRACTION_OF_INVESTMENT = re.compile(r"^up to (\d+)/(\d+)$")
SHORT_NAME = re.compile(r"\(([A-Z][A-Za-z&.-]*)\)")


def clean_facility_plans(
    table: Table, programme: str, quarters_from: int, log: RepairLog
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Plans, sites and entities of a table with one row a site, blank first cell for a further site.

    They are parts of subsidy_plans, plan_sites and plan_entities. Plans are numbered as they stand.
    quarters_from: the month in which Q1 begins.
    Raises InputError for other columns, a site without a plan, or a cell of another type.
    """
    require_columns(table, FACILITY_COLUMNS)
    plans: list[dict] = []
    sites: list[dict] = []
    entities: list[dict] = []
    for row, cells in enumerate(table.body):
        if cells[0]:
            plan = f"{table.number}-{len(plans) + 1}"
            first, revised = split_revision(cells[1])
            approved_on, revised_on = read_day(first), read_day(revised)
            if approved_on is None or (revised and revised_on is None):
                raise cell_error(table, row, 1, "a day such as 17 Jun 2022, or two: … Revised on …")
            if revised_on and revised_on < approved_on:
                raise cell_error(table, row, 1, "a revision after the approval")
            plans.append(
                {"plan": plan, "programme": programme, "table": table.number, "plan_no": None}
                | {"approved_on": approved_on, "revised_on": revised_on}
                | _missing("investment", "not_available")
                | _amount(table, row, 2, "max_subsidy", log)
                | {"criterion": None, "purpose": None, "line": table.body_lines[row]}
            )
            entities += _entities(table, row, 0, plan, log)
        elif not plans:
            raise cell_error(table, row, 0, "a company in the first row")
        else:
            for column in (1, 2):
                if cells[column]:
                    raise cell_error(
                        table, row, column, "a blank cell: the row is a further site of the plan above"
                    )
            log.add(table, row, 0, f"site of plan {plan}", "merged_cell", alternative="a plan of its own")
        number = 1 + sum(site["plan"] == plan for site in sites)
        sites.append({"plan": plan, "site": number} | _site(table, row, quarters_from, log))
    return pd.DataFrame(plans), pd.DataFrame(sites), pd.DataFrame(entities)


def clean_supply_plans(table: Table, programme: str, log: RepairLog) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Plans and entities of a table with one numbered row a plan.

    They are parts of subsidy_plans and plan_entities; cap_group names a cap that several plans share.
    Raises InputError for other columns or a cell of another type; a gap in the numbers is recorded.
    """
    require_columns(table, SUPPLY_COLUMNS)
    used = "Maximum subsidy (¥ billion)"
    log.add(table, HEADER, 4, used, "unit_from_neighbour", alternative="another unit of yen")
    plans, entities, previous = [], [], 0
    for row, cells in enumerate(table.body):
        number = read_count(cells[0])
        if number is None or number <= previous:
            raise cell_error(table, row, 0, f"a plan number above {previous}")
        if number != previous + 1:
            gap = ", ".join(str(n) for n in range(previous + 1, number))
            log.add(table, row, 0, f"{number}, with no plan {gap}", "sequence_gap")
        previous, plan = number, f"{table.number}-{number}"
        approved_on = read_day(cells[2])
        if approved_on is None:
            raise cell_error(table, row, 2, "a day such as 28 Apr 2023")
        if not CRITERION.match(cells[5]):
            raise cell_error(table, row, 5, "a criterion such as A(1) or B")
        investment = _amount(table, row, 3, "investment", log)
        plans.append(
            {"plan": plan, "programme": programme, "table": table.number, "plan_no": number}
            | {"approved_on": approved_on, "revised_on": None}
            | {name: value for name, value in investment.items() if name != "cap_group"}
            | _amount(table, row, 4, "max_subsidy", log, investment)
            | {"criterion": cells[5], "purpose": cells[6], "line": table.body_lines[row]}
        )
        entities += _entities(table, row, 1, plan, log)
    return pd.DataFrame(plans), pd.DataFrame(entities)


def _entities(table: Table, row: int, column: int, plan: str, log: RepairLog) -> list[dict]:
    names = split_entities(table.body[row][column])
    if not names:
        raise cell_error(table, row, column, "a company")
    if len(names) > 1:
        log.add(table, row, column, " | ".join(names), "entities_split")
    records = []
    for number, name in enumerate(names, start=1):
        short = SHORT_NAME.search(name)
        records.append({"plan": plan, "entity_no": number, "entity": name, "short_name": short and short[1]})
    return records


def _site(table: Table, row: int, quarters_from: int, log: RepairLog) -> dict:
    cells = table.body[row]
    for column, what in ((3, "a place"), (4, "a product")):
        if not cells[column]:
            raise cell_error(table, row, column, what)
    municipality, _, prefecture = cells[3].rpartition(", ")
    counts = {}
    for column, name in ((5, "capacity_thousand_wafers_month"), (6, "jobs")):
        counts[name] = read_count(cells[column])
        if counts[name] is None:
            raise cell_error(table, row, column, "a count")
    period = _first_production(table, row, quarters_from, log)
    return {
        "place": cells[3],
        "municipality": municipality or None,
        "prefecture": prefecture,
        "product": cells[4],
        **counts,
        "first_production_from": period.start,
        "first_production_to": period.end,
        "first_production_precision": period.precision,
        "line": table.body_lines[row],
    }


def _first_production(table: Table, row: int, quarters_from: int, log: RepairLog) -> Period:
    period = read_period(table.body[row][7], quarters_from)
    if period is None:
        raise cell_error(table, row, 7, "a month or quarter such as Dec 2024 or Q1 2023")
    other = read_period(table.body[row][7], 4 if quarters_from == 1 else 1)
    if period.precision == "quarter" and other is not None:
        used, alternative = (f"{one.start} to {one.end}" for one in (period, other))
        reason = f"Q1 is read as beginning in month {quarters_from} (config.yaml: quarters_from)"
        log.add(table, row, 7, used, "quarter_of_year", reason, alternative)
    return period


def _missing(name: str, reason: str) -> dict:
    amounts = {f"{name}_jpy_billion{end}": None for end in ("", "_low", "_high")}
    return amounts | {f"{name}_missing": reason}


def _amount(
    table: Table, row: int, column: int, name: str, log: RepairLog, investment: dict | None = None
) -> dict:
    """An amount in ¥ billion with its bounds, or bounds alone for a cap, or the reason it is missing."""
    cell = table.body[row][column]
    if is_not_available(cell):
        return _missing(name, "not_available") | {"cap_group": None}
    number, fraction = read_number(cell), FRACTION_OF_INVESTMENT.match(cell)
    if number and number.is_plain and not number.unit and number.value >= 0 and number.bound in ("", "<"):
        interval = number.wide
        capped = bool(number.bound)
        if number.mark and not capped:
            log.add(table, row, column, f"{number.value}", "footnote_mark")
        group = None
        if capped:
            # a footnote mark says that the rows with this very cell share one cap
            sharing = sum(cells[column] == cell for cells in table.body) if number.mark else 1
            group = f"{table.number} {cell}" if sharing > 1 else None
            used = f"0 to {number.value}" + (f", one cap over {sharing} plans" if group else "")
            other = f"{number.value} for the {sharing} plans together" if group else ""
            log.add(table, row, column, used, "shared_cap" if group else "cap", alternative=other)
        return {
            f"{name}_jpy_billion": None if capped else float(number.value),
            f"{name}_jpy_billion_low": max(0.0, float(interval.low)),
            f"{name}_jpy_billion_high": float(interval.high),
            f"{name}_missing": "capped" if capped else None,
            "cap_group": group,
        }
    if fraction and not 0 < int(fraction[1]) < int(fraction[2]):
        raise cell_error(table, row, column, "a fraction below 1")
    if fraction and investment and investment["investment_jpy_billion_high"] is not None:
        most = Interval.exactly(str(investment["investment_jpy_billion_high"]))
        high = float((most * Interval.exactly(Decimal(fraction[1]) / Decimal(fraction[2]))).high)
        return _missing(name, "capped") | {
            f"{name}_jpy_billion_low": 0.0,
            f"{name}_jpy_billion_high": high,
            "cap_group": None,
        }
    raise cell_error(
        table, row, column, 'an amount in ¥ billion, a cap such as "<18.87", "up to 1/3" or n.a.'
    )

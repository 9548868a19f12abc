"""All clean tables of a document, by the roles its tables play in the study."""

import pandas as pd

from bilateral.clean.criteria import clean_criteria
from bilateral.clean.products import clean_critical_products
from bilateral.clean.repairs import RepairLog, apply_corrections
from bilateral.clean.rounds import clean_rounds
from bilateral.clean.shares import clean_chapter_shares
from bilateral.clean.subsidies import clean_facility_plans, clean_supply_plans
from bilateral.study.dictionary import check_table
from crossfoot import InputError, Table


def clean_tables(
    tables: list[Table],
    roles: dict,
    quarters_from: int | None,
    corrections: list[dict],
    corrections_name: str = "",
) -> dict[str, pd.DataFrame]:
    """Checked clean tables by name (as in data/dictionary.csv) of the roles given, with `repairs` among them.

    tables: as extracted. roles: config.yaml's `tables`, which says what each table number holds.
    quarters_from: the month in which Q1 begins. corrections: records of data/corrections.yaml.
    Raises InputError for a table that is not there or is not what its role says.
    """
    log = RepairLog()
    _require_tables(tables, roles)
    tables = apply_corrections(tables, corrections, corrections_name, log)

    by_number = {table.number: table for table in tables}
    own = {role: by_number[number] for role, number in roles.items() if role != "chapter_shares"}
    clean, plans, entities = {}, [], []
    if "critical_products" in own:
        clean["specified_products"], clean["critical_product_codes"] = clean_critical_products(
            own["critical_products"]
        )
    if "facility_plans" in own:
        if quarters_from is None:
            raise InputError("config.yaml: quarters_from", "none", "the month in which a printed Q1 begins")
        facility_plans, clean["plan_sites"], facility_entities = clean_facility_plans(
            own["facility_plans"], "specified_semiconductor", quarters_from, log
        )
        plans.append(facility_plans)
        entities.append(facility_entities)
    if "supply_plans" in own:
        supply_plans, supply_entities = clean_supply_plans(own["supply_plans"], "economic_security", log)
        plans.append(supply_plans)
        entities.append(supply_entities)
    if plans:
        clean["subsidy_plans"], clean["plan_entities"] = _stack(plans), _stack(entities)
    if "subsidy_criteria" in own:
        clean["subsidy_criteria"] = clean_criteria(own["subsidy_criteria"], log)
    if "diversification_rounds" in own:
        clean["diversification_rounds"] = clean_rounds(own["diversification_rounds"], log)
    if "chapter_shares" in roles:
        flows = [
            clean_chapter_shares(by_number[flow["table"]], flow, log) for flow in roles["chapter_shares"]
        ]
        for name, frames, last in (
            ("chapter_shares", [shares for shares, _ in flows], "rank"),
            ("printed_measures", [measures for _, measures in flows], "line"),
        ):
            clean[name] = _stack(frames).sort_values(["flow", "year", last], ignore_index=True)
    clean["repairs"] = log.frame()
    return {name: check_table(name, frame) for name, frame in clean.items()}


def _require_tables(tables: list[Table], roles: dict) -> None:
    """Raises InputError naming the key whose table the document does not have once."""
    wanted = {role: number for role, number in roles.items() if role != "chapter_shares"}
    for at, flow in enumerate(roles.get("chapter_shares", [])):
        wanted[f"chapter_shares[{at}].table"] = flow["table"]
    numbers = [table.number for table in tables]
    for key, number in wanted.items():
        if (times := numbers.count(number)) != 1:
            times_found = f"{times} times" if times else "not at all"
            found = f"{number!r}, which {tables[0].document} has {times_found}"
            raise InputError(f"config.yaml: tables.{key}", found, f"one of its tables {', '.join(numbers)}")


def _stack(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Frames under each other; columns that are empty in one of them keep the other's type."""
    records = [record for frame in frames for record in frame.to_dict("records")]
    return pd.DataFrame(records, columns=list(frames[0].columns))

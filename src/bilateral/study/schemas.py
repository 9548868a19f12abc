"""What each clean table must be: columns, types and ranges, checked with pandera."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from crossfoot import InputError


def _text(checks: pa.Check | None = None, unique: bool = False) -> pa.Column:
    return pa.Column(
        str, [pa.Check.str_length(min_value=1), *([checks] if checks else [])], unique=unique, coerce=True
    )


def _any_text() -> pa.Column:
    return pa.Column(str, coerce=True)


def _optional_text() -> pa.Column:
    return pa.Column("string", nullable=True, coerce=True)


def _number(low: float | None = 0, high: float | None = None, nullable: bool = False) -> pa.Column:
    checks = [pa.Check.ge(low)] if low is not None else []
    checks += [pa.Check.le(high)] if high is not None else []
    return pa.Column(float, checks, nullable=nullable, coerce=True)


def _count(nullable: bool = False, low: int = 0) -> pa.Column:
    return pa.Column("Int64", pa.Check.ge(low), nullable=nullable, coerce=True)


def _day(nullable: bool = False) -> pa.Column:
    return pa.Column("datetime64[ns]", nullable=nullable, coerce=True)


LINE = _count(low=1)
MISSING = pa.Column(
    "string",
    pa.Check.isin(["not_available", "not_applicable", "capped", "merged_cell"]),
    nullable=True,
    coerce=True,
)
FLOW_KEYS = {
    "reporter": _text(checks=pa.Check.str_matches(r"^([A-Z]{3}|reconciled)$")),
    "partner": _text(checks=pa.Check.str_matches(r"^[A-Z]{3}$")),
    "flow": _text(checks=pa.Check.isin(["export", "import"])),
    "valuation": _text(checks=pa.Check.isin(["FOB", "CIF"])),
    "period": _text(),
    "year": _count(low=1900),
}
SLUG = pa.Check.str_matches(r"^[a-z][a-z0-9_]*$")
SUBDIVISION = pa.Check.str_matches(r"^[A-Z]{2}-[A-Z0-9]{1,3}$")  # ISO 3166-2
SHARE_KEYS = {"table": _text(), **FLOW_KEYS}

SCHEMAS = {
    "specified_products": {
        "product_no": _count(low=1),
        "product": _text(),
        "ministry": _text(),
        "agency": _text(),
        "hs_missing": MISSING,
        "line": LINE,
    },
    "critical_product_codes": {
        "product_no": _count(low=1),
        "hs_code": _text(checks=pa.Check.str_matches(r"^\d{2}(\d{2}){0,2}$")),
        "hs_level": pa.Column("Int64", pa.Check.isin([2, 4, 6]), coerce=True),
        "line": LINE,
    },
    "subsidy_plans": {
        "plan": _text(unique=True),
        "programme": _text(),
        "table": _text(),
        "plan_no": _count(nullable=True, low=1),
        "approved_on": _day(),
        "revised_on": _day(nullable=True),
        "investment_jpy_billion": _number(nullable=True),
        "investment_jpy_billion_low": _number(nullable=True),
        "investment_jpy_billion_high": _number(nullable=True),
        "investment_missing": MISSING,
        "max_subsidy_jpy_billion": _number(nullable=True),
        "max_subsidy_jpy_billion_low": _number(nullable=True),
        "max_subsidy_jpy_billion_high": _number(nullable=True),
        "max_subsidy_missing": MISSING,
        "cap_group": _optional_text(),
        "criterion": _optional_text(),
        "purpose": _optional_text(),
        "line": LINE,
    },
    "plan_sites": {
        "plan": _text(),
        "site": _count(low=1),
        "place": _text(),
        "municipality": _optional_text(),
        "prefecture": _text(),
        "product": _text(),
        "capacity_thousand_wafers_month": _count(),
        "jobs": _count(),
        "first_production_from": _day(),
        "first_production_to": _day(),
        "first_production_precision": _text(checks=pa.Check.isin(["day", "month", "quarter"])),
        "line": LINE,
    },
    "plan_entities": {
        "plan": _text(),
        "entity_no": _count(low=1),
        "entity": _text(),
        "short_name": _optional_text(),
    },
    "subsidy_criteria": {
        "criterion": _text(checks=pa.Check.str_matches(r"^[A-Z](\(\d+\))?$")),
        "product_group": _text(),
        "product": _text(),
        "kind": _text(),
        "threshold_jpy_billion": _number(nullable=True),
        "text": _text(),
        "reading": _text(checks=pa.Check.isin(["printed", "merged_cell"])),
        "line": LINE,
    },
    "diversification_rounds": {
        "round": _text(unique=True),
        "call_from": _day(nullable=True),
        "call_to": _day(nullable=True),
        "decided_on": _day(nullable=True),
        "applications": _count(),
        "adopted": _count(),
        "ratio_pct": _number(high=100),
        "ratio_pct_low": _number(low=None),
        "ratio_pct_high": _number(),
        "line": LINE,
    },
    "chapter_shares": {
        **SHARE_KEYS,
        "rank": _count(low=1),
        "hs_chapter": _text(checks=pa.Check.str_matches(r"^\d{2}$")),
        "share_pct": _number(high=100),
        "share_pct_low": _number(low=None),
        "share_pct_high": _number(),
        "line": LINE,
    },
    "printed_measures": {
        **SHARE_KEYS,
        "measure": _text(checks=pa.Check.str_matches(r"^(top_\d+_share|hhi)$")),
        "value": _number(high=10_000),
        "value_low": _number(low=None),
        "value_high": _number(),
        "line": LINE,
    },
    "reported_totals": {
        **FLOW_KEYS,
        "usd_million": _number(),
        "source": _text(),
        "derived": _optional_text(),
        "vintage": _text(),
        "line": LINE,
    },
    "hs_flows": {
        **FLOW_KEYS,
        "hs_code": _text(checks=pa.Check.str_matches(r"^\d{2}(\d{2}){0,2}$")),
        "usd_million": _number(nullable=True),
        "usd_missing": MISSING,
        "source": _text(),
        "vintage": _text(),
        "line": LINE,
    },
    "merchandise_trade": {
        "economy": _text(checks=pa.Check.str_matches(r"^[A-Z]{3}$")),
        "flow": _text(checks=pa.Check.isin(["export", "import"])),
        "year": _count(low=1900),
        "usd_million": _number(),
        "line": LINE,
    },
    "economies": {"economy": _text(checks=pa.Check.str_matches(r"^[A-Z]{3}$"), unique=True), "name": _text()},
    "fdi_flows": {
        "year": _count(low=1900),
        "destination": _text(),
        "kind": _text(checks=pa.Check.isin(["country", "region"])),
        "industry": _text(checks=pa.Check.str_matches(r"^[a-z_]+$")),
        "jpy_billion": _number(low=None, nullable=True),
        "flow_missing": pa.Column(
            "string",
            pa.Check.isin(["confidential", "nothing_reported", "not_listed"]),
            nullable=True,
            coerce=True,
        ),
        "release": _text(),
        "file": _any_text(),
        "place": _any_text(),
    },
    "exchange_rates": {"year": _count(low=1900), "jpy_per_usd": _number(), "source": _text(), "line": LINE},
    "printed_investment": {
        "year": _count(low=1900),
        "destination": _text(checks=pa.Check.str_matches(r"^[A-Z]{3}$")),
        "measure": _text(
            checks=pa.Check.isin(["jpy_billion", "usd_billion", "growth_pct", "manufacturing_pct"])
        ),
        "printed": _number(low=None),
        "printed_low": _number(low=None),
        "printed_high": _number(low=None),
        "approximate": pa.Column(bool, coerce=True),
        "release": _text(),
        "locator": _text(),
        "line": LINE,
    },
    "cooperation_texts": {
        "text": _text(unique=True),
        "author": _text(),
        "title": _text(),
        "published": _text(),
        "dated_by": _optional_text(),
    },
    "cooperation_events": {
        "event": _text(checks=SLUG, unique=True),
        "subject": _text(),
        "stage": _text(),
        "instrument": _text(),
        "date": _optional_text(),
        "date_from": _day(nullable=True),
        "date_to": _day(nullable=True),
        "date_precision": _text(
            checks=pa.Check.isin(["day", "month", "year", "interval", "before", "after", "undated"])
        ),
        "dated_by": _optional_text(),
        "parties": _optional_text(),
        "event_text": _text(),
        "texts": _count(low=1),
        "sources": _text(),
    },
    "cooperation_numbers": {
        "event": _text(checks=SLUG),
        "text": _text(),
        "locator": _text(),
        "kind": _text(checks=pa.Check.isin(["target", "result", "fact"])),
        "quantity": _text(),
        "relation": _text(checks=pa.Check.isin(["=", "~", ">=", "<="])),
        "value": _number(),
        "value_low": _number(nullable=True),
        "value_high": _number(nullable=True),
        "unit": _text(),
        "period": _optional_text(),
        "part_of": _optional_text(),
        "line": LINE,
    },
    "cooperation_parties": {
        "event": _text(checks=SLUG),
        "economy": _text(checks=pa.Check.str_matches(r"^[A-Z]{3}$")),
        "body": _optional_text(),
        "person": _optional_text(),
    },
    "partnerships": {
        "state": _text(),
        "state_code": _text(checks=SUBDIVISION),
        "prefecture": _text(),
        "prefecture_code": _text(checks=SUBDIVISION),
        "kind": _text(checks=pa.Check.isin(["existing", "rhetorical"])),
        "text": _text(),
        "locator": _text(),
        "line": LINE,
    },
    "cooperation_fields": {
        "event": _text(checks=SLUG),
        "item": _text(),
        "field": _text(checks=SLUG),
        "label": _text(),
        "item_text": _text(),
        "text": _text(),
        "locator": _text(),
        "line": LINE,
    },
    "series_repairs": {
        "file": _text(),
        "line": LINE,
        "column": _text(),
        "printed": _any_text(),
        "used": _text(),
        "rule": _text(),
        "reason": _text(),
    },
    "repairs": {
        "table": _text(),
        "row": _count(),
        "column": _text(),
        "printed": _any_text(),
        "used": _text(),
        "rule": _text(),
        "reason": _text(),
        "line": LINE,
        "alternative": _any_text(),
    },
}


def empty_table(name: str) -> pd.DataFrame:
    """The clean table of a study that has no figures for it: its columns with their types, and no row."""
    return check_table(name, pd.DataFrame(columns=list(SCHEMAS[name])))


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the types of its schema, columns in order.

    Raises InputError naming the column, the row and the value that the schema refuses.
    """
    schema = pa.DataFrameSchema(SCHEMAS[name], strict=True, ordered=True)
    try:
        return schema.validate(frame)
    except (pa.errors.SchemaError, pa.errors.SchemaErrors) as error:
        cases = getattr(error, "failure_cases", None)
        found = str(error).splitlines()[0]
        if isinstance(cases, pd.DataFrame) and len(cases):
            value = cases["failure_case"].iloc[0]
            found = repr(value.item() if hasattr(value, "item") else value)
        column = getattr(getattr(error, "schema", None), "name", None)
        place = f"clean table {name}" + (f", column {column}" if column else "")
        row = (
            cases["index"].iloc[0]
            if isinstance(cases, pd.DataFrame) and "index" in cases and len(cases)
            else None
        )
        if row is not None and row in frame.index and "line" in frame:
            place += f", line {frame.loc[row, 'line']}"
        raise InputError(place, found, str(getattr(error, "check", None) or "its schema")) from error

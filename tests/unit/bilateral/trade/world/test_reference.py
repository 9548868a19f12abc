"""The measures against plain pandas on random trade, holes and ties included."""

import duckdb
import measure_world
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.bilateral.trade.world.conftest import AREAS, CHAPTERS, TABLES

ECONOMIES, CODES = ["AAA", "BBB", "CCC", "DDD"], ["00", "01", "02", "27", "98", "99"]
rows = st.dictionaries(
    st.tuples(st.sampled_from(ECONOMIES), st.sampled_from(ECONOMIES), st.sampled_from(CODES)).filter(
        lambda key: key[0] != key[1]
    ),
    st.integers(0, 5) | st.integers(0, 10**15),
    min_size=1,
)


def frame(flows: dict) -> pd.DataFrame:
    made = pd.DataFrame(
        [(*key, value) for key, value in flows.items()],
        columns=["exporter", "importer", "hs_code", "usd_thousandths"],
    )
    return made.astype({"exporter": str, "importer": str, "hs_code": str, "usd_thousandths": "int64"})


def measured(now: dict, before: dict | None, folder) -> dict[str, pd.DataFrame]:
    paths = {}
    for name, flows in (("now", now), ("before", before)):
        if flows is not None:
            paths[name] = [str(folder / f"{name}.parquet")]
            frame(flows).to_parquet(paths[name][0])
    tables = {name: folder / f"{name}_out.parquet" for name in TABLES}
    measure_world.main(
        flows=paths["now"],
        before=paths.get("before", []),
        areas=AREAS,
        sides=["both"],
        year=2022,
        level=2,
        tops=[1, 3],
        classes=CHAPTERS,
        largest_count=4,
        threads=1,
        **tables,
    )
    return {name: duckdb.sql(f"FROM '{path}'").df() for name, path in tables.items()}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows, st.none() | rows)
def test_against_pandas(tmp_path, now, before):
    found = measured(now, before, tmp_path)
    ours = found["pairs"].set_index(["exporter", "importer"])
    flows = frame(now)
    totals = flows.groupby(["exporter", "importer"])["usd_thousandths"].sum()
    assert list(ours.index) == list(totals[totals > 0].index)
    earlier = frame(before) if before is not None else None
    for (exporter, importer), row in ours.iterrows():
        own = flows[(flows["exporter"] == exporter) & (flows["importer"] == importer)].set_index("hs_code")[
            "usd_thousandths"
        ]
        shares = own / own.sum() * 100
        classes = CHAPTERS - 1 + len({"00", "98", "99"} & set(own.index))
        hhi = (shares**2).sum()
        assert (
            row["usd_million"] == pytest.approx(own.sum() / 1e9)
            and row["products"] == (own > 0).sum()
            and row["classes"] == classes
        )
        assert row["hhi"] == pytest.approx(hhi) and row["top_1_share"] == pytest.approx(shares.max())
        assert row["top_3_share"] == pytest.approx(shares.nlargest(3).sum())
        assert row["hhi_normalised"] == pytest.approx((hhi - 10_000 / classes) / (1 - 1 / classes), abs=1e-9)
        listed = found["largest"].query("exporter == @exporter and importer == @importer")
        theirs = shares[shares > 0].sort_index().sort_values(ascending=False, kind="stable")[:4]
        assert listed["hs_code"].tolist() == list(theirs.index)
        assert listed["rank"].tolist() == shares.rank(ascending=False, method="min")[theirs.index].tolist()
        past = (
            None
            if earlier is None
            else earlier[(earlier["exporter"] == exporter) & (earlier["importer"] == importer)].set_index(
                "hs_code"
            )["usd_thousandths"]
        )
        if past is None or past.sum() == 0:
            assert pd.isna(row["lawrence"])
        else:
            change = (shares.sub(past / past.sum() * 100, fill_value=0)).abs().sum() / 200
            assert row["lawrence"] == pytest.approx(change, abs=1e-12)
        back = flows[(flows["exporter"] == importer) & (flows["importer"] == exporter)].set_index("hs_code")[
            "usd_thousandths"
        ]
        if back.empty:
            assert pd.isna(row["grubel_lloyd"])
        else:
            gap = own.astype(float).sub(back.astype(float), fill_value=0).abs().sum()
            assert row["grubel_lloyd"] == pytest.approx(1 - gap / (own.sum() + back.sum()), abs=1e-12)
    out, into = totals.groupby("exporter").sum().astype(float), totals.groupby("importer").sum().astype(float)
    for (exporter, importer), row in ours.iterrows():
        others = into.sum() - into.get(exporter, 0)
        intensity = (totals[(exporter, importer)] / out[exporter]) / (into[importer] / others)
        assert row["trade_intensity"] == pytest.approx(intensity)
    sent = flows.groupby(["exporter", "hs_code"])["usd_thousandths"].sum()
    sent = sent[sent > 0].astype(float)
    world = sent.groupby("hs_code").sum() / sent.sum()
    rca = sent / sent.groupby("exporter").sum()
    rca = rca / world.reindex(rca.index, level="hs_code")
    ours = found["advantages"].set_index(["exporter", "hs_code"])["rca"]
    assert list(ours.index) == list(rca.index) and ours.tolist() == pytest.approx(rca.tolist())
    assert found["products"]["usd_million"].sum() == pytest.approx(sent.sum() / 1e9)

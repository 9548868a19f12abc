"""The whole world's measures are the study's own, to the last digit that is printed."""

import json

import numpy as np
import pandas as pd
import pytest

from bilateral.sources.official import read_official
from bilateral.sources.trade_rows import Codes
from bilateral.study.dictionary import fixed
from bilateral.trade.change import trade_intensity
from bilateral.trade.structure import change_of_flows, structure_of_flows, two_way_of_flows
from crossfoot.numbers.hs_codes import HS_CHAPTERS as HS_CHAPTERS
from tests.benchmarks.generated_world import VERSION
from tests.unit.bilateral.trade.world.conftest import CHAPTERS, LARGEST, TOPS, YEARS

DECIMALS = 6  # more than data/dictionary.csv prints of any of these measures


@pytest.fixture(scope="module")
def rows(made_world):
    """Every row of the generated files as the study's own reader of BACI gives it."""
    texts = {
        name: (made_world.folder / f"{name}_{VERSION}.csv").read_bytes()
        for name in ("country_codes", "product_codes_HS22")
    }
    names = frozenset(made_world.capability)
    codes = Codes(pair=names, countries=texts["country_codes"], products=texts["product_codes_HS22"])
    frames = []
    for year in YEARS:
        path = made_world.folder / f"BACI_HS22_Y{year}_{VERSION}.csv"
        columns, cells = read_official(path.read_bytes(), path.name, codes)
        frames.append(pd.DataFrame(cells, columns=columns))
    found = pd.concat(frames)
    return found.assign(
        year=found["year"].astype(int), usd_million=found["usd_million"].astype(float), source="BACI"
    )


def at_level(rows: pd.DataFrame, level: int) -> pd.DataFrame:
    """As the clean table hs_flows."""
    cut = rows.assign(hs_code=rows["hs_code"].str[:level])
    keys = ["reporter", "partner", "flow", "valuation", "period", "year", "source", "hs_code"]
    return cut.groupby(keys, as_index=False)["usd_million"].sum()


def some_pairs(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Large, middling and small flows."""
    totals = (
        rows[rows["year"] == YEARS[-1]].groupby(["reporter", "partner"])["usd_million"].sum().sort_values()
    )
    return [totals.index[place] for place in np.linspace(0, len(totals) - 1, 8).astype(int)]


def digits(value: float) -> str:
    return fixed(value, DECIMALS)


def same(ours: float, theirs: float) -> bool:
    """Printed alike; one unit of the last digit where a value stands at the edge between two."""
    return digits(ours) == digits(theirs) or abs(ours - theirs) < 1e-12 * max(1, abs(theirs))


@pytest.mark.parametrize("level", [2, 4])
def test_a_pair_has_the_measures_of_the_study(results, rows, level):
    flows = at_level(rows, level)
    for year in YEARS:
        pairs = pd.read_parquet(results / f"pairs/hs{level}/{year}.parquet").set_index(
            ["exporter", "importer"]
        )
        largest = pd.read_parquet(results / f"largest/hs{level}/{year}.parquet").set_index(
            ["exporter", "importer"]
        )
        for exporter, importer in some_pairs(rows):
            own = flows[(flows["reporter"] == exporter) & (flows["partner"] == importer)]
            of_year = own[own["year"] == year]
            if of_year.empty:
                assert (exporter, importer) not in pairs.index
                continue
            ours = pairs.loc[(exporter, importer)]
            if level == 4 and len(of_year) == 1:
                # one class, for which the study's normalised HHI raises
                assert pd.isna(ours["hhi_normalised"]) and ours["hhi"] == 10_000
                continue
            study = structure_of_flows(of_year, TOPS, CHAPTERS)
            whole = study[study["hs_code"].isna()].set_index("measure")
            for measure in [*(f"top_{n}_share" for n in TOPS), "hhi", "hhi_normalised"]:
                assert same(ours[measure], whole.loc[measure, "low"]), (year, exporter, importer, measure)
            assert ours["classes"] == whole["classes"].iloc[0]
            assert digits(ours["usd_million"]) == digits(of_year["usd_million"].sum())
            by_code = study[study["hs_code"].notna()].pivot(index="hs_code", columns="measure", values="low")
            listed = largest.loc[[(exporter, importer)]]
            assert len(listed) == min(LARGEST, len(by_code))
            for row in listed.itertuples():
                assert same(row.share_pct, by_code.loc[row.hs_code, "share"])
                assert row.rank == by_code.loc[row.hs_code, "rank"]
            changed = change_of_flows(own[own["year"].isin([year - 1, year])], TOPS[-1])
            if changed.empty:
                assert pd.isna(ours["lawrence"])
            else:
                assert same(ours["lawrence"], changed[changed["measure"] == "lawrence"]["low"].iloc[0])
            back = flows[
                (flows["reporter"] == importer) & (flows["partner"] == exporter) & (flows["year"] == year)
            ]
            if back.empty:
                assert pd.isna(ours["grubel_lloyd"])
            else:
                both = pd.concat([of_year, back.assign(reporter=exporter, partner=importer, flow="import")])
                two_way = two_way_of_flows(both)
                assert same(
                    ours["grubel_lloyd"], two_way[two_way["measure"] == "grubel_lloyd"]["low"].iloc[0]
                )


def test_intensity_is_the_study_s(results, rows):
    year = YEARS[-1]
    of_year = rows[rows["year"] == year]
    sent, received = (of_year.groupby(side)["usd_million"].sum() for side in ("reporter", "partner"))
    pairs = pd.read_parquet(results / f"pairs/hs2/{year}.parquet")
    for row in pairs.itertuples():
        theirs = trade_intensity(
            row.usd_million,
            sent[row.exporter],
            received[row.importer],
            received.sum(),
            received.get(row.exporter, 0),
        )
        assert same(row.trade_intensity, theirs)


@pytest.mark.parametrize("level", [2, 4])
def test_advantage_is_balassa_s_and_counts_make_diversity_and_ubiquity(results, rows, level):
    year = YEARS[-1]
    flows = at_level(rows, level)
    flows = flows[flows["year"] == year]
    world = flows.groupby("hs_code")["usd_million"].sum()
    ours = pd.read_parquet(results / f"advantages/hs{level}/{year}.parquet").set_index(
        ["exporter", "hs_code"]
    )["rca"]
    exporters = pd.read_parquet(results / f"exporters/hs{level}/{year}.parquet").set_index("exporter")
    for exporter, own in flows.groupby("reporter"):
        # Balassa (1965): a code's share in the exporter's trade over its share in the world's
        sent = own.groupby("hs_code")["usd_million"].sum().reindex(world.index, fill_value=0)
        theirs = (sent / sent.sum()) / (world / world.sum()).where(world > 0)
        np.testing.assert_allclose(ours[exporter], theirs[theirs > 0], rtol=1e-12)
        assert exporters.loc[exporter, "diversity"] == (theirs >= 1).sum()
    products = pd.read_parquet(results / f"products/hs{level}/{year}.parquet").set_index("hs_code")
    assert products["ubiquity"].to_dict() == (ours >= 1).groupby("hs_code").sum().to_dict()


def test_nothing_is_lost_from_the_files_to_the_measures(results, made_world):
    for year in YEARS:
        said = json.loads((results / f"checks/{year}.json").read_text())["totals"]["both_6"]
        assert said["rows"] == made_world.rows[year]
        for level in (6, 4, 2):
            flows = pd.read_parquet(results / f"flows/hs{level}/{year}_both.parquet")
            assert flows["usd_thousandths"].sum() == made_world.usd[year] * 1000
            assert set(flows["hs_code"].str.len()) == {level} and set(flows["hs_code"].str[:2]) <= HS_CHAPTERS
        assert pd.read_parquet(results / f"pairs/hs2/{year}.parquet")["usd_million"].sum() == pytest.approx(
            made_world.usd[year] / 1e6
        )


def test_complexity_finds_the_capabilities_that_made_the_trade(results, made_world):
    exporters = pd.read_parquet(results / f"exporters/hs4/{YEARS[-1]}.parquet").set_index("exporter")
    assert exporters["eci"].rank().corr(pd.Series(made_world.capability).rank()) > 0.8

"""The finished report: every bound number in both forms, a PDF that others can read, and lineage that
holds."""

import hashlib
import html
import json
import re
import unicodedata

import pandas as pd
import pytest
from pypdf import PdfReader

from bilateral.report.bound import Place, show


def squeezed(text: str) -> str:
    """Text without what setting a line changes: spaces, hyphens and minus signs, ligatures, kinds of
    quotation mark."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return re.sub(r"[\s‐‑−-]+", "", text.translate(str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})))


@pytest.fixture(scope="module")
def report(built):
    return built.folder / "results/report"


@pytest.fixture(scope="module")
def values(report):
    return json.loads((report / "values.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pdf(report):
    return PdfReader(report / "report.pdf")


@pytest.fixture(scope="module")
def printed(pdf):
    """Of each page of the PDF, its text and where each piece of it begins, read once."""
    pages = []
    for page in pdf.pages:
        places = []
        text = page.extract_text(
            visitor_text=lambda text, cm, tm, font, size, places=places: places.append(
                (tm[4] if cm[0] == 1 else cm[4] + tm[4] * cm[0], text)
            )
        )
        pages.append((text, places, page.mediabox.width))
    return pages


def test_every_bound_number_is_what_stands_in_its_result(built, values):
    assert len(values) > 80
    tables, drawn = {}, 0
    for value in values:
        place, text = Place.read(value["place"]), value["text"]
        frame = tables.setdefault(
            place.table, pd.read_parquet(built.folder / f"results/{place.table}.parquet")
        )
        if not place.column:
            assert text == f"{len(place.rows):,}"
            continue
        cells = frame[place.column].iloc[[row - 1 for row in place.rows]]
        if isinstance(cells.iloc[0], str):
            assert text == cells.iloc[0]
            continue
        spec = "+" * text.startswith("+") + "," * ("," in text) + f".{len(text.partition('.')[2])}f"
        # a bound is rounded outwards, but to the nearest where both bounds are one number
        other = (
            place.column.replace("low", "high")
            if "low" in place.column
            else place.column.replace("high", "low")
        )
        points = (
            set(cells[frame.loc[cells.index, other] == cells])
            if other != place.column and other in frame
            else set()
        )
        possible = {
            show(place.column, cell, spec, cell in points) for cell in (cells.min(), cells.max(), cells.sum())
        }
        assert text in possible, value
        assert len(cells) > 1 or len(possible) == 1
        drawn += len(cells) > 1
    assert drawn > 3


def test_every_bound_number_stands_in_the_page(report, values):
    page = (report / "index.html").read_text(encoding="utf-8")
    shown = re.findall(
        r'<a class="value" href="#home" role="button" data-home="([^"]+)">(.*?)</a>', page, re.DOTALL
    )
    assert [(html.unescape(place), squeezed(html.unescape(text))) for place, text in shown] == [
        (value["place"], squeezed(value["text"])) for value in values
    ]


def test_every_bound_number_stands_in_the_pdf_in_its_order(printed, values):
    text = squeezed("".join(text for text, _, _ in printed))
    place = 0
    for value in values:
        found = text.find(squeezed(value["text"]), place)
        assert found >= 0, value
        place = found


def test_a_result_that_is_missing_or_renamed_fails_the_build(copy):
    copy.edit("notebooks/appendix/policy.ipynb", "status=list(kinds)", "as_written=list(kinds)")
    run = copy.snakemake()
    assert run.returncode != 0
    last = run.stdout.rstrip().splitlines()[-1]
    assert "notebooks/appendix/policy.ipynb" in last and "no column 'as_written'" in last


def test_the_pdf_is_tagged_titled_and_has_its_fonts(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"].startswith("en")
    assert pdf.metadata.title.startswith("Replication and audit of Umezaki (2025)")
    fonts = {}
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            for face in font.get("/DescendantFonts", [font]):
                descriptor = face.get_object()["/FontDescriptor"].get_object()
                fonts[str(descriptor["/FontName"])] = any(
                    f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")
                )
    assert fonts and all(fonts.values())


def test_links_of_the_pdf_resolve(pdf):
    names = set(pdf.named_destinations)
    inside = 0
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            link = link.get_object()
            if link.get("/Subtype") != "/Link":
                continue
            target = link.get("/Dest", link.get("/A", {}).get("/D") if "/A" in link else None)
            if target is None:
                assert str(link["/A"]["/URI"]).startswith("http")
            else:
                inside += 1
                assert not isinstance(target, str) or str(target) in names
    assert inside > 20


def test_pictures_of_the_pdf_are_described(pdf):
    # alternative text stands in the structure tree
    described, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if "/Alt" in node:
            described.append(str(node["/Alt"]))
        kids = node.get("/K", [])
        waiting += [
            kid for kid in (kids if isinstance(kids, list) else [kids]) if hasattr(kid.get_object(), "get")
        ]
    assert len(described) >= 15 and all(len(text) >= 20 for text in described)


def test_no_table_runs_over_the_edge_of_its_page(printed):
    for number, (_, places, width) in enumerate(printed, start=1):
        assert all(0 <= left < float(width) - 40 for left, text in places if text.strip()), number


def test_the_crate_s_checksums_hold(built, report):
    crate = json.loads((report / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    files = [node for node in crate["@graph"] if node["@type"] == "File" and "sha256" in node]
    assert len(files) > 60
    for node in files:
        assert hashlib.sha256((built.folder / node["@id"]).read_bytes()).hexdigest() == node["sha256"], node[
            "@id"
        ]
    ids = {node["@id"] for node in crate["@graph"]}
    actions = [node for node in crate["@graph"] if node["@type"] == "CreateAction"]
    assert {"#measure_policy", "#clean_tables"} <= {node["@id"] for node in actions}
    assert all(result["@id"] in ids for node in actions for result in node["result"]) and all(
        node["instrument"]["@id"] in ids for node in actions
    )

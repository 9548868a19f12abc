"""The finished report: every bound number in both forms, a PDF that others can read, and lineage that
holds."""

import hashlib
import html
import json
import math
import re
import shutil
import subprocess
import unicodedata
import zipfile

import pandas as pd
import pypdfium2
import pytest
import yaml
from pypdf import PdfReader

from bilateral.report.bound import read_places
from bilateral.report.latex import latex_text
from tests.conftest import ROOT


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


PARTS = {"paper": ("index.html", "report.pdf"), "appendix": ("appendix.html", "appendix.pdf")}


@pytest.fixture(scope="module", params=list(PARTS))
def part(request):
    return request.param


@pytest.fixture(scope="module")
def own(values, part):
    """The values of a part, in its order."""
    return [value for value in values if value["part"] == part]


@pytest.fixture(scope="module")
def pdf(report, part):
    return PdfReader(report / PARTS[part][1])


@pytest.fixture(scope="module")
def printed(pdf):
    """Of each page of the PDF, its text, where each piece of it begins and how large it is, and the page's
    width; read once."""
    pages = []
    for page in pdf.pages:
        places = []

        def note(text, cm, tm, font, size, places=places):
            left = tm[4] if cm[0] == 1 else cm[4] + tm[4] * cm[0]
            # a text may stand on its side
            points = round(size * math.hypot(*tm[2:4]) * math.hypot(*cm[2:4]), 1)
            places.append((left, points, text))

        pages.append((page.extract_text(visitor_text=note), places, page.mediabox.width))
    return pages


NUMBER = re.compile(r"[−+]?\d[\d,]*(?:\.\d+)?")


def test_a_value_of_one_cell_is_what_stands_in_it(built, values):
    tables, compared = {}, 0
    for value in values:
        places = read_places(value["place"])
        frames = [
            tables.setdefault(place.table, pd.read_parquet(built.folder / f"results/{place.table}.parquet"))
            for place in places
        ]
        for place, frame in zip(places, frames, strict=True):
            assert all(0 < row <= len(frame) for row in place.rows), value
            assert not place.column or place.column in frame, value
        place, frame = places[0], frames[0]
        found = NUMBER.findall(value["text"])
        if len(places) > 1 or len(place.rows) != 1 or not place.column or len(found) != 1:
            continue
        cell = frame[place.column].iloc[place.rows[0] - 1]
        if isinstance(cell, str | pd.Timestamp):
            continue
        compared += 1
        said = found[0].replace(",", "").replace("−", "-")
        # a bound is rounded outwards, by less than one of the last place
        # a fall by 0.3% is one of −0.3
        assert abs(abs(float(said)) - abs(float(cell))) <= 10.0 ** -len(said.partition(".")[2]), value
    assert compared > 80


def test_a_count_is_how_many_rows_it_leads_to(values):
    counted = [value for value in values if value["place"].endswith("/") and value["text"].isdigit()]
    for value in counted:
        assert value["text"] == str(sum(len(place.rows) for place in read_places(value["place"]))), value
    assert len(counted) > 8


def test_values_name_their_chapter_section_and_sentence(values):
    for value in values:
        assert squeezed(value["text"]) in squeezed(value["sentence"]), value
        if value["chapter"]:
            assert (ROOT / f"notebooks/{value['chapter']}.ipynb").is_file() and value["section"]


def test_every_value_stands_in_the_page_of_its_part(report, own, part):
    page = (report / PARTS[part][0]).read_text(encoding="utf-8")
    shown = re.findall(
        r'<a class="value" href="#home" role="button" data-home="([^"]+)">(.*?)</a>', page, re.DOTALL
    )
    assert [(html.unescape(place), squeezed(html.unescape(text))) for place, text in shown] == [
        (value["place"], squeezed(value["text"])) for value in own
    ]


def test_every_value_stands_in_the_pdf_of_its_part_in_its_order(printed, own):
    # a figure or table between two lines of a paragraph may hold the number too
    text = squeezed("".join(text for text, _, _ in printed))
    for value in own:
        # a page may end between a number and its unit
        parts = NUMBER.findall(value["text"]) or [value["text"]]
        assert all(squeezed(part) in text for part in parts), value


def test_every_value_of_the_paper_stands_in_word(report, values):
    with zipfile.ZipFile(report / "report.docx") as made:
        xml = made.read("word/document.xml").decode("utf-8")
        assert {entry.date_time[:3] for entry in made.infolist()} == {(1980, 1, 1)}
    text = squeezed(html.unescape(re.sub(r"<[^>]*>", "", xml)))
    for value in values:
        assert value["part"] != "paper" or squeezed(value["text"]) in text, value


def test_every_value_of_the_paper_is_a_macro(report, values):
    text = (report / "values.tex").read_text(encoding="utf-8")
    macros = dict(re.findall(r"^\\newstudyvalue\{([^}]+)\}\{(.*)\}$", text, re.MULTILINE))
    said = {latex_text(value["text"]) for value in values if value["part"] == "paper"}
    assert set(macros.values()) == said and len(macros) >= len(said)


def test_each_table_is_one_of_latex_too(report):
    page = "".join((report / name).read_text(encoding="utf-8") for name, _ in PARTS.values())
    tables = set(re.findall(r'id="tab-([a-z0-9_]+)"', page))
    assert {path.stem for path in (report / "tables").glob("*.tex")} == tables and len(tables) > 20


def test_a_result_that_is_missing_or_renamed_fails_the_build(copy):
    copy.edit("notebooks/appendix/policy.ipynb", "status=list(kinds)", "as_written=list(kinds)")
    run = copy.snakemake()
    assert run.returncode != 0
    last = run.stdout.rstrip().splitlines()[-1]
    assert "notebooks/appendix/policy.ipynb" in last and "no column 'as_written'" in last


def test_the_pdf_is_tagged_titled_and_has_its_fonts(pdf, part, report):
    if shutil.which("pdfinfo"):
        said = subprocess.run(["pdfinfo", report / PARTS[part][1]], capture_output=True, text=True)
        assert said.returncode == 0 and said.stderr == "" and "Tagged:          yes" in said.stdout
    # of PDF/UA-1, which asks for more than tags
    assert b"<pdfuaid:part>1<" in (report / PARTS[part][1]).read_bytes()
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"].startswith("en")
    title = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))["title"]
    assert pdf.metadata.title == (title if part == "paper" else f"Appendix: {title}")
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
    links = 0
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            link = link.get_object()
            if link.get("/Subtype") != "/Link":
                continue
            target = link.get("/Dest", link.get("/A", {}).get("/D") if "/A" in link else None)
            links += 1
            if target is None:
                others = tuple(pdf for _, pdf in PARTS.values())
                assert str(link["/A"]["/URI"]).startswith(("http", *others))
            else:
                assert not isinstance(target, str) or str(target) in names
    assert links > 0


def test_pictures_of_the_pdf_are_described(pdf, report, part):
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
    figures = (report / PARTS[part][0]).read_text(encoding="utf-8").count('<figure class="figure"')
    assert len(described) == figures and all(len(text) >= 20 for text in described)


def test_no_table_runs_over_the_edge_of_its_page(printed):
    for number, (_, places, width) in enumerate(printed, start=1):
        assert all(0 <= left < float(width) - 40 for left, _, text in places if text.strip()), number


def test_no_page_but_the_last_is_half_empty(report, part):
    document = pypdfium2.PdfDocument(report / PARTS[part][1])
    for number, page in enumerate(document, start=1):
        ink = (page.render(scale=0.3, grayscale=True).to_numpy() < 200).any(axis=1)
        # without the number at the foot
        used = ink[: int(0.92 * len(ink))].nonzero()[0]
        assert number == len(document) or used.max() > 0.55 * len(ink), number


def test_no_table_or_text_is_smaller_than_eight_points(printed):
    sizes = {points for _, places, _ in printed for _, points, text in places if text.strip()}
    # the smallest type of a figure is 8 points on a page a little wider than the text
    assert min(sizes) > 7.8, sizes


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

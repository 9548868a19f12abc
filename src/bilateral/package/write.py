"""Writes package/: a folder and a zip of it that hold a study, what builds it, and what describes it."""

import json
import platform
import re
import shutil
import tempfile
import zipfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import jinja2
import nbformat
import yaml

from bilateral.package.checks import checklist
from bilateral.package.contents import LEFT_OUT, LOCK, BuiltStudy, Made, checksums, collect, pinned, text_of
from bilateral.package.crate import run_crate
from bilateral.package.descriptors import citation_of, codecheck, datapackage, slug, zenodo
from bilateral.package.numbers import (
    IN_DOCUMENT,
    IN_TEXT,
    csv_text,
    makers_of,
    numbers_in_document,
    numbers_in_text,
    script_line,
)
from bilateral.package.rebuild import CHECKSUMS, measured
from bilateral.report.exhibits import Exhibit, exhibits
from bilateral.study.config import chapters
from crossfoot import InputError

HERE = Path(__file__).parent
HOUR, MB, GB = 3600, 1, 1000
TIMES = (
    ("<10 minutes", HOUR / 6),
    ("10-60 minutes", HOUR),
    ("1-2 hours", 2 * HOUR),
    ("2-8 hours", 8 * HOUR),
    ("8-24 hours", 24 * HOUR),
    ("1-3 days", 72 * HOUR),
    ("3-14 days", 336 * HOUR),
    ("> 14 days", float("inf")),
)
SPACES = (
    ("< 25 MBytes", 25 * MB),
    ("25 MB - 250 MB", 250 * MB),
    ("250 MB - 2 GB", 2 * GB),
    ("2 GB - 25 GB", 25 * GB),
    ("25 GB - 250 GB", 250 * GB),
    ("> 250 GB", float("inf")),
)
# the packages whose versions the README names; the lock has all
NAMED = "snakemake pandas numpy scipy statsmodels pyarrow matplotlib seaborn networkx typst".split()
UNFINISHED = ".unfinished-"
EPOCH = (1980, 1, 1, 0, 0, 0)


def write_package(folder: Path, home: Path, rebuild: bool = True) -> Path:
    """The zip of the study's package. home: the folder of the Snakefile; rebuild: run it once and measure.

    Raises InputError where the study is not built, or the package does not rebuild to the same bytes.
    """
    study = collect(folder, home)
    values = json.loads(text_of(folder / "results/report/values.json"))
    out = folder / "package"
    out.mkdir(exist_ok=True)
    for left in out.glob(f"{UNFINISHED}*"):
        # of a run that was killed
        shutil.rmtree(left)
    name = slug(study.config["title"])
    with tempfile.TemporaryDirectory(dir=out, prefix=UNFINISHED) as unfinished:
        new = Path(unfinished, name)
        study = _copied(study, new)
        rows = _exhibits(study, folder / "results/notebooks")
        numbers = numbers_in_text(study, values)
        document = numbers_in_document(study)
        _write(new / "in_text_numbers.csv", csv_text(IN_TEXT, numbers))
        if document:
            _write(new / "document_numbers.csv", csv_text(IN_DOCUMENT, document))
        _describe(study, new, rows, len(values))
        _write(new / CHECKSUMS, checksums(new, study.files))
        took = measured(new, out / "measured.json") if rebuild else None
        _write(new / "README.md", _readme(study, rows, numbers, bool(document), took))
        _write(new / "checklist.md", checklist(Made(new, study, rows, numbers, len(values), took)))
        archive = Path(unfinished, f"{name}.zip")
        _zip(new, archive)
        shutil.rmtree(out / name, ignore_errors=True)
        new.rename(out / name)
        archive.replace(out / archive.name)
    return out / f"{name}.zip"


def _copied(study: BuiltStudy, new: Path) -> BuiltStudy:
    """The study with its files in the package, the licences and what runs it among them."""
    wanted = dict(study.files)
    for name in ("LICENSE", "LICENSE-DATA.md", "CITATION.cff"):
        source = wanted.get(name) or wanted.pop(f"{study.engine}{name}", None)
        if source:
            wanted[name] = source
    for path, source in wanted.items():
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, new / path)
    locks = [path for path in wanted if re.search(r"(^|/)requirements[\w-]*\.lock$", path)]
    if not locks:
        _write(new / LOCK, pinned())
        locks = [LOCK]
    about = {"engine": study.engine, "locks": locks, "python": ".".join(platform.python_version_tuple()[:2])}
    made = {name: _render(f"{name}.j2", **about) for name in ("run.sh", "Containerfile")}
    # what the report says it is of
    made[f"{study.engine}COMMIT"] = study.crate["@graph"][1]["version"] + "\n"
    if "CITATION.cff" not in wanted:
        made["CITATION.cff"] = yaml.safe_dump(citation_of(study), sort_keys=False)
    for name, text in made.items():
        _write(new / name, text)
    files = sorted({*wanted, *made, *locks})
    return replace(study, folder=new, files={path: new / path for path in files})


def _describe(study: BuiltStudy, new: Path, rows: list[dict], count: int) -> None:
    said = (
        f"Data, code and results of the study {study.config['title']}: {len(rows)} figures and tables and "
        f"{count} numbers of its text, rebuilt by one command."
    )
    papers = [path for path in study.results if path.endswith(".pdf")]
    citation = citation_of(study)
    repository = citation.get("repository-code", "")
    described = {
        "ro-crate-metadata.json": _json(run_crate(study, said)),
        "datapackage.json": _json(datapackage(study)),
        "codecheck.yml": codecheck(study, rows, papers, repository),
        ".zenodo.json": _json(zenodo(study, citation, said)),
    }
    for name, text in described.items():
        _write(new / name, text)


def _exhibits(study: BuiltStudy, built: Path) -> list[dict]:
    """Each figure and table of paper and appendix: label, title, program, line, path, rule, notebook.

    built: the folder of the notebooks as the build ran them. What is put together in the text has its
    notebook as its program.
    """
    parts: dict[str, dict[str, nbformat.NotebookNode]] = {}
    for part, listed in chapters(study.config).items():
        parts[part] = {}
        for chapter in listed:
            path = built / f"{chapter}.ipynb"
            if not path.is_file():
                raise InputError(str(path), "no such file", "the notebooks of a whole build")
            parts[part][chapter] = nbformat.read(path, as_version=4)
    makers = makers_of(study)
    return [_row(study, exhibit, makers) for exhibit in exhibits(parts, study.crate)]


def _row(study: BuiltStudy, exhibit: Exhibit, makers: dict[str, tuple[str, str]]) -> dict:
    own = f"notebooks/{exhibit.notebook}.ipynb"
    places = [own, f"{study.engine}notebooks/pair/{exhibit.notebook}.ipynb", f"{study.engine}{own}"]
    notebook = next((path for path in places if path in study.files), own)
    program = makers[exhibit.path][1] if exhibit.path else notebook
    return {
        "label": exhibit.label,
        "title": exhibit.title,
        "program": program,
        "line": script_line(text_of(study.files[program]), exhibit.path or exhibit.name),
        "path": exhibit.path or notebook,
        "rule": exhibit.rule or "",
        "notebook": notebook,
    }


def _readme(
    study: BuiltStudy, rows: list[dict], numbers: list[dict], document: bool, took: dict | None
) -> str:
    locks = [path for path in study.files if re.search(r"(^|/)requirements[\w-]*\.lock$", path)]
    statuses: dict[str, int] = {}
    for row in numbers:
        statuses[row["status"]] = statuses.get(row["status"], 0) + 1
    space = (took["package_and_build_mb"] + took["environment_mb"]) if took else 0
    bibliography = next((path for path in study.files if path.endswith("data/references.bib")), "the report")
    return _render(
        "README.md.j2",
        title=study.config["title"],
        engine=study.engine,
        choices=study.choices,
        workflow=study.workflow,
        lock=locks[0],
        top=study.files,
        records=study.records,
        absent=[record["path"] for record in study.records if record["path"] not in study.files],
        makers=makers_of(study),
        tables=[path for path in study.results if path.endswith(".csv")],
        counts={
            "figures": sum(row["label"].startswith("Figure") for row in rows),
            "tables": sum(row["label"].startswith("Table") for row in rows),
            "numbers": len(numbers),
            "document": document,
        },
        python=platform.python_version(),
        pins=", ".join(f"{name} {version(name)}" for name in NAMED),
        seeds=_lines(study, re.compile(r"^\s*seed:\s*\d+"), (study.choices,))
        + _lines(study, re.compile(r"^SEED = \d+"), ("src/bilateral/",)),
        generators=_lines(study, re.compile(r"default_rng\("), ("src/bilateral/", "scripts/")),
        measured=took,
        notebooks=", ".join(
            f"`{place}notebooks/`"
            for place in dict.fromkeys(("", study.engine))
            if any(path.startswith(f"{place}notebooks/") for path in study.files)
        ),
        times=_ticks(TIMES, took["seconds"] if took else None),
        spaces=_ticks(SPACES, space if took else None),
        statuses=", ".join(f"{count} {status}" for status, count in sorted(statuses.items())),
        all_numbers=True,
        all_exhibits=all(row["program"] in study.files for row in rows),
        exhibits=rows,
        left_out=LEFT_OUT,
        citations=sorted({" ".join(record["citation"].split()) for record in study.records}),
        bibliography=bibliography,
    )


def _lines(study: BuiltStudy, pattern: re.Pattern, places: tuple[str, ...]) -> list[dict]:
    """Where a pattern stands in files of these places: file, line, text."""
    return [
        {"file": path, "line": number, "text": text.strip()}
        for path, source in study.files.items()
        if path.removeprefix(study.engine).startswith(places) and path.endswith((".py", ".yaml"))
        for number, text in enumerate(text_of(source).splitlines(), 1)
        if pattern.search(text) and "package/" not in path
    ]


def _ticks(scale: tuple[tuple[str, float], ...], value: float | None) -> list[tuple[str, bool]]:
    chosen = None if value is None else next(name for name, most in scale if value < most)
    return [(name, name == chosen) for name, _ in scale]


def _render(template: str, **values) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    environment.filters["cell"] = lambda text: " ".join(str(text).split()).replace("|", "\\|")
    return environment.get_template(template).render(**values)


def _zip(folder: Path, archive: Path) -> None:
    """A zip that is the same bytes for the same files."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", EPOCH)
                entry.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                zipped.writestr(entry, path.read_bytes())


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")

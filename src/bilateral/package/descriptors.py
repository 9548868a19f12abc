"""Descriptions of the package for programs: Frictionless, CODECHECK, Zenodo."""

import re
from pathlib import Path

import yaml

from bilateral.package.contents import BuiltStudy, sha256, text_of
from bilateral.package.numbers import rows_of
from bilateral.study.dictionary import describe, dictionary_of_project

TYPES = {"text": "string"}


def datapackage(study: BuiltStudy) -> dict:
    """datapackage.json (Frictionless Data Package 1.0): each data file, and its columns."""
    records = {record["path"]: record for record in study.records}
    resources = []
    for path, source in study.files.items():
        record = records.get(path)
        table = re.fullmatch(r"results/(?:clean|analysis|audit)/(\w+)\.csv", path)
        if not record and not table:
            continue
        about = {
            "name": re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-"),
            "path": path,
            "bytes": source.stat().st_size,
            "hash": f"sha256:{sha256(source)}",
        }
        if table:
            about |= {
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": _schema(table[1], source),
            }
        if record:
            about |= {
                "title": record["title"],
                "description": f"{record['vintage']}; {record['licence']}",
                "sources": [{"title": record["citation"]} | _address(record["address"])],
            }
        resources.append(about)
    return {
        "profile": "data-package",
        "name": slug(study.config["title"]),
        "title": study.config["title"],
        "version": study.crate["@graph"][1]["version"],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": resources,
    }


def slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "study"


def _address(text: str) -> dict[str, str]:
    found = re.search(r"https?://[^\s,;]+", text)
    return {"path": found[0]} if found else {}


def _schema(table: str, path: Path) -> dict:
    """Columns of a CSV as the dictionary describes them."""
    header = text_of(path).partition("\n")[0].split(",")
    fields = []
    for row in describe(table, header, dictionary_of_project()).itertuples():
        rules = {
            "required": row.missing == "no" or None,
            "unique": row.unique == "yes" or None,
            "enum": row.values.split(" | ") if row.values and row.missing != "empty" else None,
            "pattern": row.pattern if row.type == "text" and row.missing != "empty" else None,
            "minimum": row.minimum if row.type in ("integer", "number") else None,
            "maximum": row.maximum if row.type in ("integer", "number") else None,
        }
        field = {
            "name": row.column,
            "type": TYPES.get(row.type, row.type),
            "description": row.meaning + (f" ({row.unit})" if row.unit else ""),
        }
        held = {name: value for name, value in rules.items() if value}
        if row.type == "boolean":
            field |= {"trueValues": ["True"], "falseValues": ["False"]}
        fields.append(field | ({"constraints": held} if held else {}))
    return {"fields": fields, "missingValues": [""]}


def codecheck(study: BuiltStudy, exhibits: list[dict], paper: list[str], repository: str) -> str:
    """codecheck.yml (configuration 1.0): what a run of the workflow makes again."""
    manifest = [{"file": path, "comment": "the paper"} for path in paper]
    shown: dict[str, str] = {}
    for exhibit in exhibits:
        if exhibit["rule"]:
            labels = [shown.get(exhibit["path"]), exhibit["label"]]
            shown[exhibit["path"]] = "; ".join(filter(None, labels))
    manifest += [{"file": path, "comment": labels} for path, labels in shown.items()]
    manifest += [
        {"file": path, "comment": "behind the text"}
        for path in study.results
        if path.endswith(".csv") and path not in shown
    ]
    content: dict = {
        "version": "https://codecheck.org.uk/spec/config/1.0/",
        "manifest": manifest,
        "paper": {"title": study.config["title"]},
    }
    if repository:
        content["repository"] = repository
    return yaml.safe_dump(content, explicit_start=True, sort_keys=False, allow_unicode=True, width=110)


def citation_of(study: BuiltStudy) -> dict:
    """The content of CITATION.cff; of a study without one its title alone."""
    if "CITATION.cff" in study.files:
        return yaml.safe_load(text_of(study.files["CITATION.cff"]))
    return {
        "cff-version": "1.2.0",
        "message": "If you use this study, please cite it.",
        "title": study.config["title"],
        "type": "dataset",
        "authors": [{"name": "The authors of the study"}],
    }


def zenodo(study: BuiltStudy, citation: dict, description: str) -> dict:
    """.zenodo.json: what Zenodo asks of a deposit, from CITATION.cff."""
    creators = [
        {
            "name": author.get("name") or f"{author['family-names']}, {author['given-names']}",
            **({"orcid": author["orcid"].rpartition("/")[2]} if "orcid" in author else {}),
        }
        for author in citation["authors"]
    ]
    return {
        "title": f"Replication package: {study.config['title']}",
        "description": description,
        "upload_type": "dataset",
        "access_right": "open",
        "license": "cc-by-4.0",
        "creators": creators,
        "keywords": citation.get("keywords", ["replication package"]),
        "version": str(citation.get("version", study.crate["@graph"][1]["version"])),
    }


def bibliography(study: BuiltStudy) -> str:
    """The text of the study's list of works in BibTeX; empty where it has none."""
    path = (
        "data/references.bib"
        if "data/references.bib" in study.files
        else f"{study.engine}data/references.bib"
    )
    return text_of(study.files[path]) if path in study.files else ""


def columns_undescribed(study: BuiltStudy) -> list[str]:
    """Published tables with a column that the dictionary lacks: none in a study that was built."""
    known = set(dictionary_of_project()["column"])
    return [
        path
        for path in study.results
        if path.endswith(".csv") and (rows := rows_of(study.files[path])) and not set(rows[0]) <= known
    ]

"""Small documents of each type, and the real command on them."""

import os
import subprocess
import sys
from pathlib import Path

import pypandoc
import pytest
import typst

import crossfoot
from crossfoot import Audit
from tests.conftest import ROOT

# the total of 2021 is 66.3; two cells try to be markup
TEXT = """# Trade of a country

Exports to India rose from US$12.3 million in 2019 to US$15.2 million in 2021, while the share of China \
(33.0 of 66.3) was 49.8%.

Table 1: Exports by partner <script>document.title = "run"</script> (US$ million)

| Partner | 2019 | 2020 | 2021 |
|---|---|---|---|
| India <img src=x onerror="document.title='run'"> | 12.3 | 14.1 | 15.2 |
| China | 30.2 | 31.4 | 33.0 |
| Korea | 8.1 | 9.9 | 10.4 |
| Other | 5.0 | 6.1 | 7.7 |
| Total | 55.6 | 61.5 | 99.3 |

Source: Invented.
"""
PAGED = """#set page(width: 20cm, height: 12cm)
#set text(size: 10pt)
Exports to India rose from US\\$12.3 million in 2019 to US\\$15.2 million in 2021.

*Table 1: Exports by partner (US\\$ million)*
#table(columns: 4, [Partner], [2019], [2020], [2021],
  [India], [12.3], [14.1], [15.2], [China], [30.2], [31.4], [33.0],
  [Korea], [8.1], [9.9], [10.4], [Other], [5.0], [6.1], [7.7], [Total], [55.6], [61.5], [TOTAL])
Source: Invented.
"""


def pdf(total: str = "99.3", pages: int = 1) -> bytes:
    """The table as a PDF, with further pages of prose."""
    more = "".join(
        f"#pagebreak()\nThis is page {page} of the document, on which nothing can be checked at all.\n"
        for page in range(2, pages + 1)
    )
    return typst.compile((PAGED.replace("TOTAL", total) + more).encode())


def as_document(kind: str, folder: Path) -> Path:
    """The same document as text, markdown, html, docx or pdf; two cells, but for the PDF, are markup."""
    path = folder / f"trade.{ {'text': 'txt', 'markdown': 'md'}.get(kind, kind) }"
    if kind == "markdown":
        path.write_text(TEXT, encoding="utf-8")
    elif kind == "text":
        rows = [
            line.strip("| ").replace(" | ", "\t") for line in TEXT.split("\n") if not line.startswith("|---")
        ]
        path.write_text("\n".join(rows), encoding="utf-8")
    elif kind == "pdf":
        path.write_bytes(pdf())
    else:
        plain = TEXT.replace("<", "&lt;") if kind == "html" else TEXT.replace("<", "\\<")
        pypandoc.convert_text(
            plain,
            kind,
            format="markdown-raw_html",
            outputfile=str(path),
            extra_args=["--standalone", "--metadata=title:Trade"],
        )
    return path


def command(*arguments: object, **more) -> subprocess.CompletedProcess:
    """The command `crossfoot` in a process of its own; more: as of subprocess.run."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "crossfoot", *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        **more,
    )


@pytest.fixture(scope="session")
def audited(tmp_path_factory) -> dict[str, tuple[Path, Audit]]:
    """By kind of document, the folder of its audit and the audit."""
    folder = tmp_path_factory.mktemp("audits")
    found = {}
    for kind in ("text", "markdown", "html", "docx", "pdf"):
        document = as_document(kind, folder)
        audit = crossfoot.audit(document)
        found[kind] = (audit.write(folder / "out" / document.name).parent, audit)
    return found

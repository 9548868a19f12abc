"""The rules of a study in this one process: Snakemake finds the jobs, and their mains are called here.

Snakemake starts a process for each job; here hundreds of jobs and configurations take the time of one build.
Started in the folder of a study by `in_one_process`, since Snakemake alters the process that it runs in.

python -m tests.workflow.in_process WHAT    a question as JSON on standard input, the answer as last line
"""

import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from tests.conftest import ROOT

# inputs that a script does not open, or that are the project's own code
CODE = ("code", "study_module", "claims_schema", "evidence_schema")
# too slow to be run in a test of a second: they draw, run kernels, set type
SLOW = ("draw_", "run_notebook", "build_report")
KINDS = ("no text", "a column less", "absent", "empty")


def in_one_process(folder: Path, study: Path, what: str, question: object = None):
    """The answer of `what` in a folder with links to that study's data and results, where it is built."""
    folder.mkdir(exist_ok=True)
    for part in ("data", "docs", "notebooks", *(["results"] if what == "breaks" else [])):
        if (study / part).exists():
            (folder / part).symlink_to(study / part)
    (folder / "config.yaml").write_bytes((study / "config.yaml").read_bytes())
    paths = [str(ROOT / part) for part in ("", "src", "scripts", "workflow")]
    run = subprocess.run(
        [sys.executable, "-m", "tests.workflow.in_process", what],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "MPLBACKEND": "Agg"},
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return json.loads(run.stdout.splitlines()[-1])


def jobs() -> list:
    """The jobs of a whole build of the study in this folder, in the order in which they can run."""
    from snakemake.api import SnakemakeApi
    from snakemake.settings.types import DAGSettings, OutputSettings, Quietness, ResourceSettings

    with SnakemakeApi(OutputSettings(quiet={Quietness.ALL})) as api:
        workflow = api.workflow(
            resource_settings=ResourceSettings(cores=1), snakefile=ROOT / "Snakefile", workdir=Path()
        )
        workflow.dag(DAGSettings(forceall=True))
        graph = workflow._workflow
        graph._prepare_dag(forceall=True, ignore_incomplete=True, lock_warn_only=True)
        graph._build_dag()
        done: list = []
        waiting = list(graph.dag.jobs)
        while waiting:
            ready = [job for job in waiting if all(before in done for before in graph.dag.dependencies[job])]
            done += ready
            waiting = [job for job in waiting if job not in ready]
        return [job for job in done if job.rule.script]


class Files(list):
    """Files of a job under their names, as plain text, as a script gets them."""

    def __init__(self, named: dict):
        files = [path for value in named.values() for path in (value if isinstance(value, list) else [value])]
        super().__init__(files)
        self.items = named.items


def files_of(part, folder: str = "") -> dict:
    return {
        name: f"{folder}{value}" if isinstance(value, str) else [f"{folder}{path}" for path in value]
        for name, value in part.items()
    }


def said_by(job, inputs: dict) -> str:
    """The one line with which the job's script ends; empty where it ends well."""
    from lib.run import run

    main = importlib.import_module(Path(job.rule.script).stem).main
    main.__globals__["snakemake"] = SimpleNamespace(
        rule=job.rule.name,
        input=Files(inputs),
        # what it makes of a broken input is not for the next rule
        output=Files(files_of(job.output, "made/")),
        params=job.params,
        log=[str(job.log[0])],
        threads=1,
        resources=SimpleNamespace(mem_mb=500),
    )
    try:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            run(main)
    except SystemExit as ended:
        assert Path(job.log[0]).read_text(encoding="utf-8") == f"{ended}\n"
        return str(ended)
    return ""


def broken(path: str, kind: str) -> str | None:
    """Another path of the same name, broken; none where the kind does not apply."""
    target = Path("broken", kind.replace(" ", "_"), Path(path).name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if kind == "empty":
        target.write_bytes(b"")
    if kind == "no text":
        target.write_bytes(b"\x80\x00\xff: [no text\n")
    if kind == "a column less":
        if path.endswith(".parquet"):
            frame = pd.read_parquet(path)
            frame.drop(columns=frame.columns[0]).to_parquet(target)
        elif path.endswith(".csv"):
            lines = Path(path).read_text(encoding="utf-8").splitlines()
            target.write_text("\n".join(line.partition(",")[2] for line in lines) + "\n", encoding="utf-8")
        else:
            return None
    return str(target)


def breaks(every: bool) -> Iterator[tuple[str, str, str, str]]:
    """Each rule with an input that is broken: the rule, the broken path, how, and what the script says.

    every: every input of a built study, at the first rule that reads it: in two ways, but for Parquet files.
    All of a rule are read by one function, so that its first alone has both.
    """
    seen: set[str] = set()
    for job in jobs():
        whole = files_of(job.input)
        slow = job.rule.name.startswith(SLOW)
        firsts = {
            name: value[0] if isinstance(value, list) else value
            for name, value in whole.items()
            if name not in CODE and value
        }
        new = [name for name, path in firsts.items() if path not in seen]
        several = every and not slow and new
        read = False
        for at, name in enumerate(new if several else [next(iter(firsts))]):
            if firsts[name].endswith(".parquet"):
                kinds, read = KINDS[1:2] if read else KINDS[:2], True
            else:
                kinds = KINDS[:2] if at % 2 else KINDS[2:]
            for kind in kinds if several else KINDS[:1]:
                if other := broken(firsts[name], kind):
                    one = [other, *whole[name][1:]] if isinstance(whole[name], list) else other
                    yield job.rule.name, other, kind, said_by(job, whole | {name: one})
        if not slow:
            seen.update(firsts.values())


def configured(texts: list[str]) -> list[str]:
    """Of each text of config.yaml, the line that refuses it; empty where Snakemake finds its jobs."""
    lines = []
    for text in texts:
        Path("config.yaml").write_text(text, encoding="utf-8")
        try:
            jobs()
            lines.append("")
        except SystemExit as refused:
            lines.append(str(refused))
    return lines


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    print("\n" + json.dumps(list(breaks(asked)) if sys.argv[1] == "breaks" else configured(asked)))

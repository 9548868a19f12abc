"""What the rules do, as plain calls in one Python process with everything imported once.

Run in a copy of the project: `one_process.py list TARGET…` writes the jobs of a rebuild to jobs.json as the
workflow states them, `one_process.py run` runs them one after another and writes the same files, and
`one_process.py alone NUMBER` runs one of them.
"""

import json
import os
import runpy
import sys
import time
from pathlib import Path
from types import SimpleNamespace

JOBS = Path("jobs.json")
PROJECT = Path(__file__).parents[2]


class Named(list):
    """A list some of whose places have names, as scripts see their inputs and outputs."""

    def __init__(self, values: list, names: dict):
        super().__init__(values)
        self._names = names
        for name, place in names.items():
            setattr(self, name, values[place] if isinstance(place, int) else values[slice(*place)])

    def items(self):
        return [(name, getattr(self, name)) for name in self._names]


def list_jobs(*targets: str) -> None:
    """targets: what to make, the whole study where none is named."""
    from snakemake.api import SnakemakeApi
    from snakemake.settings.types import DAGSettings, OutputSettings, Quietness, ResourceSettings

    def named(parts) -> tuple[list, dict]:
        # Snakemake keeps the place of each name, and where it ends when the name is of a list
        names = {name: place if end is None else [place, end] for name, (place, end) in parts._get_names()}
        return [str(part) if isinstance(part, os.PathLike | str) else part for part in parts], names

    with SnakemakeApi(OutputSettings(quiet={Quietness.ALL})) as api:
        workflow = api.workflow(resource_settings=ResourceSettings(cores=1), snakefile=PROJECT / "Snakefile")
        workflow.dag(dag_settings=DAGSettings(targets=set(targets), forceall=True)).printrulegraph()
        dag = workflow._workflow.dag
        ordered, seen = [], set()

        def visit(job) -> None:
            if job not in seen:
                seen.add(job)
                for before in sorted(dag.dependencies[job], key=lambda job: str(job.output)):
                    visit(before)
                if job.rule.script:
                    ordered.append(job)

        for job in sorted(dag.jobs, key=lambda job: str(job.output)):
            visit(job)
        JOBS.write_text(
            json.dumps(
                [
                    {
                        "script": str(PROJECT / "scripts" / Path(job.rule.script).name),
                        "rule": job.rule.name,
                        "threads": job.threads,
                        "mem_mb": job.resources.get("mem_mb"),
                    }
                    | {part: named(getattr(job, part)) for part in ("input", "output", "params", "log")}
                    for job in ordered
                ]
            )
        )


def jobs() -> list[dict]:
    return json.loads(JOBS.read_text())


def run_job(job: dict) -> None:
    parts = {part: Named(*job[part]) for part in ("input", "output", "params", "log")}
    for path in [*parts["output"], *parts["log"]]:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    own = SimpleNamespace(**{name: job[name] for name in ("rule", "threads")}, **parts)
    own.resources = SimpleNamespace(mem_mb=job["mem_mb"])
    runpy.run_path(job["script"], init_globals={"snakemake": own}, run_name="__main__")


def run_jobs() -> None:
    for job in jobs():
        # a notebook may alter its process, which has what it needs loaded
        if job["rule"] != "run_notebook":
            run_job(job)
        elif fork := os.fork():
            if os.waitpid(fork, 0)[1]:
                sys.exit(f"found no end of {job['output'][0]}; expected a notebook that runs")
        else:
            run_job(job)
            os._exit(0)


def run_alone(number: str) -> None:
    """One job; says first how many seconds of a core its imports take."""
    job = jobs()[int(number)]
    runpy.run_path(job["script"], run_name="imported")
    print(time.process_time())
    run_job(job)


if __name__ == "__main__":
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "scripts")]
    {"list": list_jobs, "run": run_jobs, "alone": run_alone}[sys.argv[1]](*sys.argv[2:])

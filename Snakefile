"""Rebuilds the study: `snakemake` makes the report and everything it stands on."""

import atexit
import os
import sys
import time

# The code that runs is this checkout's, or the installed package's, which has no src beside its Snakefile.
for folder in ("scripts", "src", "workflow"):
    sys.path.insert(0, os.path.join(workflow.basedir, folder))
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [os.path.join(workflow.basedir, "src"), os.environ.get("PYTHONPATH")])
)
# Without compiled copies of what it imports a build takes twice as long, as each job compiles pandas anew; some
# machines ask Python to keep none.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Snakemake imports pandas at every start to ask whether a parameter is a data frame. None is here, and
# without the import a build with nothing to do takes a third less time; scripts have their own process.
sys.modules.setdefault("pandas", None)
# What it writes is the same on every machine.
os.environ.update(PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8", MPLBACKEND="Agg")
# libraries of linear algebra add up in another order on another number of threads
os.environ.update(OPENBLAS_NUM_THREADS="1")
# notebooks run on this environment's kernel, without a user's own start-up files
os.environ.update(JUPYTER_PREFER_ENV_PATH="1", IPYTHONDIR=os.path.abspath(".snakemake/ipython"))


include: "workflow/rules/config.smk"
include: "workflow/rules/extract.smk"
include: "workflow/rules/clean.smk"


# rules of chapters that the study does not have are left out
if "document" in config:

    include: "workflow/rules/document.smk"


if has_key(config, "tables.chapter_shares"):

    include: "workflow/rules/shares.smk"


if "trade" in CHAPTERS:

    include: "workflow/rules/trade.smk"
    include: "workflow/rules/pair.smk"


if "investment" in CHAPTERS:

    include: "workflow/rules/investment.smk"


if "policy" in CHAPTERS:

    include: "workflow/rules/policy.smk"


if "cooperation" in CHAPTERS:

    include: "workflow/rules/cooperation.smk"


if "audit" in CHAPTERS:

    include: "workflow/rules/audit.smk"


include: "workflow/rules/report.smk"


if "world" in config:

    include: "workflow/rules/world.smk"


if "publish" in config:

    include: "workflow/rules/publish.smk"


rule all:
    default_target: True
    input:
        "results/report/index.html",
        *(["results/report/world/index.html"] if "world" in config else []),
    message:
        "The report stands in results/report/index.html"


onstart:
    last_good_results.begin()


onsuccess:
    last_good_results.keep()


onerror:
    last_good_results.restore()
    for reason in last_good_results.reasons(since=STARTED) or [
        f"a job ended without saying why; {log[0]} has what is known"
    ]:
        # said last, below what Snakemake itself says of a failed rule
        atexit.register(print, f"\nStopped, earlier results are untouched: {reason}", file=sys.stderr)

"""Rebuilds the study: `snakemake` makes the report and everything it stands on."""

import atexit
import logging
import os
import shlex
import sys
import time

# The code that runs is this checkout's, or the installed package's, which has no src beside its Snakefile.
for folder in ("scripts", "src", "workflow"):
    sys.path.insert(0, os.path.join(workflow.basedir, folder))
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [os.path.join(workflow.basedir, "src"), os.environ.get("PYTHONPATH")])
)
# Snakemake puts the interpreter's path unquoted into the shell command of a script
if os.path.exists(sys.executable):
    sys.executable = shlex.quote(sys.executable)
# nor does a log that finds no room on the disk end in a trace
logging.raiseExceptions = False
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


# rules of subjects that the study does not have are left out
if "document" in config:

    include: "workflow/rules/document.smk"


if has_key(config, "tables.chapter_shares"):

    include: "workflow/rules/shares.smk"


if "trade" in SUBJECTS:

    include: "workflow/rules/trade.smk"
    include: "workflow/rules/pair.smk"


if "value_chains" in SUBJECTS:

    include: "workflow/rules/value_chains.smk"


if "investment" in SUBJECTS:

    include: "workflow/rules/investment.smk"


if "policy" in SUBJECTS:

    include: "workflow/rules/policy.smk"


if "cooperation" in SUBJECTS:

    include: "workflow/rules/cooperation.smk"


if "audit" in SUBJECTS:

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


# checked here, where no rule has run and a line is all that is said
stop_unless(last_good_results.check_folder)
stop_unless(
    last_good_results.check_times,
    sorted({str(path) for rule in workflow.rules for path in rule.input if not callable(path)}),
)


onstart:
    last_good_results.begin()
    for chapter in unlisted():
        print(f"notebooks/{chapter}.ipynb is no chapter: config.yaml does not list it", file=sys.stderr)


onsuccess:
    last_good_results.keep()


onerror:
    # asked first: what is put back makes room on a full disk
    why = last_good_results.reasons(since=STARTED)
    try:
        last_good_results.restore()
        left = "earlier results are untouched"
    except OSError as error:
        left = (
            f"earlier results are in {last_good_results.KEPT}, {error}; the next build goes on from them"
        )
    for reason in why or [last_good_results.unsaid(log[0])]:
        # said last, below what Snakemake itself says of a failed rule
        atexit.register(print, f"\nStopped, {left}: {reason}", file=sys.stderr)

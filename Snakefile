"""Rebuilds the study: `snakemake` makes the report and everything it stands on."""

import atexit
import os
import sys
import time

# The code that runs is this checkout's, and its output the same on every machine.
for folder in ("src", "workflow"):
    sys.path.insert(0, os.path.join(workflow.basedir, folder))
os.environ["PYTHONPATH"] = os.pathsep.join(
    [os.path.join(workflow.basedir, "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
)
# Snakemake imports pandas at every start to ask whether a parameter is a data frame. None is here, and
# without the import a build with nothing to do takes a third less time; scripts have their own process.
sys.modules.setdefault("pandas", None)
os.environ.update(PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8", MPLBACKEND="Agg")
# notebooks run on this environment's kernel, without a user's own start-up files
os.environ.update(JUPYTER_PREFER_ENV_PATH="1", IPYTHONDIR=os.path.abspath(".snakemake/ipython"))

include: "workflow/rules/config.smk"
include: "workflow/rules/extract.smk"
include: "workflow/rules/clean.smk"
include: "workflow/rules/trade.smk"
include: "workflow/rules/investment.smk"
include: "workflow/rules/policy.smk"
include: "workflow/rules/cooperation.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/charts.smk"
include: "workflow/rules/report.smk"
if "publish" in config:
    include: "workflow/rules/publish.smk"


rule all:
    default_target: True
    message: "The report stands in results/report/index.html"
    input:
        "results/report/index.html",


onstart:
    safekeeping.begin()


onsuccess:
    safekeeping.keep()


onerror:
    safekeeping.restore()
    for reason in safekeeping.reasons(since=STARTED) or [f"a job ended without saying why; {log[0]} has what is known"]:
        # said last, below what Snakemake itself says of a failed rule
        atexit.register(print, f"\nStopped, earlier results are untouched: {reason}", file=sys.stderr)

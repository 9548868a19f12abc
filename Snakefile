"""Rebuilds the study: `snakemake` makes the report and everything it stands on."""

import os
import sys
import time

configfile: "config.yaml"

# The code that runs is this checkout's, and its output the same on every machine.
for folder in ("src", "workflow"):
    sys.path.insert(0, os.path.join(workflow.basedir, folder))
os.environ["PYTHONPATH"] = os.pathsep.join(
    [os.path.join(workflow.basedir, "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
)
os.environ.update(PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8", MPLBACKEND="Agg")

include: "workflow/rules/common.smk"
include: "workflow/rules/extract.smk"
include: "workflow/rules/clean.smk"
include: "workflow/rules/trade.smk"
include: "workflow/rules/report.smk"


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
    for reason in safekeeping.reasons(since=STARTED):
        print(f"\nStopped, earlier results are untouched: {reason}\n", file=sys.stderr)

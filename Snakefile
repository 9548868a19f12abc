"""Rebuilds the first study: `snakemake` makes the report and everything it stands on.

The engine, workflow/Snakefile, is used as a module, as any study's own Snakefile uses it (docs/studies.md).
"""


module bilateral:
    snakefile:
        "workflow/Snakefile"


use rule * from bilateral

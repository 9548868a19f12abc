"""The whole study as one job, for executors that share no folder with this machine (docs/cluster.md).

Snakemake hands the job the versioned files; its results end in the storage that the profile names.
"""

import sys


rule build_elsewhere:
    message: "Building the study in one job"
    output:
        touch("build_elsewhere.done"),
    params:
        python=sys.executable,
        publish=workflow.storage_settings.default_storage_prefix,
    threads: 2
    shell: "{params.python} -m snakemake publish_results --cores {threads} --config publish={params.publish}"

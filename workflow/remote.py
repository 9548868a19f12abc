"""Inputs and results in S3 storage, through Snakemake's own plugin. Keys come from the environment alone."""

from collections.abc import Callable
from importlib.util import find_spec

from crossfoot import InputError


def remote_input(storage, address: str):
    """The object of that address as a rule's input. Raises InputError when it cannot be read."""
    _needs_plugin(address)
    found = _answer(address, lambda: storage(address))
    if not _answer(address, found.flags["storage_object"].exists):
        raise InputError(address, "no such object or bucket", "an object to read")
    return found


def remote_outputs(storage, address: str, paths: list[str]) -> list:
    """Each path below that address as a rule's output. Raises InputError without a bucket or with results.

    Snakemake deletes what an output replaces before its rule runs; the plugin then deletes an empty bucket.
    """
    _needs_plugin(address)
    found = _answer(address, lambda: [storage(f"{address.rstrip('/')}/{path}") for path in paths])
    first = found[0].flags["storage_object"]
    below = "/".join([*address.removeprefix("s3://").rstrip("/").split("/")[1:], "results/"])
    if _answer(address, lambda: any(True for _ in first.s3bucket().objects.filter(Prefix=below).limit(1))):
        raise InputError(address, "results there already", "an address that has none")
    return found


def _needs_plugin(address: str) -> None:
    if find_spec("snakemake_storage_plugin_s3") is None:
        found = "an environment without S3 storage"
        raise InputError(address, found, ".venv-cluster/bin/python -m snakemake (docs/cluster.md)")


def _answer(address: str, question: Callable):
    from botocore.exceptions import BotoCoreError, ClientError
    from snakemake_interface_common.exceptions import WorkflowError

    try:
        return question()
    except (BotoCoreError, ClientError, WorkflowError) as error:
        raise InputError(
            address, " ".join(str(error).split()), "a bucket that these credentials may use"
        ) from None

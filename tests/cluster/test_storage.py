"""Inputs and results in S3 storage: the same checks, the same bytes, one line for what fails."""

import json

import pytest

PATH, ADDRESS = "data/raw/merchandise_trade.csv", "s3://inputs/trade/merchandise_trade.csv"
TARGET = "results/clean/merchandise_trade.csv"


@pytest.fixture
def remote(storage, copy):
    """A study whose merchandise trade lies in storage."""
    storage.ask("put", str(copy.folder / PATH), "inputs", "trade/merchandise_trade.csv")
    for file in ("config.yaml", "data/sources.yaml"):
        copy.edit(file, PATH, ADDRESS)
    (copy.folder / PATH).unlink()
    return copy


def test_an_input_in_storage_is_read_and_checked(storage, built, remote):
    run = storage.snakemake(remote, TARGET)
    assert run.returncode == 0 and f"Retrieving from storage: {ADDRESS}" in run.stdout, run.stdout[-3000:]
    assert remote.digests() == built.digests()
    assert storage.keeps_its_secret(remote, run.stdout)


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "expected"),
    [
        (None, "", "", {"AWS_SECRET_ACCESS_KEY": "wrong"}, f"{ADDRESS}: found An error occurred (403)"),
        (None, "", "", {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, f"{ADDRESS}: found Could not connect"),
        (
            "config.yaml",
            "s3://inputs/trade/",
            "s3://inputs/no/",
            {},
            "s3://inputs/no/merchandise_trade.csv: found no such object or bucket",
        ),
        (
            "config.yaml",
            "s3://inputs/trade/",
            "s3://nowhere/",
            {},
            "s3://nowhere/merchandise_trade.csv: found no such object or bucket",
        ),
        (
            "data/sources.yaml",
            f"- path: {ADDRESS}",
            f"- path: {PATH}",
            {},
            f"{ADDRESS}: found no record in data/sources.yaml",
        ),
        (
            "data/sources.yaml",
            "  sha256: 44cef3e9",
            "  sha256: 55cef3e9",
            {},
            f"{ADDRESS}: found sha256 44cef3e9",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line(storage, remote, file, old, new, key, expected):
    if file:
        remote.edit(file, old, new)
    before = remote.digests()
    run = storage.snakemake(remote, TARGET, **key)
    last = run.stdout.rstrip().splitlines()[-1]
    assert run.returncode != 0 and last.removeprefix("Stopped, earlier results are untouched: ").startswith(
        expected
    ), last
    assert remote.digests() == before and storage.keeps_its_secret(remote, run.stdout)


def test_without_the_plugin_the_line_says_where_it_is(storage, remote):
    run = remote.snakemake(TARGET, **storage.environment)
    assert (
        run.returncode != 0
        and f"{ADDRESS}: found an environment without S3 storage" in run.stdout.splitlines()[-1]
    )


def test_results_go_to_a_bucket_as_they_are(storage, built, copy):
    run = storage.snakemake(copy, "publish_results", "--config", "publish=s3://my-bucket/study")
    assert run.returncode == 0, run.stdout[-3000:]
    there, here = json.loads(storage.ask("sums", "my-bucket", "study/")), built.digests()
    left_out = ("results/extracted/tables/", "results/notebooks/", "results/report/tables/")
    assert set(here) - set(there) == {path for path in here if path.startswith(left_out)}
    assert there == {path: here[path] for path in there}
    assert copy.digests() == here and storage.keeps_its_secret(copy, run.stdout)
    # nothing that is there is ever replaced
    run = storage.snakemake(copy, "publish_results", "--config", "publish=s3://my-bucket/study")
    assert (
        run.returncode != 0
        and "s3://my-bucket/study: found results there already" in run.stdout.splitlines()[-1]
    )


def test_a_bucket_that_is_not_there_is_not_made(storage, copy):
    before = copy.digests()
    run = storage.snakemake(copy, "publish_results", "--config", "publish=s3://nowhere/study")
    assert (
        run.returncode != 0
        and "s3://nowhere/study: found An error occurred (NoSuchBucket)" in run.stdout.splitlines()[-1]
    )
    assert copy.digests() == before

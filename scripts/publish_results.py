"""Copies results to where Snakemake takes them into storage."""

import files


def main(results: list[str], copies: list[str]) -> None:
    for result, copy in zip(results, copies, strict=True):
        files.write_bytes(files.read_bytes(result), copy)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(snakemake.input.results, snakemake.output)

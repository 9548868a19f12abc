# `make` rebuilds the report, `make test` runs the tests; each sets up what it needs in .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: report test bench diff lock

report: $(READY)
	@$(BIN)/snakemake

test: $(READY)
	@$(BIN)/python -m pytest

bench: $(READY)
	@$(BIN)/python -m pytest tests/benchmarks -m benchmark -s -q

# What moved since an earlier build: make diff OLD=COMMIT, or OLD=FOLDER
diff: $(READY)
	@$(BIN)/python scripts/compare_results.py "$(OLD)"

# Pinned packages with hashes; the code runs from src/, so a .pth file stands in for an installation.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, $(PYTHON) is " + sys.version.split()[0] + "; try make PYTHON=python3.12")'
	@echo "Setting up .venv with the pinned packages, once; this takes a minute or two"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --require-hashes --requirement requirements.lock
	@$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "bilateral.pth").write_text(str(pathlib.Path("src").resolve()))'
	@$(BIN)/python -m compileall -q $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') >/dev/null || true
	@touch $(READY)

# Needs uv; a developer's step after editing the dependencies in pyproject.toml.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --extra test --custom-compile-command "make lock" --quiet pyproject.toml --output-file requirements.lock

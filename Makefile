# `make` rebuilds the report of the first study, `make STUDY=studies/NAME` that of another; `make test` runs the tests; each
# sets up what it needs in .venv. `make explore` opens the notebooks in JupyterLab and `make slurm` builds on a cluster, in
# environments of their own: what these bring slows every start down.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
EXPLORE := .venv-explore
BENCH := .venv-bench
CLUSTER := .venv-cluster
# how many rows a year the benchmark of the whole world's trade makes up, how many years, and how often it measures
ROWS ?= 10000000
YEARS ?= 3
REPEATS ?= 3
# what else to tell JupyterLab: make explore LAB=--no-browser
LAB ?=
# what else to tell Snakemake: make slurm ARGS=--dry-run
ARGS ?=

# the folder of a study: its config.yaml, data/ and results/ (docs/studies.md)
STUDY ?= .
STUDIES := . $(patsubst %/config.yaml,%,$(wildcard studies/*/config.yaml))
ifeq ($(shell test -f "$(STUDY)/config.yaml" && echo there),)
$(error STUDY=$(STUDY): found no $(if $(wildcard $(STUDY)),config.yaml in it,such folder); expected one of $(STUDIES))
endif

.PHONY: report slurm test bench bench-world diff refresh audit explore lock

report: $(READY)
	@$(BIN)/snakemake --directory "$(STUDY)"

# The same results, built on a SLURM cluster (docs/cluster.md)
slurm: $(CLUSTER)/ready
	@$(CLUSTER)/bin/python -m snakemake --profile profiles/slurm --directory "$(STUDY)" $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

bench: $(READY)
	@$(BIN)/python -m pytest tests/benchmarks -m benchmark -s -q

# The whole world's trade against pandas, polars and ecomplexity, which have an environment of their own; writes
# docs/performance.md. Needs 3 GB of disk and some minutes; smaller: make bench-world ROWS=1000000
bench-world: $(BENCH)/ready
	@$(BENCH)/bin/python tests/benchmarks/world.py $(ROWS) $(YEARS) $(REPEATS)

# What moved since an earlier build: make diff OLD=COMMIT, or OLD=FOLDER
diff: $(READY)
	@$(BIN)/python scripts/compare_results.py "$(OLD)" "$(STUDY)"

# New answers of the sources as dated snapshots in data/raw/; needs the network, and no build calls it.
# make refresh ONLY="comtrade world_bank" asks these alone
refresh: $(READY)
	@cd "$(STUDY)" && "$(CURDIR)/$(BIN)/python" "$(CURDIR)/scripts/refresh.py" $(ONLY)

# Any document: make audit DOCUMENT=paper.pdf writes audits/paper.pdf/index.html; OUT=FOLDER for another place. The names
# reach the command as they were given, through the environment, so that no shell reads them. Where something is
# contradicted, the command ends with status 1, and make says so as of an error, with its own status 2.
audit: override export DOCUMENT := $(value DOCUMENT)
audit: override export OUT := $(value OUT)
audit: $(READY)
	@$(BIN)/python -m crossfoot $${OUT:+"--out=$$OUT"} -- "$$DOCUMENT"

explore: report $(EXPLORE)/ready
	@JUPYTER_PREFER_ENV_PATH=1 BILATERAL_STUDY="$(abspath $(STUDY))" PYTHONPATH="$(CURDIR)/notebooks" $(EXPLORE)/bin/jupyter-lab --ServerApp.default_url=/lab/tree/notebooks $(LAB)

$(READY): requirements.lock
	$(call set_up,.venv,requirements.lock)

$(EXPLORE)/ready: requirements-explore.lock
	$(call set_up,$(EXPLORE),requirements-explore.lock)

$(BENCH)/ready: requirements-bench.lock
	$(call set_up,$(BENCH),requirements-bench.lock)

# These stand on .venv and hold only what it lacks.
$(CLUSTER)/ready: requirements-cluster.lock $(READY)
	$(call set_up,$(CLUSTER),requirements-cluster.lock,.venv)

$(CLUSTER)-test/ready: requirements-cluster-test.lock $(CLUSTER)/ready
	$(call set_up,$(CLUSTER)-test,requirements-cluster-test.lock,.venv $(CLUSTER))

# Pinned packages with hashes; the code runs from src/, so a .pth file stands in for an installation. A third argument
# names environments whose packages this one shares.
define set_up
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, $(PYTHON) is " + sys.version.split()[0] + "; try make PYTHON=python3.12")'
	@echo "Setting up $(1) with the pinned packages, once; this takes a minute or two"
	@$(if $(3),$(BIN)/python -m venv --without-pip,$(PYTHON) -m venv) --clear $(1)
	@$(1)/bin/python -c 'import glob, pathlib, sys, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "bilateral.pth").write_text("\n".join(str(pathlib.Path(path).resolve()) for path in ["src", *sum((glob.glob(f"{shared}/lib/python*/site-packages") for shared in sys.argv[1:]), [])]))' $(3)
	@$(1)/bin/python -m pip install --require-hashes --requirement $(2)
	@$(1)/bin/python -m compileall -q $$($(1)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') >/dev/null || true
	@touch $(1)/ready
endef

# Needs uv; a developer's step after editing the dependencies in pyproject.toml. What both locks name has one version.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --quiet
lock:
	$(LOCK) pyproject.toml --extra test --output-file requirements.lock
	$(LOCK) pyproject.toml --extra explore --constraint requirements.lock --output-file requirements-explore.lock
	$(LOCK) pyproject.toml --extra cluster --constraint requirements.lock --output-file requirements-cluster.lock
	$(LOCK) pyproject.toml --extra cluster --extra cluster-test --constraint requirements.lock --output-file requirements-cluster-test.lock
	$(LOCK) tests/benchmarks/requirements.in --constraint requirements.lock --output-file requirements-bench.lock

# Every target first installs what is missing (make setup), so that nothing else has to be typed.
.DEFAULT_GOAL := help
.PHONY: help setup run tour check format test soak bench screenshots gallery lock
BIN := .venv/bin
PROFILE ?= test
# Some machines forbid Python to keep what it has compiled: then every program that is started compiles it all again.
unexport PYTHONDONTWRITEBYTECODE

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## install whatever is missing (Debian packages as root or with sudo, .venv, Python packages)
	@.ci/setup $(PROFILE)

run:  ## start a portal on this machine and open the kiosk against it
	@$(MAKE) --no-print-directory setup PROFILE=run
	@$(BIN)/kiosk run --with-portal

tour: setup  ## walk through a whole visit by itself and keep the pictures
	@$(BIN)/kiosk tour

check: setup  ## format, lint, types, import layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup  ## rewrite the sources in the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Three workers on two cores: a third of the time is spent waiting for sockets, printers and screens.
test: setup  ## all tests, in under ten minutes on two cores
	$(BIN)/python -m pytest -n 3 --dist loadgroup || \
	  { echo "make test: what failed beside others is tried once more, alone:"; \
	    $(BIN)/python -m pytest -n 0 --last-failed --last-failed-no-failures none; }

soak: setup  ## the tests that take long, one after the other
	$(BIN)/python -m pytest -m soak -n 0 tests

bench: setup  ## measured ratios against a peer or a floor, in one run
	$(BIN)/python -m pytest -m bench -n 0 -s tests

screenshots: setup  ## redraw the pictures in docs/
	$(BIN)/python -m tests.screenshots docs/screenshots

gallery: setup  ## redraw every screen in three languages and two sizes (docs/gallery)
	$(BIN)/python -m tests.gallery

lock:  ## resolve requirements.lock anew (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --all-extras pyproject.toml -o requirements.lock

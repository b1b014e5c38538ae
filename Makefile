# Needs Python 3.11 or later and make, nothing else: everything goes into .venv, and no environment need be active.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-slow torture fuzz lint docs screenshots train clean
.DELETE_ON_ERROR:

demo: .venv/installed  # Index the bundled sample archive into union.db
	$(BIN)/sukien build corpus/sample --db union.db

test: .venv/installed-test  # The tests that are quick enough for every save
	$(BIN)/python -m pytest

test-slow: .venv/installed-test .venv/installed-transformers .venv/installed-onnx  # The rest of the tests: minutes
	$(BIN)/python -m pytest -m slow

torture: .venv/installed-test  # A hundred builds, each killed at another moment and begun again: some minutes
	TORTURE=100 $(BIN)/python -m pytest -m slow tests/test_crash_safety.py

fuzz: .venv/installed-test .venv/installed-fuzz  # Twenty minutes of coverage-guided fuzzing; not on every machine: atheris needs a recent clang or a wheel
	cd tests && PYTHONPATH=.. ../$(BIN)/python fuzz.py -max_total_time=1200 -timeout=10 -max_len=400 -len_control=0

lint: .venv/installed-lint  # Style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

train: .venv/installed .venv/installed-train  # Learn again from the gold articles who is a target, and how sure an event is
	$(BIN)/python -m extract.train

docs: .venv/installed-test  # Run the commands of the READMEs and the accuracy benchmark, and put in what they print
	$(BIN)/python tests/test_docs.py

screenshots: .venv/installed-test  # Take the pictures of the READMEs again, from the bundled sample archive: needs Chromium
	PYTHONPATH=.:tests $(BIN)/python -m browser.screenshots

clean:
	rm -rf .venv build *.egg-info union.db union.db-wal union.db-shm union.db.lock .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 ...")'
	@echo "Installing into .venv (about half a minute) ..."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --upgrade pip
	$(BIN)/python -m pip install -qq --editable .
	@touch $@

.venv/installed-%: .venv/installed
	$(BIN)/python -m pip install -qq --editable '.[$*]'
	@touch $@

# Needs Python >= 3.11 and make, nothing else. `make help` lists the targets.
PYTHON ?= $(shell .ci/python)
PORT ?= 8000
PYTEST_ARGS ?=

# coverage measures the same tests: `make coverage`, or COVERAGE=1 for its data files alone.
PYTEST = $(if $(COVERAGE),coverage run -m pytest,pytest)

.PHONY: help test demo coverage lint messages docs audit clean
.DEFAULT_GOAL := help

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

test: ## Run all tests on SQLite; browser tests run where Chromium is installed
	@.ci/venv .venv-test "$(PYTHON)" --group test --group deploy --editable .
	.venv-test/bin/python -m $(PYTEST) -n auto $(PYTEST_ARGS)

demo: ## Serve the example site on PORT (8000), with its articles and logins
	@.ci/venv .venv "$(PYTHON)" --group demo --editable .
	@exec .venv/bin/python example_site/manage.py demo --port $(PORT)

coverage: ## Run all tests and print the lines and branches they miss
	@rm -f .coverage .coverage.*
	@$(MAKE) --no-print-directory test COVERAGE=1
	.venv-test/bin/coverage combine --quiet
	.venv-test/bin/coverage report

lint: ## Check format, style, types, imports and translations
	@.ci/venv .venv-tools "$(PYTHON)" --group lint --group docs --group test --editable .
	.ci/lint .venv-tools/bin

messages: ## Bring the translations' catalogues up to date, compile them, count what is left
	@.ci/venv .venv-tools "$(PYTHON)" --group lint --group docs --group test --editable .
	.ci/messages .venv-tools/bin/python

docs: ## Build the documentation into site/, with strict links
	@.ci/venv .venv-tools "$(PYTHON)" --group lint --group docs --group test --editable .
	NO_MKDOCS_2_WARNING=1 .venv-tools/bin/mkdocs build --strict --quiet

audit: ## Look up known vulnerabilities of all dependencies; needs the registry's advisories
	@.ci/venv .venv-audit "$(PYTHON)" --group audit --group deploy --editable ".[localize]"
	.venv-audit/bin/python .ci/audit --strict

clean: ## Remove environments, caches and built files; the example site's data stays
	rm -rf .venv .venv-* build dist site htmlcov .coverage .coverage.* .tox
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

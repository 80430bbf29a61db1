# Every target is a command of dev.py; on Windows: py dev.py run, py dev.py test.
PYTHON ?= python3
TARGETS := run test tour bench faults bundle installer test-installer audit clean help

.DEFAULT_GOAL := help
.PHONY: $(TARGETS)

$(TARGETS):
	@$(PYTHON) dev.py $@

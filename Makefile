.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: check
check: ## Everything that CI runs
	bash .ci/run

.PHONY: test
test: ## All tests, on one real QuestDB
	go test ./...

.PHONY: lint
lint: ## golangci-lint, with the package direction
	bash .ci/run lint

.PHONY: generate
generate: ## Write the generated files again
	go generate ./...

.PHONY: fmt
fmt: ## Format with gofumpt
	go tool -modfile=tools/go.mod gofumpt -w .

FUZZTIME ?= 30s

.PHONY: fuzz
fuzz: ## Each fuzz target for FUZZTIME (30s)
	@grep -rlE '^func Fuzz' --include='*_test.go' . | xargs -n1 dirname | sort -u | while read -r dir; do \
		grep -hoE '^func Fuzz[A-Za-z0-9_]*' $$dir/*_test.go | cut -c6- | while read -r name; do \
			(cd $$dir && go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) .) || exit 1; \
		done || exit 1; \
	done

PARTS ?=

.PHONY: bench
bench: ## Measure beside peers and write docs/benchmarks.md (PARTS="render scan")
	cd bench && go run . $(PARTS)

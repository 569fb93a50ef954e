# Everything a person runs by hand. "make check" is what CI runs.

GO      ?= go
TOOL    := $(GO) tool -modfile=tools/go.mod
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
COMMIT  := $(shell git rev-parse HEAD 2>/dev/null)
BENCH   ?= .
FUZZ    ?= 5
CONTAINER ?= docker
DATA    ?= $(CURDIR)/../shared
ARGS    ?=
QUALITY  = $(GO) -C tools run ./quality -bot '$(CURDIR)/bin/bot' -data '$(DATA)'

.PHONY: run build check test race lint fmt fuzz bench quality quality-errors quality-lockbox learned perf soak look image help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 17

run: build ## build the bot and run it with the built-in feeds
	bin/bot run

build: ## bin/bot, static, with its version in it
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/ ./cmd/...

check: ## all that CI checks
	.ci/run

test: ## all tests, once
	$(GO) test ./...

race: ## all tests, in random order, with the race detector
	.ci/run race

lint: ## golangci-lint and staticcheck
	.ci/run lint staticcheck

fmt: ## format all Go files
	$(TOOL) gofumpt -w $$(git ls-files --cached --others --exclude-standard '*.go')

fuzz: ## every fuzz target for FUZZ seconds
	FUZZ_SECONDS=$(FUZZ) .ci/run fuzz

bench: ## benchmarks that match BENCH
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem ./...

quality: build ## precision, recall and grouping over the labelled items; ARGS=-list names unjudged alerts
	$(QUALITY) $(ARGS)

quality-errors: build ## where it goes wrong, as tables; ARGS=-list names misses and false alarms
	$(QUALITY) -errors $(ARGS)

quality-lockbox: build ## what nobody read against what one may; a run belongs into docs/quality.md
	$(QUALITY) -lockbox

learned: build ## the built-in watchlist anew, from the five documents beside the project
	bin/bot learn ../shared/seeds/*.txt > bin/learned.toml
	mv bin/learned.toml seeds/learned.toml

perf: ## serve 1,000 synthetic feeds; writes bin/perf.toml to poll them with
	@mkdir -p bin
	$(GO) run ./internal/feedserver/perf -config bin/perf.toml

soak: ## a million alerts by chance as Discord messages, each checked; some 15 minutes
	SOAK=1000000 $(GO) test ./notify -run '^TestSoak$$' -v -timeout 0

look: ## pictures in bin/look of messages as Discord shows them; needs npm and Debian's chromium
	npm --prefix tools/look ci --no-audit --no-fund
	node tools/look/look.mjs bin/look notify/testdata/discord/*.json

image: ## the container image, by docker (or CONTAINER=podman)
	$(CONTAINER) build --build-arg VERSION=$(VERSION) --build-arg COMMIT=$(COMMIT) -t meddlewatch .

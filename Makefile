# The commands of the kit. "make help" lists them. Each sets its build tags itself, -tags= for the
# references and -tags=stub for the learner's code, so that tags in the user's GOFLAGS do not count.
# Of the other flags only those stay that do not change what go builds. A go.work, GOOS and GOARCH do not count.

export GOFLAGS := $(strip $(filter -modcacherw -p=% -buildvcs=%,$(shell go env -json=false GOFLAGS 2>/dev/null)) -tags=)
export GOWORK := off
unexport GOOS GOARCH

# Patterns and paths as the user typed them: a $ in them does not begin a variable of make. (Two lines for the make of macOS.)
override BENCH := $(value BENCH)
override DIR := $(value DIR)
override OUT := $(value OUT)
export BENCH DIR OUT

# Follows a command whose exit status 1 only says that a step fails, or that some code cannot be measured
# yet. In a terminal, make does not report that as an error.
to_be_expected = || { status=$$?; test $$status = 1 && test -t 1 || exit $$status; }

kit := .oodkit/kit

.PHONY: board help test try watch hint compare review examples spot extend interview cards plan bench peers bench-guard reset restore grade new handout check judge mutate kit

## make                           shows the board: how far you are with each question, and what is next
board: kit
	@$(kit)

help:
	@echo 'oodkit: object-oriented design questions. You write the design, and go test judges it.'
	@echo
	@echo 'The questions, for Q:'
	@for doc in */doc.go; do question=$${doc%/doc.go}; \
		printf '  %-14s  %s\n' "$$question" "$$(sed -n 's/^# //p' "$$question/README.md" | head -n 1)"; done
	@echo
	@echo 'The commands:'
	@sed -n 's/^## /  /p' Makefile
	@echo
	@echo '-tags stub means "my code". After the first make, more about a command: $(kit) try --help. For scripts:'
	@echo '$(kit) try hashmap, and so on: the exit status is 1 if a step fails. In a terminal, make takes that'
	@echo 'as an ordinary result.'

## make try Q=hashmap [STEP=3]    judges your code, one line for each step; ALL=1 explains every step that fails
try: kit
	@$(kit) try $(if $(IN),--in="$$IN") $(if $(ALL),--all) -- "$$Q" "$$STEP" $(to_be_expected)

## make hint Q=hashmap [STEP=3]   shows the next hint for the step that fails
hint: kit
	@$(kit) hint $(if $(IN),--in="$$IN") -- "$$Q" "$$STEP" $(to_be_expected)

## make reset Q=hashmap           saves your code and brings the original stub back
reset: kit
	@$(kit) reset -- "$$Q"

## make restore Q=hashmap         brings your saved code back: the newest save, or SAVE=2026-11-28-093005
restore: kit
	@$(kit) restore -- "$$Q" "$$SAVE"

## make bench Q=hashmap           measures the reference and your code side by side, in about two minutes;
##                                BENCH=pattern chooses benchmarks, COUNT=10 BENCHTIME=50ms set rounds and time;
##                                WITH=all also measures the designs in testdata/designs, WITH=name one of them
bench: kit
	@$(kit) bench --with="$$WITH" -- "$$Q" "$$BENCH" $(to_be_expected)

## make peers Q=hashmap           measures the reference beside public packages, in up to fifteen minutes;
##                                QUICK=1 takes less than one; TAGS=stub measures your code, WITH=name a design
peers:
	@go build -C internal/bench -tags="$$TAGS" -o "$(CURDIR)/.oodkit/bench-peers" ./peers
	@.oodkit/bench-peers $(if $(Q),"$$Q")

## make bench-guard               fails if a reference has lost half of its lead over what Go itself has
bench-guard:
	@go build -C internal/bench -tags= -o "$(CURDIR)/.oodkit/bench-guard" ./guard
	@.oodkit/bench-guard

## make grade Q=hashmap DIR=path  judges the solution in another folder, or one in each of its folders;
##                                FORMAT=text|csv|json|junit|gradescope|classroom50; POINTS=10 or POINTS=5,10,… a step;
##                                LIMIT=1m a step; OUT=file keeps the results and continues from them; BOX=none uses no box
grade: kit
	@$(kit) grade --format="$$FORMAT" --points="$$POINTS" --limit="$$LIMIT" --out="$$OUT" --box="$$BOX" -- "$$Q" "$$DIR" $(to_be_expected)

## make handout DIR=path          writes a repository for students, without references and bank; Q=hashmap for this one alone
handout: kit
	@$(kit) handout -- "$$DIR" "$$Q"

## make watch Q=hashmap           judges your code each time you save it, with keys for hints and more
watch: kit
	@$(kit) watch $(if $(IN),--in="$$IN") -- "$$Q"

## make compare Q=hashmap         shows your design beside the reference, as text and as a page;
##                                WITH=name shows a design of testdata/designs in place of the reference;
##                                BENCH=none leaves the benchmarks out; SPOIL=yes does not ask first
compare: kit
	@$(kit) compare $(if $(IN),--in="$$IN") --with="$$WITH" -- "$$Q" "$$BENCH" $(to_be_expected)

## make review Q=hashmap          lists facts about your design, with file and line; ALL=1 prints all facts,
##                                FORMAT=json prints them for programs
review: kit
	@$(kit) review $(if $(IN),--in="$$IN") --format="$$FORMAT" $(if $(ALL),--all) -- "$$Q" $(to_be_expected)

## make examples Q=hashmap [STEP=4]  says which wrong solutions your own tests catch; QUICK=1 tries a few,
##                                SHOW=1 shows the code of those that they did not catch
examples: kit
	@$(kit) examples $(if $(QUICK),--quick) $(if $(SHOW),--show) -- "$$Q" "$$STEP" $(to_be_expected)

## make spot Q=hashmap [STEP=2]   shows code with a mistake, for which you write a test; GIVEUP=1 tells the mistake
spot: kit
	@$(kit) spot $(if $(GIVEUP),--give-up) -- "$$Q" "$$STEP" $(to_be_expected)

## make extend Q=hashmap          gives you somebody else's code to change, in .oodkit/extend: make its last step pass,
##                                with make try Q=hashmap IN=extend; DESIGN=name chooses whose code it is
extend: kit
	@$(kit) extend --design="$$DESIGN" -- "$$Q" $(to_be_expected)

## make interview Q=hashmap       plays a timed interview: the question, your questions, a sketch, code, a debrief;
##                                TIME=45 sets the minutes (60), END=1 ends an interview that you left
interview: kit
	@$(kit) interview --time="$$TIME" $(if $(END),--end) -- "$$Q" $(to_be_expected)

## make cards [Q=hashmap]         asks what you have learned, on flash cards; ALL=1 also takes cards that give answers
##                                away; EXPORT=anki.txt writes them for Anki
cards: kit
	@$(kit) cards $(if $(ALL),--all) $(if $(EXPORT),--export="$$EXPORT") -- $(if $(Q),"$$Q")

## make plan [WEEKS=2] [HOURS=5]  makes a study plan, with HOURS a week, and later shows where you stand; NEW=1 begins
##                                again, ALL=1 shows every week, ICS=plan.ics writes events for a calendar
plan: kit
	@$(kit) plan $(if $(WEEKS),--weeks="$$WEEKS") $(if $(HOURS),--hours="$$HOURS") $(if $(NEW),--new) $(if $(ALL),--all) $(if $(ICS),--ics="$$ICS")

## make new Q=elevator            creates a question, with a small example in each of its parts, and says what to write
new: kit
	@$(kit) new -- "$$Q"

## make test                      runs the tests of everything, on the references
test:
	go test -tags= ./...

# SA4006 reports values that are not used. In a stub it would report every value after a call of an
# unfinished body, because no code after a panic is reached.
## make check                     checks the kit itself: form, static checks, all tests, and at the end the judge
check:
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "run gofmt -w on: $$unformatted"; exit 1; }
	go vet -tags= ./...
	go vet -tags=stub ./...
	go fix -tags= -diff ./...
	go fix -tags=stub -diff ./...
	$(staticcheck) -tags= ./...
	$(staticcheck) -tags=stub -checks=inherit,-SA4006 ./...
	go mod tidy -diff
	OODKIT_SHIPPED=1 go test -tags= ./internal/parity
	go test -tags= ./...
	$(if $(race),go test -tags= -race ./...,@echo 'no race detector here: it needs cgo and a C compiler')
	go -C internal/kit vet ./...
	go -C internal/kit fix -diff ./...
	cd internal/kit && $(staticcheck) ./...
	go -C internal/kit mod tidy -diff
	OODKIT_SHIPPED=1 go -C internal/kit test -run TestStubCopies ./workspace
	go -C internal/kit test ./...
	go -C internal/tools mod tidy -diff
	go -C internal/bench vet -tags= ./...
	go -C internal/bench vet -tags=stub ./...
	go -C internal/bench fix -tags= -diff ./...
	cd internal/bench && $(staticcheck) -tags= ./...
	go -C internal/bench mod tidy -diff
	go -C internal/bench test -tags= ./...
	@$(MAKE) --no-print-directory bench-guard
	@$(MAKE) --no-print-directory judge

## make judge [Q=hashmap]         judges the judge: wrong solutions must fail, other right designs must pass;
##                                SAMPLE=60 takes 60 wrong solutions of each question, others for each commit
judge: kit
	@test -z "$$Q" || $(kit) steps -- "$$Q" >/dev/null
	go -C internal/judge test -tags= -count=1 -timeout $(if $(SAMPLE),20m,3h) -bank $(if $(Q),-question "$$Q") \
		$(if $(SAMPLE),-sample "$$SAMPLE" -seed "$$(git rev-parse HEAD)")

## make mutate Q=hashmap          changes the reference in small ways: the steps must notice each change
mutate: kit
	@$(kit) steps -- "$$Q" >/dev/null
	go run -tags= ./internal/judge/mutate "$$Q"

kit:
	@command -v go >/dev/null || { echo 'The command go was not found: install Go 1.26 or newer from https://go.dev/dl/, or add its directory to PATH.'; exit 1; }
	@mkdir -p $(dir $(kit)) 2>/dev/null && test -w $(dir $(kit)) || { echo 'Cannot write to $(CURDIR)/$(dir $(kit)), where the command is built and your progress is kept: make this folder writable.'; exit 1; }
	@test -x $(kit) || echo 'Building the command once. This downloads about 30 modules (13 MB), unless you have them ...' >&2
	@go build -C internal/kit -buildvcs=false -o "$(CURDIR)/$(kit)" . || { \
		test -x $(kit) || echo 'You can judge your code without the command: go test -tags stub ./hashmap needs only three small modules.' >&2; \
		case "$$(GOTOOLCHAIN=local go env GOVERSION)" in go1.?|go1.?.*|go1.1?*|go1.2[0-5]*) \
			echo 'This go command is too old: install Go 1.26 or newer from https://go.dev/dl/'; esac; exit 1; }

staticcheck = go tool -modfile="$(CURDIR)/internal/tools/go.mod" staticcheck
race = $(shell set -- $$(go env CGO_ENABLED CC); test "$$1" = 1 && command -v "$$2")

# 12328: the national transport supervision hotline.  `make help` lists what can be made.
# Pages, plugins, statements and tests are found by wildcard: adding one edits no list here.

RUN   ?= run
PORT  ?= 12328
DEMO  ?= 1
BUILD ?= build

# A literal comma, for function calls.
, := ,

CC      ?= gcc
WARN    := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
           -Wwrite-strings -Wvla -Wundef -Wformat=2 -Wno-missing-field-initializers
HARDEN  := -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
OPT     := -O2 -g -D_FORTIFY_SOURCE=2
LDHARD  := -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed
ifdef SAN
# The same tree under AddressSanitizer and UBSan: `make SAN=1 …` keeps its objects apart.
BUILD   := build/asan
OPT     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
endif
ifdef FUZZ
# … and once more under clang's libFuzzer, which must see the branches of what it feeds.
BUILD   := build/fuzz
CC      := clang
OPT     := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
LDHARD  := -fsanitize=fuzzer,address,undefined
HARDEN  :=
WARN    :=
endif
CPPFLAGS := -D_GNU_SOURCE -Icgi-bin -Iplugins -I$(BUILD)/gen -I/usr/include/ClearSilver -I/usr/include/mariadb
CFLAGS   := -std=gnu11 $(OPT) $(WARN) $(HARDEN) -MMD -MP
LDFLAGS  := $(LDHARD) $(if $(SAN),-fsanitize=address$(,)undefined)
LDLIBS   := -lfcgi -lneo_cs -lneo_utl -lmariadb -lcrypto -lutf8proc -lmagic -ljansson -lqrencode -lseccomp -lcurl -lxlsxwriter -lz -ldl -lm

# ---- what there is ---------------------------------------------------------------------------

PROGRAMS := $(patsubst cgi-bin/%.c,%,$(wildcard cgi-bin/*.c))
FLOORS   := pages web store rules domain base
PLUGINS  := $(patsubst plugins/%.c,%,$(wildcard plugins/[0-9]*_*.c))
SQL      := $(sort $(wildcard sql/*.sql))
GEN      := $(BUILD)/gen/statements.h
LIBS     := $(FLOORS:%=$(BUILD)/lib%.a)
UNIT     := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*_test.c))

.PHONY: all help clean
.DEFAULT_GOAL := all
.SECONDARY:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

all: programs plugins ## build the programs and the province plugins

# ---- programs --------------------------------------------------------------------------------

.PHONY: programs plugins
programs: $(PROGRAMS:%=$(BUILD)/%)

$(PROGRAMS:%=$(BUILD)/%): $(BUILD)/%: $(BUILD)/obj/%.o $(LIBS)
	@echo "  link  $@"
	@$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(LIBS) -Wl,--end-group $(LDLIBS)

define floor_library
$(BUILD)/lib$(1).a: $(patsubst cgi-bin/%.c,$(BUILD)/obj/%.o,$(wildcard cgi-bin/$(1)/*.c)) $(if $(filter store,$(1)),$(BUILD)/obj/gen/statements.o) $(if $(filter rules,$(1)),$(BUILD)/obj/rules/national.o)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach f,$(FLOORS),$(eval $(call floor_library,$(f))))

$(BUILD)/obj/%.o: cgi-bin/%.c | $(GEN)
	@mkdir -p $(@D)
	@echo "  cc    $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# The national default is a plugin like any other, and also linked in, for when the rules program is away.
$(BUILD)/obj/rules/national.o: plugins/00_national.c
	@mkdir -p $(@D)
	@$(CC) -Dprovince_rules=national_rules $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# Named statements become an enum, a struct for what goes in and out of each, and one table.
$(BUILD)/gen/statements.c: $(GEN)
$(GEN): sql/statements.awk $(SQL)
	@mkdir -p $(@D)
	@echo "  gen   statements"
	@awk -v header=$(BUILD)/gen/statements.h -v source=$(BUILD)/gen/statements.c -f sql/statements.awk $(SQL)

# ---- province plugins: one exported symbol, nothing writable, nothing from outside ------------

plugins: $(PLUGINS:%=$(BUILD)/plugins/%.so) $(PLUGINS:%=$(BUILD)/plugins/%.cases)

$(BUILD)/plugins/%.cases: plugins/%.cases
	@mkdir -p $(@D)
	@cp $< $@

$(BUILD)/plugins/%.so: plugins/%.c
	@mkdir -p $(@D)
	@echo "  rules $<"
	@$(CC) -std=gnu11 -Iplugins -O2 -g $(WARN) -fPIC -fvisibility=hidden -ffreestanding -MMD -MP \
		-shared -nostdlib -Wl,-z,relro,-z,now,-z,noexecstack,--no-undefined -o $@ $<

# ---- static parts: npm's by lock file, ours beside them, named by content -------------------------

.PHONY: static
static: $(BUILD)/static/manifest.hdf ## styles, scripts and the mark

$(BUILD)/static/manifest.hdf: static/build.sh static/package-lock.json $(wildcard static/*.js static/*.scss static/brand/*.svg)
	@echo "  static"
	@static/build.sh $(BUILD)/static

# ---- tests -----------------------------------------------------------------------------------

.PHONY: unit
unit: $(UNIT:%=$(BUILD)/tests/%) ## build and run the unit tests only
	@set -e; for t in $^; do CK_VERBOSITY=minimal $$t; done

$(BUILD)/tests/%: tests/unit/%.c $(LIBS)
	@mkdir -p $(@D)
	@echo "  test  $<"
	@$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) $(LDFLAGS) -o $@ $< \
		-Wl,--start-group $(LIBS) -Wl,--end-group $(LDLIBS) -lcheck -lsubunit -lrt -lpthread -lm

# ---- one private stack -------------------------------------------------------------------------

# Packages bring headers and tools, so make looks at the tree afresh after them. Stacks made side by side
# from one tree must not build over each other: one build at a time.
define prepared
	@deploy/install-packages $(1)
	@mkdir -p build && flock build $(MAKE) --no-print-directory -s -j$$(nproc) $(2)
endef

export RUN PORT DEMO BUILD
.PHONY: up down status
up: ## packages, build, private stack in RUN=run at PORT=12328 with demo data (DEMO=0: without)
	$(call prepared,up,all static)
	@deploy/stack up

down: ## stop the stack in RUN, keep its data
	@deploy/stack down

status: ## say which parts of the stack in RUN are up; fails unless all are
	@deploy/stack status

# ---- what proves it --------------------------------------------------------------------------

.PHONY: check unit-programs npm-parts
check: ## every test, on stacks of their own; ends with "N passed, N failed"
	$(call prepared,up check,all static unit-programs npm-parts)
	$(call prepared,up check,SAN=1 all unit-programs)
	@totals=$$(mktemp) && export TOTALS=$$totals && \
		tests/run -b release structure unit plugins browser; \
		tests/sum $$totals; result=$$?; rm -f $$totals; exit $$result

unit-programs: $(UNIT:%=$(BUILD)/tests/%) $(BUILD)/tests/tamper

$(BUILD)/tests/tamper: tests/tamper/tamper.c $(LIBS)
	@mkdir -p $(@D)
	@echo "  test  $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--start-group $(LIBS) -Wl,--end-group $(LDLIBS)

# The browser's driver and axe, and the packages the generated tables come from: npm's, by lock file, when that changed.
npm-parts: $(patsubst %,%/node_modules/.made,tests/browser sql/seed/generate)
%/node_modules/.made: %/package-lock.json
	@npm ci --prefix $* --no-audit --no-fund --loglevel=error
	@touch $@

FUZZERS      := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*_fuzz.c))
FUZZ_SECONDS ?= 60
.PHONY: fuzz fuzz-programs
fuzz: ## each fuzz harness for FUZZ_SECONDS=60; what breaks one is kept in build/fuzz
	$(call prepared,up fuzz,FUZZ=1 fuzz-programs)
	@tests/fuzz/run $(FUZZ_SECONDS)

fuzz-programs: $(FUZZERS:%=$(BUILD)/%)

$(BUILD)/%_fuzz: tests/fuzz/%_fuzz.c $(LIBS)
	@mkdir -p $(@D)
	@echo "  fuzz  $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDHARD) -o $@ $< -Wl,--start-group $(LIBS) -Wl,--end-group -Wl,--as-needed $(LDLIBS)

BENCHES := $(patsubst tests/bench/%.c,%,$(wildcard tests/bench/*.c))
WITHOUT := crypto_sha256_parts crypto_sign crypto_pair_sign event_salt duty_log duty_sample db_run
.PHONY: bench bench-programs
bench: ## our pages, submits and exports beside the bare floors, as ratios of one run
	$(call prepared,up check,all static bench-programs)
	@tests/bench/run

.PHONY: load
load: ## the desk's pages over 1,000,000 tickets beside 10,000 (LOAD_TICKETS), then 50 agents who type at once
	$(call prepared,up check,all static)
	@tests/bench/load

bench-programs: $(BENCHES:%=$(BUILD)/bench/%) $(addprefix $(BUILD)/bench/,without/portal without/worker events)

# Portal and worker once more without what evidence costs (evidence/without.c); and events faster than anybody can post them.
$(BUILD)/bench/without/%: $(BUILD)/obj/%.o tests/bench/evidence/without.c $(LIBS)
	@mkdir -p $(@D)
	@echo "  link  $@"
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(WITHOUT:%=-Wl$(,)--wrap=%) -o $@ $(filter %.o %.c,$^) -Wl,--start-group $(LIBS) -Wl,--end-group $(LDLIBS)

$(BUILD)/bench/events: tests/bench/evidence/events.c $(LIBS)
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--start-group $(LIBS) -Wl,--end-group $(LDLIBS)

# The floors are bare on purpose: nothing of ours is linked to them.
$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(LDHARD) -lfcgi -lmariadb -lpthread

.PHONY: faults
faults: ## kill, cut off and starve a stack of its own while matters are filed; nothing acknowledged may be lost
	$(call prepared,up check,all static)
	@tests/run faults

# The seed is printed; TAMPER_SEED=N does the same again.
.PHONY: tamper
tamper: ## every byte of a package of 1 MiB flipped, 10,000 damages by chance in package and database each: all found and named? an hour or two
	$(call prepared,up check,all static unit-programs)
	@TAMPER_EVERY=1 TAMPER_TIMES=10000 TAMPER_ROWS=10000 tests/alone/tamper_test.py

.PHONY: screenshots
screenshots: ## every public page at two widths, in both languages, as usual and in large type, as pictures in build/screenshots
	$(call prepared,up check,all static npm-parts)
	@rm -rf build/screenshots && mkdir -p build/screenshots
	@SHOTS=$(CURDIR)/build/screenshots tests/run screenshots

.PHONY: lighthouse
lighthouse: ## what Lighthouse says of the pages that most people see first, on a phone
	$(call prepared,up check,all static tests/lighthouse/node_modules/.made)
	@tests/run lighthouse

clean: ## remove everything built
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

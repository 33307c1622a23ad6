# tilannekuva: regional status spreadsheets in; decks, workbooks and open data out.
#
#   make deps     install the Debian packages        make demo     build, and run on samples/
#   make          build the program                  make check    build and run every test
#   make asan     tests under ASan and UBSan         make lint     house rules
#   make install  DESTDIR= PREFIX=/usr/local         make help     all of it
#
# VARIANT=release|debug|asan|fuzz puts everything under build/$(VARIANT)/.

# Packages come first: the goals named beside them are made by a make of its own, since this one has
# already asked pkg-config about what was not there.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
REST := $(filter-out deps,$(MAKECMDGOALS))
endif

VARIANT ?= release
PREFIX ?= /usr/local
DESTDIR ?=
WERROR ?= 0
CC ?= cc
VERSION := 0.1.0
SHARE := $(PREFIX)/share/tilannekuva

# ---- Debian packages; README.md says what each is for ----
DEPS_BUILD := build-essential pkg-config libglib2.0-dev libjson-glib-dev libhpdf-dev libcairo2-dev \
	libpango1.0-dev libharfbuzz-dev libfontconfig-dev libxlsxwriter-dev libcsv-dev libzip-dev \
	libexpat1-dev libcyaml-dev libyaml-dev libvoikko-dev voikko-fi libdeflate-dev zlib1g-dev \
	icc-profiles-free
DEPS_TEST := check libpoppler-glib-dev qpdf valgrind mandoc clang clang-format libclang-rt-14-dev
DEPS := $(DEPS_BUILD) $(DEPS_TEST)

PKGS := glib-2.0 gio-2.0 json-glib-1.0 cairo cairo-svg pangocairo pangoft2 fontconfig harfbuzz harfbuzz-subset \
	xlsxwriter libzip expat libcyaml libvoikko libdeflate zlib
TEST_PKGS := check poppler-glib

B := build/$(VARIANT)

ifeq ($(VARIANT),debug)
OPT := -O0 -g3
else ifeq ($(VARIANT),asan)
OPT := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDOPT := -fsanitize=address,undefined
else ifeq ($(VARIANT),fuzz)
CC := clang
OPT := -O1 -g3 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
LDOPT := -fsanitize=address,undefined
else
OPT := -O2 -g
endif

WARN := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla -Wmissing-prototypes -Wwrite-strings
ifeq ($(WERROR),1)
WARN += -Werror
endif

PKG_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS) 2>/dev/null))
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhpdf -lcsv -lm
TEST_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(TEST_PKGS) 2>/dev/null))
TEST_LIBS := $(shell pkg-config --libs $(TEST_PKGS) 2>/dev/null)

CPPFLAGS += -Iinclude -Isrc -D_GNU_SOURCE -DG_LOG_DOMAIN='"tilannekuva"' -DTK_VERSION='"$(VERSION)"' \
	-DTK_SHARE='"$(SHARE)"' -include src/base/banned.h
CFLAGS_ALL = -std=gnu17 $(OPT) $(WARN) $(PKG_CFLAGS) $(CFLAGS) -MMD -MP

SRCS := $(sort $(wildcard src/*/*.c))
OBJS := $(SRCS:%.c=$(B)/%.o) $(B)/src/canvas/profile.o
MAIN := $(B)/src/main.o
LIB := $(B)/libtilannekuva.a
BIN := $(B)/tilannekuva
TESTS := $(patsubst tests/unit/%.c,$(B)/tests/%,$(sort $(wildcard tests/unit/check_*.c)))
TEST_COMMON := $(patsubst %.c,$(B)/%.o,$(filter-out $(wildcard tests/unit/check_*.c),$(wildcard tests/unit/*.c)))

.PHONY: all deps demo check asan valgrind fuzz bench lint format install clean help $(REST)
.SECONDARY:

ifneq ($(REST),)
$(firstword $(REST)): deps
	@$(MAKE) --no-print-directory $(REST)
ifneq ($(words $(REST)),1)
$(wordlist 2,$(words $(REST)),$(REST)): $(firstword $(REST)) ; @:
endif
else
all: $(BIN)
endif

deps:
	@if dpkg -s $(DEPS) >/dev/null 2>&1; then \
		echo "All packages are installed."; \
	elif [ "$$(id -u)" = 0 ]; then \
		apt-get update && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y --no-install-recommends $(DEPS); \
	else \
		echo "These packages are needed; install them as root:" >&2; \
		echo "  apt-get install --no-install-recommends $(DEPS)" >&2; exit 1; \
	fi

ifeq ($(REST),)

demo: $(BIN)
	$(BIN) build -o out samples
	@echo; echo "The results are in out/latest:"; cd out/latest && find . -type f | sort

check: $(TESTS) $(BIN)
	@TK_SOURCE_DIR="$(CURDIR)" TK_PROGRAM="$(CURDIR)/$(BIN)" tests/run.sh $(TESTS)

asan:
	@$(MAKE) --no-print-directory VARIANT=asan check

# The program and the tests under valgrind; both must be free of errors and of leaks of ours.
valgrind: $(TESTS) $(BIN)
	@TK_SOURCE_DIR="$(CURDIR)" TK_PROGRAM="$(CURDIR)/$(BIN)" CK_FORK=no tests/valgrind.sh $(BIN) $(TESTS)

FUZZ_SECONDS ?= 30
fuzz:
	@$(MAKE) --no-print-directory VARIANT=fuzz fuzzers
	@tests/fuzz/run.sh build/fuzz/tests $(FUZZ_SECONDS)

FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/tests/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
.PHONY: fuzzers
fuzzers: $(FUZZERS)

bench: $(BIN) $(B)/tests/benchmark
	@tests/bench/run.sh $(BIN) $(B)/tests/benchmark

lint:
	@tests/lint.sh

format:
	clang-format -i src/*.c src/*/*.[ch] include/tilannekuva/*.h tests/*/*.c

install: $(BIN)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(SHARE)/fonts $(DESTDIR)$(SHARE)/templates/texts \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/tilannekuva
	install -m 644 fonts/* $(DESTDIR)$(SHARE)/fonts
	install -m 644 templates/*.yaml templates/*.csv $(DESTDIR)$(SHARE)/templates
	install -m 644 templates/texts/*.csv $(DESTDIR)$(SHARE)/templates/texts
	install -m 644 src/tilannekuva.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 src/tilannekuva-template.5 $(DESTDIR)$(PREFIX)/share/man/man5

help:
	@sed -n '2,9s/^# \{0,1\}//p' Makefile

clean:
	rm -rf build out

endif

$(BIN): $(MAIN) $(LIB)
	@echo "LD $@"
	@$(CC) $(LDOPT) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(LIB): $(OBJS)
	@rm -f $@
	@ar rcs $@ $^

$(B)/src/canvas/profile.o: src/canvas/profile.S
	@mkdir -p $(@D)
	@$(CC) -c -o $@ $<

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS_ALL) $(if $(filter tests/%,$<),$(TEST_CFLAGS)) -c -o $@ $<

$(B)/tests/check_%: $(B)/tests/unit/check_%.o $(TEST_COMMON) $(LIB)
	@mkdir -p $(@D)
	@echo "LD $@"
	@$(CC) $(LDOPT) $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(PKG_LIBS)

$(B)/tests/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(LIB)
	@mkdir -p $(@D)
	@echo "LD $@"
	@$(CC) $(LDOPT) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(B)/tests/benchmark: $(B)/tests/bench/bench.o $(LIB)
	@mkdir -p $(@D)
	@echo "LD $@"
	@$(CC) $(LDOPT) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

-include $(OBJS:.o=.d) $(MAIN:.o=.d) $(wildcard $(B)/tests/*/*.d)

# Knooppunt. Read from top to bottom: what you can ask for, programs, rooms in
# order, flags, rules, checks.
#
#   make run      everything: installs what is missing, builds, starts, Ctrl-C stops all
#   make test     the same for the tests; ends with "N passed, N failed"
#   make help     the other targets
#
# VAR is the folder for keys, database, logs and settings; PORT the public
# form, PORT+1 the intranet. Two installations run side by side with other values.

VAR  ?= var
PORT ?= 8080
# A service's programs have no demo's objects among them.
B    ?= $(if $(filter 1,$(PRODUCTION)),build-production,build)
# One spelling of the folder: the dependency files name their objects by it.
override B := $(patsubst $(CURDIR)/%,%,$(abspath $(B)))
ifeq ($(strip $(B)),)
override B := build
endif

# --- Programs and rooms -------------------------------------------------------

CGI      := tip staff
SERVICE  := authd keyd workd cleand
# upload is tip under another name: the same objects, other rows (cgi/tip/main.c).
PROGRAMS := $(CGI) upload $(SERVICE) kp

# A room includes only rooms to its left (tests/gates/layers checks it). Some
# have no file yet: their place is kept.
ROOMS := calendar account audit vault party matching routing signal dialogue \
	attachment referral request phenomenon trend retention

LANGS := nl en

# --- Flags --------------------------------------------------------------------

CC       := gcc
STD      := -std=gnu11 -D_GNU_SOURCE
WARN     := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wformat=2 -Wformat-security
HARDEN   := -O2 -g -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 \
	-fstack-clash-protection -fcf-protection=full -ftrivial-auto-var-init=zero \
	-fno-strict-overflow -fno-strict-aliasing -fPIE
HARDLINK := -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code
PATHS    := -iquote src -iquote $(B)/gen -isystem /usr/include/ClearSilver \
	-isystem /usr/include/mariadb
LIBS     := -lfcgi -lneo_cs -lneo_utl -lmariadb -lsodium -lunistring -lseccomp -loath -lqrencode -lgfshare
EXTRA    ?=
ifeq ($(PRODUCTION),1)
EXTRA    += -DKP_PRODUCTION
endif
ifeq ($(SANITIZE),1)
HARDEN   := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all \
	-DKP_SANITIZE -fPIE
HARDLINK := -pie
endif
CFLAGS   := $(STD) $(WARN) $(HARDEN) $(PATHS) $(EXTRA)
LDFLAGS  := $(HARDLINK)

# --- What you can ask for -----------------------------------------------------

.PHONY: all programs run up start stop status demo test unit asan bench measure css fresh help clean \
	templates golden fuzz
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile
	@echo "also: start stop status demo asan bench measure css fresh fuzz clean"

all: programs templates
programs: $(PROGRAMS:%=$(B)/bin/%)

run:
	@tools/bootstrap run
	@$(MAKE) -s --no-print-directory -j2 all
	@VAR=$(VAR) PORT=$(PORT) B=$(B) tools/hub run
up:
	@tools/bootstrap run
	@$(MAKE) -s --no-print-directory -j2 all
	@VAR=$(VAR) PORT=$(PORT) B=$(B) tools/hub start
start: up
	@VAR=$(VAR) PORT=$(PORT) B=$(B) tools/hub where
stop status:
	@VAR=$(VAR) PORT=$(PORT) B=$(B) tools/hub $@
demo: up
	@VAR=$(VAR) PORT=$(PORT) B=$(B) tools/demo

test:
	@tools/bootstrap test
	@tests/run
unit: $(patsubst tests/unit/%.c,$(B)/unit/%,$(filter-out tests/unit/main.c,$(wildcard tests/unit/*.c)))
asan:
	@tools/bootstrap test
	@tests/run asan
bench:
	@tools/bootstrap test
	@tests/bench/run
measure:
	@tests/measure.sh
css:
	@tools/bootstrap test
	@tools/css/build
fresh:
	@tools/fresh
golden: all
	@tests/golden.sh write
clean:
	rm -rf $(B) build-asan build-production

# --- Rules --------------------------------------------------------------------

GEN  := $(B)/gen/query.h $(B)/gen/query.c
LIBC := $(wildcard src/base/*.c src/web/*.c src/*.c)
LIBO := $(LIBC:%.c=$(B)/o/%.o) $(B)/o/query.o
QUERIES := $(sort $(wildcard db/query/*.sql))

$(GEN) &: $(QUERIES) tools/querygen
	@mkdir -p $(@D)
	@tools/querygen $(B)/gen $(QUERIES)
	@touch $@

$(B)/o/query.o: $(B)/gen/query.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<
$(B)/o/%.o: %.c | $(B)/gen/query.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<
$(B)/lib/libkp.a: $(LIBO)
	@mkdir -p $(@D)
	@rm -f $@
	ar rcs $@ $^

define program
$(B)/bin/$(1): $(patsubst %.c,$(B)/o/%.o,$(wildcard $(2)/*.c)) $(B)/lib/libkp.a
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$^ -Wl,--as-needed $$(LIBS)
endef
$(foreach p,$(CGI),$(eval $(call program,$(p),cgi/$(p))))
$(foreach p,$(SERVICE),$(eval $(call program,$(p),service/$(p))))
$(eval $(call program,kp,tools/kp))
$(eval $(call program,upload,cgi/tip))

# The program holds the text of what it runs inside bubblewrap.
$(B)/o/service/cleand/remake.o: service/cleand/remake

# Unit tests may call what a program is made of, except its main().
UNITO := $(patsubst %.c,$(B)/o/%.o,$(filter-out %/main.c,$(wildcard cgi/tip/*.c service/keyd/*.c service/authd/*.c service/cleand/*.c)) \
	cgi/staff/carry.c)
$(B)/lib/libunit.a: $(UNITO)
	@mkdir -p $(@D)
	@rm -f $@
	ar rcs $@ $^
$(B)/unit/%: $(B)/o/tests/unit/%.o $(B)/o/tests/unit/main.o $(B)/lib/libunit.a $(B)/lib/libkp.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(LIBS) -lcunit
# Helpers of tests: a question for the mailbox; files for the desk; files for cleaning, and their copies opened.
$(B)/tool/seal $(B)/tool/attach $(B)/tool/file-tool: $(B)/tool/%: $(B)/o/tests/lib/%.o $(B)/lib/libkp.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(LIBS)
.PRECIOUS: $(B)/o/%.o $(B)/o/tests/unit/%.o

# The same file, asked for by its whole path.
$(CURDIR)/$(B)/%: $(B)/%
	@:

# Fuzz targets are compiled in one go: clang, libFuzzer, ASan and UBSan.
FUZZ := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
fuzz: $(FUZZ:%=$(B)/fuzz/%)
$(B)/fuzz/%: tests/fuzz/%.c $(B)/fuzz/libkp.a
	clang $(STD) -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all $(PATHS) \
		-DKP_SANITIZE -o $@ $^ $(LIBS)
$(B)/fuzz/libkp.a: $(LIBC) $(B)/gen/query.c $(filter-out %/main.c,$(wildcard cgi/tip/*.c service/cleand/*.c)) \
		cgi/staff/carry.c
	@$(MAKE) --no-print-directory B=$(B)/fuzz CC=clang $(B)/fuzz/lib/libkp.a $(B)/fuzz/lib/libunit.a \
		HARDEN="-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -DKP_SANITIZE"
	@cd $(B)/fuzz && rm -f libkp.a && printf 'create libkp.a\naddlib lib/libkp.a\naddlib lib/libunit.a\nsave\nend\n' | ar -M

# Templates: one set per language; the translator refuses what is incomplete.
TRANSLATE := $(B)/tool/translate
$(TRANSLATE): $(wildcard tools/translate/*.c tools/translate/*.h)
	@mkdir -p $(@D)
	$(CC) $(STD) $(WARN) -O2 -g -o $@ $(wildcard tools/translate/*.c) -lgettextpo
$(B)/templates/.made: $(TRANSLATE) $(wildcard templates/*/*.cs templates/locale/*.po)
	@$(TRANSLATE) -o $(B)/templates templates $(LANGS)
	@touch $@
templates: $(B)/templates/.made

-include $(shell find $(B)/o -name '*.d' 2>/dev/null)

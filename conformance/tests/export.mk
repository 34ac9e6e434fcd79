# An exported directory built as Wine's makefiles build their tests, against the headers of a Wine:
#   make -f export.mk TESTS=DIRECTORY HEADERS=DIRECTORY LIBRARIES=DIRECTORY CROSS_CC=COMPILER, where the objects are to be
# One header is compiled beforehand, and nothing is optimised, since this is for a check.

CFLAGS = -O0 -pipe -fno-strict-aliasing -Werror -Wall -Wdeclaration-after-statement -Wempty-body -Wignored-qualifiers -Winit-self \
	-Wno-packed-not-aligned -Wshift-overflow=2 -Wstrict-prototypes -Wtype-limits -Wunused-but-set-parameter -Wvla -Wwrite-strings \
	-Wpointer-arith -Wlogical-op -Wabsolute-value -Wno-format -Wformat-overflow -Wnonnull \
	-D__WINESRC__ -D_UCRT -D__WINE_PE_BUILD $(shell sed -n 's/^EXTRADEFS = //p' $(TESTS)/Makefile.in)
COMPILE = $(CROSS_CC) $(CFLAGS) -nostdinc -I$(TESTS) -isystem $(HEADERS) -isystem $(HEADERS)/msvcrt

UNITS := $(shell sed -n 's/^\t\([a-z0-9_]*\)\.c.*/\1/p' $(TESTS)/Makefile.in)
IMPORTS := $(shell sed -n 's/^IMPORTS *= //p' $(TESTS)/Makefile.in)
FIRST = $(TESTS)/conformance_conformance.h

kernel32_test.exe: $(UNITS:=.o) testlist.o
	$(CROSS_CC) -o $@ -nostartfiles -nodefaultlibs -Wl,--subsystem,console -Wl,--entry,mainCRTStartup $^ -L$(LIBRARIES) \
	  $(IMPORTS:%=-l%) -lwinecrt0 -lucrtbase -lkernel32 -lntdll -lgcc

$(FIRST).gch: $(wildcard $(TESTS)/*.h)
	$(COMPILE) -x c-header -o $@ $(FIRST)

%.o: $(TESTS)/%.c $(FIRST).gch
	$(COMPILE) -c -o $@ $<

testlist.c: $(TESTS)/Makefile.in
	{ printf '#define STANDALONE\n#include <stdarg.h>\n#include "windef.h"\n#include "winbase.h"\n#include "wincon.h"\n#include "wine/test.h"\n'; \
	  printf 'extern void func_%s(void);\n' $(UNITS); \
	  echo 'const struct test winetest_testlist[] = {'; \
	  printf '{"%s", func_%s},\n' $(foreach unit,$(UNITS),$(unit) $(unit)); \
	  echo '{0, 0}};'; } >$@

testlist.o: testlist.c
	$(COMPILE) -Wno-missing-prototypes -c -o $@ $<

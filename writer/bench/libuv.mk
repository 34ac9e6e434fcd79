# libuv for Windows as a static library, from the sources that fetch-libuv brought:
#   make -f libuv.mk LIBUV=DIRECTORY CROSS_CC=... CROSS_AR=...
# Its CMakeLists compiles the same files with the same two definitions.
LIBUV_SOURCES := $(wildcard $(LIBUV)/src/*.c $(LIBUV)/src/win/*.c)
LIBUV_OBJECTS := $(LIBUV_SOURCES:.c=.o)

$(LIBUV)/libuv.a: $(LIBUV_OBJECTS)
	$(CROSS_AR) rcs $@ $^

%.o: %.c
	$(CROSS_CC) -O2 -w -D_WIN32_WINNT=0x0602 -DWIN32_LEAN_AND_MEAN -I$(LIBUV)/include -I$(LIBUV)/src -c -o $@ $<

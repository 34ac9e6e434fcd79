/* The test binary: where it is, and whether it is ours. */
#ifndef WINE_RUNNER_TEST_BINARY_H
#define WINE_RUNNER_TEST_BINARY_H

#include "results/trouble.h"

#include <limits.h>
#include <stdbool.h>

/* Stands somewhere in every binary that understands the options which the runner gives. */
#define TEST_BINARY_MARKER "twinpipe-test-binary 1"

/* Whether these bytes are those of a Windows program with the marker in it. */
bool test_binary_is_ours(const void *bytes, unsigned long size);

/* The architecture of a Windows program with these bytes, `x86_64` or `i686`; `?` for any other. */
const char *test_binary_architecture(const void *bytes, unsigned long size);

/* Puts the absolute path of the binary into FOUND: ASKED, or if that is NULL ARCHITECTURE/twinpipe_test.exe
 * beside SELF or where it was installed. False with TROUBLE filled if there is none, or it is not ours or of
 * another architecture. */
bool test_binary_find(const char *asked, const char *architecture, const char *self, char found[PATH_MAX],
                      struct trouble *trouble);

#endif

/* What the fuzzers of the readers have in common. Each is a file with libFuzzer's entry, built with clang by
 * `make fuzz`; `make check-corpus` replays what is kept in corpus/ with replay.c in its place. One thread. */
#ifndef RESULTS_TESTS_FUZZ_TARGET_H
#define RESULTS_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A file in memory with these bytes, by the name under which a reader can open it until the next call. */
const char *fuzz_file(const void *bytes, size_t size);

/* Ends the program if TEXT, which stands for a person, is not one non-empty line without control characters.
 */
void fuzz_one_line(const char *text);

#endif

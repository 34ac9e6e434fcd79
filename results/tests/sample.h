/* Run files for the tests, made in memory and put into a temporary directory. */
#ifndef RESULTS_TESTS_SAMPLE_H
#define RESULTS_TESTS_SAMPLE_H

#include <stddef.h>

/* The first line and a complete head. */
#define SAMPLE_HEAD                                                                                          \
    "twinpipe-run\t1\n"                                                                                      \
    "head\tbinary-sha256\t00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"                \
    "head\tarchitecture\tx86_64\n"                                                                           \
    "head\tplatform\twine-8.0\n"                                                                             \
    "head\tbuild\twine-8.0 (Debian 8.0~repack-4)\n"                                                          \
    "head\tkernel\tLinux 6.1.0\n"                                                                            \
    "head\tcpus\t2\n"                                                                                        \
    "head\tisolation\tnone\n"                                                                                \
    "head\toptions\t-\n"                                                                                     \
    "head\tdate\t2026-11-21\n"

/* A behaviour line, and a seen line of one behaviour. */
#define SAMPLE_BEHAVIOUR(id)                                                                                 \
    "behaviour\t" id "\tunit\twinetest\tpipe.c:1\tarea/fact\tunit.c\t7\tWindows does it\n"
#define SAMPLE_SEEN(id, repeat, label, allowed, seen, verdict)                                               \
    "seen\t" id "\t" repeat "\t" label "\terror\t" allowed "\t" seen "\t" verdict "\twinetest\t9\n"

/* Appends the end line that belongs to TEXT of SIZE bytes. Returns a new string; free it. */
char *sample_sealed(const char *text, size_t size);

/* Writes SIZE bytes into a new temporary file and returns its path, valid until the next call. */
const char *sample_file(const void *bytes, size_t size);

/* The same for a text, with its end line. */
const char *sample_run(const char *text);

/* Removes the files made so far. */
void sample_remove(void);

#endif

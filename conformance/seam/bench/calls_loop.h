/* A program's calls, over and over: this file's object is linked twice, once behind the seam and once not. */
#ifndef TWINPIPE_BENCH_CALLS_LOOP_H
#define TWINPIPE_BENCH_CALLS_LOOP_H

#include <windows.h>

struct bench_objects {
    HANDLE event, server, client;
};

/* What a round does, from no wineserver at all to a round trip a call. */
void bench_results(const struct bench_objects *objects, unsigned int rounds); /* GetOverlappedResult, done */
void bench_events(const struct bench_objects *objects, unsigned int rounds);  /* Set, Wait(0), Reset */
void bench_writes(const struct bench_objects *objects, unsigned int rounds);  /* WriteFile and ReadFile */

#endif

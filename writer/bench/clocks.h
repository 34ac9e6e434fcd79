/* Times in microseconds. */
#ifndef WRITER_BENCH_CLOCKS_H
#define WRITER_BENCH_CLOCKS_H

#include <windows.h>

double clock_now(void);

/* Processor time of this process, as fine as GetProcessTimes gives it (10 ms on Wine). */
double clock_writer(void);

/* Processor time of the wineserver that serves this process; -1 where there is none. */
double clock_server(void);

/* Sorts the samples. 0 if there are none. */
double clock_percentile(double *samples, DWORD count, DWORD percent);

#endif

/* What /proc says of a process. */
#ifndef WINE_RUNNER_PROCESS_STAT_H
#define WINE_RUNNER_PROCESS_STAT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct process_stat {
    pid_t pid, parent;
    char state; /* as proc(5) has it: T was stopped by a signal */
};

enum { PROCESSES_MOST = 8192 };

/* Lists the processes that there are, without those beyond PROCESSES_MOST; returns how many. */
size_t process_list(struct process_stat list[PROCESSES_MOST]);

#endif

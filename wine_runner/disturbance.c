#include "wine_runner/disturbance.h"

#include "wine_runner/process_stat.h"

#include <stddef.h>
#include <time.h>

enum { BETWEEN_LOOKS = 1000, SLEPT_LEAST = 1000 };

static uint64_t milliseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* A process that is not in the list is nobody's descendant. */
static bool is_below(const struct process_stat *list, size_t count, pid_t pid, pid_t root)
{
    for (size_t depth = 0; depth < count && pid > 1; depth++) {
        if (pid == root)
            return true;
        size_t i = 0;
        while (i < count && list[i].pid != pid)
            i++;
        pid = i < count ? list[i].parent : 0;
    }
    return false;
}

static bool is_stopped(pid_t root)
{
    static struct process_stat list[PROCESSES_MOST];
    const size_t count = process_list(list);
    for (size_t i = 0; i < count; i++)
        if (list[i].state == 'T' && is_below(list, count, list[i].pid, root))
            return true;
    return false;
}

void disturbance_look(struct disturbance *disturbance, pid_t root)
{
    const uint64_t now = milliseconds(CLOCK_MONOTONIC), slept = milliseconds(CLOCK_BOOTTIME) - now;
    if (disturbance->looked && now - disturbance->looked < BETWEEN_LOOKS)
        return;
    if (disturbance->looked && slept > disturbance->slept + SLEPT_LEAST)
        disturbance->what = "this machine slept meanwhile";
    disturbance->looked = now;
    disturbance->slept = slept;
    if (is_stopped(root))
        disturbance->what = "a signal stopped one of its processes";
}

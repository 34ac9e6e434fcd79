#include "wine_runner/disturbance.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PROCESSES_MOST = 8192, BETWEEN_LOOKS = 1000, SLEPT_LEAST = 1000 };

struct process {
    pid_t pid, parent;
    char state;
};

static uint64_t milliseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static bool read_process(const char *pid, struct process *process)
{
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    line[fread(line, 1, sizeof line - 1, file)] = '\0';
    fclose(file);
    /* The name in brackets may hold anything, so look for the last bracket. */
    const char *after_name = strrchr(line, ')');
    process->pid = atoi(pid);
    return after_name && sscanf(after_name + 1, " %c %d", &process->state, &process->parent) == 2;
}

static size_t list_processes(struct process *list, size_t most)
{
    size_t count = 0;
    DIR *proc = opendir("/proc");
    const struct dirent *entry;
    while (proc && count < most && (entry = readdir(proc)))
        count += isdigit((unsigned char)entry->d_name[0]) && read_process(entry->d_name, &list[count]);
    if (proc)
        closedir(proc);
    return count;
}

/* A process that is not in the list is nobody's descendant. */
static bool is_below(const struct process *list, size_t count, pid_t pid, pid_t root)
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
    static struct process list[PROCESSES_MOST];
    const size_t count = list_processes(list, PROCESSES_MOST);
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

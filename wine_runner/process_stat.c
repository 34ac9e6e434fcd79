#include "wine_runner/process_stat.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_process(const char *pid, struct process_stat *process)
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

size_t process_list(struct process_stat list[PROCESSES_MOST])
{
    size_t count = 0;
    DIR *proc = opendir("/proc");
    const struct dirent *entry;
    while (proc && count < PROCESSES_MOST && (entry = readdir(proc)))
        count += isdigit((unsigned char)entry->d_name[0]) && read_process(entry->d_name, &list[count]);
    if (proc)
        closedir(proc);
    return count;
}

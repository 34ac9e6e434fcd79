#include "wine_runner/children.h"

#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHILDREN_MOST = 1024, POLL_MILLISECONDS = 2 };

void children_adopt(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

static pid_t parent_of(const char *pid)
{
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return -1;
    size_t length = fread(line, 1, sizeof line - 1, file);
    fclose(file);
    line[length] = '\0';
    /* The name in brackets may hold anything, so look for the last bracket. */
    const char *after_name = strrchr(line, ')');
    int parent;
    return after_name && sscanf(after_name + 1, " %*c %d", &parent) == 1 ? parent : -1;
}

size_t children_of(pid_t parent, pid_t *list, size_t most)
{
    size_t count = 0;
    DIR *proc = opendir("/proc");
    const struct dirent *entry;
    while (proc && count < most && (entry = readdir(proc)))
        if (isdigit((unsigned char)entry->d_name[0]) && parent_of(entry->d_name) == parent)
            list[count++] = atoi(entry->d_name);
    if (proc)
        closedir(proc);
    return count;
}

static bool is_spared(pid_t pid, const pid_t *spared, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (spared[i] == pid)
            return true;
    return false;
}

bool children_end(int milliseconds, const pid_t *spared, size_t count)
{
    pid_t list[CHILDREN_MOST];
    const struct timespec pause = {.tv_nsec = POLL_MILLISECONDS * 1000000L};
    for (int waited = 0; waited <= milliseconds; waited += POLL_MILLISECONDS) {
        size_t found = children_of(getpid(), list, CHILDREN_MOST), left = 0;
        for (size_t i = 0; i < found; i++) {
            if (is_spared(list[i], spared, count))
                continue;
            kill(list[i], SIGKILL);
            waitpid(list[i], NULL, WNOHANG);
            left++;
        }
        if (!left)
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}

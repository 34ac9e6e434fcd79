#include "wine_runner/children.h"

#include "wine_runner/process_stat.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHILDREN_MOST = 1024, POLL_MILLISECONDS = 2 };

void children_adopt(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

size_t children_of(pid_t parent, pid_t *list, size_t most)
{
    static struct process_stat all[PROCESSES_MOST];
    const size_t there = process_list(all);
    size_t count = 0;
    for (size_t i = 0; i < there && count < most; i++)
        if (all[i].parent == parent)
            list[count++] = all[i].pid;
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

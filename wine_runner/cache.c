#include "wine_runner/cache.h"

#include "wine_runner/capture.h"
#include "wine_runner/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

int cache_lock(uv_loop_t *loop, const char *path, int seconds, struct trouble *trouble)
{
    const bool never = false;
    char lock_path[PATH_MAX + 8];
    snprintf(lock_path, sizeof lock_path, "%s.lock", path);
    int lock = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) {
        trouble_set(trouble, "cannot write %s: %s", lock_path, strerror(errno));
        return -1;
    }
    for (int waited = 0; flock(lock, LOCK_EX | LOCK_NB) != 0; waited++) {
        const int error = errno;
        if (error == EWOULDBLOCK && waited == 0)
            fprintf(stderr, "twinpipe: waiting for another twinpipe, which has %s locked\n", lock_path);
        if (error != EWOULDBLOCK && error != EINTR)
            trouble_set(trouble, "cannot lock %s: %s", lock_path, strerror(error));
        else if (interrupt_signal())
            trouble_set(trouble, "interrupted while another twinpipe had %s locked", lock_path);
        else if (waited > seconds)
            trouble_set(trouble, "another twinpipe keeps %s locked", lock_path);
        else if (loop_run_until(loop, &never, 1) || true)
            continue;
        close(lock);
        return -1;
    }
    return lock;
}

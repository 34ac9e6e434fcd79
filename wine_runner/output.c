#include "wine_runner/output.h"

#include "wine_runner/files.h"
#include "wine_runner/outcome.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

bool output_open(const char *asked, char path[PATH_MAX], int *lock, struct trouble *trouble)
{
    if (!make_directories(asked, trouble))
        return false;
    *lock = open(asked, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*lock < 0 || !realpath(asked, path) || access(path, W_OK | X_OK) != 0)
        return trouble_set(trouble, "cannot write into %s: %s; give another -o", asked, strerror(errno));
    if (flock(*lock, LOCK_EX | LOCK_NB) != 0)
        return trouble_set(trouble, "another twinpipe run writes into %s; wait for it, or give another -o",
                           asked);
    if (outcome_directory_is_full(path))
        return trouble_set(trouble, "no space left in %s; give another -o", asked);
    return true;
}

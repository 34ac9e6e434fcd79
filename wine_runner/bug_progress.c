#include "wine_runner/bug_making.h"

#include <stdio.h>
#include <unistd.h>

void bug_show_progress(struct making *making, const struct wine *wine, const char *what)
{
    isolation_announce();
    if (!isatty(STDERR_FILENO))
        return;
    snprintf(making->progress.current, sizeof making->progress.current, "%s", what);
    progress_show(&making->display, uv_hrtime(), wine->name, &making->progress);
}

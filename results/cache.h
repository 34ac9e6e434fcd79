/* Where this program keeps what it can make again. */
#ifndef RESULTS_CACHE_H
#define RESULTS_CACHE_H

#include "trouble.h"

#include <limits.h>
#include <stdbool.h>

/* Puts $XDG_CACHE_HOME/twinpipe/NAME into PATH, ~/.cache/twinpipe/NAME if that variable is no absolute path;
 * it need not exist. False with TROUBLE filled if there is no place for it. */
bool cache_path(const char *name, char path[PATH_MAX], struct trouble *trouble);

/* The same, and makes the directory if it is missing. */
bool cache_directory(const char *name, char path[PATH_MAX], struct trouble *trouble);

#endif

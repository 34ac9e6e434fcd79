/* The name that a Unix path has for a Windows program under Wine: drive Z: is the root directory. */
#ifndef WINE_RUNNER_DOS_PATH_H
#define WINE_RUNNER_DOS_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the Z: form of an absolute, normalised path into DOS_PATH of SIZE bytes. False if it does not fit,
 * or if a Windows program cannot say it: a backslash, colon, quote, wildcard, pipe, angle bracket or control
 * character, or a component that ends with a dot or a space. */
bool dos_path(const char *path, char *dos_path, size_t size);

#endif

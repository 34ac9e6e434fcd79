/* What tells two Wines of one version apart: the package that one came with, or the version of Proton.
 * Debian's own Wine names its package in `wine --version` already; WineHQ's and Proton do not. */
#ifndef WINE_RUNNER_WINE_BUILD_H
#define WINE_RUNNER_WINE_BUILD_H

#include <stdbool.h>
#include <stddef.h>

/* Finds PACKAGE in dpkg's list of packages, the file STATUS, and puts its version into VERSION. False if it
 * is not installed. */
bool wine_build_package(const char *status, const char *package, char *version, size_t size);

/* Adds ` (...)` to BUILD, of SIZE bytes, about the Wine whose loader is the file ROOT + LOADER, if something
 * is known and BUILD has no bracket yet. */
void wine_build_complete(const char *root, const char *loader, char *build, size_t size);

#endif

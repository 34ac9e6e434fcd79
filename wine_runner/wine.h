/* A Wine of this machine, and how to start a program with it. */
#ifndef WINE_RUNNER_WINE_H
#define WINE_RUNNER_WINE_H

#include "results/trouble.h"
#include "wine_runner/wine_parts.h"
#include "wine_runner/words.h"

#include <limits.h>
#include <stdbool.h>
#include <uv.h>

struct wine {
    char name[128];      /* `wine-8.0`: names its run files; letters, digits, dots, hyphens, underscores */
    char build[256];     /* all that `wine --version` says, and what else tells builds apart (wine_build.h) */
    char root[PATH_MAX]; /* the file system that it is of, see root.h; empty: this one */
    char loader[PATH_MAX];  /* the program that starts a Windows program; a path in that file system */
    char server[PATH_MAX];  /* its wineserver; empty if unknown, Wine starts it by itself then */
    unsigned architectures; /* of enum wine_architecture */
};

/* Fills name and build from what `wine --version` printed. False if that is no version of Wine. */
bool wine_parse_version(const char *text, struct wine *wine);

/* Fills root, loader, server and architectures. PATH is a wine command, or a directory: one that Wine was
 * built in or installed to, one of Proton, or the root of another file system; or a wine command in such a
 * root. A distribution's wrapper script is replaced by the 64-bit loader that it starts: the wrapper talks,
 * and may prefer another. False if there is no such thing at PATH. */
bool wine_locate(const char *path, struct wine *wine);

/* Locates and asks for the version, with a time limit. False with TROUBLE filled. */
bool wine_describe(uv_loop_t *loop, const char *path, struct wine *wine, struct trouble *trouble);

/* The words that start PROGRAM, the first of more arguments, under WINE. */
void wine_add_program(const struct wine *wine, const char *program, struct words *words);

#endif

/* A Wine of this machine, and how to start a program with it. */
#ifndef WINE_RUNNER_WINE_H
#define WINE_RUNNER_WINE_H

#include "results/trouble.h"
#include "wine_runner/words.h"

#include <limits.h>
#include <stdbool.h>
#include <uv.h>

struct wine {
    char name[64];         /* `wine-8.0`: names its run files; letters, digits, dots, hyphens, underscores */
    char build[256];       /* all that `wine --version` says: `wine-8.0 (Debian 8.0~repack-4)` */
    char loader[PATH_MAX]; /* the program that starts a Windows program */
    char server[PATH_MAX]; /* its wineserver; empty if unknown, Wine starts it by itself then */
};

/* Fills name and build from what `wine --version` printed. False if that is no version of Wine. */
bool wine_parse_version(const char *text, struct wine *wine);

/* Fills loader and server from the path of a wine command. A distribution's wrapper script is
 * replaced by the 64-bit loader that it starts: the wrapper talks, and may prefer another. False if PATH is
 * no executable file. */
bool wine_locate(const char *path, struct wine *wine);

/* Locates and asks for the version, with a time limit. False with TROUBLE filled. */
bool wine_describe(uv_loop_t *loop, const char *path, struct wine *wine, struct trouble *trouble);

/* The words that start PROGRAM, the first of more arguments, under WINE. */
void wine_add_program(const struct wine *wine, const char *program, struct words *words);

#endif

/* The texts of the files that a Wine tree gets. Each function returns one, NUL-terminated, to be freed. */
#ifndef WINE_RUNNER_EXPORT_TEXTS_H
#define WINE_RUNNER_EXPORT_TEXTS_H

#include "results/known.h"
#include "results/trouble.h"
#include "wine_runner/words.h"

#include <stdio.h>

/* What they are called. */
#define EXPORT_KNOWN "conformance_known_lines.c"
#define EXPORT_REDIRECT "seam_redirect.h"

/* The notice that every C file of a Wine tree begins with. */
void export_notice(FILE *out);

/* The file NAME of the project's tree ROOT: its includes have the names that the files have there, what is
 * behind the seam includes EXPORT_REDIRECT, and a C file that is no unit of tests/ becomes one without
 * checks, since Wine takes every C file of the directory for one. NULL with TROUBLE filled. */
char *export_source(const char *root, const char *name, struct trouble *trouble);

/* Wine's Makefile.in with the C files among FILES, by tests/Makefile.in. NULL with TROUBLE filled. */
char *export_makefile(const char *root, const struct words *files, struct trouble *trouble);

/* The calls of conformance/seam/calls.h as macros: what includes it last calls through the table. NULL with
 * TROUBLE filled. */
char *export_redirect(const char *root, struct trouble *trouble);

/* The table of conformance/in_tree/known.h. MORE are those of 32 bits alone, or NULL. */
char *export_known(const struct known_file *known, const struct known_file *more);

#endif

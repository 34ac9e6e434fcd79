/* What the files of the project are called in a Wine tree, where all lie in one directory, and how they name
 * each other. Names are relative to the project's tree.
 */
#ifndef WINE_RUNNER_EXPORT_NAMES_H
#define WINE_RUNNER_EXPORT_NAMES_H

#include <limits.h>
#include <stdbool.h>

/* The name of a file in one directory with all others: one of tests/ keeps its own, any other begins with its
 * directory's. */
void export_flat(const char *name, char flat[NAME_MAX + 1]);

/* Whether it is a C file of tests/. */
bool export_is_unit(const char *name);

/* The text between the quotation marks of an #include line, in INCLUDED; false for any other line. */
bool export_include(const char *line, char included[PATH_MAX]);

/* Puts the file that FROM means by the include TEXT into FOUND, where conformance/in_tree/NAME stands for
 * conformance/NAME if there is one. False if it is none of the project's. */
bool export_included(const char *root, const char *from, const char *text, char found[PATH_MAX]);

#endif

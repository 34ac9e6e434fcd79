/* The names of Wines, of which no two in a list may be the same. */
#ifndef WINE_RUNNER_WINE_NAME_H
#define WINE_RUNNER_WINE_NAME_H

#include "wine_runner/wine.h"

#include <stddef.h>

/* The word that says where a Wine is: the last directory of its root, or of its path the last one that is not
 * called as all of them are (`bin`, `files`, `lib` ...). Of no more than SIZE - 1 of the characters that a
 * name may have. */
void wine_name_place(const struct wine *wine, char *word, size_t size);

/* Gives WINE a name that none of the COUNT Wines before it has: its own, or with the place added, or also
 * with a number: wine-10.0, wine-10.0-trixie, wine-10.0-trixie-2. */
void wine_name_apart(const struct wine *before, size_t count, struct wine *wine);

#endif

/* Which architectures a Wine runs programs of, told by the files beside its loader. */
#ifndef WINE_RUNNER_WINE_PARTS_H
#define WINE_RUNNER_WINE_PARTS_H

#include <stddef.h>

enum wine_architecture { WINE_X86_64 = 1, WINE_I686 = 2, WINE_ALL_ARCHITECTURES = 3 };

/* `x86_64` or `i686` to its bit; 0 for any other word. */
unsigned wine_architecture_of(const char *word);

/* The set as a list: `x86_64,i686`; empty for none. */
void wine_architecture_list(unsigned set, char *text, size_t size);

/* The set that the Wine has whose loader is the file LOADER. */
unsigned wine_parts_find(const char *loader);

#endif

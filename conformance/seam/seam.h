/* The call seam: tests, fixtures and writer call Win32 as any program does, and their import symbols are
 * redefined to seam_import_NAME, a pointer that holds the real function until a layer is installed. Driver,
 * recorder, winetest and C runtime are linked as usual and always reach the real platform.
 *
 * Layers are installed before the first behaviour and stay; pointers are not changed while behaviours run.
 */
#ifndef TWINPIPE_SEAM_H
#define TWINPIPE_SEAM_H

typedef void (*seam_function)(void);

/* A function that this platform may lack, by name, from the table of such names in seam_lookup.c; NULL if it
 * does. A name that is not in the table is a mistake in the caller and ends the process. */
void *seam_lookup(const char *name);

#define SEAM_CALL(name_) extern seam_function seam_import_##name_;
#include "calls.h"
#undef SEAM_CALL

/* Puts function in the place of a looked-up name. */
void seam_replace_lookup(const char *name, void *function);

#endif

/* Every behaviour and every check of the binary, found through linker sections. Sorted by file and line. */
#ifndef TWINPIPE_REGISTRY_H
#define TWINPIPE_REGISTRY_H

#include "behaviour.h"
#include "observe.h"

unsigned int registry_count(void);
const struct behaviour *registry_at(unsigned int index);
/* By id; NULL if there is none. */
const struct behaviour *registry_find(const char *id);

/* The checks that stand in a behaviour's function, by line; returns how many, at most size of them in sites.
 */
unsigned int registry_sites(const struct behaviour *behaviour, const struct observation_site **sites,
                            unsigned int size);

/* "cancel.c" of any path, and whether a behaviour is declared in the unit "cancel". */
const char *file_name(const char *path);
#define EVERY_UNIT "*" /* stands for all units in one process */
int in_unit(const struct behaviour *behaviour, const char *unit);
/* Writes the unit's name: the file's without its ending. */
void unit_name(const struct behaviour *behaviour, char *name, size_t size);

/* Shell patterns: * and ?. */
int glob_matches(const char *pattern, const char *text);

#endif

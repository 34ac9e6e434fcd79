/* Projects whose code rests on what a behaviour shows, by its facts: relied.h says which, and where in it. */
#ifndef TWINPIPE_PROJECTS_H
#define TWINPIPE_PROJECTS_H

#include <stddef.h>
#include "behaviour.h"

/* Their ids, joined by ","; empty if none is known to. */
void join_projects(char *text, size_t size, const struct behaviour *behaviour);

#endif

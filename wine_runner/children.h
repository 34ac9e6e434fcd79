/* Ends all that this process started, however deep, without ever mistaking a process id.
 *
 * Only direct children are killed: their ids cannot be reused, since nobody else reaps them. Whoever they
 * started becomes our child in turn, because this process is a subreaper. */
#ifndef WINE_RUNNER_CHILDREN_H
#define WINE_RUNNER_CHILDREN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* From now on orphans among our descendants become our children. */
void children_adopt(void);

/* Lists the live children of PARENT, at most MOST; returns how many. */
size_t children_of(pid_t parent, pid_t *list, size_t most);

/* Kills and reaps all children but the COUNT ones in SPARED, and theirs, and so on. False if some still live
 * after MILLISECONDS. */
bool children_end(int milliseconds, const pid_t *spared, size_t count);

#endif

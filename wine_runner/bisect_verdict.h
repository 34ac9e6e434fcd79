/* Whether a build is like the first one, and how sure that is. What was seen is certain; what was not is
 * believed as far as bisect_odds.h says. Both ends of the search are measured. */
#ifndef WINE_RUNNER_BISECT_VERDICT_H
#define WINE_RUNNER_BISECT_VERDICT_H

#include "wine_runner/bisect_search.h"

#include <stddef.h>

/* The lowest rate of what ONE has, that counts (bisect_counts), and OTHER has not; LOWEST if that is lower.
 */
double verdict_lowest_rate(const struct bisect *bisect, size_t one, size_t other, double lowest);

/* How sure it is that a build is not like the first one: either lacks something that the other has. 0 if it
 * is like it. */
double verdict_changed(const struct bisect *bisect, size_t index);

/* How sure it is that a build which is like the first one does not hide what the last one has. */
double verdict_alike(const struct bisect *bisect, size_t index);

#endif

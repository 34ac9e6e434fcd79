/* How sure one may be of what was not seen. A difference that comes in a part P of the repeats of a build
 * which has it stays away N times in a row with the probability (1-P)^N; whoever takes its absence for a fact
 * is right with the confidence 1-(1-P)^N. */
#ifndef WINE_RUNNER_BISECT_ODDS_H
#define WINE_RUNNER_BISECT_ODDS_H

/* P of what was seen in SEEN of REPEATS repeats: the part of them, and if it came always, (N+1)/(N+2), since
 * it need not come for ever. SEEN is at least 1. */
double odds_rate(unsigned seen, unsigned repeats);

double odds_confidence(double rate, unsigned repeats);

/* The least number of repeats with that confidence (below 1), from 1 to MOST. */
unsigned odds_repeats(double rate, double confidence, unsigned most);

/* The least rate of a difference that so many repeats without it speak against with that confidence. */
double odds_least_rate(unsigned repeats, double confidence);

#endif

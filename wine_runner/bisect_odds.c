#include "wine_runner/bisect_odds.h"

#include <math.h>

double odds_rate(unsigned seen, unsigned repeats)
{
    return seen < repeats ? (double)seen / repeats : (repeats + 1.0) / (repeats + 2.0);
}

double odds_confidence(double rate, unsigned repeats)
{
    return 1 - pow(1 - rate, repeats);
}

unsigned odds_repeats(double rate, double confidence, unsigned most)
{
    const double needed = ceil(log(1 - confidence) / log(1 - rate) - 1e-9);
    return needed < 1 ? 1 : needed < most ? (unsigned)needed : most;
}

double odds_least_rate(unsigned repeats, double confidence)
{
    return 1 - pow(1 - confidence, 1.0 / repeats);
}

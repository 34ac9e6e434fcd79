#include "wine_runner/bisect_verdict.h"

#include "wine_runner/bisect_odds.h"

#include <string.h>

static const struct evidence *evidence_at(const struct bisect *bisect, size_t index)
{
    return &bisect->builds[index].evidence;
}

bool bisect_counts(const struct bisect *bisect, const char *fingerprint)
{
    if (bisect->fingerprint && strncmp(bisect->fingerprint, fingerprint, strlen(bisect->fingerprint)) != 0)
        return false;
    return !evidence_find(evidence_at(bisect, bisect->first), fingerprint) ||
           !evidence_find(evidence_at(bisect, bisect->last), fingerprint);
}

double verdict_lowest_rate(const struct bisect *bisect, size_t one, size_t other, double lowest)
{
    const struct evidence *evidence = evidence_at(bisect, one);
    for (size_t i = 0; i < evidence->count; i++) {
        const struct sighting *sighting = &evidence->list[i];
        const double rate = odds_rate(sighting->repeats, evidence->repeats);
        if (bisect_counts(bisect, sighting->fingerprint) &&
            !evidence_find(evidence_at(bisect, other), sighting->fingerprint) && rate < lowest)
            lowest = rate;
    }
    return lowest;
}

/* The highest confidence that something which ONE has, that counts, is really absent in OTHER; 0 if there is
 * none. */
static double surest_absence(const struct bisect *bisect, size_t one, size_t other)
{
    const struct evidence *evidence = evidence_at(bisect, one);
    double surest = 0;
    for (size_t i = 0; i < evidence->count; i++) {
        const struct sighting *sighting = &evidence->list[i];
        if (!bisect_counts(bisect, sighting->fingerprint) ||
            evidence_find(evidence_at(bisect, other), sighting->fingerprint))
            continue;
        const double confidence = odds_confidence(odds_rate(sighting->repeats, evidence->repeats),
                                                  evidence_at(bisect, other)->repeats);
        surest = confidence > surest ? confidence : surest;
    }
    return surest;
}

double verdict_changed(const struct bisect *bisect, size_t index)
{
    const double gone = surest_absence(bisect, bisect->first, index);
    const double come = surest_absence(bisect, index, bisect->first);
    return gone > come ? gone : come;
}

double verdict_alike(const struct bisect *bisect, size_t index)
{
    const double rate = verdict_lowest_rate(bisect, bisect->last, index, 1);
    return rate < 1 ? odds_confidence(rate, evidence_at(bisect, index)->repeats) : 1;
}

#include "wine_runner/bisect_search.h"

#include "wine_runner/bisect_odds.h"
#include "wine_runner/bisect_verdict.h"

#include <string.h>

#define MORE 1.25 /* a second estimate of a rate may be lower */

static enum bisect_measured measure(struct bisect *bisect, size_t index, unsigned repeats)
{
    struct bisect_build *build = &bisect->builds[index];
    const enum bisect_measured measured =
        bisect->measure(bisect->data, index, repeats, &build->evidence, &build->reason);
    if (measured == NOT_MEASURED) {
        build->verdict = BISECT_UNTESTABLE;
        if (bisect->tell)
            bisect->tell(bisect->data, index);
    }
    return measured;
}

/* From AT on in steps of STEP the first that can be measured. False if there is none before END, or it was
 * stopped. */
static bool find_end(struct bisect *bisect, size_t *at, size_t end, int step, bool *stopped)
{
    for (; *at != end; *at += (size_t)step) {
        const enum bisect_measured measured = measure(bisect, *at, bisect->repeats);
        *stopped = measured == MEASURING_STOPPED;
        if (measured != NOT_MEASURED)
            return measured == MEASURED;
    }
    return false;
}

static bool find_ends(struct bisect *bisect, struct trouble *trouble)
{
    bool stopped = false;
    bisect->first = 0;
    bisect->last = bisect->count - 1;
    if (find_end(bisect, &bisect->first, bisect->count, 1, &stopped) &&
        find_end(bisect, &bisect->last, bisect->first, -1, &stopped))
        return true;
    if (!stopped)
        trouble_set(trouble, "%s of the %zu builds can be measured: %s",
                    bisect->first < bisect->count ? "only one" : "none", bisect->count,
                    bisect->builds[bisect->first + 1 < bisect->count ? bisect->first + 1 : 0].reason.text);
    return false;
}

/* Whether the digits that were given are the first of one fingerprint only, in all that was measured. */
static bool is_one_difference(const struct bisect *bisect, struct trouble *trouble)
{
    const char *found = NULL;
    for (size_t build = 0; bisect->fingerprint && build < bisect->count; build++) {
        const struct evidence *evidence = &bisect->builds[build].evidence;
        for (size_t i = 0; i < evidence->count; i++) {
            const char *fingerprint = evidence->list[i].fingerprint;
            if (strncmp(fingerprint, bisect->fingerprint, strlen(bisect->fingerprint)) != 0)
                continue;
            if (found && strcmp(found, fingerprint) != 0)
                return trouble_set(trouble, "--fingerprint %s may be %s or %s; give more digits",
                                   bisect->fingerprint, found, fingerprint);
            found = fingerprint;
        }
    }
    return true;
}

static bool measure_again(struct bisect *bisect, size_t index, struct trouble *trouble)
{
    const enum bisect_measured measured = measure(bisect, index, bisect->repeats);
    if (measured == NOT_MEASURED)
        *trouble = bisect->builds[index].reason;
    return measured == MEASURED;
}

/* Whether more repeats are to be made: something that comes at that rate would be missed too often, and there
 * may be more. */
static bool raise_repeats(struct bisect *bisect, double rate)
{
    if (bisect->fixed || bisect->repeats >= BISECT_REPEATS_MOST ||
        odds_confidence(rate, bisect->repeats) >= bisect->asked)
        return false;
    const double more = MORE * odds_repeats(rate, bisect->asked, BISECT_REPEATS_MOST);
    bisect->repeats = more < BISECT_REPEATS_MOST ? (unsigned)more + 1 : BISECT_REPEATS_MOST;
    return true;
}

/* As often as it takes, until the rarest difference between the ends would be seen with the confidence that
 * is asked for. False if that was stopped, or with TROUBLE filled if an end cannot be measured again or the
 * fingerprint is one of several. */
static bool settle_repeats(struct bisect *bisect, struct trouble *trouble)
{
    for (;;) {
        if (!is_one_difference(bisect, trouble))
            return false;
        bisect->rate = verdict_lowest_rate(bisect, bisect->first, bisect->last, 1);
        bisect->rate = verdict_lowest_rate(bisect, bisect->last, bisect->first, bisect->rate);
        if (bisect->rate == 1 || !raise_repeats(bisect, bisect->rate))
            return true;
        if (!measure_again(bisect, bisect->first, trouble) || !measure_again(bisect, bisect->last, trouble))
            return false;
    }
}

/* The testable build nearest to the middle that is not yet known to be untestable; `changed` if there is
 * none. */
static size_t next_build(const struct bisect *bisect)
{
    const size_t middle = bisect->like + (bisect->changed - bisect->like) / 2;
    for (size_t distance = 0; distance < bisect->changed - bisect->like; distance++) {
        if (middle >= bisect->like + 1 + distance &&
            bisect->builds[middle - distance].verdict == BISECT_UNMEASURED)
            return middle - distance;
        if (middle + distance < bisect->changed && middle + distance > bisect->like &&
            bisect->builds[middle + distance].verdict == BISECT_UNMEASURED)
            return middle + distance;
    }
    return bisect->changed;
}

static double confidence(const struct bisect *bisect)
{
    double all = 1;
    for (size_t i = 0; i < bisect->count; i++)
        if (bisect->builds[i].verdict == BISECT_LIKE_FIRST)
            all *= verdict_alike(bisect, i);
        else if (bisect->builds[i].verdict == BISECT_CHANGED)
            all *= verdict_changed(bisect, i);
    return all;
}

static void judge(struct bisect *bisect, size_t index)
{
    bisect->builds[index].verdict = verdict_changed(bisect, index) > 0 ? BISECT_CHANGED : BISECT_LIKE_FIRST;
    if (bisect->tell)
        bisect->tell(bisect->data, index);
}

/* Measures the next build and judges it; or, if it shows a rarity that the ends may have as well, the ends
 * once more, so that it is the next one again. */
static enum bisect_measured take_step(struct bisect *bisect, size_t next, struct trouble *trouble)
{
    const enum bisect_measured measured = measure(bisect, next, bisect->repeats);
    if (measured != MEASURED)
        return measured;
    if (!is_one_difference(bisect, trouble))
        return MEASURING_STOPPED;
    const double sure = verdict_changed(bisect, next);
    if (sure > 0 && raise_repeats(bisect, odds_least_rate(bisect->repeats, sure)))
        return measure_again(bisect, bisect->first, trouble) &&
                       measure_again(bisect, bisect->last, trouble) && settle_repeats(bisect, trouble)
                   ? MEASURED
                   : MEASURING_STOPPED;
    judge(bisect, next);
    if (bisect->builds[next].verdict == BISECT_CHANGED)
        bisect->changed = next;
    else
        bisect->like = next;
    return MEASURED;
}

enum bisect_result bisect_search(struct bisect *bisect, struct trouble *trouble)
{
    if (!find_ends(bisect, trouble) || !settle_repeats(bisect, trouble))
        return BISECT_TROUBLE;
    judge(bisect, bisect->first);
    judge(bisect, bisect->last);
    bisect->like = bisect->first;
    bisect->changed = bisect->last;
    while (verdict_changed(bisect, bisect->last) > 0) {
        const size_t next = next_build(bisect);
        if (next == bisect->changed) {
            bisect->confidence = confidence(bisect);
            return BISECT_FOUND;
        }
        if (take_step(bisect, next, trouble) == MEASURING_STOPPED)
            return BISECT_TROUBLE;
    }
    return BISECT_ALIKE;
}

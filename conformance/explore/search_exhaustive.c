/* Every schedule within the bound, until somebody wants it to stop. */
#include <stdlib.h>
#include "checkpoint.h"
#include "search_tree.h"

#define CHECKPOINT_EVERY 10000 /* ms: what a power cut or a hard end may cost */

static BOOL is_to_stop(const struct search_options *options, const struct search_result *result)
{
    return (options->most && result->schedules >= options->most) || (options->stop && options->stop());
}

/* Goes on where the checkpoint says, if there is one. */
static struct search *begin(const struct scenario *scenario, const struct search_options *options,
                            struct outcomes *outcomes, struct search_result *result)
{
    struct search *search = search_new(scenario, options);

    *result = (struct search_result){0};
    if (!options->resume)
        return search;
    if (!search_go_to(search, options->resume->path, options->resume->depth)) {
        result->problem = "its path is none of the scenario's";
        return search;
    }
    result->schedules = options->resume->schedules;
    result->cut = options->resume->cut;
    checkpoint_outcomes(options->resume, outcomes);
    return search;
}

static void note_run(struct search *search, const struct scenario_end *end, struct outcomes *outcomes,
                     struct search_result *result)
{
    if (end->end == MODEL_CUT) {
        result->cut++;
        return;
    }
    outcomes_add(outcomes, end, search_schedule(search));
    result->schedules++;
    if (search_depth(search) > result->deepest)
        result->deepest = search_depth(search);
}

static BOOL is_due(ULONGLONG *next)
{
    ULONGLONG time = GetTickCount64();
    BOOL due = time >= *next;

    if (due)
        *next = time + CHECKPOINT_EVERY;
    return due;
}

void search_exhaustively(const struct scenario *scenario, const struct search_options *options,
                         struct outcomes *outcomes, struct search_result *result)
{
    struct search *search = begin(scenario, options, outcomes, result);
    ULONGLONG next = GetTickCount64() + CHECKPOINT_EVERY;
    BOOL stopped = FALSE;
    struct scenario_end end;

    while (!result->problem && !stopped) {
        search_run(search, &end);
        note_run(search, &end, outcomes, result);
        if ((result->endless = end.end == MODEL_STEP_LIMIT))
            break;
        if ((result->complete = !search_advance(search)))
            break;
        stopped = is_to_stop(options, result);
        if (options->checkpoint && (stopped || is_due(&next)))
            result->problem = checkpoint_write(options, scenario, search, outcomes, result);
    }
    search_free(search);
}

/* Every schedule within the bound, until somebody wants it to stop. */
#include <stdlib.h>
#include "checkpoint.h"
#include "search_tree.h"

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

void search_exhaustively(const struct scenario *scenario, const struct search_options *options,
                         struct outcomes *outcomes, struct search_result *result)
{
    struct search *search = begin(scenario, options, outcomes, result);
    struct scenario_end end;

    while (!result->problem) {
        search_run(search, &end);
        note_run(search, &end, outcomes, result);
        if (end.end == MODEL_STEP_LIMIT) /* that is a violation, and beside it are too many others like it */
            break;
        if (!search_advance(search)) {
            result->complete = TRUE;
            break;
        }
        if (is_to_stop(options, result)) {
            if (options->checkpoint)
                result->problem = checkpoint_write(options, scenario, search, outcomes, result);
            break;
        }
    }
    search_free(search);
}

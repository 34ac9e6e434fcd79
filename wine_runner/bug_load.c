#include "results/bug/title.h"
#include "results/known_lists.h"
#include "wine_runner/bug_making.h"
#include "wine_runner/files.h"
#include "wine_runner/source_tree.h"

#include <stdio.h>
#include <string.h>

/* Runs that this machine can do again are looked at first, and of these those of 64 bits. */
static int rank(const struct making *making, const struct run_file *run)
{
    enum { IS_64_BIT = 1, RUNS_HERE = 2, ITS_WINE_RUNS_IT = 4 };
    const struct wine_list *wines = &making->execution.wines;
    const unsigned own = wine_architecture_of(run_file_head(run, "architecture"));
    const unsigned wanted = own | WINE_X86_64;
    int rank = own == WINE_X86_64 ? IS_64_BIT : 0;
    for (size_t i = 0; own && i < wines->count; i++) {
        if ((wines->list[i].architectures & wanted) != wanted)
            continue;
        rank |= RUNS_HERE;
        if (strcmp(wines->list[i].build, run_file_head(run, "build")) == 0)
            rank |= ITS_WINE_RUNS_IT;
    }
    return rank;
}

/* Those of one rank in the order in which they were given. */
static void put_in_order(const struct making *making, const struct run_file **ordered)
{
    for (size_t i = 0; i < making->bug.run_count; i++) {
        size_t place = i;
        for (; place && rank(making, ordered[place - 1]) < rank(making, making->runs[i]); place--)
            ordered[place] = ordered[place - 1];
        ordered[place] = making->runs[i];
    }
}

/* Of the runs that were given: the difference is in one of them. */
static const struct run_file *run_of(const struct making *making)
{
    const struct run_behaviour *behaviour = making->bug.difference->behaviour;
    for (size_t i = 0; i < making->bug.run_count; i++)
        for (size_t k = 0; k < making->runs[i]->behaviour_count; k++)
            if (&making->runs[i]->behaviours[k] == behaviour)
                return making->runs[i];
    return making->runs[0];
}

/* A scenario that only the model can follow says nothing of the platform. */
static bool is_of_wine(const struct difference *difference, struct trouble *trouble)
{
    const struct run_behaviour *behaviour = difference->behaviour;
    const struct run_remark *notes = behaviour->repeat_count ? behaviour->repeats->notes : NULL;
    if (!run_id_is_of_schedules(behaviour->id) || strcmp(difference->label, OBSERVED_OUTCOME) != 0 ||
        strcmp(difference->side[0].values[0].seen, run_outcome_word(RUN_NOT_SUPPORTED)) != 0 ||
        bug_missing_function(difference))
        return true;
    return trouble_set(trouble,
                       "%s is no bug of Wine: %.100s is a scenario that only the model can follow%s%.200s; "
                       "take another difference",
                       difference->fingerprint, behaviour->id, notes ? ": " : "", notes ? notes->text : "");
}

/* By what the options name, or else by the project's tree; without one, or without a list of the run, nothing
 * is known. */
static bool load_known(struct making *making, struct trouble *trouble)
{
    const struct difference *difference = making->bug.difference;
    const char *known = making->options.known;
    char root[PATH_MAX], lists[PATH_MAX];
    struct trouble ignored = {0};
    if (!known && source_tree_find(root, &ignored) && path_join(lists, root, "results/known", &ignored) &&
        known_lists_has(lists, making->run))
        known = lists;
    if (!known)
        return true;
    making->known = known_lists_load(known, making->run, trouble);
    if (!making->known)
        return false;
    making->bug.known = known_file_find(making->known, difference->behaviour->id, difference->label,
                                        difference->side[0].values[0].seen);
    return true;
}

static bool load_runs(struct making *making, struct trouble *trouble)
{
    for (size_t i = 0; i < making->options.run_count; i++) {
        making->runs[i] = run_file_load(making->options.runs[i], trouble);
        if (!making->runs[i])
            return false;
        making->bug.runs[making->bug.run_count++] = making->runs[i];
    }
    return true;
}

bool bug_load(struct making *making, struct trouble *trouble)
{
    struct bug *bug = &making->bug;
    const struct run_file *ordered[BUG_RUNS_MOST];
    if (!load_runs(making, trouble) || !execution_begin(&making->execution, NULL, trouble))
        return false;
    put_in_order(making, ordered);
    bug->difference = bug_find(ordered, bug->run_count, making->options.fingerprint, &making->list, trouble);
    if (!bug->difference || !is_of_wine(bug->difference, trouble))
        return false;
    making->run = run_of(making);
    snprintf(making->named, sizeof making->named, "twinpipe-bug-%s", bug->difference->fingerprint);
    if (!making->options.output)
        making->options.output = making->named;
    return load_known(making, trouble);
}

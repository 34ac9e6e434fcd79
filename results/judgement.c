#include "judgement.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static struct judged_behaviour *behaviour_of(struct judgement *judgement,
                                             const struct run_behaviour *behaviour)
{
    return &judgement->behaviours[behaviour - judgement->run->behaviours];
}

/* The differences of one behaviour stand together in the list. */
static void judge_differences(struct judgement *judgement)
{
    const struct difference_list *list = judgement->list;
    judgement->differences = memory_new(list->count, sizeof *judgement->differences);
    for (size_t i = 0; i < list->count; i++) {
        const struct difference *difference = &list->items[i];
        struct judged_behaviour *behaviour = behaviour_of(judgement, difference->behaviour);
        struct judged_difference *judged = &judgement->differences[i];
        judged->difference = difference;
        if (judgement->known)
            judged->known = known_file_find(judgement->known, difference->behaviour->id, difference->label,
                                            difference->side[0].values[0].seen);
        if (behaviour->difference_count++ == 0)
            behaviour->differences = judged;
        behaviour->new_count += !judged->known;
        judgement->new_count += !judged->known;
    }
}

static bool happened(const struct judged_behaviour *behaviour, const struct known_line *line)
{
    for (size_t i = 0; i < behaviour->difference_count; i++) {
        if (behaviour->differences[i].known == line)
            return true;
    }
    return false;
}

/* Whether the run left nothing out, as its options tell. */
static bool is_whole(const struct run_file *run)
{
    static const char *const leave_out[] = {"--only", "--without-slow", "--shard"};
    for (size_t i = 0; i < sizeof leave_out / sizeof *leave_out; i++) {
        if (run_file_has_option(run, leave_out[i]))
            return false;
    }
    return !run->incomplete;
}

/* An `always` line can only be missed where a repeat came to its end. */
static void judge_lines(struct judgement *judgement)
{
    const struct known_file *known = judgement->known;
    const bool whole = is_whole(judgement->run);
    judgement->vanished = memory_new(known->count, sizeof *judgement->vanished);
    judgement->undeclared = memory_new(known->count, sizeof *judgement->undeclared);
    for (size_t i = 0; i < known->count; i++) {
        const struct known_line *line = &known->lines[i];
        const struct run_behaviour *declared = run_file_find(judgement->run, line->id);
        size_t index = declared ? (size_t)(declared - judgement->run->behaviours) : 0;
        struct judged_behaviour *behaviour = &judgement->behaviours[index];
        if (declared && happened(behaviour, line))
            continue;
        if (!declared && whole)
            judgement->undeclared[judgement->undeclared_count++] = line;
        else if (!declared || !judgement->list->observed[0]->behaviours[index].ended) {
            judgement->unjudged_count++;
        } else if (!line->sometimes) {
            judgement->vanished[judgement->vanished_count++] = line;
            behaviour->vanished_count++;
        }
    }
}

static enum judgement_status status_of(const struct judged_behaviour *behaviour)
{
    if (behaviour->new_count || behaviour->vanished_count)
        return JUDGED_FAILED;
    if (behaviour->difference_count || !behaviour->behaviour->repeat_count)
        return JUDGED_SKIPPED;
    return JUDGED_PASSED;
}

struct judgement *judgement_new(const struct run_file *run, const struct known_file *known)
{
    struct judgement *judgement = memory_new(1, sizeof *judgement);
    judgement->run = run;
    judgement->known = known;
    judgement->list = difference_allowed(run);
    judgement->behaviours = memory_new(run->behaviour_count, sizeof *judgement->behaviours);
    for (size_t i = 0; i < run->behaviour_count; i++)
        judgement->behaviours[i].behaviour = &run->behaviours[i];
    judge_differences(judgement);
    if (known)
        judge_lines(judgement);
    for (size_t i = 0; i < run->behaviour_count; i++) {
        struct judged_behaviour *behaviour = &judgement->behaviours[i];
        behaviour->status = status_of(behaviour);
        judgement->count[behaviour->status]++;
    }
    return judgement;
}

void judgement_free(struct judgement *judgement)
{
    if (!judgement)
        return;
    difference_list_free(judgement->list);
    free(judgement->behaviours);
    free(judgement->differences);
    free(judgement->vanished);
    free(judgement->undeclared);
    free(judgement);
}

#include "report_data.h"
#include "memory.h"
#include "report_cell.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

static json_t *text_or_dash(const char *text)
{
    return json_string(text ? text : "-");
}

/* The directory is the reader's own business. A name need not be UTF-8, which JSON is. */
static json_t *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    json_t *name = json_string(slash ? slash + 1 : path);
    return name ? name : json_string("(a name that is not UTF-8)");
}

static json_t *measured(const struct run_file *file)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    wording_measured(out, file);
    fclose(out);
    json_t *json = json_string(text);
    free(text);
    return json;
}

/* The words for each provenance. */
static json_t *expected_json(void)
{
    json_t *words = json_object();
    for (enum run_provenance p = RUN_WINDOWS; p <= RUN_INFERRED; p++)
        json_object_set_new(words, run_provenance_word(p), json_string(wording_expected(p)));
    return words;
}

static json_t *run_json(const struct report_run *run)
{
    json_t *head = json_object();
    for (size_t i = 0; i < run->file->head_count; i++)
        json_object_set_new(head, run->file->head[i].key, json_string(run->file->head[i].value));
    return json_pack("{s:o, s:b, s:o, s:o, s:o}", "file", file_name(run->file->path), "complete",
                     !run->file->incomplete, "knownList",
                     run->known ? file_name(run->known->paths[0]) : json_null(), "head", head, "measured",
                     measured(run->file));
}

static const struct observed_behaviour *observed_in(const struct report_run *run, const char *id)
{
    const struct run_behaviour *behaviour = run_file_find(run->file, id);
    return behaviour ? &run->judgement->list->observed[0]->behaviours[behaviour - run->file->behaviours]
                     : NULL;
}

/* What is said about a behaviour is taken from the first run that has it. */
static json_t *behaviour_json(const struct run_behaviour *behaviour, const struct report_run *runs,
                              size_t count)
{
    json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:I, s:s, s:o, s:o, s:o}", "id", behaviour->id, "unit",
                               behaviour->unit, "provenance", run_provenance_word(behaviour->provenance),
                               "file", behaviour->file, "line", (json_int_t)behaviour->line, "summary",
                               behaviour->summary, "source", text_or_dash(behaviour->source), "facts",
                               text_or_dash(behaviour->facts), "relied", text_or_dash(behaviour->relied));
    const struct observed_behaviour **observed = memory_new(count, sizeof(*observed));
    for (size_t run = 0; run < count; run++)
        observed[run] = observed_in(&runs[run], behaviour->id);
    report_cells_add(object, observed, count);
    free(observed);
    return object;
}

static bool is_new(const struct report_run *runs, size_t run, const char *id)
{
    for (size_t earlier = 0; earlier < run; earlier++) {
        if (run_file_find(runs[earlier].file, id))
            return false;
    }
    return true;
}

static json_t *behaviours_json(const struct report_run *runs, size_t count)
{
    json_t *list = json_array();
    for (size_t run = 0; run < count; run++) {
        for (size_t i = 0; i < runs[run].file->behaviour_count; i++) {
            const struct run_behaviour *behaviour = &runs[run].file->behaviours[i];
            if (is_new(runs, run, behaviour->id))
                json_array_append_new(list, behaviour_json(behaviour, runs, count));
        }
    }
    return list;
}

static json_t *known_json(const struct known_line *known)
{
    if (!known)
        return json_null();
    char rate[32] = "-";
    if (known->sometimes)
        snprintf(rate, sizeof rate, "%.3g %% of %u tries", 100 * known->rate, known->tries);
    return json_pack("{s:b, s:s, s:s, s:s, s:o}", "sometimes", known->sometimes, "rate", rate, "fact",
                     known->fact, "reason", known->reason, "bug", text_or_dash(known->bug));
}

static json_t *difference_json(const struct judged_difference *judged, size_t run)
{
    const struct difference *difference = judged->difference;
    const struct observed_value *value = &difference->side[0].values[0];
    return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:o}", "run", (json_int_t)run, "id",
                     difference->behaviour->id, "label", difference->label, "allowed", difference->allowed,
                     "seen", value->seen, "provenance", run_provenance_word(difference->provenance),
                     "fingerprint", difference->fingerprint, "times", (json_int_t)value->repeats, "tries",
                     (json_int_t)difference->side[0].repeats, "known", known_json(judged->known));
}

static void append_differences(json_t *list, const struct judgement *judgement, size_t run)
{
    for (size_t i = 0; i < judgement->run->behaviour_count; i++) {
        const struct judged_behaviour *behaviour = &judgement->behaviours[i];
        for (size_t d = 0; d < behaviour->difference_count; d++)
            json_array_append_new(list, difference_json(&behaviour->differences[d], run));
    }
}

/* What the list says always happens, and did not. */
static void append_vanished(json_t *list, const struct judgement *judgement, size_t run)
{
    for (size_t i = 0; i < judgement->vanished_count; i++) {
        const struct known_line *line = judgement->vanished[i];
        json_array_append_new(list,
                              json_pack("{s:I, s:s, s:s, s:s, s:s}", "run", (json_int_t)run, "id", line->id,
                                        "label", line->label, "seen", line->seen, "reason", line->reason));
    }
}

json_t *report_data(const struct report_run *runs, size_t count)
{
    json_t *run_list = json_array();
    json_t *differences = json_array();
    json_t *vanished = json_array();
    for (size_t run = 0; run < count; run++) {
        json_array_append_new(run_list, run_json(&runs[run]));
        append_differences(differences, runs[run].judgement, run);
        append_vanished(vanished, runs[run].judgement, run);
    }
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "expected", expected_json(), "runs", run_list, "behaviours",
                     behaviours_json(runs, count), "differences", differences, "vanished", vanished);
}

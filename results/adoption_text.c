#include "adoption.h"
#include "wording.h"

#include <string.h>

static void write_label(FILE *out, const struct run_behaviour *behaviour, size_t ended,
                        const struct observed_label *label)
{
    const struct observed_value *value = label->values;
    for (size_t i = 0; i < label->value_count; i++)
        if (label->values[i].differs)
            value = &label->values[i];
    fprintf(out, "%s %s: %s (%s:%u): ", value->differs ? "refutes " : "confirms", behaviour->id, label->label,
            behaviour->file, value->line);
    for (size_t i = 0; i < label->value_count; i++) {
        fprintf(out, "%s%s", i ? " | " : "", label->values[i].seen);
        wording_repeats(out, ", ", label->values[i].repeats, ended);
    }
    fprintf(out, "; %s%s was %s\n", value->differs ? value->allowed : "it",
            value->differs           ? ""
            : label->value_count > 1 ? ", each,"
                                     : "",
            wording_expected(value->provenance));
}

static void write_behaviour(FILE *out, const struct adoption *adoption, size_t index)
{
    const struct run_behaviour *behaviour = &adoption->run->behaviours[index];
    const struct observed_behaviour *seen = &adoption->observed->behaviours[index];
    bool is_told = false;
    for (size_t i = 0; i < seen->label_count; i++) {
        if (seen->labels[i].label[0] == '(')
            continue;
        write_label(out, behaviour, behaviour->repeat_count, &seen->labels[i]);
        is_told = true;
    }
    if (!is_told)
        fprintf(out, "not told %s: %s\n", behaviour->id, run_outcome_word(run_behaviour_outcome(behaviour)));
    else if (!adoption->behaviours[index].is_confirmed && run_behaviour_outcome(behaviour) > RUN_DIFFERS)
        fprintf(out, "         %s: but it ended as %s, so nothing of it is adopted\n", behaviour->id,
                run_outcome_word(run_behaviour_outcome(behaviour)));
}

void adoption_write_text(FILE *out, const struct adoption *adoption)
{
    wording_run(out, adoption->run);
    fputc('\n', out);
    for (size_t i = 0; i < adoption->run->behaviour_count; i++)
        if (!adoption->behaviours[i].is_promise)
            write_behaviour(out, adoption, i);
    if (adoption->promises) {
        wording_count(out, adoption->promises, "observation");
        fputs(" of the writer's own promises left out: they are no expectations of Windows\n", out);
    }
    wording_count(out, adoption->adopted, "behaviour");
    fputs(" can have the provenance `windows`\n", out);
    fprintf(out, "%zu confirmed, %zu refuted, %zu not told\n", adoption->confirmed, adoption->refuted,
            adoption->not_told);
}

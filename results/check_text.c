#include "check_view.h"
#include "wording.h"

#include <string.h>

/* What a known-differences file would have to say. The words in capitals are for a person to fill in. */
static void write_wanted_line(FILE *out, const struct difference *difference)
{
    const struct observed_value *value = difference->side[0].values;
    const char *facts = difference->behaviour->facts;
    bool one_fact = facts && !strchr(facts, ',');
    bool sometimes = value->repeats < difference->side[0].repeats;
    fputs("  to make it known, add this line (tabs between the fields; capitals are to be filled in):\n",
          out);
    fprintf(out, "%s\t%s\t%s\t%s\t%s\t", sometimes ? "sometimes" : "always", difference->behaviour->id,
            difference->label, value->seen, one_fact ? facts : KNOWN_BLANK_FACT);
    if (sometimes)
        fprintf(out, "%zu\t%.3f", difference->side[0].repeats,
                (double)value->repeats / (double)difference->side[0].repeats);
    else
        fputs("-\t-", out);
    fputs("\t-\t" KNOWN_BLANK_REASON "\n", out);
    if (!one_fact)
        fprintf(out, "  " KNOWN_BLANK_FACT " is %s%s\n", facts ? "one of " : "a row of conformance/facts.tsv",
                facts ? facts : "");
    if (sometimes && difference->side[0].repeats < KNOWN_LEAST_TRIES)
        fprintf(out, "  a `sometimes` line needs %d tries: run with --repeat %d first\n", KNOWN_LEAST_TRIES,
                KNOWN_LEAST_TRIES);
}

void check_write_new(FILE *out, const struct difference *difference)
{
    const struct difference_side *side = &difference->side[0];
    const struct run_behaviour *behaviour = difference->behaviour;
    fprintf(out, "new %s: %s: %s (%s:%u)\n", difference->fingerprint, behaviour->id, difference->label,
            behaviour->file, difference->line);
    fprintf(out, "  %s\n", behaviour->summary);
    fprintf(out, "  seen     %s", wording_value(behaviour, side->values->seen));
    wording_repeats(out, ", ", side->values->repeats, side->repeats);
    if (side->values->detail)
        fprintf(out, ": %s", side->values->detail);
    fprintf(out, "\n  allowed  %s, %s\n", wording_allowed(behaviour, difference->allowed),
            wording_expected(difference->provenance));
    if (behaviour->source)
        fprintf(out, "  source   %s\n", behaviour->source);
    write_wanted_line(out, difference);
}

static void write_vanished(FILE *out, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->vanished_count; i++) {
        const struct known_line *line = judgement->vanished[i];
        fprintf(out, "no longer happens: %s:%zu: %s: %s: %s; remove the line if that is right\n", line->path,
                line->line, line->id, line->label, line->seen);
    }
}

void check_write_undeclared(FILE *out, const struct known_line *line)
{
    fprintf(
        out,
        "no such behaviour: %s:%zu: %s is not in this run of the whole suite; correct the id or remove the "
        "line\n",
        line->path, line->line, line->id);
}

static void write_undeclared(FILE *out, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->undeclared_count; i++)
        check_write_undeclared(out, judgement->undeclared[i]);
}

/* An `always` line for what happens now and then is wrong, but a gate that failed for it would fail now and
 * then. */
static void write_weak_lines(FILE *out, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->list->count; i++) {
        const struct judged_difference *judged = &judgement->differences[i];
        const struct difference_side *side = &judged->difference->side[0];
        if (!judged->known || judged->known->sometimes || side->values->repeats == side->repeats)
            continue;
        fprintf(out, "note: %s:%zu: `always` happened only ", judged->known->path, judged->known->line);
        wording_repeats(out, "", side->values->repeats, side->repeats);
        fputs("; `sometimes` may be right\n", out);
    }
}

static void write_skipped(FILE *out, const struct judgement *judgement)
{
    size_t not_run = 0;
    for (size_t i = 0; i < judgement->run->behaviour_count; i++)
        not_run += !judgement->run->behaviours[i].repeat_count;
    if (judgement->unjudged_count) {
        wording_count(out, judgement->unjudged_count, "known difference");
        fputs(" could not be judged: the behaviour is not in this run or did not come to its end\n", out);
    }
    if (judgement->count[JUDGED_SKIPPED])
        fprintf(out, "skipped: %zu with known differences only, %zu not run\n",
                judgement->count[JUDGED_SKIPPED] - not_run, not_run);
}

static void write_missed(FILE *out, const char *missed)
{
    const char *slash = strrchr(missed, '/');
    fprintf(out, "note: %s is a list of this run and was not looked at; give --known %.*s\n", missed,
            slash > missed ? (int)(slash - missed) : 1, missed);
}

void check_write_text(FILE *out, const struct judgement *judgement, const char *missed)
{
    wording_run(out, judgement->run);
    fputc('\n', out);
    for (size_t i = 0; i < judgement->list->count; i++) {
        if (!judgement->differences[i].known)
            check_write_new(out, judgement->differences[i].difference);
    }
    write_vanished(out, judgement);
    write_undeclared(out, judgement);
    write_weak_lines(out, judgement);
    if (missed)
        write_missed(out, missed);
    write_skipped(out, judgement);
    fprintf(out, "%zu passed, %zu failed, %zu skipped\n", judgement->count[JUDGED_PASSED],
            judgement->count[JUDGED_FAILED] + judgement->undeclared_count, judgement->count[JUDGED_SKIPPED]);
}

#include <stdio.h>
#include <stdlib.h>
#include "../model/reset.h"
#include "../seam/seam.h"
#include "gate.h"
#include "steer.h"
#include "steer_calls.h"

static struct seam_calls tables[2];

static void take(struct seam_calls *table)
{
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_) table->name_ = seam_import_##name_;
#include "../seam/calls.h"
#undef SEAM_CALL
}

static void put(const struct seam_calls *table)
{
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_) seam_import_##name_ = table->name_;
#include "../seam/calls.h"
#undef SEAM_CALL
}

void steer_install(void)
{
    struct seam_calls real;

    take(&real);
    model_install();
    take(&tables[STEER_MODEL]);
    steer_calls_fill(&tables[STEER_REAL], &real);
}

/* What the writer keeps for the life of the process is of one platform: its pool, its slots. */
void steer_use(enum steer_platform platform)
{
    static enum steer_platform used = STEER_MODEL;

    if (platform != used)
        model_statics_exchange_writers();
    used = platform;
    put(&tables[platform]);
}

static BOOL follow(const struct script_item *item, struct steer_report *report)
{
    if (item->kind == CHOICE_TIME && item->which)
        gate_expire(item->which);
    return item->kind != CHOICE_THREAD || !item->which || gate_turn(item, report);
}

void steer_run(const struct scenario *scenario, const struct script *script, struct steer_report *report)
{
    BOOL followed = TRUE;

    memset(report, 0, sizeof(*report));
    gate_next_run();
    model_statics_restore_tests();
    scenario_report_to(&report->end);
    if (scenario->begin)
        scenario->begin();
    gate_begin(scenario);
    for (unsigned int i = 0; followed && i < script->count; i++)
        followed = follow(&script->items[i], report);
    if (!gate_open()) {
        snprintf(report->end.violation, sizeof(report->end.violation), "threads have not ended");
        report->end.end = MODEL_DEADLOCK;
    } else {
        scenario->end();
    }
    gate_next_run(); /* nothing of it does anything from now on */
    report->late = gate_late();
}

struct comparison {
    struct outcomes *model, *steered;
    struct script script;
    const struct scenario *scenario;
    unsigned int repeats, differences, ahead, late, lost;
    char example[3 * OUTCOME_SIZE];
    struct schedule *schedule;
};

static struct comparison *comparing;

static const char *text_of(const struct scenario_end *end)
{
    return *end->violation ? end->violation : end->outcome;
}

static void compare(const struct scenario_end *model, const struct schedule *schedule)
{
    struct steer_report report;

    steer_use(STEER_REAL);
    for (unsigned int i = 0; i < comparing->repeats; i++) {
        steer_run(comparing->scenario, &comparing->script, &report);
        outcomes_add(comparing->steered, &report.end, schedule);
        comparing->ahead += (unsigned int)report.ahead;
        comparing->late += report.late;
        comparing->lost += *report.difference != 0;
        if (!*report.difference && !strcmp(text_of(model), text_of(&report.end)))
            continue;
        if (!comparing->differences++)
            snprintf(comparing->example, sizeof(comparing->example), "%s%s%s here, %s on the model",
                     report.difference, *report.difference ? "; " : "", text_of(&report.end), text_of(model));
    }
    steer_use(STEER_MODEL);
}

/* In the place of scenario_run(): the same on the model, then here. */
static void run_both(const struct scenario *scenario, struct scheduler *scheduler, struct scenario_end *end,
                     const struct schedule *schedule)
{
    script_record(scenario, scheduler, end, &comparing->script);
    compare(end, schedule);
}

int steer_explore(const struct scenario *scenario, const struct search_options *options, unsigned int repeats)
{
    struct comparison comparison = {outcomes_new(), outcomes_new(), .scenario = scenario, .repeats = repeats};
    struct search_options both = *options;
    struct search_result result;
    ULONGLONG started = GetTickCount64();

    comparing = &comparison;
    both.run = run_both;
    search_exhaustively(scenario, &both, comparison.model, &result);
    printf("model:\n");
    outcomes_print(comparison.model);
    printf("steered:\n");
    outcomes_print(comparison.steered);
    printf("schedules\t%llu\t%s\n", result.schedules, result.complete ? "all within the bound" : "some");
    printf("steered\t%llu runs, %u with another outcome or not followed (%u not followed), %u with a "
           "callback ahead of its "
           "time, %u late callbacks\n",
           result.schedules * repeats, comparison.differences, comparison.lost, comparison.ahead,
           comparison.late);
    if (comparison.differences)
        printf("first\t%s\n", comparison.example);
    fprintf(stderr, "%llu ms\n", GetTickCount64() - started);
    free(comparison.script.items);
    outcomes_free(comparison.model);
    outcomes_free(comparison.steered);
    return comparison.differences != 0;
}

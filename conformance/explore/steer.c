#include <stdio.h>
#include <stdlib.h>
#include "../model/reset.h"
#include "../seam/seam.h"
#include "gate.h"
#include "steer.h"
#include "steer_calls.h"
#include "steer_pending.h"

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

/* The platform may have taken a step of its own there, which the script takes later or not at all. */
static BOOL is_open(const struct script *script, unsigned int item)
{
    return script->items[item].unsettled || (item + 1 < script->count && script->items[item + 1].unsettled);
}

static void follow(const struct script *script, struct steer_report *report)
{
    unsigned int i;

    for (i = 0; i < script->count; i++)
        if (!gate_turn(script, i, report))
            break;
    if (i == script->count)
        return;
    if (is_open(script, i) || report->ahead)
        snprintf(report->own_way, sizeof(report->own_way), "%s", report->difference);
    if (*report->own_way)
        report->difference[0] = 0;
    while (++i < script->count)
        gate_turn_loosely(&script->items[i]);
    gate_finish_loosely();
}

void steer_run(const struct scenario *scenario, const struct script *script, struct steer_report *report)
{
    memset(report, 0, sizeof(*report));
    gate_next_run();
    model_statics_restore_tests();
    scenario_report_to(&report->end);
    steer_pending_begin();
    gate_prepare();
    if (scenario->begin)
        scenario->begin();
    gate_begin(scenario, script->count ? script->items[0].now : 0);
    follow(script, report);
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
    int every; /* difference is shown */
    unsigned int repeats, differences, ahead, own_way, late, lost;
    char example[3 * OUTCOME_SIZE];
    struct schedule *schedule;
};

static struct comparison *comparing;

static const char *text_of(const struct scenario_end *end)
{
    return *end->violation ? end->violation : end->outcome;
}

static void note_difference(const struct steer_report *report, const char *model,
                            const struct schedule *schedule)
{
    const char *what = *report->difference ? report->difference : report->own_way;

    if (!comparing->differences++)
        snprintf(comparing->example, sizeof(comparing->example), "%s%s%s here, %s on the model", what,
                 *what ? "; " : "", text_of(&report->end), model);
    if (comparing->every)
        printf("difference\t%s\t%s\t%s\t%s\n", text_of(&report->end), model, what, schedule_text(schedule));
}

static void compare(const struct scenario_end *model, const struct schedule *schedule)
{
    struct steer_report report;

    steer_use(STEER_REAL);
    for (unsigned int i = 0; i < comparing->repeats; i++) {
        steer_run(comparing->scenario, &comparing->script, &report);
        outcomes_add(comparing->steered, &report.end, schedule);
        comparing->ahead += (unsigned int)report.ahead;
        comparing->own_way += *report.own_way != 0;
        comparing->late += report.late;
        comparing->lost += *report.difference != 0;
        if (!*report.difference && !strcmp(text_of(model), text_of(&report.end)))
            continue;
        note_difference(&report, text_of(model), schedule);
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

int steer_explore(const struct scenario *scenario, const struct search_options *options, unsigned int repeats,
                  int every)
{
    struct comparison comparison = {outcomes_new(), outcomes_new(), .scenario = scenario, .repeats = repeats,
                                    .every = every};
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
    printf("steered\t%llu runs, %u with another outcome or not followed (%u not followed), %u with a step of "
           "the "
           "platform's own ahead of its time, %u that went the platform's own way since, %u late callbacks\n",
           result.schedules * repeats, comparison.differences, comparison.lost, comparison.ahead,
           comparison.own_way, comparison.late);
    if (comparison.differences)
        printf("first\t%s\n", comparison.example);
    fprintf(stderr, "%llu ms\n", GetTickCount64() - started);
    free(comparison.script.items);
    outcomes_free(comparison.model);
    outcomes_free(comparison.steered);
    return comparison.differences != 0;
}

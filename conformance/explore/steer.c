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

static void follow(const struct script *script, struct steer_report *report)
{
    unsigned int i;

    for (i = 0; i < script->count; i++)
        if (!gate_turn(script, i, report))
            break;
    if (i == script->count)
        return;
    if (script->items[i].open || report->ahead)
        snprintf(report->own_way, sizeof(report->own_way), "%s", report->difference);
    if (*report->own_way)
        report->difference[0] = 0;
    while (++i < script->count)
        gate_turn_loosely(&script->items[i]);
    gate_finish_loosely();
}

static int (*asked)(void);
static BOOL stuck;

static int is_to_stop(void)
{
    return stuck || (asked && asked());
}

int (*steer_stop(int (*stop)(void)))(void)
{
    asked = stop;
    return is_to_stop;
}

BOOL steer_is_stuck(void)
{
    return stuck;
}

void steer_run(const struct scenario *scenario, const struct script *script, struct steer_report *report)
{
    memset(report, 0, sizeof(*report));
    model_statics_restore_tests();
    scenario_report_to(&report->end);
    steer_pending_begin();
    gate_prepare(scenario);
    if (scenario->begin)
        scenario->begin();
    gate_begin(scenario, script->count ? script->items[0].now : 0);
    follow(script, report);
    report->ahead |= gate_is_ahead();
    if (!gate_open())
        report->stuck = "threads have not ended";
    else
        scenario->end();
    if (!gate_next_run() && !report->stuck) /* nothing of it does anything from now on */
        report->stuck = "callbacks have not ended";
    if (report->stuck) {
        snprintf(report->end.violation, sizeof(report->end.violation), "%s", report->stuck);
        report->end.end = MODEL_DEADLOCK;
        stuck = TRUE;
    }
    report->late = gate_late();
}

struct comparison {
    struct outcomes *model, *steered;
    struct script script;
    const struct scenario *scenario;
    int every; /* difference is shown */
    unsigned int repeats, others, otherwise, ahead, own_way, late, lost;
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

    if ((*report->difference || !comparing->script.open) && !*comparing->example)
        snprintf(comparing->example, sizeof(comparing->example), "%s%s%s here, %s on the model", what,
                 *what ? "; " : "", text_of(&report->end), model);
    if (comparing->every)
        printf("difference\t%s\t%s\t%s\t%s\n", text_of(&report->end), model, what, schedule_text(schedule));
}

static void compare(const struct scenario_end *model, const struct schedule *schedule)
{
    struct steer_report report;
    BOOL other;

    steer_use(STEER_REAL);
    for (unsigned int i = 0; i < comparing->repeats && !stuck; i++) {
        steer_run(comparing->scenario, &comparing->script, &report);
        outcomes_add(comparing->steered, &report.end, schedule);
        other = strcmp(text_of(model), text_of(&report.end)) != 0;
        comparing->ahead += (unsigned int)report.ahead;
        comparing->own_way += *report.own_way != 0;
        comparing->late += report.late;
        comparing->lost += *report.difference != 0;
        comparing->others += (unsigned int)other;
        comparing->otherwise += other && !comparing->script.open;
        if (other || *report.difference)
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

/* What the model does not come to in any of these schedules; how many. */
static unsigned int print_beyond(const struct comparison *comparison)
{
    unsigned int count = 0;

    for (unsigned int i = 0; i < outcomes_count(comparison->steered); i++)
        if (!outcomes_have(comparison->model, outcomes_text(comparison->steered, i))) {
            printf("beyond\t%s\n", outcomes_text(comparison->steered, i));
            count++;
        }
    return count;
}

static void print_counts(const struct comparison *comparison, unsigned long long runs)
{
    printf("steered\t%llu runs: %u not followed, %u that the platform took its own way, %u with a step of "
           "its own "
           "ahead of its time, %u late callbacks\n",
           runs, comparison->lost, comparison->own_way, comparison->ahead, comparison->late);
    printf("differ\t%u runs from the model in the same schedule, %u of them where the platform had no step "
           "of its own "
           "to take\n",
           comparison->others, comparison->otherwise);
    if (*comparison->example)
        printf("first\t%s\n", comparison->example);
}

int steer_explore(const struct scenario *scenario, const struct search_options *options, unsigned int repeats,
                  int every)
{
    struct comparison comparison = {outcomes_new(), outcomes_new(), .scenario = scenario, .repeats = repeats,
                                    .every = every};
    struct search_options both = *options;
    struct search_result result;
    ULONGLONG started = GetTickCount64();
    unsigned int beyond;

    comparing = &comparison;
    both.run = run_both;
    both.stop = steer_stop(options->stop);
    search_exhaustively(scenario, &both, comparison.model, &result);
    printf("model:\n");
    outcomes_print(comparison.model);
    printf("steered:\n");
    outcomes_print(comparison.steered);
    beyond = print_beyond(&comparison);
    printf("schedules\t%llu\t%s\n", result.schedules, result.complete ? "all within the bound" : "some");
    print_counts(&comparison, result.schedules * repeats);
    printf("time\t%llu ms\n", GetTickCount64() - started);
    free(comparison.script.items);
    outcomes_free(comparison.model);
    outcomes_free(comparison.steered);
    return beyond || comparison.lost || comparison.otherwise;
}

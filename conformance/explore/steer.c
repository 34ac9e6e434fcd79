#include <stdio.h>
#include <stdlib.h>
#include "../model/reset.h"
#include "../seam/seam.h"
#include "gate.h"
#include "steer.h"
#include "steer_calls.h"
#include "steer_pending.h"
#include "waiters.h"

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
    waiters_find();
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
    if (i == script->count) {
        gate_last(report);
        return;
    }
    if (!report->overdue && (script->items[i].open || report->ahead))
        snprintf(report->own_way, sizeof(report->own_way), "%s", report->difference);
    if (*report->own_way)
        report->difference[0] = 0;
    while (++i < script->count)
        gate_turn_loosely(&script->items[i]);
    gate_finish_loosely();
}

BOOL steer_has_followed(const struct steer_report *report)
{
    return !*report->difference && !*report->own_way && !report->ahead && !report->stuck;
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
    if (report->overdue && !*report->end.violation)
        snprintf(report->end.violation, sizeof(report->end.violation), "%s", STEER_OVERDUE);
    if (report->stuck) {
        snprintf(report->end.violation, sizeof(report->end.violation), "%s", report->stuck);
        report->end.end = MODEL_DEADLOCK;
        stuck = TRUE;
    }
    report->late = gate_late();
}

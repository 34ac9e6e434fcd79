#include <stdio.h>
#include <stdlib.h>
#include "../platform.h"
#include "../current.h"
#include "../observe.h"
#include "../run_options.h"
#include "schedule_behaviours.h"
#include "steer.h"

#define DEADLINE 300000 /* ms */
#define QUIET_PASSES 2
#define PASSES_MOST 50
#define PASSES_MILLISECONDS 20000
#define PCT_RUNS 200
#define PCT_MILLISECONDS 2000
#define MODEL_MOST 300000 /* schedules */

static struct outcomes *model, *seen;
static struct script script;
static unsigned long long steered_runs, unfollowed, own_way, followed;
static ULONGLONG pct_end;

static int is_time_up(void)
{
    return GetTickCount64() > pct_end;
}

static void steer_once(const struct scenario *scenario, struct scheduler *scheduler, struct scenario_end *end,
                       const struct schedule *schedule)
{
    struct steer_report report;

    script_record(scenario, scheduler, end, &script);
    outcomes_add(model, end, schedule);
    steer_use(STEER_REAL);
    steer_run(scenario, &script, &report);
    steer_use(STEER_MODEL);
    steered_runs++;
    unfollowed += *report.difference != 0;
    own_way += *report.own_way || report.ahead;
    followed += steer_has_followed(&report);
    /* Where the platform took its own way the outcome is another schedule's, and need not come again; unless
     * it is none of the model's in any. */
    if (steer_has_followed(&report) || *report.difference || *report.end.violation ||
        !outcomes_have(model, report.end.outcome))
        outcomes_add(seen, &report.end, schedule);
}

static BOOL is_beyond_the_model(void)
{
    const char *text;

    for (unsigned int i = 0; (text = outcomes_text(seen, i)); i++)
        if (!outcomes_have(model, text))
            return TRUE;
    return FALSE;
}

static void steer(const struct scenario *scenario)
{
    struct search_options options = {.preemptions = 1, .run = steer_once, .stop = steer_stop(NULL)};
    struct search_result result = {0};
    struct outcomes *unused = outcomes_new();
    ULONGLONG end = GetTickCount64() + PASSES_MILLISECONDS;
    unsigned int passes = 0, quiet = 0, before;

    while (!steer_is_stuck() && quiet < QUIET_PASSES && passes < PASSES_MOST && GetTickCount64() < end) {
        before = outcomes_count(seen);
        steer_await_cancelled(passes % 2 != 0);
        search_exhaustively(scenario, &options, unused, &result);
        passes++;
        quiet = outcomes_count(seen) == before ? quiet + 1 : 0;
    }
    note("%llu schedules with at most 1 preemption, %u times, %s", result.schedules, passes,
         quiet == QUIET_PASSES ? "the last 2 with nothing new" : "as far as the time went");
    steer_await_cancelled(FALSE);
    pct_end = GetTickCount64() + PCT_MILLISECONDS;
    options = (struct search_options){
        .depth = 3, .runs = PCT_RUNS, .seed = 1, .run = steer_once, .stop = steer_stop(is_time_up)};
    search_pct(scenario, &options, unused, &result);
    if (!followed && !steer_is_stuck() && !is_beyond_the_model())
        broken_setup("no schedule could be followed");
    note("%llu steered runs: %llu not followed, %llu in which the platform took a step of its own elsewhere",
         steered_runs, unfollowed, own_way);
    outcomes_free(unused);
}

/* What was seen of an outcome is the value of a check of its own. */
static void observe_outcome(const char *text, int is_of_model, int is_seen)
{
    static const char *const both[] = {"not seen", "seen"};
    static const struct observation_site site = {
        .function = __func__, .file = __FILE__, .line = __LINE__, .kind = KIND_TEXT, .provenance = INFERRED};
    struct expectation *expectation = calloc(1, sizeof(*expectation));
    const char *value = both[is_seen];

    if (!expectation)
        abort();
    *expectation = (struct expectation){.label = strdup(text), .texts = both, .count = is_of_model ? 2 : 1};
    observe_text(&site, expectation, value, strlen(value));
}

static void observe_all(void)
{
    const char *text;

    for (unsigned int i = 0; (text = outcomes_text(model, i)); i++)
        observe_outcome(text, 1, outcomes_have(seen, text));
    for (unsigned int i = 0; (text = outcomes_text(seen, i)); i++)
        if (!outcomes_have(model, text))
            observe_outcome(text, 0, 1);
}

static void explore_scenario(void)
{
    const struct scenario *scenario = scenario_of(current_behaviour());
    struct search_options options = {.preemptions = 2, .most = MODEL_MOST};
    struct search_result result;
    static int installed;

    if (scenario->model_only && !on_model()) {
        not_supported(scenario->model_only);
        return;
    }
    if (!on_model() && steer_is_stuck()) {
        broken_setup("a scenario before it has left threads behind: run this one in a process of its own");
        return;
    }
    if (!installed && !on_model())
        steer_install();
    installed = 1;
    if (!on_model())
        steer_use(STEER_MODEL);
    model = outcomes_new();
    seen = outcomes_new();
    steered_runs = unfollowed = own_way = followed = 0;
    search_exhaustively(scenario, &options, model, &result);
    note("%llu schedules with at most 2 preemptions on the model%s", result.schedules,
         result.complete ? "" : ", and there are more");
    if (on_model())
        search_exhaustively(scenario, &options, seen, &result);
    else
        steer(scenario);
    observe_all();
    outcomes_free(model);
    outcomes_free(seen);
}

/* schedules/AREA-NAME */
static char *id_of(const struct scenario *scenario)
{
    size_t size = sizeof("schedules/") + strlen(scenario->id);
    char *id = malloc(size), *slash;

    if (!id)
        return NULL;
    snprintf(id, size, "schedules/%s", scenario->id);
    if ((slash = strchr(id + sizeof("schedules/") - 1, '/')))
        *slash = '-';
    return id;
}

static struct behaviour *behaviours;

const struct scenario *scenario_of(const struct behaviour *behaviour)
{
    for (unsigned int i = 0; i < scenario_count(); i++)
        if (!strcmp(behaviours[i].id, behaviour->id))
            return scenario_at(i);
    return NULL;
}

const struct behaviour *schedule_behaviours(unsigned int *count)
{
    *count = scenario_count();
    if (!behaviours && (behaviours = calloc(*count + 1, sizeof(*behaviours))))
        for (unsigned int i = 0; i < *count; i++) {
            const struct scenario *scenario = scenario_at(i);

            behaviours[i] = (struct behaviour){.id = id_of(scenario),
                                               .summary = scenario->summary,
                                               .provenance = INFERRED,
                                               .source = "model:conformance/model",
                                               .deadline = DEADLINE,
                                               .explores = 1,
                                               .function = explore_scenario,
                                               .file = scenario->file,
                                               .line = scenario->line};
            if (!behaviours[i].id)
                return NULL;
        }
    return behaviours;
}

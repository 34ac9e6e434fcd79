/* Exploring the schedules of a scenario on the model. */
#ifndef TWINPIPE_EXPLORE_H
#define TWINPIPE_EXPLORE_H

#include "../model/kernel.h"
#include "../model/model.h"
#include "scenario.h"
#include "schedule_text.h"

#define OUTCOME_SIZE 160

/* ---- scenarios.c: all of them, sorted by id ---- */

unsigned int scenario_count(void);
const struct scenario *scenario_at(unsigned int index);
const struct scenario *scenario_find(const char *id);

/* What one run has come to. */
struct scenario_end {
    enum model_end end;
    char outcome[OUTCOME_SIZE];
    char violation[OUTCOME_SIZE]; /* empty: none */
};

/* One run on the model, in which the scheduler chooses between the threads' steps. */
void scenario_run(const struct scenario *scenario, struct scheduler *scheduler, struct scenario_end *end);

/* Where scenario_outcome() and scenario_violation() go from now on. */
void scenario_report_to(struct scenario_end *end);

/* ---- schedules.c: schedules (schedule_text.h) and the choices that there are ---- */

void schedule_add(struct schedule *schedule, const struct choice *choices, unsigned int chosen);

/* Reads the next item of *at: the index of the choice that it names, or -1 if there is none such or the text
 * is over. */
struct schedule_reader {
    const char *at;
    unsigned short item;
    unsigned int left;
};
int schedule_next(struct schedule_reader *reader, const struct choice *choices, unsigned int count);
/* The index of the choice that has that code, or -1. */
int schedule_index(unsigned short item, const struct choice *choices, unsigned int count);

/* ---- outcomes.c ---- */

struct outcomes;
struct outcomes *outcomes_new(void);
void outcomes_add(struct outcomes *outcomes, const struct scenario_end *end, const struct schedule *schedule);
void outcomes_sort(struct outcomes *outcomes); /* violations first, then by text; indices change */
void outcomes_print(const struct outcomes *outcomes);
unsigned int outcomes_violations(const struct outcomes *outcomes);
unsigned int outcomes_count(const struct outcomes *outcomes);
/* NULL from the count on. */
const char *outcomes_text(const struct outcomes *outcomes, unsigned int index);
int outcomes_is_violation(const struct outcomes *outcomes, unsigned int index);
unsigned long long outcomes_times(const struct outcomes *outcomes, unsigned int index);
const char *outcomes_schedule(const struct outcomes *outcomes, unsigned int index);
void outcomes_set_schedule(struct outcomes *outcomes, unsigned int index, const char *schedule);
/* One that an earlier part of the exploration has seen. */
void outcomes_put(struct outcomes *outcomes, const char *text, int violation, unsigned long long times,
                  const char *schedule);
int outcomes_have(const struct outcomes *outcomes, const char *text);
void outcomes_free(struct outcomes *outcomes);

/* ---- searches ---- */

/* In the place of scenario_run(); NULL: that. It gets the schedule when the run on the model is over. */
typedef void (*run_instead)(const struct scenario *scenario, struct scheduler *scheduler,
                            struct scenario_end *end, const struct schedule *schedule);

struct search_options {
    unsigned int preemptions; /* of a thread that could have gone on */
    unsigned int depth, runs; /* of pct: bug depth */
    unsigned long long seed;
    unsigned long long most; /* schedules; 0: no limit */
    /* Leaves out schedules that differ from others only in the order of steps which do not touch the same:
     * the sets of outcomes and violations stay the same. */
    int reduce;
    int (*stop)(void);               /* asked after every run; NULL: nobody wants it to */
    const char *checkpoint;          /* the file for what is left when it is stopped; NULL: none */
    const struct checkpoint *resume; /* where to begin; NULL: at the beginning */
    unsigned long long steps;        /* that a run may have; for the checkpoint, set with model_steps_set() */
    run_instead run;
};

struct search_result {
    unsigned long long schedules;
    unsigned long long cut; /* runs that were not worth their end */
    unsigned int deepest;   /* choices of the longest one */
    int complete;           /* nothing is left within the bound */
    int endless;            /* a run was ended at the limit of steps; others would be, too */
    const char *problem;    /* NULL, or why the checkpoint cannot be used or written */
};

/* Depth first, every schedule with at most that many preemptions, each once; fewer with reduce. */
void search_exhaustively(const struct scenario *scenario, const struct search_options *options,
                         struct outcomes *outcomes, struct search_result *result);
void search_randomly(const struct scenario *scenario, const struct search_options *options,
                     struct outcomes *outcomes, struct search_result *result);
/* Priorities that change at depth - 1 random points. */
void search_pct(const struct scenario *scenario, const struct search_options *options,
                struct outcomes *outcomes, struct search_result *result);
/* NULL, or why the schedule does not fit. */
const char *search_replay(const struct scenario *scenario, const char *schedule, run_instead run,
                          struct outcomes *outcomes);

/* ---- minimise.c: the violation of that index with few preemptions, few switches and few choices, in the
 * place of the schedule that it has. exhaustive: lower bounds are explored for it. ---- */
void minimise(const struct scenario *scenario, const struct search_options *options,
              struct outcomes *outcomes, unsigned int index, int exhaustive);

/* ---- explore_all.c: every scenario, a line each; an exit code: 1 too if a schedule that was found does not
 * give its outcome again ---- */
int explore_all(const struct search_options *options, int times, int sets);

/* ---- explore_command.c: `twinpipe_test.exe explore ...`; an exit code. */
int explore_command(int count, char **arguments);

#endif

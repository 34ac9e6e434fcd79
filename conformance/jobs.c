#include <stdio.h>
#include "platform.h"
#include "jobs.h"
#include "registry.h"
#include "run_options.h"

static unsigned int add_job(struct job *job, const struct behaviour *behaviour, int slow)
{
    unit_name(behaviour, job->unit, sizeof(job->unit));
    snprintf(job->part, sizeof(job->part), "%s", slow ? behaviour->id : "main");
    job->slow = slow;
    job->steps = step_count(job->unit, job->part);
    return job->steps != 0;
}

/* On the model behaviours neither wait nor harm each other. */
static struct job *add_whole(struct job *jobs, unsigned int *count)
{
    snprintf(jobs->unit, sizeof(jobs->unit), "%s", EVERY_UNIT);
    snprintf(jobs->part, sizeof(jobs->part), "all");
    jobs->steps = step_count(jobs->unit, jobs->part);
    *count = jobs->steps != 0;
    if (*count)
        return jobs;
    free(jobs);
    return NULL;
}

struct job *jobs_make(unsigned int *count)
{
    struct job *jobs = calloc(2 * registry_count() + 1, sizeof(*jobs));

    *count = 0;
    if (jobs && on_model())
        return add_whole(jobs, count);
    for (unsigned int i = 0; jobs && i < registry_count(); i++) {
        const struct behaviour *behaviour = registry_at(i);

        if (i == 0 || strcmp(registry_at(i - 1)->file, behaviour->file))
            *count += add_job(&jobs[*count], behaviour, 0);
        if (behaviour->slow)
            *count += add_job(&jobs[*count], behaviour, 1);
    }
    if (jobs && *count)
        return jobs;
    free(jobs);
    return NULL;
}

void jobs_resume(struct job *jobs, unsigned int count,
                 enum job_step (*find)(const struct behaviour *behaviour, unsigned int repeat))
{
    for (struct job *job = jobs; job < jobs + count; job++) {
        const struct behaviour *behaviour;
        unsigned int repeat;
        enum job_step step = STEP_DONE;

        while (step == STEP_DONE && (behaviour = step_behaviour(job->unit, job->part, job->next, &repeat))) {
            step = find(behaviour, repeat);
            job->next += step == STEP_DONE;
        }
        if (step == STEP_SUSPECT)
            job->suspect = job->next + 1;
    }
}

int jobs_have_suspects(const struct job *jobs, unsigned int count)
{
    for (const struct job *job = jobs; job < jobs + count; job++)
        if (job->next < job->suspect)
            return 1;
    return 0;
}

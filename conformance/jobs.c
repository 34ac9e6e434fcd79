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

struct job *jobs_make(unsigned int *count)
{
    struct job *jobs = calloc(2 * registry_count() + 1, sizeof(*jobs));

    *count = 0;
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

void jobs_skip(struct job *jobs, unsigned int count, int (*done)(const char *id, unsigned int repeat))
{
    for (struct job *job = jobs; job < jobs + count; job++) {
        const struct behaviour *behaviour;
        unsigned int repeat;

        while ((behaviour = step_behaviour(job->unit, job->part, job->next, &repeat)) &&
               done(behaviour->id, repeat))
            job->next++;
    }
}

#include "wine_runner/run_plan.h"

#include "results/memory.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/prefix.h"
#include "wine_runner/test_binary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const architectures[RUN_BINARIES] = {"x86_64", "i686"};

static void say(const struct trouble *trouble)
{
    fprintf(stderr, "twinpipe: %s\n", trouble->text);
}

bool run_plan_binaries(struct run_plan *plan, const struct options *options, const char *self,
                       struct trouble *trouble)
{
    size_t found = 0;
    for (size_t i = 0; i < RUN_BINARIES; i++) {
        if (!(options->architectures & wine_architecture_of(architectures[i])))
            continue;
        if (test_binary_find(options->binary, architectures[i], self, plan->binaries[i], trouble)) {
            found++;
        } else if (options->all_architectures) {
            say(trouble);
            plan->binaries[i][0] = '\0';
        } else {
            return false;
        }
    }
    return found;
}

static bool choose_wines(struct run_plan *plan, const struct session_setup *setup, struct trouble *trouble)
{
    const struct options *options = setup->options;
    for (size_t i = 0; i < options->wine_count; i++)
        if (!wine_list_add(setup->loop, &plan->wines, options->wines[i], trouble))
            return false;
    if (options->wine_count)
        return true;
    wine_list_find(setup->loop, &plan->wines, options->all_wines ? say : NULL, trouble);
    if (plan->wines.first_fails && !options->all_wines)
        return false; /* another one would be measured instead, and nobody would notice */
    plan->is_reduced = trouble->text[0] && options->all_wines;
    if (!plan->wines.count)
        return wine_list_none(trouble);
    trouble->text[0] = '\0';
    if (!options->all_wines)
        plan->wines.count = 1;
    return true;
}

/* A Wine that was asked for by name is tried: only the files beside its loader say what it has. */
static bool has_part(const struct wine *wine, const char *architecture, const struct options *options)
{
    if (wine->architectures & wine_architecture_of(architecture) ||
        !(options->all_wines || options->all_architectures))
        return true;
    fprintf(stderr, "twinpipe: %s has no %s part here, so that is left out\n", wine->name,
            strcmp(architecture, "i686") == 0 ? "32-bit" : "64-bit");
    return false;
}

/* Adds the session, or leaves it out. False with TROUBLE filled if the run cannot be without it. */
static bool add_session(struct run_plan *plan, const struct session_setup *setup, const struct wine *wine,
                        size_t architecture, struct trouble *trouble)
{
    struct session *session = &plan->sessions[plan->count];
    *session = (struct session){.setup = setup,
                                .wine = wine,
                                .architecture = architectures[architecture],
                                .binary = plan->binaries[architecture]};
    if (session_prepare(session, trouble) &&
        prefix_ready(setup->loop, setup->self, setup->isolation, wine, session->cached, trouble)) {
        plan->count++;
        return true;
    }
    if (!setup->options->all_wines || interrupt_signal())
        return false;
    say(trouble);
    plan->is_reduced = true;
    trouble->text[0] = '\0';
    return true;
}

bool run_plan_make(struct run_plan *plan, const struct session_setup *setup, struct trouble *trouble)
{
    if (!choose_wines(plan, setup, trouble))
        return false;
    plan->sessions = memory_new(RUN_BINARIES * plan->wines.count, sizeof *plan->sessions);
    for (size_t i = 0; i < plan->wines.count; i++)
        for (size_t k = 0; k < RUN_BINARIES; k++)
            if (plan->binaries[k][0] && has_part(&plan->wines.list[i], architectures[k], setup->options) &&
                !add_session(plan, setup, &plan->wines.list[i], k, trouble))
                return false;
    trouble->text[0] = '\0';
    return plan->count > 0;
}

void run_plan_free(struct run_plan *plan)
{
    wine_list_free(&plan->wines);
    free(plan->sessions);
}

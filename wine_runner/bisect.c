#include "wine_runner/bisect.h"

#include "results/known_lists.h"
#include "results/memory.h"
#include "results/whole_file.h"
#include "wine_runner/bisect_measure.h"
#include "wine_runner/bisect_odds.h"
#include "wine_runner/bisect_options.h"
#include "wine_runner/bisect_report.h"
#include "wine_runner/children.h"
#include "wine_runner/help.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/output.h"
#include "wine_runner/self.h"
#include "wine_runner/test_binary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KILL_MILLISECONDS = 10000 };

enum { NO_CHANGE, CHANGE, TROUBLE };

struct bisection {
    uv_loop_t loop;
    struct bisect_options options;
    struct builds builds;
    struct bisect_place place;
    struct bisect search;
    char self[PATH_MAX], binary[PATH_MAX], output[PATH_MAX];
    int output_lock;
};

static void tell(void *data, size_t index)
{
    const struct bisect_place *place = data;
    const struct bisection *bisection =
        (const struct bisection *)((const char *)place - offsetof(struct bisection, place));
    bisect_report_build(&bisection->search, &bisection->builds, index);
}

static void raise_repeats(const struct known_file *known, void *data)
{
    struct bisection *bisection = data;
    const struct bisect_options *options = &bisection->options;
    for (size_t i = 0; !bisection->search.fixed && i < known->count; i++) {
        const struct known_line *line = &known->lines[i];
        const unsigned needed = line->sometimes && strcmp(line->id, options->behaviour) == 0
                                    ? odds_repeats(line->rate, options->confidence, BISECT_REPEATS_MOST)
                                    : 0;
        if (needed > bisection->search.repeats)
            bisection->search.repeats = needed;
    }
}

/* Unless they are given: so many that a race that is known of this behaviour would be seen. */
static bool choose_repeats(struct bisection *bisection, struct trouble *trouble)
{
    const struct bisect_options *options = &bisection->options;
    struct bisect *search = &bisection->search;
    search->fixed = options->repeats;
    search->repeats = options->repeats ? options->repeats : BISECT_REPEATS_FIRST;
    return !options->known || known_lists_each(options->known, raise_repeats, bisection, trouble);
}

/* A whole one, with the zeroes around it. */
static bool has_string(const char *bytes, size_t size, const char *text)
{
    const char *at = bytes;
    while ((at = memmem(at, size - (size_t)(at - bytes), text, strlen(text) + 1)) && at > bytes && at[-1])
        at++;
    return at;
}

/* A scenario is in the binary as AREA/NAME, and the areas have hyphens as the names have. */
static bool has_scenario(const char *bytes, size_t size, const char *id)
{
    char scenario[128];
    if (strlen(id) >= sizeof scenario)
        return false;
    strcpy(scenario, id + strlen(BISECT_SCHEDULES));
    for (char *at = scenario; (at = strchr(at, '-')); at++) {
        *at = '/';
        if (has_string(bytes, size, scenario))
            return true;
        *at = '-';
    }
    return false;
}

/* The ids are in the binary as they are; else each build would be started in vain. */
static bool has_behaviour(const char *binary, const char *id, struct trouble *trouble)
{
    const bool is_scenario = bisect_is_of_schedules(id);
    struct trouble why;
    size_t size;
    char *bytes = whole_file_bytes(binary, WHOLE_FILE_MOST, &size, &why);
    if (!bytes)
        return trouble_set(trouble, "cannot read %s: %s", binary, why.text);
    const bool is_there = is_scenario ? has_scenario(bytes, size, id) : has_string(bytes, size, id);
    free(bytes);
    return is_there || trouble_set(trouble, "%s has no behaviour %s; its --list%s names all", binary, id,
                                   is_scenario ? " --schedules" : "");
}

static bool choose_builds(struct bisection *bisection, struct trouble *trouble)
{
    const struct bisect_options *options = &bisection->options;
    words_append(&bisection->builds.names, &options->wines);
    if (options->builds && !builds_read(&bisection->builds, options->builds, trouble))
        return false;
    if (options->builds && !bisection->builds.names.count)
        return trouble_set(trouble, "%s names no build", options->builds);
    return builds_complete(&bisection->builds, &bisection->loop, trouble);
}

static bool prepare(struct bisection *bisection, struct trouble *trouble)
{
    const struct bisect_options *options = &bisection->options;
    if (!self_path(bisection->self, trouble) ||
        !test_binary_find(options->binary, options->architecture, bisection->self, bisection->binary,
                          trouble) ||
        !has_behaviour(bisection->binary, options->behaviour, trouble) ||
        !choose_repeats(bisection, trouble) || !choose_builds(bisection, trouble) ||
        !output_open(options->output, bisection->output, &bisection->output_lock, trouble))
        return false;
    bisection->place = (struct bisect_place){
        .loop = &bisection->loop,
        .self = bisection->self,
        .isolation = isolation_choose(&bisection->loop, bisection->self),
        .builds = &bisection->builds,
        .behaviour = options->behaviour,
        .architecture = options->architecture,
        .binary = bisection->binary,
        .output = bisection->output,
    };
    return true;
}

static int execute(struct bisection *bisection, struct trouble *trouble)
{
    struct bisect *search = &bisection->search;
    isolation_announce();
    search->measure = bisect_measure;
    search->tell = tell;
    search->data = &bisection->place;
    search->count = bisection->builds.names.count;
    search->builds = memory_new(search->count, sizeof *search->builds);
    search->fingerprint = bisection->options.fingerprint;
    search->asked = bisection->options.confidence;
    switch (bisect_search(search, trouble)) {
    case BISECT_FOUND:
        bisect_report_found(search, &bisection->builds);
        return help_printed(CHANGE);
    case BISECT_ALIKE:
        bisect_report_alike(search, &bisection->builds);
        return help_printed(NO_CHANGE);
    default:
        return TROUBLE;
    }
}

static void release(struct bisection *bisection)
{
    interrupt_release();
    uv_run(&bisection->loop, UV_RUN_DEFAULT);
    uv_loop_close(&bisection->loop);
    for (size_t i = 0; bisection->search.builds && i < bisection->search.count; i++)
        evidence_free(&bisection->search.builds[i].evidence);
    free(bisection->search.builds);
    builds_free(&bisection->builds);
    words_free(&bisection->options.wines);
    if (bisection->output_lock >= 0)
        close(bisection->output_lock);
    free(bisection);
}

int bisect_command(int argc, char **argv)
{
    struct trouble trouble = {0};
    struct bisection *bisection = memory_new(1, sizeof *bisection);
    int result = TROUBLE;
    bisection->output_lock = -1;
    uv_loop_init(&bisection->loop);
    interrupt_catch(&bisection->loop);
    children_adopt();
    if (bisect_options_parse(argc, argv, &bisection->options, &trouble)) {
        if (bisection->options.help)
            result = help_print("bisect");
        else if (prepare(bisection, &trouble))
            result = execute(bisection, &trouble);
    }
    if (trouble.text[0] && result == TROUBLE && !interrupt_signal())
        fprintf(stderr, "twinpipe: %s\n", trouble.text);
    if (!children_end(KILL_MILLISECONDS, NULL, 0)) {
        fputs("twinpipe: some processes cannot be killed\n", stderr);
        result = TROUBLE;
    }
    release(bisection);
    interrupt_obey();
    return result;
}

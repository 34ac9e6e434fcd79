/* What the files of source.h have in common. */
#ifndef RESULTS_BUG_SOURCE_PARTS_H
#define RESULTS_BUG_SOURCE_PARTS_H

#include "results/bug/source.h"
#include "results/bug/source_wording.h"

enum { SCORE_NAMED = 200, SCORE_MAIN = 15, SCORE_FIELD = 40, SCORE_GUESS = -60, SCORE_UNLIKELY = -20 };

struct search {
    struct program *program;
    const struct program_event *observed;
    struct wording wording; /* of what is observed */
    struct sources *sources;
    int event, score; /* of the call that is looked at */
};

/* The new one, for its other members; the next one moves it. */
struct source *source_add(struct search *search, enum source_what what, size_t parameter, const char *text,
                          int more);

bool is_wait(const struct program_event *event);
/* By the test's expression, or by the label. */
bool is_named(const struct search *search, const struct program_event *event);

/* source_results.c: how a call ended. */
void look_result(struct search *search, const struct program_event *event);
void look_status(struct search *search, const struct program_event *event);
void look_raised(struct search *search, const struct program_event *event);
void look_boolean(struct search *search, const struct program_event *event);
void look_event(struct search *search, const struct program_event *event);
void look_handle(struct search *search, const struct program_event *event);
void look_wait(struct search *search, const struct program_event *event);

/* source_stored.c: numbers, most of which a call has stored. */
void look_number(struct search *search, const struct program_event *event);
/* A number or a boolean in a structure. */
void look_fields(struct search *search, const struct program_event *event);

/* source_callbacks.c: how often something was called back. */
void look_callbacks(struct search *search);

#endif

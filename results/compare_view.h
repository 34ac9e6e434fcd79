/* The three forms in which `compare` prints its differences. Nothing else includes this. */
#ifndef RESULTS_COMPARE_VIEW_H
#define RESULTS_COMPARE_VIEW_H

#include "difference.h"

#include <stdio.h>

enum { COMPARE_WARNINGS = 5 };

struct compare_view {
    const struct difference_list *list;
    char *warnings[COMPARE_WARNINGS]; /* why a difference may not be the platform's; one sentence each */
    size_t warning_count;
};

void compare_write_text(FILE *out, const struct compare_view *view);
void compare_write_markdown(FILE *out, const struct compare_view *view);
void compare_write_json(FILE *out, const struct compare_view *view);

#endif

/* The wrong answers, as data: a table an area, perturb_AREA.c. Each function calls the real one and then
 * tells one lie. Those files are not behind the seam, so that their own calls are the platform's; what they
 * allocate is never freed, since a platform may come back to it late.
 */
#ifndef TWINPIPE_PERTURBATIONS_H
#define TWINPIPE_PERTURBATIONS_H

#include "../platform.h"
#include "seam.h"

#define REPLACED_MOST 4

/* A call that answers wrongly: an entry of the table, or a looked-up name. */
struct replacement {
    seam_function *place;
    const char *lookup;
    seam_function function;
};

struct perturbation {
    const char *name;
    const char *what;      /* what is answered instead of the truth */
    const char *caught_by; /* the behaviour that must differ */
    const char *may_touch; /* globs, separated by spaces, of further behaviours that see the same answer; "-"
                              for none */
    int race;              /* wrong only against what another thread does, or by when it becomes true */
    struct replacement replaced[REPLACED_MOST];
};

struct perturbation_table {
    const struct perturbation *rows;
    unsigned int count;
};

/* Rows: WRONG("name", "what", "caught/by", "may/touch", INSTEAD_OF(WriteFile, function)...). */
#define WRONG(name_, what_, caught_by_, may_touch_, ...)                                                     \
    {                                                                                                        \
        name_, what_, caught_by_, may_touch_, 0,                                                             \
        {                                                                                                    \
            __VA_ARGS__                                                                                      \
        }                                                                                                    \
    }
#define RACE(name_, what_, caught_by_, may_touch_, ...)                                                      \
    {                                                                                                        \
        name_, what_, caught_by_, may_touch_, 1,                                                             \
        {                                                                                                    \
            __VA_ARGS__                                                                                      \
        }                                                                                                    \
    }
#define INSTEAD_OF(call_, function_)                                                                         \
    {                                                                                                        \
        (seam_function *)&seam_import_##call_, NULL, (seam_function)function_                                \
    }
#define INSTEAD_OF_LOOKUP(name_, function_)                                                                  \
    {                                                                                                        \
        NULL, name_, (seam_function)(void *)function_                                                        \
    }

#define PERTURBATION_TABLE(area_)                                                                            \
    const struct perturbation_table perturbations_##area_ = {perturbation_rows, ARRAY_SIZE(perturbation_rows)}

#endif

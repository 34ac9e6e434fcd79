/* The wrong answers, as data. */
#ifndef TWINPIPE_PERTURBATIONS_H
#define TWINPIPE_PERTURBATIONS_H

#include "seam.h"

struct perturbation {
    const char *name;
    const char *what;      /* what is answered instead of the truth */
    const char *caught_by; /* the behaviour that must differ */
    const char *may_touch; /* globs, separated by spaces, of further behaviours that see the same answer; "-"
                              for none */
    seam_function *place;  /* the entry of the table that is replaced */
    seam_function function;
};

extern const struct perturbation perturbations[];
extern const unsigned int perturbation_count;

#endif

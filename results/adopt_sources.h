/* What a run on Windows changes in a checkout of the project. */
#ifndef RESULTS_ADOPT_SOURCES_H
#define RESULTS_ADOPT_SOURCES_H

#include "adoption.h"
#include "trouble.h"

#include <stdbool.h>
#include <stdio.h>

/* Copies the run file to results/runs/windows/ of the checkout TOP, gives the behaviours that are adopted the
 * provenance WINDOWS in tests/, and their facts the confidence measured-on-windows in conformance/facts.tsv.
 * What it did, and what is left to a person, goes into OUT. Every file is replaced in one step, the copy
 * first, so that it can be repeated. False with TROUBLE filled if TOP is no checkout or a file cannot be
 * written. */
bool adopt_sources(FILE *out, const struct adoption *adoption, const char *top, struct trouble *trouble);

#endif

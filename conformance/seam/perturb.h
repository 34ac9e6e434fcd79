/* A layer of the seam that answers wrongly on purpose, so that the suite can be seen to notice. */
#ifndef TWINPIPE_PERTURB_H
#define TWINPIPE_PERTURB_H

/* Installs one wrong answer. Returns 0, with one line on stderr, for an unknown name. */
int perturb_install(const char *name);

/* TSV: name, what it does, the behaviour that must notice, globs of further behaviours that may, and "race"
 * or
 * "-". */
void perturb_list(void);

#endif

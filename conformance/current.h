/* The running behaviour, for observe.c. */
#ifndef TWINPIPE_CURRENT_H
#define TWINPIPE_CURRENT_H

struct behaviour;

/* NULL between behaviours. */
const struct behaviour *current_behaviour(void);
const char *current_repeat(void);
/* A behaviour that ends without any has told nothing. */
void current_observed(int conforms);

#endif

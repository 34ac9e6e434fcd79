/* Numbers that one seed decides. Not for several threads at once. */
#ifndef SOAK_DRAW_H
#define SOAK_DRAW_H

struct draw {
    unsigned long long state;
};

/* A new seed of this one and a number. */
unsigned long long draw_seed(unsigned long long seed, unsigned int number);
/* 0 to below - 1; 0 if below is 0. */
unsigned int draw_below(struct draw *draw, unsigned int below);
/* One time in so many; never for 0. */
int draw_once_in(struct draw *draw, unsigned int times);
/* Small ones as likely as large ones: 1 to largest, by powers of two. */
unsigned int draw_size(struct draw *draw, unsigned int largest);

#endif

#include "draw.h"

/* A Weyl sequence that is mixed: Steele, Lea and Flood, "Fast splittable pseudorandom number generators". */
static unsigned long long next(struct draw *draw)
{
    unsigned long long value = draw->state += 0x9e3779b97f4a7c15ull;

    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9ull;
    value = (value ^ value >> 27) * 0x94d049bb133111ebull;
    return value ^ value >> 31;
}

unsigned long long draw_seed(unsigned long long seed, unsigned int number)
{
    struct draw draw = {seed ^ (number + 1ull) * 0xd1342543de82ef95ull};

    return next(&draw);
}

unsigned int draw_below(struct draw *draw, unsigned int below)
{
    return below ? (unsigned int)(next(draw) % below) : 0;
}

int draw_once_in(struct draw *draw, unsigned int times)
{
    return times && !draw_below(draw, times);
}

unsigned int draw_size(struct draw *draw, unsigned int largest)
{
    unsigned int bits = 0;

    while (largest >> bits)
        bits++;
    bits = 1 + draw_below(draw, bits);
    bits = 1 + draw_below(draw, bits < 32 ? 1u << bits : 0xffffffffu);
    return bits < largest ? bits : largest;
}

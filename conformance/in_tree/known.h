/* What the Wine of this tree is known to do differently: a table that is made of its known differences
 * (results/FORMAT.md) when the tests are exported.
 */
#ifndef TWINPIPE_KNOWN_H
#define TWINPIPE_KNOWN_H

enum known {
    NOT_KNOWN,
    KNOWN_ALWAYS,
    KNOWN_SOMETIMES,
};

struct known_difference {
    enum known when;
    const char *id;
    const char *label; /* "(outcome)" for a behaviour that ends otherwise than by its observations */
    const char *seen;
};

extern const struct known_difference known_differences[];
extern const unsigned int known_count;

/* Of the observation that was recorded last on the thread of behaviours: how its difference is known. Of one
 * that conforms: how one of its label is. */
enum known known_of_last(void);

/* Whether the behaviour is known to end the process, or the platform. */
int known_to_end(const char *id);

#endif

/* The lines of a working file in memory, and what they say of behaviours. */
#ifndef TWINPIPE_WORKING_LINES_H
#define TWINPIPE_WORKING_LINES_H

#include <stddef.h>
#include <wchar.h>

struct working_line {
    const char *text;
    size_t size;        /* with the LF */
    unsigned int place; /* of its behaviour in the registry, from 1; 0 for the head and the unknown */
    unsigned int repeat;
    unsigned int number; /* in the file, from 0 */
};

/* In the order of a finished file: the head and the declarations as they stand, then behaviours by place,
 * repeats ascending, each repeat's lines as they stand. */
struct working_lines {
    char *bytes;
    size_t size; /* of the whole lines: an unfinished last one is left out */
    struct working_line *lines;
    unsigned int count;
};

enum working_lines_loaded { LINES_ABSENT, LINES_UNREADABLE, LINES_READ };

/* Reads a file whole, up to a NUL if there is one: what a disk shows behind the last flush before a power
 * cut. A file that cannot be read, is no run file, or has more than 2 GiB is LINES_UNREADABLE. lines is empty
 * then; free it in any case. */
enum working_lines_loaded working_lines_load(const wchar_t *path, struct working_lines *lines);
void working_lines_free(struct working_lines *lines);

/* "begin", "seen", ...: the record that a line holds; is_body: one that belongs to a behaviour's repeat. */
int working_line_is(const struct working_line *line, const char *record);
int working_line_is_body(const struct working_line *line);

/* Whether some line is that record of that repeat of that behaviour. */
int working_lines_have(const struct working_lines *lines, const char *record, unsigned int place,
                       unsigned int repeat);

/* The place of a behaviour, 0 for an id that this binary does not have. */
unsigned int working_place(const char *id);

#endif

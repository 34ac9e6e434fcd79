/* Reads a text file line by line, in memory that does not grow with the file. */
#ifndef RESULTS_LINE_READER_H
#define RESULTS_LINE_READER_H

#include "trouble.h"

#include <stdbool.h>
#include <stddef.h>

enum { LINE_LIMIT = 65536 }; /* bytes without the line feed */

enum line_status {
    LINE_READ,
    LINE_UNFINISHED, /* the last bytes of the file, with no line feed after them */
    LINE_END,
    LINE_TROUBLE
};

struct line_reader;

struct line {
    char *text; /* NUL-terminated without its line feed; may be written to; valid until the next call */
    size_t length;
};

/* NULL with TROUBLE filled when the file cannot be opened. The path must live as long as the reader. */
struct line_reader *line_reader_open(const char *path, struct trouble *trouble);
void line_reader_close(struct line_reader *reader);

/* The next line. LINE_TROUBLE: a read error, a NUL byte or a line over the limit, described in TROUBLE. */
enum line_status line_reader_next(struct line_reader *reader, struct line *line, struct trouble *trouble);

/* The number of the line read last, from 1. */
size_t line_reader_number(const struct line_reader *reader);

/* CRC-32 of all bytes before the line read last. */
unsigned long line_reader_crc(const struct line_reader *reader);

/* Fills TROUBLE with "FILE:LINE: " and the text, for line NUMBER. Returns false. */
bool line_reader_trouble(const struct line_reader *reader, size_t number, struct trouble *trouble,
                         const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif

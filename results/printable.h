/* Text that a terminal, a log or an XML document can be given, whatever stood in the file it came from. */
#ifndef RESULTS_PRINTABLE_H
#define RESULTS_PRINTABLE_H

#include <stddef.h>

/* Puts a question mark in place of each control character of ASCII but tab and line feed, each C1 control
 * (U+0080 to U+009F), each control of the bidirectional algorithm that embeds, overrides or isolates (U+202A
 * to U+202E, U+2066 to U+2069: they show a line in another order than it has), and each byte that is not part
 * of valid UTF-8. In place: TEXT of SIZE bytes only gets shorter. Returns its new size. */
size_t printable_text(char *text, size_t size);

/* The same for one line: tabs and line feeds, too, become question marks. */
size_t printable_line(char *text, size_t size);

#endif

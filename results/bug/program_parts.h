/* What the files of program.h have in common: the fields of a record. */
#ifndef RESULTS_BUG_PROGRAM_PARTS_H
#define RESULTS_BUG_PROGRAM_PARTS_H

#include "results/bug/program.h"

/* The whole text is a number: 1 to 16 hexadecimal digits; decimal ones, and less than UINT32_MAX. */
bool parse_hexadecimal(const char *text, uint64_t *value);
bool parse_decimal(const char *text, unsigned *value);

/* Pairs of digits as bytes that belong to PROGRAM; NULL if they are none. */
const unsigned char *parse_bytes(struct program *program, const char *digits, size_t *size);

/* What goes into a C program as it is. */
bool is_c_name(const char *text);
bool is_c_type(const char *text);

/* "(HANDLE file, void *bytes)" and "bool: handle buffer" into the parameters of EVENT. Returns NULL, or what
 * is wrong with them. Changes LIST and WORDS, which the parameters then point into. */
const char *split_parameters(struct program *program, struct program_event *event, char *list, char *words);

#endif

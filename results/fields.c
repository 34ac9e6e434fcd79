#include "fields.h"

#include <ctype.h>
#include <jansson.h>
#include <stdint.h>
#include <string.h>

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return -1;
}

/* The length of the escape at TEXT, which begins with a backslash; 0 if the format has no such escape. The
 * text ends with a NUL byte. */
static size_t escape_length(const char *text)
{
    if (strchr("tnr\\", text[1]) && text[1])
        return 2;
    if (text[1] != 'x')
        return 0;
    int high = hex_value(text[2]);
    int low = high < 0 ? -1 : hex_value(text[3]);
    if (low < 0)
        return 0;
    int byte = high * 16 + low;
    bool has_own_escape = byte == '\t' || byte == '\n' || byte == '\r';
    bool needs_escape = byte < 0x20 || byte >= 0x7f || byte == '|';
    return needs_escape && !has_own_escape ? 4 : 0;
}

static bool is_utf8(const char *text, size_t length)
{
    /* jansson refuses anything else, overlong forms and surrogates included. */
    json_t *string = json_stringn(text, length);
    json_decref(string);
    return string != NULL;
}

static const char *control_defect(char byte)
{
    if (byte == '\r')
        return "the line has a carriage return: something converted the file; get a copy that was made in "
               "binary mode";
    return "the line has a raw control character: the file is damaged; get a fresh copy";
}

static void store_field(struct fields *fields, char *start, char *end)
{
    if (fields->count < FIELDS_MOST)
        fields->field[fields->count] = (struct field){start, (size_t)(end - start)};
    fields->count++;
}

const char *fields_split(char *text, size_t length, struct fields *fields)
{
    char *end = text + length;
    char *start = text;
    bool ascii = true;
    fields->count = 0;
    for (char *at = text; at < end; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '\t') {
            if (at == start)
                return "a field is empty: an absent value is written `-`";
            store_field(fields, start, at);
            start = at + 1;
        } else if (byte == '\\') {
            size_t escape = escape_length(at);
            if (!escape)
                return "an escape is none of \\t \\n \\r \\\\ \\xHH: the file is damaged; get a fresh copy";
            at += escape - 1;
        } else if (byte < 0x20 || byte == 0x7f) {
            return control_defect(*at);
        } else if (byte >= 0x80) {
            ascii = false;
        }
    }
    if (start == end)
        return length ? "the last field is empty: an absent value is written `-`"
                      : "the line is empty; remove it";
    store_field(fields, start, end);
    if (!ascii && !is_utf8(text, length))
        return "the line is not valid UTF-8: the file is damaged or was converted; get a fresh copy";
    for (size_t i = 0; i < fields->count && i < FIELDS_MOST; i++)
        fields->field[i].text[fields->field[i].length] = '\0';
    return NULL;
}

bool field_is(const struct field *field, const char *word)
{
    return !strcmp(field->text, word);
}

bool field_number(const struct field *field, unsigned *number)
{
    if (field->length > 10 || (field->length > 1 && field->text[0] == '0'))
        return false;
    uint64_t value = 0;
    for (size_t i = 0; i < field->length; i++) {
        if (!isdigit((unsigned char)field->text[i]))
            return false;
        value = value * 10 + (uint64_t)(field->text[i] - '0');
    }
    *number = (unsigned)value;
    return field->length > 0 && value <= UINT32_MAX;
}

void field_for_people(struct field *field)
{
    char *to = memchr(field->text, '\\', field->length);
    if (!to)
        return;
    for (const char *from = to; *from; from++) {
        *to++ = *from;
        if (from[0] == '\\' && from[1] == '\\')
            from++;
    }
    *to = '\0';
    field->length = (size_t)(to - field->text);
}

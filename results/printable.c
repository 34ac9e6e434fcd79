#include "printable.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* The character at TEXT, of which LEFT bytes are there, and its LENGTH in bytes; false if it is not UTF-8. */
static bool decode(const unsigned char *text, size_t left, uint32_t *character, size_t *length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char first = text[0];
    *length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    *character = *length == 1 ? first : first & (0x7fu >> *length);
    if (*length == 1)
        return true;
    if (first < 0xc0 || first >= 0xf8 || *length > left)
        return false;
    for (size_t i = 1; i < *length; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return false;
        *character = *character << 6 | (text[i] & 0x3f);
    }
    return *character >= least[*length] && *character <= 0x10ffff &&
           (*character < 0xd800 || *character > 0xdfff);
}

static bool is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) ||
           (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

static size_t clean(char *text, size_t size, const char *kept)
{
    char *to = text;
    for (size_t from = 0, length; from < size; from += length) {
        uint32_t character;
        bool valid = decode((const unsigned char *)text + from, size - from, &character, &length);
        if (!valid)
            length = 1;
        if (valid &&
            (!is_control(character) || (character && character < 0x20 && strchr(kept, text[from])))) {
            memmove(to, text + from, length);
            to += length;
        } else {
            *to++ = '?';
        }
    }
    return (size_t)(to - text);
}

size_t printable_text(char *text, size_t size)
{
    return clean(text, size, "\t\n");
}

size_t printable_line(char *text, size_t size)
{
    return clean(text, size, "");
}

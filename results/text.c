#include "text.h"

/* How many bytes at the beginning of TEXT are a control character; 0 for anything else. */
static size_t control_length(const unsigned char *text, size_t size)
{
    if ((text[0] < 0x20 && text[0] != '\n' && text[0] != '\t') || text[0] == 0x7f)
        return 1;
    if (size >= 2 && text[0] == 0xc2 && text[1] >= 0x80 && text[1] < 0xa0)
        return 2;
    if (size >= 3 && text[0] == 0xe2 &&
        ((text[1] == 0x80 && text[2] >= 0xaa && text[2] <= 0xae) ||
         (text[1] == 0x81 && text[2] >= 0xa6 && text[2] <= 0xa9)))
        return 3;
    return 0;
}

size_t text_silence(char *text, size_t size)
{
    size_t used = 0;
    for (size_t at = 0; at < size;) {
        const size_t length = control_length((const unsigned char *)text + at, size - at);
        text[used++] = length ? '?' : text[at];
        at += length ? length : 1;
    }
    return used;
}

#include "checksum.h"

unsigned int checksum_update(unsigned int checksum, const void *bytes, size_t size)
{
    static unsigned int table[256];
    const unsigned char *byte = bytes;

    if (!table[1]) {
        for (unsigned int i = 256; i-- > 0;) {
            unsigned int value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value >> 1) ^ (value & 1 ? 0xedb88320u : 0);
            table[i] = value;
        }
    }
    checksum = ~checksum;
    while (size--)
        checksum = table[(checksum ^ *byte++) & 0xff] ^ (checksum >> 8);
    return ~checksum;
}

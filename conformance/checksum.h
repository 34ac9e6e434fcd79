/* CRC-32 as in zip and PNG. Start with 0 and feed any number of pieces. */
#ifndef TWINPIPE_CHECKSUM_H
#define TWINPIPE_CHECKSUM_H

#include <stddef.h>

unsigned int checksum_update(unsigned int checksum, const void *bytes, size_t size);

#endif

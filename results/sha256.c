#include "sha256.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

void hexadecimal_write(const unsigned char *bytes, size_t count, char *text)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        *text++ = digits[bytes[i] >> 4];
        *text++ = digits[bytes[i] & 15];
    }
    *text = '\0';
}

void sha256_must(int succeeded)
{
    if (succeeded)
        return;
    fputs("twinpipe: libcrypto cannot compute SHA-256; check its installation\n", stderr);
    exit(2);
}

void sha256_write(const void *bytes, size_t size, char digits[SHA256_DIGITS + 1])
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    sha256_must(EVP_Digest(bytes, size, sum, NULL, EVP_sha256(), NULL));
    hexadecimal_write(sum, SHA256_DIGITS / 2, digits);
}

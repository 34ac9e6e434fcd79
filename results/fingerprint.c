#include "fingerprint.h"
#include "memory.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fingerprint {
    EVP_MD_CTX *context;
};

static void must(int succeeded)
{
    if (succeeded)
        return;
    fputs("twinpipe: libcrypto cannot compute SHA-256; check its installation\n", stderr);
    exit(2);
}

static void start(struct fingerprint *fingerprint)
{
    must(EVP_DigestInit_ex(fingerprint->context, EVP_sha256(), NULL));
}

struct fingerprint *fingerprint_new(void)
{
    struct fingerprint *fingerprint = memory_new(1, sizeof *fingerprint);
    fingerprint->context = memory_present(EVP_MD_CTX_new());
    start(fingerprint);
    return fingerprint;
}

void fingerprint_add(struct fingerprint *fingerprint, const char *text)
{
    must(EVP_DigestUpdate(fingerprint->context, text, strlen(text) + 1));
}

void fingerprint_finish(struct fingerprint *fingerprint, char digits[FINGERPRINT_SIZE])
{
    unsigned char hash[EVP_MAX_MD_SIZE];
    must(EVP_DigestFinal_ex(fingerprint->context, hash, NULL));
    for (int i = 0; i < FINGERPRINT_SIZE / 2; i++)
        snprintf(digits + 2 * i, 3, "%02x", hash[i]);
    start(fingerprint);
}

void fingerprint_free(struct fingerprint *fingerprint)
{
    EVP_MD_CTX_free(fingerprint->context);
    free(fingerprint);
}

#include "fingerprint.h"
#include "memory.h"
#include "sha256.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

struct fingerprint {
    EVP_MD_CTX *context;
};

static void start(struct fingerprint *fingerprint)
{
    sha256_must(EVP_DigestInit_ex(fingerprint->context, EVP_sha256(), NULL));
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
    sha256_must(EVP_DigestUpdate(fingerprint->context, text, strlen(text) + 1));
}

void fingerprint_finish(struct fingerprint *fingerprint, char digits[FINGERPRINT_SIZE])
{
    unsigned char hash[EVP_MAX_MD_SIZE];
    sha256_must(EVP_DigestFinal_ex(fingerprint->context, hash, NULL));
    hexadecimal_write(hash, FINGERPRINT_SIZE / 2, digits);
    start(fingerprint);
}

void fingerprint_free(struct fingerprint *fingerprint)
{
    EVP_MD_CTX_free(fingerprint->context);
    free(fingerprint);
}

#include "report_page.h"
#include "report_assets.h"

#include <openssl/evp.h>
#include <string.h>

enum { SHA256_SIZE = 32, SHA256_BASE64_SIZE = 45 };

/* The form in which a content security policy names an inline script or style. */
static void write_policy_source(FILE *file, const char *text)
{
    unsigned char digest[SHA256_SIZE];
    unsigned char base64[SHA256_BASE64_SIZE];
    if (!EVP_Digest(text, strlen(text), digest, NULL, EVP_sha256(), NULL))
        return; /* without its source the policy forbids the script: safe, and the tests see it */
    EVP_EncodeBlock(base64, digest, sizeof digest);
    fprintf(file, "'sha256-%s'", (const char *)base64);
}

static void write_policy(FILE *file)
{
    fputs("default-src 'none'; script-src ", file);
    write_policy_source(file, report_asset_script);
    fputs("; style-src ", file);
    write_policy_source(file, report_asset_style);
    fputs("; base-uri 'none'; form-action 'none'", file);
}

/* These three occur in JSON only inside strings, where \u stands for them: then nothing in the data can end
 * the script element that holds it. Everything beyond ASCII is escaped by jansson. */
static int write_escaped(const char *text, size_t length, void *context)
{
    FILE *file = context;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '<' || text[i] == '>' || text[i] == '&')
            fprintf(file, "\\u%04x", (unsigned)text[i]);
        else
            putc(text[i], file);
    }
    return 0;
}

static void write_place(FILE *file, const char *name, size_t length, const json_t *data)
{
    if (strncmp(name, "POLICY", length) == 0)
        write_policy(file);
    else if (strncmp(name, "STYLE", length) == 0)
        fputs(report_asset_style, file);
    else if (strncmp(name, "SCRIPT", length) == 0)
        fputs(report_asset_script, file);
    else if (strncmp(name, "DATA", length) == 0)
        json_dump_callback(data, write_escaped, file, JSON_COMPACT | JSON_ENSURE_ASCII);
}

void report_page_write(FILE *file, const json_t *data)
{
    const char *text = report_asset_page;
    const char *open;
    while ((open = strchr(text, '@')) != NULL) {
        const char *close = strchr(open + 1, '@');
        if (!close)
            break;
        fwrite(text, 1, (size_t)(open - text), file);
        write_place(file, open + 1, (size_t)(close - open - 1), data);
        text = close + 1;
    }
    fputs(text, file);
}

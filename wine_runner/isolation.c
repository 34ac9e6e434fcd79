#include "wine_runner/isolation.h"

#include "wine_runner/capture.h"
#include "wine_runner/root.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROBE_SECONDS = 10 };

static char fallback_reason[256];

const char *isolation_word(enum isolation isolation)
{
    return isolation == ISOLATION_PID_NAMESPACE ? "pid-namespace" : "subreaper";
}

static void add_namespace(const char *root, const char *self, struct words *words)
{
    static const char *const bwrap[] = {"bwrap", "--unshare-pid", "--die-with-parent"};
    static const char *const here[] = {"--dev-bind", "/", "/", "--proc", "/proc"};
    for (size_t i = 0; i < sizeof bwrap / sizeof *bwrap; i++)
        words_add(words, bwrap[i]);
    if (root && root[0])
        root_add_mounts(root, self, words);
    for (size_t i = 0; (!root || !root[0]) && i < sizeof here / sizeof *here; i++)
        words_add(words, here[i]);
    if (geteuid() == 0) { /* bubblewrap takes them away, and the output directory may be another user's */
        words_add(words, "--cap-add");
        words_add(words, "ALL");
    }
    words_add(words, "--");
}

void isolation_add_root(const char *root, struct words *words)
{
    add_namespace(root, NULL, words);
}

void isolation_add_words(enum isolation isolation, const char *root, const char *self, struct words *words)
{
    if (isolation == ISOLATION_PID_NAMESPACE)
        add_namespace(root, self, words);
    if (root && root[0])
        root_add_self(words);
    else
        words_add(words, self);
}

static bool probe_namespace(uv_loop_t *loop, const char *self, char *why, size_t size)
{
    struct words words = {0};
    isolation_add_words(ISOLATION_PID_NAMESPACE, NULL, self, &words);
    words_add(&words, "--version");
    int status = capture(loop, &words, PROBE_SECONDS, why, size);
    words_free(&words);
    if (status == -ENOENT)
        snprintf(why, size, "bwrap (package bubblewrap) is not installed");
    why[strcspn(why, "\n")] = '\0';
    if (!why[0])
        snprintf(why, size, "bwrap failed and did not say why");
    return status == 0;
}

enum isolation isolation_choose(uv_loop_t *loop, const char *self)
{
    const char *asked = getenv("TWINPIPE_ISOLATION");
    if (asked && strcmp(asked, isolation_word(ISOLATION_SUBREAPER)) == 0)
        return ISOLATION_SUBREAPER;
    if (!probe_namespace(loop, self, fallback_reason, sizeof fallback_reason))
        return ISOLATION_SUBREAPER;
    fallback_reason[0] = '\0';
    return ISOLATION_PID_NAMESPACE;
}

void isolation_announce(void)
{
    if (fallback_reason[0])
        fprintf(stderr, "twinpipe: no PID namespace here (%s); a subreaper does its work\n", fallback_reason);
    fallback_reason[0] = '\0';
}

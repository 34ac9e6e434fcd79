/* Starts a program so that nothing which it starts outlives it.
 *
 * In a PID namespace, made by bubblewrap, the kernel guarantees that. Where namespaces are not permitted, the
 * supervising process finds and kills what is left. */
#ifndef WINE_RUNNER_SANDBOX_H
#define WINE_RUNNER_SANDBOX_H

#include "results/trouble.h"
#include "wine_runner/isolation.h"
#include "wine_runner/words.h"

#include <stdbool.h>
#include <uv.h>

/* What to start. All strings are only read by sandbox_start. */
struct sandbox_command {
    const char *self;
    enum isolation isolation;
    const char *root;   /* the file system to run in, see root.h; NULL or empty: this one */
    const char *server; /* the wineserver to start first, NULL if the program needs none */
    bool save;          /* let the wineserver write its registry when the program has ended */
    bool is_told;       /* sandbox_run passes a first SIGINT on to the program, and waits for its end */
    struct words program;
    struct words environment;
    const char *directory;   /* to start in */
    const char *output_path; /* created or emptied; standard output and error both go there */
};

/* One started program. Zero-initialise it; it must live until `ended` was called. */
struct sandbox {
    void (*ended)(struct sandbox *sandbox, int code); /* code: as supervise.h has it */
    void *data;                                       /* the caller's own */
    /* The rest is the sandbox's. */
    uv_process_t process;
    enum isolation isolation;
    int code;
    bool alive;
    bool over;            /* has ended, in sandbox_run */
    struct sandbox *next; /* of those that are alive */
};

/* False with TROUBLE filled if it cannot be started; `ended` is then not called. */
bool sandbox_start(uv_loop_t *loop, struct sandbox *sandbox, const struct sandbox_command *command,
                   struct trouble *trouble);

/* Ends the program and all that it started; `ended` is called later. */
void sandbox_stop(struct sandbox *sandbox);

/* Runs LOOP until the program has ended, an interrupt comes or SECONDS have passed, and stops it then; but
 * see is_told.
 * Returns the code, SUPERVISE_STOPPED if it had to be stopped. `ended` is not called. */
int sandbox_run(uv_loop_t *loop, struct sandbox *sandbox, const struct sandbox_command *command, int seconds,
                struct trouble *trouble);

#endif

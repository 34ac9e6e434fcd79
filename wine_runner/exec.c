#include "wine_runner/exec.h"

#include "wine_runner/execution.h"
#include "wine_runner/help.h"
#include "wine_runner/interrupt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRAM_SECONDS = 3600 };

static void show_log(const char *path)
{
    char bytes[65536];
    size_t count;
    FILE *log = fopen(path, "r");
    if (!log)
        return;
    while ((count = fread(bytes, 1, sizeof bytes, log)))
        fwrite(bytes, 1, count, stdout);
    fflush(stdout); /* a signal may end us */
    fclose(log);
}

/* WINE, or the first. */
static int run_program(struct execution *execution, const char *wine, char **program, struct trouble *trouble)
{
    char binary[PATH_MAX];
    if (!realpath(*program, binary)) {
        trouble_set(trouble, "there is no program %s", *program);
        return 2;
    }
    if (!execution_begin(execution, wine, trouble) || !execution_take(execution, NULL, trouble))
        return 2;
    int code = execution_run(execution, binary, program + 1, PROGRAM_SECONDS, trouble);
    show_log(execution->workdir.log);
    return code;
}

int exec_command(int argc, char **argv)
{
    struct execution *execution = calloc(1, sizeof *execution);
    struct trouble trouble = {0};
    const bool has_wine = argc > 2 && strcmp(argv[1], "--wine") == 0;
    char **program = argv + (has_wine ? 3 : 1);
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return free(execution), help_print("exec");
    if (!execution || !*program)
        return free(execution), fputs("twinpipe: no program; see `twinpipe exec --help`\n", stderr), 2;
    int code = run_program(execution, has_wine ? argv[2] : NULL, program, &trouble);
    if (trouble.text[0] && code == 2)
        fprintf(stderr, "twinpipe: %s\n", trouble.text);
    execution_end(execution);
    free(execution);
    interrupt_obey();
    return code;
}

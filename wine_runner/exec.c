#include "wine_runner/exec.h"

#include "wine_runner/children.h"
#include "wine_runner/dos_path.h"
#include "wine_runner/files.h"
#include "wine_runner/help.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/prefix.h"
#include "wine_runner/self.h"
#include "wine_runner/supervise.h"
#include "wine_runner/wine_list.h"
#include "wine_runner/workdir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRAM_SECONDS = 3600, KILL_MILLISECONDS = 10000 };

struct execution {
    uv_loop_t loop;
    char self[PATH_MAX], binary[PATH_MAX], cached[PATH_MAX];
    struct wine_list wines;
    struct workdir workdir;
    struct sandbox sandbox;
    enum isolation isolation;
};

/* WINE, or the first. */
static bool find_wine(struct execution *execution, const char *wine, struct trouble *trouble)
{
    if (wine)
        return wine_list_add(&execution->loop, &execution->wines, wine, trouble);
    wine_list_find(&execution->loop, &execution->wines, NULL, trouble);
    if (execution->wines.first_fails)
        return false;
    if (!execution->wines.count)
        return wine_list_none(trouble);
    trouble->text[0] = '\0';
    return true;
}

static bool prepare(struct execution *execution, const char *wine, const char *program,
                    struct trouble *trouble)
{
    if (!realpath(program, execution->binary))
        return trouble_set(trouble, "there is no program %s", program);
    if (!self_path(execution->self, trouble) || !find_wine(execution, wine, trouble))
        return false;
    execution->isolation = isolation_choose(&execution->loop, execution->self);
    return prefix_ready(&execution->loop, execution->self, execution->isolation, execution->wines.list,
                        execution->cached, trouble) &&
           workdir_make(&execution->workdir, trouble) &&
           workdir_fresh_prefix(&execution->workdir, execution->cached, trouble);
}

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

static int run_program(struct execution *execution, char **arguments, struct trouble *trouble)
{
    const struct wine *wine = execution->wines.list;
    char dos[PATH_MAX];
    struct sandbox_command command = {
        .self = execution->self,
        .isolation = execution->isolation,
        .root = wine->root,
        .server = wine->server[0] ? wine->server : NULL,
        .directory = execution->workdir.prefix,
        .output_path = execution->workdir.log,
        .is_told = true,
    };
    if (!dos_path(execution->binary, dos, sizeof dos)) {
        trouble_set(trouble, "a Windows program cannot name %s; move it elsewhere", execution->binary);
        return 2;
    }
    isolation_announce();
    wine_add_program(wine, dos, &command.program);
    for (; *arguments; arguments++)
        words_add(&command.program, *arguments);
    workdir_environment(&execution->workdir, wine, execution->workdir.prefix, &command.environment);
    int code = sandbox_run(&execution->loop, &execution->sandbox, &command, PROGRAM_SECONDS, trouble);
    words_free(&command.program);
    words_free(&command.environment);
    show_log(execution->workdir.log);
    if (code < SUPERVISE_DIED)
        return code;
    if (!trouble->text[0])
        trouble_set(trouble, "%s did not run to its end", execution->binary);
    return 2;
}

int exec_command(int argc, char **argv)
{
    struct execution *execution = calloc(1, sizeof *execution);
    struct trouble trouble = {0};
    const bool has_wine = argc > 2 && strcmp(argv[1], "--wine") == 0;
    char **program = argv + (has_wine ? 3 : 1);
    int code = 2;
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return free(execution), help_print("exec");
    if (!execution || !*program)
        return free(execution), fputs("twinpipe: no program; see `twinpipe exec --help`\n", stderr), 2;
    uv_loop_init(&execution->loop);
    interrupt_catch(&execution->loop);
    children_adopt();
    if (prepare(execution, has_wine ? argv[2] : NULL, *program, &trouble))
        code = run_program(execution, program + 1, &trouble);
    if (trouble.text[0] && code == 2)
        fprintf(stderr, "twinpipe: %s\n", trouble.text);
    children_end(KILL_MILLISECONDS, NULL, 0);
    workdir_remove(&execution->workdir);
    interrupt_release();
    uv_run(&execution->loop, UV_RUN_DEFAULT);
    uv_loop_close(&execution->loop);
    wine_list_free(&execution->wines);
    free(execution);
    interrupt_obey();
    return code;
}

#include "wine_runner/execution.h"

#include "wine_runner/children.h"
#include "wine_runner/dos_path.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/prefix.h"
#include "wine_runner/self.h"
#include "wine_runner/supervise.h"

enum { KILL_MILLISECONDS = 10000 };

static bool find_wines(struct execution *execution, const char *wine, struct trouble *trouble)
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

bool execution_begin(struct execution *execution, const char *wine, struct trouble *trouble)
{
    uv_loop_init(&execution->loop);
    execution->has_begun = true;
    interrupt_catch(&execution->loop);
    children_adopt();
    if (!self_path(execution->self, trouble) || !find_wines(execution, wine, trouble))
        return false;
    execution->isolation = isolation_choose(&execution->loop, execution->self);
    return true;
}

bool execution_take(struct execution *execution, const struct wine *wine, struct trouble *trouble)
{
    execution->wine = wine ? wine : execution->wines.list;
    return prefix_ready(&execution->loop, execution->self, execution->isolation, execution->wine,
                        execution->cached, trouble) &&
           (execution->workdir.path[0] || workdir_make(&execution->workdir, trouble)) &&
           workdir_fresh_prefix(&execution->workdir, execution->cached, trouble);
}

int execution_run(struct execution *execution, const char *binary, char *const *arguments, int seconds,
                  struct trouble *trouble)
{
    const struct wine *wine = execution->wine;
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
    if (!dos_path(binary, dos, sizeof dos)) {
        trouble_set(trouble, "a Windows program cannot name %s; move it elsewhere", binary);
        return 2;
    }
    isolation_announce();
    wine_add_program(wine, dos, &command.program);
    for (; *arguments; arguments++)
        words_add(&command.program, *arguments);
    workdir_environment(&execution->workdir, wine, execution->workdir.prefix, &command.environment);
    int code = sandbox_run(&execution->loop, &execution->sandbox, &command, seconds, trouble);
    words_free(&command.program);
    words_free(&command.environment);
    if (code < SUPERVISE_DIED)
        return code;
    if (!trouble->text[0])
        trouble_set(trouble, "%s did not run to its end", binary);
    return 2;
}

void execution_end(struct execution *execution)
{
    if (!execution->has_begun)
        return;
    children_end(KILL_MILLISECONDS, NULL, 0);
    workdir_remove(&execution->workdir);
    interrupt_release();
    uv_run(&execution->loop, UV_RUN_DEFAULT);
    uv_loop_close(&execution->loop);
    wine_list_free(&execution->wines);
    execution->has_begun = false;
}

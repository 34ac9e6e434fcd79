#include "wine_runner/wines.h"

#include "wine_runner/children.h"
#include "wine_runner/help.h"
#include "wine_runner/install.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/suite.h"
#include "wine_runner/wine_list.h"

#include <stdio.h>
#include <string.h>

static void say(const struct trouble *trouble)
{
    fprintf(stderr, "twinpipe: %s\n", trouble->text);
}

static void print(const struct wine *wine)
{
    char architectures[32];
    wine_architecture_list(wine->architectures, architectures, sizeof architectures);
    printf("%s\t%s\t%s%s\t%s\n", wine->name, wine->build, wine->root, wine->loader, architectures);
}

static int list(uv_loop_t *loop, char **arguments)
{
    struct wine_list wines = {0};
    struct trouble trouble;
    (void)arguments;
    wine_list_find(loop, &wines, say, &trouble);
    if (!wines.count && !trouble.text[0] && !wine_list_none(&trouble))
        say(&trouble);
    for (size_t i = 0; i < wines.count; i++)
        print(&wines.list[i]);
    const int result = wines.count ? 0 : 2;
    wine_list_free(&wines);
    return result;
}

static bool install_one(uv_loop_t *loop, const char *suite, struct trouble *trouble)
{
    char path[PATH_MAX];
    struct wine_list wines = {0};
    struct trouble ignored = {0};
    bool is_there = false;
    if (!install_suite(loop, suite, path, trouble))
        return false;
    wine_list_find(loop, &wines, NULL, &ignored); /* by the name that tells it from those that are here */
    for (size_t i = 0; i < wines.count; i++)
        if (strcmp(wines.list[i].root, path) == 0) {
            print(&wines.list[i]);
            is_there = true;
        }
    wine_list_free(&wines);
    return is_there || trouble_set(trouble, "%s has no Wine that starts", path);
}

/* The rest is not begun when one fails: it would most likely fail as well. */
static int install(uv_loop_t *loop, char **suites)
{
    struct trouble trouble;
    for (; *suites; suites++) {
        if (install_one(loop, *suites, &trouble))
            continue;
        if (!interrupt_signal())
            say(&trouble);
        return 2;
    }
    return 0;
}

static int work(int (*what)(uv_loop_t *loop, char **arguments), char **arguments)
{
    uv_loop_t loop;
    uv_loop_init(&loop);
    interrupt_catch(&loop);
    children_adopt();
    const int result = what(&loop, arguments);
    interrupt_release();
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    interrupt_obey();
    return help_printed(result);
}

static int refuse(const char *format, const char *word)
{
    struct trouble trouble;
    trouble_set(&trouble, format, word);
    say(&trouble);
    return 2;
}

int wines_command(int argc, char **argv)
{
    const bool is_install = argc > 1 && strcmp(argv[1], "install") == 0;
    const int rest = is_install || (argc > 1 && strcmp(argv[1], "list") == 0) ? 2 : 1;
    for (int i = rest; i < argc; i++)
        if (help_is_asked(argv[i]))
            return help_print("wines");
    if (!is_install && argc > rest)
        return refuse("unknown argument %s; see `twinpipe wines --help`", argv[rest]);
    if (!is_install)
        return work(list, argv + rest);
    if (argc == rest)
        return refuse("install wants a suite%s: bullseye, bookworm, trixie or sid", "");
    for (int i = rest; i < argc; i++)
        if (!suite_is_known(argv[i]))
            return refuse("unknown suite %s; there are bullseye, bookworm, trixie and sid", argv[i]);
    return work(install, argv + rest);
}

#include "wine_runner/wines.h"

#include "wine_runner/children.h"
#include "wine_runner/help.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/wine_list.h"

#include <stdio.h>
#include <string.h>

static int list(void)
{
    uv_loop_t loop;
    struct wine_list wines = {0};
    struct trouble trouble;
    uv_loop_init(&loop);
    interrupt_catch(&loop);
    children_adopt();
    wine_list_find(&loop, &wines, &trouble);
    interrupt_release();
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    interrupt_obey();
    if (trouble.text[0])
        fprintf(stderr, "twinpipe: %s\n", trouble.text);
    else if (!wines.count && !wine_list_none(&trouble))
        fprintf(stderr, "twinpipe: %s\n", trouble.text);
    for (size_t i = 0; i < wines.count; i++) {
        const struct wine *wine = &wines.list[i];
        printf("%s\t%s\t%s\t%s\n", wine->name, wine->build, wine->loader,
               wine->server[0] ? wine->server : "-");
    }
    const int result = wines.count ? 0 : 2;
    wine_list_free(&wines);
    return help_printed(result);
}

int wines_command(int argc, char **argv)
{
    int rest = argc > 1 && strcmp(argv[1], "list") == 0 ? 2 : 1;
    struct trouble trouble;
    if (argc == rest)
        return list();
    if (help_is_asked(argv[rest]))
        return help_print("wines");
    trouble_set(&trouble, "unknown argument %s; see `twinpipe wines --help`", argv[rest]);
    fprintf(stderr, "twinpipe: %s\n", trouble.text);
    return 2;
}

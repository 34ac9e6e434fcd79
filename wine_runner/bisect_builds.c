#include "wine_runner/bisect_builds.h"

#include "results/line_reader.h"
#include "results/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool builds_read(struct builds *builds, const char *path, struct trouble *trouble)
{
    struct line_reader *reader = line_reader_open(path, trouble);
    struct line line;
    enum line_status status = LINE_END;
    while (reader &&
           ((status = line_reader_next(reader, &line, trouble)) == LINE_READ || status == LINE_UNFINISHED)) {
        line.text[strcspn(line.text, "\r")] = '\0';
        char *name = line.text + strspn(line.text, " \t");
        for (char *end = name + strlen(name); end > name && (end[-1] == ' ' || end[-1] == '\t');)
            *--end = '\0';
        if (*name && *name != '#' && strchr(name, '/') && access(name, F_OK) != 0) {
            line_reader_trouble(reader, line_reader_number(reader), trouble, "there is no %s: %s", name,
                                strerror(errno));
            status = LINE_TROUBLE;
            break;
        }
        if (*name && *name != '#')
            words_add(&builds->names, name);
    }
    line_reader_close(reader);
    return reader && status != LINE_TROUBLE;
}

/* A candidate is before its release. */
int builds_compare_versions(const char *first, const char *second)
{
    const char *first_candidate = strstr(first, "-rc"), *second_candidate = strstr(second, "-rc");
    char *one =
        memory_present(strndup(first, first_candidate ? (size_t)(first_candidate - first) : strlen(first)));
    char *two = memory_present(
        strndup(second, second_candidate ? (size_t)(second_candidate - second) : strlen(second)));
    int order = strverscmp(one, two);
    if (!order && first_candidate && second_candidate)
        order = strverscmp(first_candidate, second_candidate);
    else if (!order)
        order = !first_candidate - !second_candidate;
    free(one);
    free(two);
    return order;
}

static int compare_wines(const void *a, const void *b)
{
    const struct wine *first = a, *second = b;
    const int order = builds_compare_versions(first->name, second->name);
    return order ? order : strcmp(first->loader, second->loader);
}

static void add_found(struct builds *builds, uv_loop_t *loop)
{
    struct wine_list found = {0};
    struct trouble ignored;
    wine_list_find(loop, &found, NULL, &ignored);
    if (found.count)
        qsort(found.list, found.count, sizeof *found.list, compare_wines);
    builds->wines = memory_new(found.count + 1, sizeof *builds->wines);
    for (size_t i = 0; i < found.count; i++) {
        words_add(&builds->names, found.list[i].name);
        builds->wines[i].list = memory_new(1, sizeof *found.list);
        builds->wines[i].list[0] = found.list[i];
        builds->wines[i].count = builds->wines[i].capacity = 1;
    }
    wine_list_free(&found);
}

bool builds_complete(struct builds *builds, uv_loop_t *loop, struct trouble *trouble)
{
    const bool is_given = builds->names.count;
    if (!is_given)
        add_found(builds, loop);
    else
        builds->wines = memory_new(builds->names.count, sizeof *builds->wines);
    for (size_t i = 0; is_given && i < builds->names.count; i++) {
        const char *name = builds->names.list[i];
        if (strchr(name, '/') && access(name, F_OK) != 0)
            return trouble_set(trouble, "there is no %s: %s", name, strerror(errno));
        if (!strchr(name, '/') && !wine_list_add(loop, &builds->wines[i], name, trouble))
            return false;
    }
    return builds->names.count >= 2 ||
           trouble_set(trouble,
                       "%zu %s nothing to search in; give two builds or more, oldest first, with --wine or "
                       "--builds",
                       builds->names.count, is_given ? "build is" : "Wine of this machine is");
}

const struct wine *builds_wine(struct builds *builds, uv_loop_t *loop, size_t index, struct trouble *trouble)
{
    struct wine_list *wines = &builds->wines[index];
    const bool is_found = wines->count || wine_list_add(loop, wines, builds->names.list[index], trouble);
    return is_found ? wines->list : NULL;
}

void builds_free(struct builds *builds)
{
    for (size_t i = 0; builds->wines && i < builds->names.count; i++)
        wine_list_free(&builds->wines[i]);
    free(builds->wines);
    words_free(&builds->names);
    *builds = (struct builds){0};
}

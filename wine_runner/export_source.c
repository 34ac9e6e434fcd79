#include "results/memory.h"
#include "wine_runner/export_names.h"
#include "wine_runner/export_texts.h"
#include "wine_runner/source_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* Tests with their headers, fixtures and the writer; headers of the other two only declare. */
static bool is_behind_seam(const char *name)
{
    const bool is_c = strcmp(name + strlen(name) - 2, ".c") == 0;
    return begins_with(name, "tests/") ||
           (is_c && (begins_with(name, "conformance/fixture/") || begins_with(name, "writer/")));
}

/* Where the first line behind the last include begins. */
static const char *after_includes(const char *text)
{
    const char *after = NULL;
    for (const char *at = text; at; at = strstr(at, "\n#include")) {
        at += *at == '\n';
        if (begins_with(at, "#include"))
            after = at + strcspn(at, "\n") + 1;
        at += strcspn(at, "\n");
    }
    return after;
}

static void write_include(FILE *out, const char *root, const char *name, const char *line, size_t length)
{
    char included[PATH_MAX], found[PATH_MAX], flat[NAME_MAX + 1];
    if (export_include(line, included) && export_included(root, name, included, found)) {
        export_flat(found, flat);
        fprintf(out, "#include \"%s\"\n", flat);
    } else {
        fwrite(line, 1, length, out);
    }
}

static void write_lines(FILE *out, const char *root, const char *name, const char *text)
{
    const char *after = is_behind_seam(name) ? after_includes(text) : NULL;
    for (const char *line = text, *next; *line; line = next) {
        next = line + strcspn(line, "\n");
        next += *next == '\n';
        if (line == after)
            fputs("#include \"" EXPORT_REDIRECT "\"\n", out);
        write_include(out, root, name, line, (size_t)(next - line));
    }
}

static void write_unit_without_checks(FILE *out, const char *name)
{
    char flat[NAME_MAX + 1];
    export_flat(name, flat);
    fprintf(out,
            "\n#include \"wine/test.h\"\n\nSTART_TEST(%.*s)\n{\n    /* What is here is called by the others. "
            "*/\n}\n",
            (int)strcspn(flat, "."), flat);
}

char *export_source(const char *root, const char *name, struct trouble *trouble)
{
    char *text = source_tree_read(root, name, trouble), *made = NULL;
    size_t size;
    if (!text)
        return NULL;
    FILE *out = memory_present(open_memstream(&made, &size));
    export_notice(out);
    write_lines(out, root, name, text);
    if (strcmp(name + strlen(name) - 2, ".c") == 0 && !export_is_unit(name))
        write_unit_without_checks(out, name);
    fclose(out);
    free(text);
    return memory_present(made);
}

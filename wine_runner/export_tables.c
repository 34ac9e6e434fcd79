#include "results/memory.h"
#include "wine_runner/export_names.h"
#include "wine_runner/export_texts.h"
#include "wine_runner/source_tree.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Wine sorts them by bytes. */
static void write_sources(FILE *out, const struct words *files)
{
    struct words sources = {0};
    words_add(&sources, EXPORT_KNOWN);
    for (size_t i = 0; i < files->count; i++) {
        char flat[NAME_MAX + 1];
        export_flat(files->list[i], flat);
        if (strcmp(flat + strlen(flat) - 2, ".c") == 0)
            words_add(&sources, flat);
    }
    qsort(sources.list, sources.count, sizeof *sources.list, compare_names);
    fputs("SOURCES =", out);
    for (size_t i = 0; i < sources.count; i++)
        fprintf(out, " \\\n\t%s", sources.list[i]);
    fputs("\n", out);
    words_free(&sources);
}

void export_notice(FILE *out)
{
    fputs("/*\n"
          " * Copyright 2026 the twinpipe maintainers\n"
          " *\n"
          " * This library is free software; you can redistribute it and/or\n"
          " * modify it under the terms of the GNU Lesser General Public\n"
          " * License as published by the Free Software Foundation; either\n"
          " * version 2.1 of the License, or (at your option) any later version.\n"
          " *\n"
          " * This library is distributed in the hope that it will be useful,\n"
          " * but WITHOUT ANY WARRANTY; without even the implied warranty of\n"
          " * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU\n"
          " * Lesser General Public License for more details.\n"
          " *\n"
          " * You should have received a copy of the GNU Lesser General Public\n"
          " * License along with this library; if not, write to the Free Software\n"
          " * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA\n"
          " */\n\n",
          out);
}

char *export_makefile(const char *root, const struct words *files, struct trouble *trouble)
{
    char *text = source_tree_read(root, "tests/Makefile.in", trouble), *made = NULL;
    char *sources = text ? strstr(text, "SOURCES") : NULL;
    size_t size;
    if (text && !sources)
        trouble_set(trouble, "%s/tests/Makefile.in has no SOURCES", root);
    if (!sources)
        return free(text), NULL;
    FILE *out = memory_present(open_memstream(&made, &size));
    while (sources > text && isspace((unsigned char)sources[-1]))
        sources--;
    fprintf(out, "%.*s\nEXTRADEFS = -DPIPE_WRITER_CHECKED\n\n", (int)(sources - text), text);
    write_sources(out, files);
    fclose(out);
    free(text);
    return memory_present(made);
}

char *export_redirect(const char *root, struct trouble *trouble)
{
    char *text = source_tree_read(root, "conformance/seam/calls.h", trouble), *rest = text, *line;
    char *made = NULL;
    size_t size;
    if (!text)
        return NULL;
    FILE *out = memory_present(open_memstream(&made, &size));
    export_notice(out);
    fputs(
        "/* Included last by what is behind the seam: its calls go through the table of seam_calls.h. */\n"
        "#ifndef TWINPIPE_SEAM_REDIRECT_H\n#define TWINPIPE_SEAM_REDIRECT_H\n\n#include \"seam_seam.h\"\n\n",
        out);
    while ((line = strsep(&rest, "\n"))) {
        char name[128];
        if (sscanf(line, "SEAM_CALL(%*[^,], %127[A-Za-z0-9]", name) == 1 ||
            sscanf(line, "SEAM_VOID(%127[A-Za-z0-9],", name) == 1)
            fprintf(out, "#define %s seam_import_%s\n", name, name);
    }
    fputs("\n#endif\n", out);
    fclose(out);
    free(text);
    return memory_present(made);
}

/* A value of the file as a C string: its escapes are C's but for \xHH, which in C has no fixed length. */
static void write_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        unsigned byte;
        if (text[0] == '\\' && text[1] == 'x' && sscanf(text + 2, "%2x", &byte) == 1) {
            fprintf(out, "\\%03o", byte);
            text += 3;
        } else if (text[0] == '\\' && text[1]) {
            fprintf(out, "\\%c", *++text);
        } else {
            fprintf(out, *text == '"' ? "\\%c" : "%c", *text);
        }
    }
    fputc('"', out);
}

static void write_comment(FILE *out, const char *text)
{
    for (; *text; text++)
        fprintf(out, text[0] == '*' && text[1] == '/' ? "%c " : "%c", *text);
}

static void write_rows(FILE *out, const struct known_file *known)
{
    for (size_t i = 0; i < known->count; i++) {
        const struct known_line *line = &known->lines[i];
        fprintf(out, "    {%s, ", line->sometimes ? "KNOWN_SOMETIMES" : "KNOWN_ALWAYS");
        write_string(out, line->id);
        fputs(", ", out);
        write_string(out, line->label);
        fputs(", ", out);
        write_string(out, line->seen);
        fputs("}, /* ", out);
        write_comment(out, line->reason);
        fputs(" */\n", out);
    }
}

char *export_known(const struct known_file *known, const struct known_file *more)
{
    char *made = NULL;
    size_t size;
    FILE *out = memory_present(open_memstream(&made, &size));
    export_notice(out);
    fputs("/* What this Wine is known to do differently, and what that means. */\n"
          "#include \"conformance_platform.h\"\n#include \"conformance_known.h\"\n\n"
          "const struct known_difference known_differences[] = {\n",
          out);
    write_rows(out, known);
    if (more) {
        fputs("#ifdef __i386__\n", out);
        write_rows(out, more);
        fputs("#endif\n", out);
    }
    fputs("    {NOT_KNOWN, \"\", \"\", \"\"},\n};\n"
          "const unsigned int known_count = ARRAY_SIZE(known_differences) - 1;\n"
          "\nSTART_TEST(conformance_known_lines)\n{\n    /* What is here is called by the others. */\n}\n",
          out);
    fclose(out);
    return memory_present(made);
}

#include "adopt_sources.h"
#include "memory.h"
#include "output.h"
#include "whole_file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char new_word[] = "WINDOWS", measured[] = "measured-on-windows";

struct text {
    char path[PATH_MAX], *bytes;
    size_t size;
};

/* Free the bytes. */
static bool read_text(const char *top, const char *name, struct text *text, struct trouble *trouble)
{
    struct trouble why;
    snprintf(text->path, sizeof text->path, "%s%s%s", top, *top ? "/" : "", name);
    text->bytes = whole_file_text(text->path, &text->size, &why);
    return text->bytes || trouble_set(trouble, "cannot read %s: %s", text->path, why.text);
}

/* TEXT with LENGTH bytes at PLACE replaced. */
static void replace(struct text *text, size_t place, size_t length, const char *by)
{
    const size_t size = strlen(by);
    char *bytes = memory_new(text->size - length + size + 1, 1);
    memcpy(bytes, text->bytes, place);
    memcpy(bytes + place, by, size);
    memcpy(bytes + place + size, text->bytes + place + length, text->size - place - length);
    text->size += size - length;
    free(text->bytes);
    text->bytes = bytes;
}

/* Between the behaviour's id and its body. False if a macro makes its declaration. */
static bool change_provenance(struct text *text, const char *id)
{
    static const char word[] = ".provenance = ";
    char wanted[512];
    snprintf(wanted, sizeof wanted, ".id = \"%s\"", id);
    const char *found = strstr(text->bytes, wanted), *body = found ? strstr(found, "\n{") : NULL;
    const char *at = found ? strstr(found, word) : NULL;
    if (!body || !at || at > body)
        return false;
    at += strlen(word);
    replace(text, (size_t)(at - text->bytes), strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_"), new_word);
    return true;
}

static bool write_text(struct text *text, struct trouble *trouble)
{
    const bool is_written = output_write(text->path, text->bytes, text->size, trouble);
    free(text->bytes);
    return is_written;
}

/* All behaviours of the file that the one with INDEX, the first of them, is in. */
static bool change_file(FILE *out, const struct adoption *adoption, const char *top, size_t index,
                        struct trouble *trouble)
{
    const struct run_file *run = adoption->run;
    const char *file = run->behaviours[index].file;
    char name[PATH_MAX];
    struct text text = {.size = 0};
    snprintf(name, sizeof name, "tests/%s", file);
    if (strchr(file, '/') || !read_text(top, name, &text, trouble))
        return !strchr(file, '/') ? false : trouble_set(trouble, "%s is no file of tests/", file);
    for (size_t i = index; i < run->behaviour_count; i++)
        if (adoption->behaviours[i].is_adopted && strcmp(run->behaviours[i].file, file) == 0 &&
            !change_provenance(&text, run->behaviours[i].id))
            fprintf(out, "left to you: %s: %s: a macro declares it\n", text.path, run->behaviours[i].id);
    return write_text(&text, trouble);
}

static bool is_first_of_file(const struct adoption *adoption, size_t index)
{
    const struct run_behaviour *behaviours = adoption->run->behaviours;
    for (size_t i = 0; i < index; i++)
        if (adoption->behaviours[i].is_adopted && strcmp(behaviours[i].file, behaviours[index].file) == 0)
            return false;
    return adoption->behaviours[index].is_adopted;
}

/* The eighth column of the facts that are measured. */
static bool change_facts(const struct adoption *adoption, const char *top, struct trouble *trouble)
{
    struct text text = {.size = 0};
    if (!read_text(top, "conformance/facts.tsv", &text, trouble))
        return false;
    for (size_t line = 0, next; line < text.size; line = next + 1) {
        size_t place = line;
        if (adoption_measures(adoption, text.bytes + line, strcspn(text.bytes + line, "\t\n"))) {
            for (int column = 1; column < 8 && text.bytes[place]; column++)
                place += strcspn(text.bytes + place, "\t") + 1;
            replace(&text, place, strcspn(text.bytes + place, "\t\n"), measured);
        }
        next = line + strcspn(text.bytes + line, "\n");
    }
    return write_text(&text, trouble);
}

static bool copy_run(FILE *out, const struct adoption *adoption, const char *top, struct trouble *trouble)
{
    const char *path = adoption->run->path, *slash = strrchr(path, '/');
    char name[PATH_MAX];
    struct text text = {.size = 0};
    if (!read_text("", path, &text, trouble))
        return false;
    snprintf(name, sizeof name, "%s/results/runs/windows/%s", top, slash ? slash + 1 : path);
    strcpy(text.path, name);
    fprintf(out, "%s: the run\n", name);
    return write_text(&text, trouble);
}

bool adopt_sources(FILE *out, const struct adoption *adoption, const char *top, struct trouble *trouble)
{
    bool is_done = copy_run(out, adoption, top, trouble);
    for (size_t i = 0; is_done && i < adoption->run->behaviour_count; i++)
        if (is_first_of_file(adoption, i))
            is_done = change_file(out, adoption, top, i, trouble);
    is_done = is_done && change_facts(adoption, top, trouble);
    if (is_done)
        fputs("build and run the checks, look at `git diff`, and correct by hand what was refuted\n", out);
    return is_done;
}

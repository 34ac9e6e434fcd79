#include "known.h"
#include "fields.h"
#include "intern.h"
#include "line_reader.h"
#include "memory.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

enum column { WHEN, ID, LABEL, SEEN, FACT, TRIES, RATE, BUG, REASON, COLUMN_COUNT };

struct known_store {
    struct intern strings;
    struct known_line *lines;
    size_t capacity;
    const struct known_line **sorted; /* by id, label and seen */
};

struct loader {
    struct known_file *known;
    struct line_reader *reader;
    const char *path;
    struct trouble *trouble;
    struct fields fields;
};

#define bad(loader, ...)                                                                                     \
    line_reader_trouble((loader)->reader, line_reader_number((loader)->reader), (loader)->trouble,           \
                        __VA_ARGS__)

static const char *keep(struct loader *loader, enum column column)
{
    const struct field *field = &loader->fields.field[column];
    return intern_add(&loader->known->store->strings, field->text, field->length);
}

static bool absent(const struct loader *loader, enum column column)
{
    return field_is(&loader->fields.field[column], "-");
}

/* A fraction above 0 and at most 1: `0.083`, `1.000`. */
static bool take_rate(const struct field *field, double *rate)
{
    if ((strncmp(field->text, "0.", 2) && strncmp(field->text, "1.", 2)) || field->length < 3 ||
        field->length > 12 || strspn(field->text + 2, "0123456789") != field->length - 2)
        return false;
    *rate = strtod(field->text, NULL);
    return *rate > 0 && *rate <= 1;
}

static bool take_frequency(struct loader *loader, struct known_line *line)
{
    if (!line->sometimes)
        return (absent(loader, TRIES) && absent(loader, RATE)) ||
               bad(loader, "an `always` line has `-` for tries and rate; correct it or make it `sometimes`");
    if (!field_number(&loader->fields.field[TRIES], &line->tries) || line->tries < KNOWN_LEAST_TRIES)
        return bad(loader, "tries is `%.20s`: a `sometimes` line needs at least %d; run with --repeat %d",
                   loader->fields.field[TRIES].text, KNOWN_LEAST_TRIES, KNOWN_LEAST_TRIES);
    if (!take_rate(&loader->fields.field[RATE], &line->rate))
        return bad(loader, "rate is `%.20s`: give a fraction between 0 and 1, as in 0.083",
                   loader->fields.field[RATE].text);
    return true;
}

/* `check` suggests a line with these words in it, for a person to fill in. */
static bool is_filled_in(struct loader *loader)
{
    static const struct {
        enum column column;
        const char *word;
    } blanks[] = {{FACT, KNOWN_BLANK_FACT}, {BUG, "BUG"}, {REASON, KNOWN_BLANK_REASON}};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        if (field_is(&loader->fields.field[blanks[i].column], blanks[i].word))
            return bad(loader, "field %d is still the word %s: write what it stands for%s",
                       blanks[i].column + 1, blanks[i].word, blanks[i].column == BUG ? ", or `-`" : "");
    }
    return true;
}

static bool take_line(struct loader *loader)
{
    struct known_file *known = loader->known;
    struct known_line line = {.path = loader->path, .line = line_reader_number(loader->reader)};
    if (loader->fields.count != COLUMN_COUNT)
        return bad(loader, "the line has %zu fields, not %d; separate them with one tab each",
                   loader->fields.count, COLUMN_COUNT);
    line.sometimes = field_is(&loader->fields.field[WHEN], "sometimes");
    if (!line.sometimes && !field_is(&loader->fields.field[WHEN], "always"))
        return bad(loader, "the first field is `%.20s`; give `always` or `sometimes`",
                   loader->fields.field[WHEN].text);
    if (!take_frequency(loader, &line))
        return false;
    for (enum column column = ID; column <= REASON; column++) {
        if (absent(loader, column) && column != TRIES && column != RATE && column != BUG)
            return bad(loader,
                       "field %d is `-`; every known difference has its id, label, value, fact and reason",
                       column + 1);
    }
    if (!is_filled_in(loader))
        return false;
    line.id = keep(loader, ID);
    line.label = keep(loader, LABEL);
    line.seen = keep(loader, SEEN);
    line.fact = keep(loader, FACT);
    line.bug = absent(loader, BUG) ? NULL : keep(loader, BUG);
    field_for_people(&loader->fields.field[REASON]);
    line.reason = keep(loader, REASON);
    known->store->lines =
        memory_reserve(known->store->lines, &known->store->capacity, known->count + 1, sizeof line);
    known->store->lines[known->count++] = line;
    return true;
}

/* The version, and the column names, which stand there for people and must be right for them. */
static bool take_title(struct loader *loader, const char *text)
{
    const struct fields *fields = &loader->fields;
    unsigned version;
    if (line_reader_number(loader->reader) == 2)
        return !strcmp(text, KNOWN_COLUMNS) ||
               bad(loader, "the second line is not the column names; it must be %s",
                   "when, id, label, seen, fact, tries, "
                   "rate, bug, reason, with tabs between");
    if (fields->count != 2 || !field_is(&fields->field[0], "twinpipe-known") ||
        !field_number(&fields->field[1], &version) || !version)
        return bad(loader,
                   "this is no known-differences file: its first line is not `twinpipe-known`, a tab and the "
                   "version");
    return version <= KNOWN_FILE_VERSION || bad(loader,
                                                "version %u is newer than this twinpipe reads (%d); update "
                                                "twinpipe",
                                                version, KNOWN_FILE_VERSION);
}

static bool take_text(struct loader *loader, struct line *line)
{
    char title[sizeof KNOWN_COLUMNS + 1];
    bool is_title = line_reader_number(loader->reader) <= 2;
    if (!is_title && line->text[0] == '#')
        return true;
    /* Splitting writes into the line. */
    strncpy(title, line->text, sizeof title - 1);
    title[sizeof title - 1] = '\0';
    const char *defect = fields_split(line->text, line->length, &loader->fields);
    if (defect)
        return bad(loader, "%s", defect);
    return is_title ? take_title(loader, title) : take_line(loader);
}

static int compare_lines(const void *a, const void *b)
{
    const struct known_line *x = *(const struct known_line *const *)a;
    const struct known_line *y = *(const struct known_line *const *)b;
    int order = strcmp(x->id, y->id);
    if (!order)
        order = strcmp(x->label, y->label);
    return order ? order : strcmp(x->seen, y->seen);
}

static bool sort_lines(struct loader *loader)
{
    struct known_file *known = loader->known;
    known->lines = known->store->lines;
    known->store->sorted = memory_new(known->count, sizeof *known->store->sorted);
    for (size_t i = 0; i < known->count; i++)
        known->store->sorted[i] = &known->lines[i];
    qsort(known->store->sorted, known->count, sizeof *known->store->sorted, compare_lines);
    for (size_t i = 1; i < known->count; i++) {
        const struct known_line *a = known->store->sorted[i - 1], *b = known->store->sorted[i];
        if (compare_lines(&a, &b))
            continue;
        const struct known_line *first = a < b ? a : b, *second = a < b ? b : a;
        const bool is_elsewhere = first->path != second->path;
        return trouble_set(loader->trouble,
                           "%s:%zu: the difference is listed in %s%sline %zu already; remove one",
                           second->path, second->line, is_elsewhere ? first->path : "",
                           is_elsewhere ? ", " : "", first->line);
    }
    return true;
}

static bool read_lines(struct loader *loader)
{
    enum line_status status;
    struct line line;
    while ((status = line_reader_next(loader->reader, &line, loader->trouble)) == LINE_READ ||
           status == LINE_UNFINISHED) {
        if (!take_text(loader, &line))
            return false;
    }
    if (status == LINE_TROUBLE)
        return false;
    if (line_reader_number(loader->reader) < 2)
        return line_reader_trouble(loader->reader, line_reader_number(loader->reader) + 1, loader->trouble,
                                   "the file ends before its column names; give a known-differences file");
    return true;
}

static bool read_file(struct loader *loader, const char *path)
{
    struct known_file *known = loader->known;
    loader->path = intern_add(&known->store->strings, path, strlen(path));
    loader->reader = line_reader_open(loader->path, loader->trouble);
    if (!loader->reader)
        return false;
    known->paths[known->path_count++] = loader->path;
    const bool is_read = read_lines(loader);
    line_reader_close(loader->reader);
    return is_read;
}

struct known_file *known_files_load(const char *const *paths, size_t count, struct trouble *trouble)
{
    struct loader loader = {.trouble = trouble, .known = memory_new(1, sizeof *loader.known)};
    bool is_loaded = true;
    loader.known->store = memory_new(1, sizeof *loader.known->store);
    for (size_t i = 0; is_loaded && i < count; i++)
        is_loaded = read_file(&loader, paths[i]);
    if (is_loaded && sort_lines(&loader))
        return loader.known;
    known_file_free(loader.known);
    return NULL;
}

struct known_file *known_file_load(const char *path, struct trouble *trouble)
{
    return known_files_load(&path, 1, trouble);
}

bool known_file_spared(const struct known_file *known, const char *path, struct trouble *trouble)
{
    bool is_spared = true;
    for (size_t i = 0; known && is_spared && i < known->path_count; i++)
        is_spared = output_spares(path, known->paths[i], trouble);
    return is_spared;
}

void known_file_free(struct known_file *known)
{
    if (!known)
        return;
    intern_free(&known->store->strings);
    free(known->store->lines);
    free(known->store->sorted);
    free(known->store);
    free(known);
}

const struct known_line *known_file_find(const struct known_file *known, const char *id, const char *label,
                                         const char *seen)
{
    struct known_line wanted = {.id = id, .label = label, .seen = seen};
    const struct known_line *key = &wanted;
    const struct known_line **found =
        bsearch(&key, known->store->sorted, known->count, sizeof *known->store->sorted, compare_lines);
    return found ? *found : NULL;
}

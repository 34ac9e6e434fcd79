#include "run_loader.h"

#include <ctype.h>
#include <string.h>

static bool is_sha256(const struct field *value)
{
    return value->length == 64 && strspn(value->text, "0123456789abcdef") == 64;
}

static bool is_architecture(const struct field *value)
{
    return field_is(value, "x86_64") || field_is(value, "i686") || field_is(value, "aarch64");
}

static bool is_isolation(const struct field *value)
{
    return field_is(value, "pid-namespace") || field_is(value, "subreaper") || field_is(value, "none");
}

static bool is_count(const struct field *value)
{
    unsigned count;
    return field_number(value, &count) && count > 0;
}

/* "10.0.22631.4460": four numbers. */
static bool is_windows_version(const char *text)
{
    int numbers = 0;
    for (;; text++) {
        size_t digits = strspn(text, "0123456789");
        numbers += digits > 0;
        text += digits;
        if (!digits || *text != '.')
            return digits && !*text && numbers == 4;
    }
}

/* Wine's versions begin with a digit: "8.0", "10.0-rc2". The name stands in file names and columns. */
static bool is_platform(const struct field *value)
{
    const char *text = value->text;
    if (strncmp(text, "windows-", strlen("windows-")) == 0)
        return is_windows_version(text + strlen("windows-"));
    if (strncmp(text, "wine-", strlen("wine-")) == 0)
        return isdigit((unsigned char)text[strlen("wine-")]) && !strpbrk(text, " /\\");
    return field_is(value, "model");
}

static unsigned number_at(const char *text, int digits)
{
    unsigned number = 0;
    for (int i = 0; i < digits; i++)
        number = number * 10 + (unsigned)(text[i] - '0');
    return number;
}

static bool is_date(const struct field *value)
{
    static const char form[] = "0000-00-00";
    const char *text = value->text;
    if (value->length != strlen(form))
        return false;
    for (size_t i = 0; i < value->length; i++) {
        if (form[i] == '-' ? text[i] != '-' : !isdigit((unsigned char)text[i]))
            return false;
    }
    unsigned month = number_at(text + 5, 2), day = number_at(text + 8, 2);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* The required keys. What a value must be is said to a person, after "is not". */
static const struct key {
    const char *name;
    bool (*is_right)(const struct field *value); /* NULL: any text */
    const char *right;
} keys[] = {
    {"binary-sha256", is_sha256, "64 lower-case hexadecimal digits"},
    {"architecture", is_architecture, "x86_64, i686 or aarch64"},
    {"platform", is_platform, "wine-VERSION, windows-N.N.N.N or model"},
    {"build", NULL, NULL},
    {"kernel", NULL, NULL},
    {"cpus", is_count, "a number from 1 on"},
    {"isolation", is_isolation, "pid-namespace, subreaper or none"},
    {"options", NULL, NULL},
    {"date", is_date, "a date as in 2026-11-21"},
};

static bool check_value(struct run_loader *loader, const struct field *name, const struct field *value)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (field_is(name, keys[i].name) && keys[i].is_right && !keys[i].is_right(value))
            return loader_trouble(loader, "%s is `%.80s`, which is not %s; the file is damaged", keys[i].name,
                                  value->text, keys[i].right);
    }
    return true;
}

bool run_take_head(struct run_loader *loader)
{
    const struct field *name = &loader->fields.field[1];
    struct run_store *store = loader->store;
    struct run_file *run = loader->run;
    if (loader->head_over)
        return loader_trouble(loader, "a `head` line after the head: two run files in one? Split them");
    const char *key = intern_add(&store->keys, name->text, name->length);
    if (*intern_mark(key))
        return loader_trouble(loader, "the head has `%.40s` twice; the file is damaged", name->text);
    if (!check_value(loader, name, &loader->fields.field[2]))
        return false;
    *intern_mark(key) = 1;
    store->head = memory_reserve(store->head, &loader->head_capacity, run->head_count + 1, sizeof *run->head);
    run->head = store->head;
    store->head[run->head_count++] = (struct run_head){key, run_keep_for_people(loader, 2)};
    return true;
}

bool run_head_complete(struct run_loader *loader)
{
    loader->head_over = true;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!run_file_head(loader->run, keys[i].name))
            return loader_trouble(loader, "the head has no `%s`: the file is cut short or damaged; run again",
                                  keys[i].name);
    }
    return true;
}

#include "run_file.h"
#include "run_loader.h"

#include <stdlib.h>
#include <string.h>

static enum line_status next_line(struct run_loader *loader)
{
    struct line line;
    enum line_status status = line_reader_next(loader->reader, &line, loader->trouble);
    if (status != LINE_READ)
        return status;
    const char *defect = fields_split(line.text, line.length, &loader->fields);
    if (!defect)
        return LINE_READ;
    loader_trouble(loader, "%s", defect);
    return LINE_TROUBLE;
}

/* Reads all lines. An unfinished last line is what a power cut leaves, and is dropped. */
static bool read_records(struct run_loader *loader)
{
    enum line_status status = next_line(loader);
    if (status == LINE_TROUBLE)
        return false;
    if (status != LINE_READ)
        return line_reader_trouble(loader->reader, 1, loader->trouble,
                                   "the file is empty or ends in its first line: it is no run file");
    if (!run_version_take(loader))
        return false;
    while ((status = next_line(loader)) == LINE_READ) {
        if (!run_record_take(loader))
            return false;
    }
    if (status == LINE_TROUBLE)
        return false;
    if (loader->ended && status == LINE_UNFINISHED)
        return loader_trouble(loader,
                              "there is text after the end line; the file was changed, get a fresh copy");
    return loader->head_over || run_head_complete(loader);
}

static struct run_file *new_run(const char *path)
{
    struct run_file *run = memory_new(1, sizeof *run);
    run->store = memory_new(1, sizeof *run->store);
    run->path = intern_add(&run->store->strings, path, strlen(path));
    return run;
}

struct run_file *run_file_load(const char *path, struct trouble *trouble)
{
    struct run_loader loader = {.trouble = trouble};
    loader.reader = line_reader_open(path, trouble);
    if (!loader.reader)
        return NULL;
    loader.run = new_run(path);
    loader.store = loader.run->store;
    bool loaded = read_records(&loader) && run_group(&loader);
    loader.run->incomplete = !loader.ended;
    line_reader_close(loader.reader);
    pair_map_free(&loader.repeats_by_key);
    free(loader.repeats);
    free(loader.observations);
    if (loaded)
        return loader.run;
    run_file_free(loader.run);
    return NULL;
}

void run_file_free(struct run_file *run)
{
    if (!run)
        return;
    intern_free(&run->store->ids);
    intern_free(&run->store->strings);
    intern_free(&run->store->keys);
    free(run->store->head);
    free(run->store->behaviours);
    free(run->store->repeats);
    free(run->store->observations);
    free(run->store);
    free(run);
}

const char *run_file_head(const struct run_file *run, const char *key)
{
    for (size_t i = 0; i < run->head_count; i++) {
        if (!strcmp(run->head[i].key, key))
            return run->head[i].value;
    }
    return NULL;
}

const struct run_behaviour *run_file_find(const struct run_file *run, const char *id)
{
    const char *known = intern_find(&run->store->ids, id, strlen(id));
    return known ? &run->behaviours[*intern_mark(known) - 1] : NULL;
}

bool run_file_is_windows(const struct run_file *run)
{
    return !strncmp(run_file_head(run, "platform"), "windows-", strlen("windows-"));
}

bool run_id_is_of_schedules(const char *id)
{
    static const char beginning[] = "schedules/";
    return strncmp(id, beginning, sizeof beginning - 1) == 0;
}

bool run_file_has_option(const struct run_file *run, const char *option)
{
    const size_t wanted = strlen(option);
    for (const char *word = run_file_head(run, "options"); *word; word += strspn(word, " ")) {
        const size_t length = strcspn(word, " ");
        if (length == wanted && !memcmp(word, option, length))
            return true;
        word += length;
    }
    return false;
}

bool run_repeat_ended(const struct run_repeat *repeat)
{
    return repeat->outcome == RUN_CONFORMS || repeat->outcome == RUN_DIFFERS;
}

enum run_outcome run_behaviour_outcome(const struct run_behaviour *behaviour)
{
    if (!behaviour->repeat_count)
        return RUN_NOT_RUN;
    enum run_outcome worst = RUN_CONFORMS;
    for (size_t i = 0; i < behaviour->repeat_count; i++) {
        if (behaviour->repeats[i].outcome > worst)
            worst = behaviour->repeats[i].outcome;
    }
    return worst;
}

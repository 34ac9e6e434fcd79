#include "merge.h"
#include "command.h"
#include "memory.h"
#include "output.h"
#include "shards.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

static const char name[] = "merge";

static const char help[] =
    "Usage: twinpipe merge RUN... -o FILE\n"
    "\n"
    "Makes one run file of the shards of a run (`twinpipe run --shard K/N` on N machines): the one that a\n"
    "single machine would have left, in the same order. Shards of different binaries, platforms or\n"
    "options, a shard that is missing, given twice or incomplete are refused. The order of the files does\n"
    "not matter.\n"
    "\n"
    "  -o, --output FILE  the run file to write; an old one is replaced when the new one is complete\n"
    "  -h, --help         this text\n"
    "\n"
    "Exit code: 0, or 2 for trouble.\n"
    "\n"
    "Example: twinpipe merge shards/*/*.run -o wine-8.0-x86_64.run\n";

struct options {
    const char *output;
    char **runs;
    size_t count;
};

/* Returns the exit code if there is nothing more to do, else -1. */
static int parse(int argc, char **argv, struct options *options)
{
    static const char letters[] = ":o:h";
    static const struct option known[] = {
        {"output", required_argument, NULL, 'o'}, {"help", no_argument, NULL, 'h'}, {0}};
    int option;
    *options = (struct options){0};
    optind = 0;
    opterr = 0;
    while ((option = getopt_long(argc, argv, letters, known, NULL)) != -1) {
        if (option == 'h')
            return command_help(name, help);
        if (option != 'o')
            return command_bad_option(name, argv, letters, option);
        options->output = optarg;
    }
    options->runs = argv + optind;
    options->count = (size_t)(argc - optind);
    if (!options->count)
        return command_trouble(name, "give the run files of all shards; see twinpipe merge --help");
    if (!options->output)
        return command_trouble(name, "give the file to write, -o FILE; see twinpipe merge --help");
    return -1;
}

static void add_end(FILE *out, const struct shard *shards, size_t count, char **text, const size_t *size)
{
    size_t outcomes = 0, observations = 0;
    unsigned long checksum = 0;
    for (size_t i = 0; i < count; i++) {
        outcomes += shards[i].run->outcome_count;
        observations += shards[i].run->observation_count;
    }
    fflush(out); /* brings text and size up to date */
    checksum = crc32_z(0, (const Bytef *)*text, *size);
    fprintf(out, "end\t%zu\t%zu\t%08lx\n", outcomes, observations, checksum);
}

static bool merge(const struct options *options, struct trouble *trouble)
{
    for (size_t i = 0; i < options->count; i++)
        if (!output_spares(options->output, options->runs[i], trouble))
            return false;
    struct shard *shards = shards_load(options->runs, options->count, trouble);
    if (!shards)
        return false;
    char *text = NULL;
    size_t size = 0;
    FILE *out = memory_present(open_memstream(&text, &size));
    shards_write_head(shards, options->count, out);
    bool written = shards_write_records(shards, options->count, out, trouble);
    if (written)
        add_end(out, shards, options->count, &text, &size);
    memory_present(fclose(out) ? NULL : text);
    written = written && output_write(options->output, text, size, trouble);
    free(text);
    shards_free(shards, options->count);
    return written;
}

int merge_command(int argc, char **argv)
{
    struct options options;
    struct trouble reason = {0};
    const int code = parse(argc, argv, &options);
    if (code >= 0)
        return code;
    return merge(&options, &reason) ? 0 : command_trouble(name, "%s", reason.text);
}

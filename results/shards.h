/* The run files of the shards of one run: what must be the same in all of them, and what may differ.
 * FORMAT.md says both under "Shards". */
#ifndef RESULTS_SHARDS_H
#define RESULTS_SHARDS_H

#include "run_file.h"
#include "trouble.h"

#include <stddef.h>
#include <stdio.h>

struct shard {
    const char *path;     /* as given */
    struct run_file *run; /* complete */
    char *text;           /* the same file as it stands, NUL-terminated */
    size_t size;
    unsigned number, of; /* of `--shard NUMBER/OF` */
    char *options;       /* the head's, without --shard; `-` if nothing is left */
};

/* Reads the files PATHS, COUNT of them, and holds them against each other. Returns all shards of one run in
 * the order of their numbers; free them with shards_free. NULL with TROUBLE filled, which names the files: a
 * file is damaged or incomplete or no shard, two are of different runs or of the same shard, one is missing.
 */
struct shard *shards_load(char **paths, size_t count, struct trouble *trouble);
void shards_free(struct shard *shards, size_t count); /* NULL is allowed */

/* Writes the first line and the head of the merged run. */
void shards_write_head(const struct shard *shards, size_t count, FILE *out);

/* Writes the declarations and the bodies in the order that one machine gives them. False with TROUBLE filled
 * if a behaviour is in two shards. */
bool shards_write_records(const struct shard *shards, size_t count, FILE *out, struct trouble *trouble);

#endif

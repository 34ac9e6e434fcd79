/* The inside of loading a run file: run_file.c drives, run_records.c, run_head.c and run_bodies.c take the
 * records in,
 * run_group.c puts the bodies in order. Nothing else includes this. */
#ifndef RESULTS_RUN_LOADER_H
#define RESULTS_RUN_LOADER_H

#include "fields.h"
#include "intern.h"
#include "line_reader.h"
#include "pair_map.h"
#include "run_file.h"

/* What a run file owns beside its public part. */
struct run_store {
    struct intern ids; /* marked with the index of the behaviour + 1 */
    struct intern strings;
    struct intern keys; /* of the head, marked when taken */
    struct run_head *head;
    struct run_behaviour *behaviours;
    struct run_repeat *repeats;
    struct run_observation *observations;
};

/* A repeat, or an observation, as long as the file is being read: what it belongs to, and its line. */
struct loaded_repeat {
    struct run_repeat repeat;
    struct run_remark *last_note;
    struct run_remark *last_late;
    size_t behaviour;
    size_t observations; /* how many; while they are moved, how many were */
    size_t first;        /* the place of the first one, once that is known */
};

struct loaded_observation {
    struct run_observation observation;
    size_t repeat;
    size_t line;
};

struct run_loader {
    struct run_file *run;
    struct run_store *store;
    struct line_reader *reader;
    struct trouble *trouble;
    struct fields fields;           /* of the current line */
    struct pair_map repeats_by_key; /* behaviour index + 1, number -> repeat index + 1 */
    struct loaded_repeat *repeats;
    struct loaded_observation *observations;
    size_t head_capacity;
    size_t behaviour_capacity;
    size_t repeat_count;
    size_t repeat_capacity;
    size_t observation_capacity;
    size_t current; /* the repeat of the last line that named one, if there is any */
    bool head_over;
    bool ended;
};

/* Fills the loader's trouble with the place of its current line and returns false. */
#define loader_trouble(loader, ...)                                                                          \
    line_reader_trouble((loader)->reader, line_reader_number((loader)->reader), (loader)->trouble,           \
                        __VA_ARGS__)

/* Take in the current line, already split: the first one, and any other. False on trouble. */
bool run_version_take(struct run_loader *loader);
bool run_record_take(struct run_loader *loader);

/* The records of the bodies (run_bodies.c). */
bool run_take_begin(struct run_loader *loader);
bool run_take_seen(struct run_loader *loader);
bool run_take_note(struct run_loader *loader);
bool run_take_late(struct run_loader *loader);
bool run_take_outcome(struct run_loader *loader);

/* Field INDEX of the current line: as it stands, with doubled backslashes undone, and the same with NULL for
 * `-`. */
const char *run_keep(struct run_loader *loader, size_t index);
const char *run_keep_for_people(struct run_loader *loader, size_t index);
const char *run_keep_optional(struct run_loader *loader, size_t index);

/* Field INDEX as a number of at least LEAST. False on trouble, which calls it NAME. */
bool run_take_number(struct run_loader *loader, size_t index, const char *name, unsigned least,
                     unsigned *number);

/* Trouble: field INDEX is none of the words that NAME can be. */
bool run_bad_word(struct run_loader *loader, size_t index, const char *name);

/* A line of the head (run_head.c): a key for the first time, with a value that FORMAT.md allows it. */
bool run_take_head(struct run_loader *loader);

/* Whether all required head keys are there; to be asked at the first record after the head and at the end. */
bool run_head_complete(struct run_loader *loader);

/* Moves repeats and observations into the run file, grouped by behaviour and repeat, and refuses a label
 * that one repeat has twice. */
bool run_group(struct run_loader *loader);

/* The place of WORD in the format's list of words for outcomes, provenances and kinds; -1 if it is none of
 * them. */
int run_outcome_from(const char *word);
int run_provenance_from(const char *word);
int run_kind_from(const char *word);

#endif

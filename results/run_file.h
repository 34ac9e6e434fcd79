/* A run file in memory: what one binary measured on one platform. FORMAT.md specifies the file.
 *
 * Strings: valid UTF-8, never with raw control characters, owned by the run file and valid until it is freed.
 * id, unit, facts, file, label, allowed and seen stand as in the file, escapes included, so that they are
 * exact and can be pasted into a known-differences file. Texts for people (source, summary, detail, notes,
 * head values) have their doubled backslashes undone and keep the other escapes, so that they print on one
 * line. Equal strings of one run file are the same pointer, and of two run files are not.
 *
 * A run file is not changed after loading and may be read by several threads. */
#ifndef RESULTS_RUN_FILE_H
#define RESULTS_RUN_FILE_H

#include "trouble.h"

#include <stdbool.h>
#include <stddef.h>

enum { RUN_FILE_VERSION = 2 };

/* From the strongest to the weakest. */
enum run_provenance { RUN_WINDOWS, RUN_WINETEST, RUN_DOCUMENTED, RUN_REPORTED, RUN_INFERRED };

enum run_kind {
    RUN_RESULT,
    RUN_ERROR,
    RUN_STATUS,
    RUN_WAIT,
    RUN_EVENT,
    RUN_NUMBER,
    RUN_BOOLEAN,
    RUN_FLAGS,
    RUN_HANDLE,
    RUN_TEXT
};

/* From the best to the worst. A repeat begun and not ended is RUN_UNFINISHED; RUN_NOT_RUN is only ever
 * the outcome of a whole behaviour that was declared and has no repeat. */
enum run_outcome {
    RUN_CONFORMS,
    RUN_DIFFERS,
    RUN_NOT_SUPPORTED,
    RUN_BROKEN_SETUP,
    RUN_UNFINISHED,
    RUN_HANG,
    RUN_CRASH,
    RUN_NOT_RUN
};

struct run_observation {
    const char *label;
    const char *allowed; /* one value, several joined by " | ", or a range LOW..HIGH */
    const char *seen;
    enum run_kind kind;
    enum run_provenance provenance; /* its own, which can be weaker than its behaviour's */
    unsigned line;                  /* in the behaviour's source file */
    bool differs;                   /* the verdict: seen is outside allowed */
};

struct run_remark {
    const struct run_remark *next; /* in the order of the file; NULL ends the list */
    const char *text;
};

struct run_repeat {
    unsigned number; /* from 1 */
    enum run_outcome outcome;
    unsigned long milliseconds; /* 0 when unfinished */
    const char *detail;         /* NULL if there is none */
    const struct run_remark *notes;
    const struct run_remark *late; /* `callback`, `completion`, `death` */
    const struct run_observation *observations;
    size_t observation_count;
};

struct run_behaviour {
    const char *id;
    const char *unit;
    enum run_provenance provenance;
    const char *source;  /* NULL if there is none */
    const char *facts;   /* ids joined by ",", NULL if there is none */
    const char *file;    /* relative to tests/ */
    unsigned line;       /* of the declaration in file */
    const char *summary; /* one sentence: what Windows does */
    const char *relied;  /* ids of projects that rest on it, joined by ",", NULL if there is none */
    const struct run_repeat *repeats;
    size_t repeat_count; /* 0: declared and not run */
};

struct run_head {
    const char *key;
    const char *value;
};

struct run_file {
    const char *path; /* as given to run_file_load */
    bool incomplete;  /* no end line: cut short, or still being written */
    const struct run_head *head;
    size_t head_count; /* at least the required keys, in the order of the file */
    const struct run_behaviour *behaviours;
    size_t behaviour_count; /* in the order of the file */
    size_t outcome_count;
    size_t observation_count;
    struct run_store *store; /* the loader's own */
};

/* Reads a whole run file, checked as FORMAT.md says under "Trouble". Returns NULL with TROUBLE filled on any
 * defect; an incomplete file is none. Free with run_file_free. Running out of memory ends the
 * process with exit code 2. */
struct run_file *run_file_load(const char *path, struct trouble *trouble);
void run_file_free(struct run_file *run); /* NULL is allowed */

/* The value of a head key; NULL if the file has none of that name (never for a required key). */
const char *run_file_head(const struct run_file *run, const char *key);

/* The behaviour of that id, NULL if the run does not declare it. Constant time. */
const struct run_behaviour *run_file_find(const struct run_file *run, const char *id);

/* Whether the platform is a real Windows: only then may a value be called measured on Windows. */
bool run_file_is_windows(const struct run_file *run);

/* Whether the behaviour of that id is a scenario, of which a run has schedules. */
bool run_id_is_of_schedules(const char *id);

/* Whether OPTION, `--schedules`, is one of the words of the head's `options`. */
bool run_file_has_option(const struct run_file *run, const char *option);

/* Whether the repeat ran to its end: its outcome is RUN_CONFORMS or RUN_DIFFERS. */
bool run_repeat_ended(const struct run_repeat *repeat);

/* The worst outcome over all repeats, RUN_NOT_RUN if there is none. */
enum run_outcome run_behaviour_outcome(const struct run_behaviour *behaviour);

/* The words of the format (`broken-setup`, `winetest`, `wait`), and `unfinished`, `not-run`. */
const char *run_outcome_word(enum run_outcome outcome);
const char *run_provenance_word(enum run_provenance provenance);
const char *run_kind_word(enum run_kind kind);

/* The place of a late arrival's word in the format's list; -1 if it is none of them. */
int run_late_from(const char *word);
enum { RUN_LATE_WORDS = 3 };

#endif

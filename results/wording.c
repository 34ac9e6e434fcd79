#include "wording.h"

#include <string.h>

const char *wording_expected(enum run_provenance provenance)
{
    switch (provenance) {
    case RUN_WINDOWS:
        return "expected of Windows as a committed Windows run has it";
    case RUN_WINETEST:
        return "expected of Windows as verified by Wine's tests on Windows";
    case RUN_DOCUMENTED:
        return "expected of Windows as documented";
    case RUN_REPORTED:
        return "expected of Windows as reported, not verified";
    default:
        return "expected of Windows as inferred, not verified";
    }
}

const char *wording_value(const struct run_behaviour *behaviour, const char *value)
{
    if (!run_id_is_of_schedules(behaviour->id))
        return value;
    if (strcmp(value, "seen") == 0)
        return "came out of a schedule";
    /* An outcome that is not allowed stands in the runs that saw it only. */
    if (strcmp(value, "not seen") == 0 || strcmp(value, DIFFERENCE_ABSENT) == 0)
        return "came out of no schedule";
    return value;
}

const char *wording_allowed(const struct run_behaviour *behaviour, const char *allowed)
{
    if (!run_id_is_of_schedules(behaviour->id))
        return allowed;
    if (strcmp(allowed, "not seen") == 0)
        return "must come out of no schedule";
    return strcmp(allowed, "not seen | seen") == 0 ? "may come out of a schedule" : allowed;
}

void wording_measured(FILE *out, const struct run_file *run)
{
    if (run_file_is_windows(run))
        fprintf(out, "measured on Windows (%s)", run_file_head(run, "platform"));
    else
        fprintf(out, "measured on %s", run_file_head(run, "platform"));
}

void wording_run(FILE *out, const struct run_file *run)
{
    fprintf(out, "%s: ", run->path);
    wording_measured(out, run);
    fprintf(out, ", build %s, %s, %s%s", run_file_head(run, "build"), run_file_head(run, "architecture"),
            run_file_head(run, "date"), run->incomplete ? ", incomplete" : "");
}

void wording_against_allowed(FILE *out, const struct run_file *run)
{
    fputs("Compared with the allowed values: what Windows is expected to do, and why that is believed.", out);
    if (run_file_is_windows(run))
        fputs(" This run is one of Windows: a difference says that the expectation is wrong.", out);
    fputc('\n', out);
}

void wording_repeats(FILE *out, const char *with, size_t repeats, size_t all)
{
    if (all > 1)
        fprintf(out, "%sin %zu of %zu repeats", with, repeats, all);
}

void wording_count(FILE *out, size_t count, const char *thing)
{
    fprintf(out, "%zu %s%s", count, thing, count == 1 ? "" : "s");
}

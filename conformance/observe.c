#include <stdio.h>
#include "platform.h"
#include "current.h"
#include "observe.h"
#include "recorder.h"
#include "symbols.h"
#include "trace/trace.h"

#define LABELS_MAX 1024

static char message[2 * VALUE_TEXT_SIZE];

/* The labels of the running behaviour: a second one of the same name would make its observations ambiguous.
 */
static struct {
    unsigned int turn, count;
    struct {
        const char *label;
        unsigned int hash; /* tables have hundreds of labels that begin alike */
    } labels[LABELS_MAX];
} used;

/* FNV-1a */
static unsigned int hash_of(const char *label)
{
    unsigned int hash = 2166136261u;

    while (*label)
        hash = (hash ^ (unsigned char)*label++) * 16777619u;
    return hash;
}

/* What is wrong with it; NULL: it is the first of that name. */
static const char *label_problem(const char *label)
{
    unsigned int hash = hash_of(label);

    if (used.turn != behaviour_turn()) {
        used.turn = behaviour_turn();
        used.count = 0;
    }
    for (unsigned int i = 0; i < used.count; i++)
        if (used.labels[i].hash == hash && !strcmp(used.labels[i].label, label))
            return "is used twice";
    if (used.count == LABELS_MAX)
        return "is one too many for a behaviour";
    used.labels[used.count].hash = hash;
    used.labels[used.count++].label = label;
    return NULL;
}

observed observe_handle(void *handle)
{
    return !handle ? HANDLE_IS_NULL : handle == INVALID_HANDLE_VALUE ? HANDLE_IS_INVALID : HANDLE_IS_VALID;
}

const char *observe_message(void)
{
    return message;
}

static int record_seen(const struct observation_site *site, const struct expectation *expectation,
                       const char *seen, int conforms)
{
    const struct behaviour *behaviour = current_behaviour();
    enum provenance provenance = site->provenance;
    char allowed[VALUE_TEXT_SIZE], line[16];
    const char *problem;

    if (!behaviour) {
        snprintf(message, sizeof(message), "%s: a check outside a behaviour", expectation->label);
        return 0;
    }
    if ((problem = label_problem(expectation->label))) {
        broken_setup("the label '%s' %s", expectation->label, problem);
        return 0;
    }
    if (provenance == OF_BEHAVIOUR)
        provenance = behaviour->provenance;
    format_allowed(allowed, sizeof(allowed), site->kind, expectation);
    snprintf(line, sizeof(line), "%d", site->line);
    record("seen", behaviour->id, current_repeat(), expectation->label, kind_name(site->kind), allowed, seen,
           conforms ? "ok" : "differs", provenance_name(provenance), line);
    trace_remark("= %s: %s (allowed %s)%s", expectation->label, seen, allowed, conforms ? "" : ", differs");
    current_observed(conforms);
    snprintf(message, sizeof(message), "%s: allowed %s, seen %s", expectation->label, allowed, seen);
    return conforms;
}

static int is_allowed(const struct observation_site *site, const struct expectation *expectation,
                      observed value)
{
    observed mask = site->kind == KIND_NUMBER ? ~0ull : 0xffffffffull;

    if (expectation->range)
        return value >= expectation->values[0] && value <= expectation->values[1];
    for (unsigned int i = 0; i < expectation->count; i++)
        if (((expectation->values[i] ^ value) & mask) == 0)
            return 1;
    return 0;
}

int observe_value(const struct observation_site *site, const struct expectation *expectation, observed value)
{
    DWORD last_error = GetLastError();
    char seen[VALUE_TEXT_SIZE];
    int conforms = is_allowed(site, expectation, value);

    format_value(seen, sizeof(seen), site->kind, value);
    trace_observed(expectation->label, kind_name(site->kind), value, site->expression);
    conforms = record_seen(site, expectation, seen, conforms);
    SetLastError(last_error);
    return conforms;
}

int observe_text(const struct observation_site *site, const struct expectation *expectation,
                 const void *bytes, size_t size)
{
    DWORD last_error = GetLastError();
    char seen[VALUE_TEXT_SIZE];
    int conforms = 0;

    for (unsigned int i = 0; i < expectation->count; i++)
        conforms |= strlen(expectation->texts[i]) == size && !memcmp(expectation->texts[i], bytes, size);
    format_bytes(seen, sizeof(seen), bytes, size);
    conforms = record_seen(site, expectation, seen, conforms);
    SetLastError(last_error);
    return conforms;
}

#include <stdio.h>
#include "../behaviour.h"
#include "../seam/perturb.h"
#include "readable.h"
#include "wrong_answer.h"

enum kind {
    KIND_RESULT,
    KIND_ERROR,
    KIND_STORED,
    KIND_COUNT,
    KIND_STATUS,
    KIND_DATA,
    KIND_EVENT,
    KIND_SKIPPED,
};

static const char *const kinds[] = {
    [KIND_RESULT] = "result", [KIND_ERROR] = "error", [KIND_STORED] = "stored", [KIND_COUNT] = "count",
    [KIND_STATUS] = "status", [KIND_DATA] = "data",   [KIND_EVENT] = "event",   [KIND_SKIPPED] = "skipped",
};

static unsigned int number; /* 0: no wrong answer */
static enum kind kind;
static unsigned int counted, counted_turn;

static const char *const looked_up[] = {
#define SEAM_LOOKUP(module_, type_, name_, parameters_, arguments_, form_) #name_,
#include "../seam/lookups.h"
#undef SEAM_LOOKUP
};

static int make_missing(const char *name, size_t length)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(looked_up); i++)
        if (strlen(looked_up[i]) == length && !strncmp(looked_up[i], name, length)) {
            seam_replace_lookup(looked_up[i], NULL);
            return 1;
        }
    return 0;
}

int wrong_answer_install(const char *name)
{
    char *end;
    unsigned long at = strtoul(name, &end, 10);
    const char *colon = strchr(name, ':');

    if (colon && !strcmp(colon, ":missing") && make_missing(name, (size_t)(colon - name)))
        return 1;

    if (*name < '0' || *name > '9')
        return perturb_install(name);
    for (unsigned int i = 0; at && *end == ':' && i < ARRAY_SIZE(kinds); i++)
        if (!strcmp(end + 1, kinds[i])) {
            number = (unsigned int)at;
            kind = (enum kind)i;
            return 1;
        }
    fprintf(
        stderr,
        "twinpipe_test: a wrong answer of one call is NUMBER:KIND, the kind one of result, error, stored, "
        "count, status, data, event, skipped, not '%s'\n",
        name);
    return 0;
}

int wrong_answer_needs_trace(void)
{
    return number != 0;
}

int wrong_answer_is_due(void)
{
    if (!number)
        return 0;
    if (counted_turn != behaviour_turn()) {
        counted_turn = behaviour_turn();
        counted = 0;
    }
    return ++counted == number;
}

int wrong_answer_skips(void)
{
    return kind == KIND_SKIPPED;
}

static int answers_with(const struct traced_call *call, const char *word)
{
    return !strncmp(call->form, word, strlen(word));
}

static ULONG_PTR other_result(const struct traced_call *call, ULONG_PTR result)
{
    if (answers_with(call, "bool") || answers_with(call, "truth"))
        return !(BOOL)result;
    if (answers_with(call, "wait"))
        return (DWORD)result == WAIT_OBJECT_0 ? WAIT_TIMEOUT : WAIT_OBJECT_0;
    if (answers_with(call, "status"))
        return (LONG)result ? STATUS_SUCCESS : (ULONG_PTR)STATUS_UNSUCCESSFUL;
    if (answers_with(call, "number"))
        return result + 1;
    if (answers_with(call, "+client") || answers_with(call, "+server"))
        return (ULONG_PTR)INVALID_HANDLE_VALUE;
    return 0;
}

static ULONG_PTR claimed_result(const struct traced_call *call)
{
    return answers_with(call, "bool") || answers_with(call, "truth");
}

static void change_status(OVERLAPPED *overlapped)
{
    int pends = (DWORD)overlapped->Internal == STATUS_PENDING;

    overlapped->Internal = pends ? STATUS_SUCCESS : (ULONG_PTR)STATUS_UNSUCCESSFUL;
}

/* Both structures begin with the status, and the count follows. */
static void change_transfer(const struct argument *argument)
{
    OVERLAPPED *overlapped = (OVERLAPPED *)argument->value;

    if (!is_word(argument, "overlapped") && !is_word(argument, "block"))
        return;
    if (!overlapped || !is_readable(overlapped, sizeof(IO_STATUS_BLOCK)))
        return;
    if (kind == KIND_STATUS)
        change_status(overlapped);
    else if (kind == KIND_COUNT)
        overlapped->InternalHigh++;
}

static void change_stored(const struct argument *argument)
{
    int is_number = is_word(argument, ">number") || is_word(argument, ">hex");

    if (is_number && argument->value && is_readable((void *)argument->value, sizeof(DWORD)))
        ++*(DWORD *)argument->value;
    if (is_word(argument, ">tag") && argument->value &&
        is_readable((void *)argument->value, sizeof(ULONG_PTR)))
        ++*(ULONG_PTR *)argument->value;
    if (is_word(argument, ">entries") && argument->value)
        ++((OVERLAPPED_ENTRY *)argument->value)->dwNumberOfBytesTransferred;
}

static HANDLE event_of(const struct argument *argument)
{
    if (argument->name_length == 5 && !strncmp(argument->name, "event", 5))
        return (HANDLE)argument->value;
    if (!is_word(argument, "overlapped") || !argument->value ||
        !is_readable((void *)argument->value, sizeof(OVERLAPPED)))
        return NULL;
    return ((OVERLAPPED *)argument->value)->hEvent;
}

static void change_event(HANDLE event, const struct seam_calls *platform)
{
    if (!event)
        return;
    if (platform->WaitForSingleObject(event, 0) == WAIT_OBJECT_0)
        platform->ResetEvent(event);
    else
        platform->SetEvent(event);
}

/* Only what a call fills is changed: what it takes may be constant. */
static int fills(const struct traced_call *call, const struct argument *argument)
{
    int is_query =
        strstr(call->name, "Transact") || strstr(call->name, "CallNamed") || strstr(call->name, "Fs");

    if (strstr(call->name, "Write") || !is_word(argument, "buffer"))
        return 0;
    return !is_query || !strncmp(argument->name, "out", 3);
}

static void change(const struct traced_call *call, const struct argument *argument,
                   const struct seam_calls *platform)
{
    if (kind == KIND_STORED)
        change_stored(argument);
    else if (kind == KIND_DATA && fills(call, argument) && is_readable((void *)argument->value, 1))
        ++*(char *)argument->value;
    else if (kind == KIND_EVENT)
        change_event(event_of(argument), platform);
    else
        change_transfer(argument);
}

ULONG_PTR wrong_answer(const struct traced_call *call, ULONG_PTR result, const struct seam_calls *platform)
{
    DWORD error = platform->GetLastError();
    struct argument argument = {0};

    while (next_argument(call, &argument))
        change(call, &argument, platform);
    if (kind == KIND_ERROR)
        error = error == ERROR_GEN_FAILURE ? ERROR_INVALID_PARAMETER : ERROR_GEN_FAILURE;
    platform->SetLastError(error);
    if (kind == KIND_RESULT)
        return other_result(call, result);
    return kind == KIND_SKIPPED ? claimed_result(call) : result;
}

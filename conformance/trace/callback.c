#include "callback.h"
#include "forms.h"
#include "log.h"
#include "program.h"

#define CALLBACKS_MOST 16384
#define ROUTINES_MOST 1024

static struct callback callbacks[CALLBACKS_MOST];
static volatile LONG callback_count;

static struct {
    OVERLAPPED *overlapped;
    LPOVERLAPPED_COMPLETION_ROUTINE routine;
} routines[ROUTINES_MOST];
static unsigned int routine_count;
static DWORD error_at_begin; /* of the line that is being written */

struct callback *callback_new(const char *kind, void *function, void *context)
{
    LONG place = function ? InterlockedIncrement(&callback_count) - 1 : CALLBACKS_MOST;
    struct callback *callback = place < CALLBACKS_MOST ? &callbacks[place] : NULL;

    if (!callback)
        return NULL;
    callback->function = function;
    callback->context = context;
    log_lock();
    callback->name = name_reserve(kind);
    log_unlock();
    if (program_is_open())
        program_makes(callback->name->text);
    return callback;
}

void callback_made(struct callback *callback, void *object)
{
    DWORD error = GetLastError();

    if (callback && object) {
        log_lock();
        name_bind(callback->name, NAMED_HANDLE, (ULONG_PTR)object);
        callback->name->fresh = 1;
        log_unlock();
    }
    SetLastError(error);
}

void callback_begins(const struct callback *callback, const char *what, const char *role)
{
    DWORD error = GetLastError();

    if (program_is_open()) {
        program_begins(callback->name->text, what, role);
    } else {
        log_event(">>", role);
        log_text("%s%s(", callback->name->text, what);
    }
    error_at_begin = error;
}

void callback_begun(void)
{
    DWORD error = error_at_begin;

    if (program_is_open()) {
        program_line_ends();
    } else {
        log_text(")");
        log_end();
    }
    SetLastError(error);
}

void callback_ended(const struct callback *callback, const char *what)
{
    DWORD error = GetLastError();

    if (program_is_open()) {
        program_ends(callback->name->text, what);
    } else {
        log_event("<<", NULL);
        log_text("%s%s", callback->name->text, what);
        log_end();
    }
    SetLastError(error);
}

void callback_set_routine(OVERLAPPED *overlapped, LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    unsigned int place = 0;

    log_lock();
    while (place < routine_count && routines[place].overlapped != overlapped)
        place++;
    if (place == ROUTINES_MOST)
        place = 0;
    if (place == routine_count)
        routine_count++;
    routines[place].overlapped = overlapped;
    routines[place].routine = routine;
    log_unlock();
}

static LPOVERLAPPED_COMPLETION_ROUTINE routine_of(const OVERLAPPED *overlapped)
{
    LPOVERLAPPED_COMPLETION_ROUTINE routine = NULL;

    for (unsigned int i = 0; i < routine_count; i++)
        if (routines[i].overlapped == overlapped)
            routine = routines[i].routine;
    return routine;
}

static LPOVERLAPPED_COMPLETION_ROUTINE routine_begins(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    LPOVERLAPPED_COMPLETION_ROUTINE routine;

    if (program_is_open()) {
        program_begins("routine", "", NULL);
        log_text("%llx", (unsigned long long)(ULONG_PTR)overlapped);
        routine = routine_of(overlapped);
        program_line_ends();
        return routine;
    }
    log_event(">>", NULL);
    text_overlapped((ULONG_PTR)overlapped);
    log_text(".routine(error=");
    text_code(error);
    log_text(", count=%lu)", count);
    routine = routine_of(overlapped);
    log_end();
    return routine;
}

static void routine_ends(const OVERLAPPED *overlapped)
{
    if (program_is_open()) {
        program_ends("routine", "");
        return;
    }
    log_event("<<", NULL);
    text_overlapped((ULONG_PTR)overlapped);
    log_text(".routine");
    log_end();
}

void CALLBACK callback_routine(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    DWORD last_error = GetLastError();
    LPOVERLAPPED_COMPLETION_ROUTINE routine = routine_begins(error, count, overlapped);

    SetLastError(last_error);
    if (routine)
        routine(error, count, overlapped);
    last_error = GetLastError();
    routine_ends(overlapped);
    SetLastError(last_error);
}

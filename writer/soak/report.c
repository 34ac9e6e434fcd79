#include "soak.h"

#include <stdarg.h>
#include <stdio.h>

volatile LONG soak_violations;
volatile LONGLONG soak_operations, soak_bytes;
BOOL soak_verbose;

static void print(const char *start, const char *format, va_list arguments)
{
    static SRWLOCK lock = SRWLOCK_INIT;
    char line[600];
    int size = snprintf(line, sizeof(line), "%s", start);

    vsnprintf(line + size, sizeof(line) - size, format, arguments);
    AcquireSRWLockExclusive(&lock);
    puts(line);
    fflush(stdout);
    ReleaseSRWLockExclusive(&lock);
}

void soak_line(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print("", format, arguments);
    va_end(arguments);
}

void soak_violation(struct lane *lane, const char *format, ...)
{
    enum { SHOWN = 50 };
    va_list arguments;
    char start[200];

    if (InterlockedIncrement(&soak_violations) > SHOWN)
        return;
    snprintf(start, sizeof(start), "violation: ROUND=%#llx, stream %ld, which ends with %s: ", lane->seed,
             lane->stream, plan_end_name(lane->plan.end));
    va_start(arguments, format);
    print(start, format, arguments);
    va_end(arguments);
}

void soak_trouble(const char *what)
{
    soak_line("trouble: %s: error %lu", what, GetLastError());
    TerminateProcess(GetCurrentProcess(), 2);
    for (;;)
        Sleep(INFINITE);
}

void soak_step(struct lane *lane, enum actor actor, const char *step)
{
    lane->steps[actor] = step;
    InterlockedIncrement64(&soak_operations);
}

unsigned int soak_may_fail(const struct lane *lane)
{
    unsigned int may = 0;

    if (lane->plan.end >= END_PEER_CLOSES && lane->plan.end <= END_OWN_DISCONNECT)
        may |= MAY(E_PEER_CLOSED);
    /* A thread that leaves takes the operation that it started with it on some platforms. */
    if (lane->plan.threads_leave)
        may |= MAY(E_SYSTEM);
    return may;
}

void soak_expect(struct lane *lane, const char *call, pipe_writer_status status, unsigned int allowed)
{
    if (!((allowed | soak_may_fail(lane)) >> status & 1))
        soak_violation(lane, "%s returned status %d, error %lu", call, status,
                       lane->destroyed ? 0 : pipe_writer_last_error(lane->writer));
}

HANDLE soak_thread(DWORD(WINAPI *function)(void *), void *argument)
{
    HANDLE thread = CreateThread(NULL, 0, function, argument, 0, NULL);

    if (!thread)
        soak_trouble("CreateThread");
    return thread;
}

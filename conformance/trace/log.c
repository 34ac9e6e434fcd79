#include <stdarg.h>
#include <stdio.h>
#include "log.h"

#define BUFFER_SIZE (512 * 1024)
#define EVENT_MOST (32 * 1024)
#define THREADS_MOST 512

static struct {
    SRWLOCK lock;
    HANDLE output;
    unsigned int number; /* of the last event */
    size_t used;
    int refused;
    char bytes[BUFFER_SIZE];
} log_state = {.lock = SRWLOCK_INIT};

/* By system id; the newest of one id counts. */
static struct {
    DWORD id;
    char text[32];
} threads[THREADS_MOST];
static unsigned int thread_count;

DWORD(WINAPI *log_thread_id)(void);
const char *(*log_thread_name)(DWORD id);

void log_open(HANDLE output)
{
    log_state.output = output;
}

int log_is_open(void)
{
    return log_state.output != NULL;
}

static const char *name_thread(DWORD id, const char *role)
{
    unsigned int place = thread_count < THREADS_MOST ? thread_count : THREADS_MOST - 1;

    if (!thread_count++)
        role = "main"; /* who runs the behaviour comes first */
    threads[place].id = id;
    snprintf(threads[place].text, sizeof(threads[place].text), "T%u%s%s", thread_count, role ? "." : "",
             role ? role : "");
    return threads[place].text;
}

static const char *thread_name(const char *role)
{
    DWORD id = log_thread_id();

    if (log_thread_name)
        return log_thread_name(id);
    for (unsigned int i = thread_count < THREADS_MOST ? thread_count : THREADS_MOST; i--;)
        if (threads[i].id == id)
            return threads[i].text;
    return name_thread(id, role);
}

void log_thread_is(const char *role)
{
    DWORD id = log_thread_id();

    AcquireSRWLockExclusive(&log_state.lock);
    for (unsigned int i = 0; i < thread_count && i < THREADS_MOST; i++)
        if (threads[i].id == id)
            threads[i].id = 0;
    name_thread(id, role);
    ReleaseSRWLockExclusive(&log_state.lock);
}

void log_text_list(const char *format, va_list arguments)
{
    size_t room = BUFFER_SIZE - log_state.used;
    int length = vsnprintf(log_state.bytes + log_state.used, room, format, arguments);

    if (length > 0)
        log_state.used += (size_t)length < room ? (size_t)length : room - 1;
}

void log_text(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    log_text_list(format, arguments);
    va_end(arguments);
}

void log_lock(void)
{
    AcquireSRWLockExclusive(&log_state.lock);
}

void log_unlock(void)
{
    ReleaseSRWLockExclusive(&log_state.lock);
}

void log_event(const char *mark, const char *role)
{
    log_lock();
    log_text("%5u %-11s %s ", ++log_state.number, thread_name(role), mark);
}

void log_end(void)
{
    log_text("\n");
    log_end_record();
}

void log_record(const char *word, const char *role)
{
    log_lock();
    log_text("%s\t%u\t%s", word, ++log_state.number, thread_name(role));
}

void log_end_record(void)
{
    if (log_state.used > BUFFER_SIZE - EVENT_MOST)
        log_flush();
    log_unlock();
}

int log_flush(void)
{
    size_t done = 0;
    DWORD count = 0;

    while (log_state.output && done < log_state.used && !log_state.refused) {
        if (WriteFile(log_state.output, log_state.bytes + done, (DWORD)(log_state.used - done), &count, NULL))
            done += count;
        else
            log_state.refused = 1;
    }
    log_state.used = 0;
    return !log_state.refused;
}

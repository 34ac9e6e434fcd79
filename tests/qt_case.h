/* The scheme of qt_scheme.h on a pipe of its own, with a reader that knows what must come: as
 * conformance/fixture/writer_case.h is for the project's writer. In memory that is never reused, since that
 * scheme lets operations and callbacks come late.
 */
#ifndef TWINPIPE_QT_CASE_H
#define TWINPIPE_QT_CASE_H

#include "conformance/conformance.h"
#include "qt_scheme.h"

#define QT_PATIENCE 1000 /* ms; what conforms is not waited for */

struct qt_case {
    struct qt_scheme scheme;
    struct pipe_pair *pair;
    ULONGLONG position, received; /* of the stream */
    struct operation *read;       /* for every one, unless it stays pending */
    LONG wrong;                   /* bytes that differ from what was written there */
};

static inline void qt_case_end(void *argument)
{
    qt_scheme_close(&((struct qt_case *)argument)->scheme);
}

/* A byte pipe of quota 100. NULL after broken_setup(). */
static inline struct qt_case *qt_case_open(void)
{
    struct qt_case *qt = behaviour_memory(sizeof(*qt));

    if (!qt || !(qt->pair = PIPE_PAIR(.quota_out = 100)))
        return NULL;
    if (!qt_scheme_open(&qt->scheme, qt->pair->server)) {
        broken_setup("the scheme was not made, error %lu", GetLastError());
        return NULL;
    }
    behaviour_defer(qt_case_end, qt);
    return qt;
}

/* The next size bytes of the stream, at most 500. */
static inline BOOL qt_case_write(struct qt_case *qt, DWORD size)
{
    BYTE bytes[500];
    BOOL accepted;

    writer_case_fill(bytes, qt->position, size);
    if ((accepted = qt_scheme_write(&qt->scheme, bytes, size)))
        qt->position += size;
    return accepted;
}

/* One read of size bytes, at most 500, or what comes of them within QT_PATIENCE. */
static inline DWORD qt_case_take(struct qt_case *qt, DWORD size)
{
    struct operation *read = qt->read;
    BYTE expected[500];
    DWORD count = 0;

    if (!read || !HasOverlappedIoCompleted(&read->overlapped))
        read = qt->read = operation_new(MANUAL_RESET, sizeof(expected));
    if (!read)
        return 0;
    start_read(read, qt->pair->client, size);
    if (WaitForSingleObject(read->event, QT_PATIENCE) != WAIT_OBJECT_0 ||
        operation_result(read, &count) != ERROR_SUCCESS)
        return 0;
    writer_case_fill(expected, qt->received, count);
    for (DWORD i = 0; i < count; i++)
        qt->wrong += read->buffer[i] != expected[i];
    qt->received += count;
    return count;
}

/* What was discarded will not come. */
static inline void qt_case_stop(struct qt_case *qt)
{
    qt_scheme_stop(&qt->scheme);
    qt->position = qt->received;
}

/* Whether everything is reported as written, without an error, within QT_PATIENCE each. */
static inline BOOL qt_case_settled(struct qt_case *qt)
{
    while (!qt_scheme_error(&qt->scheme) && qt_scheme_bytes_to_write(&qt->scheme))
        if (!qt_scheme_wait(&qt->scheme, QT_PATIENCE))
            return FALSE;
    return !qt_scheme_error(&qt->scheme);
}

/* A second write, of 300 bytes, is in flight, and a thread of the pool has issued it. */
static inline BOOL qt_case_pends_on_the_pool(struct qt_case *qt)
{
    if (qt_case_write(qt, 500) && qt_case_write(qt, 300) && qt_case_take(qt, 500) == 500 &&
        qt_scheme_wait(&qt->scheme, QT_PATIENCE) && qt->scheme.queued == 300)
        return TRUE;
    broken_setup("no second operation in flight");
    return FALSE;
}

#endif

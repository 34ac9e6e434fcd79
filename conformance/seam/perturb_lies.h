/* Small lies that many wrong answers share, and the parameters of the calls that have many. */
#ifndef TWINPIPE_PERTURB_LIES_H
#define TWINPIPE_PERTURB_LIES_H

#include "../platform.h"

/* A failure with one error says another. */
BOOL mistaken(BOOL success, DWORD from, DWORD to);
/* A failure with this error says TRUE. */
BOOL forgiven(BOOL success, DWORD error);
/* FALSE, with this error. */
BOOL refused(DWORD error);
int failed_with(BOOL success, DWORD error);

/* The event of an operation without the bits that are none of the handle's; NULL if it has none. Zero-timeout
 * wait for it, which leaves a manual-reset event as it is. */
HANDLE event_of(const OVERLAPPED *overlapped);
int event_is_set(const OVERLAPPED *overlapped);

/* Whether reads of this handle are of messages. */
int reads_messages(HANDLE pipe);

/* Calls function(argument) on a thread of its own after so many milliseconds. */
void later(DWORD milliseconds, void (*function)(void *), void *argument);

#define WRITE_PARAMETERS HANDLE file, const void *bytes, DWORD size, DWORD *count, OVERLAPPED *overlapped
#define WRITE WriteFile(file, bytes, size, count, overlapped)
#define READ_PARAMETERS HANDLE file, void *bytes, DWORD size, DWORD *count, OVERLAPPED *overlapped
#define READ ReadFile(file, bytes, size, count, overlapped)
#define PEEK_PARAMETERS HANDLE pipe, void *bytes, DWORD size, DWORD *count, DWORD *available, DWORD *left
#define PEEK PeekNamedPipe(pipe, bytes, size, count, available, left)
#define TRANSACT_PARAMETERS                                                                                  \
    HANDLE pipe, void *in, DWORD in_size, void *out, DWORD out_size, DWORD *count, OVERLAPPED *overlapped
#define TRANSACT TransactNamedPipe(pipe, in, in_size, out, out_size, count, overlapped)
#define CREATE_PARAMETERS                                                                                    \
    LPCWSTR name, DWORD open_mode, DWORD pipe_mode, DWORD instances, DWORD out, DWORD in, DWORD timeout,     \
        SECURITY_ATTRIBUTES *security
#define CREATE CreateNamedPipeW(name, open_mode, pipe_mode, instances, out, in, timeout, security)
#define OPEN_PARAMETERS                                                                                      \
    LPCWSTR name, DWORD access, DWORD sharing, SECURITY_ATTRIBUTES *security, DWORD disposition,             \
        DWORD flags, HANDLE template
#define OPEN CreateFileW(name, access, sharing, security, disposition, flags, template)
#define STATE_PARAMETERS                                                                                     \
    HANDLE pipe, DWORD *state, DWORD *instances, DWORD *collect, DWORD *timeout, LPWSTR user, DWORD user_size
#define STATE GetNamedPipeHandleStateW(pipe, state, instances, collect, timeout, user, user_size)
#define INFO_PARAMETERS HANDLE pipe, DWORD *flags, DWORD *out, DWORD *in, DWORD *instances
#define INFO GetNamedPipeInfo(pipe, flags, out, in, instances)
#define RESULT_PARAMETERS HANDLE file, OVERLAPPED *overlapped, DWORD *count, BOOL wait
#define RESULT_OF GetOverlappedResult(file, overlapped, count, wait)
#define PACKET_PARAMETERS                                                                                    \
    HANDLE port, DWORD *count, ULONG_PTR *key, OVERLAPPED **overlapped, DWORD milliseconds
#define PACKET GetQueuedCompletionStatus(port, count, key, overlapped, milliseconds)

#endif

/* One WriteFile and all that the platform uses while it is pending, in memory of its own: it is freed when
 * the platform has let go of it, or never. No lock of its own.
 */
#ifndef PIPE_WRITER_OPERATION_H
#define PIPE_WRITER_OPERATION_H

#include "queue.h"

struct writer_operation {
    OVERLAPPED overlapped;
    HANDLE event; /* manual reset; the start of an operation resets it */
    BOOL pending;
    struct writer_block *block; /* NULL, or what is being written: from offset on it is not written yet */
    size_t offset;
    DWORD length;         /* of the WriteFile */
    ULONGLONG hash;       /* of those bytes, PIPE_WRITER_CHECKED alone */
    HANDLE parked_handle; /* an owned pipe handle that cannot be closed either */
    struct writer_operation *next_parked;
};

/* NULL, with the last error, if there is no memory or no event. */
struct writer_operation *writer_operation_new(SECURITY_ATTRIBUTES *security);
void writer_operation_free(struct writer_operation *operation);

/* Writes length bytes of the block. Returns ERROR_SUCCESS, with the count, ERROR_IO_PENDING, or why it
 * failed. After anything but ERROR_IO_PENDING the OVERLAPPED says nothing. */
DWORD writer_operation_start(struct writer_operation *operation, HANDLE handle, DWORD length, DWORD *count);

/* Of a pending one: ERROR_IO_INCOMPLETE, or its result and count. Does not wait, and asks the system nothing.
 */
DWORD writer_operation_result(struct writer_operation *operation, HANDLE handle, DWORD *count);

/* The event was signaled. If it is pending all the same, the signal came late, for an earlier one, and is
 * taken back: otherwise every wait would end at once from now on. */
void writer_operation_unsignal(struct writer_operation *operation);

/* The platform will not let go: it is kept for ever. */
void writer_operation_park(struct writer_operation *operation, HANDLE owned_handle);

/* count bytes of it are done; all of the block is. Not while it is pending. */
void writer_operation_advance(struct writer_operation *operation, DWORD count);
void writer_operation_forget(struct writer_operation *operation);

ULONGLONG writer_operation_hash(const struct writer_operation *operation);

#endif

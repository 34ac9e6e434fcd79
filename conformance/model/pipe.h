/* Pipes: names, instances, ends, and what is queued between the ends. Inside: NTSTATUS everywhere.
 *
 * What is written goes into the queue of the reading end. A write is complete once what is unread, its own
 * rest included, fits the quota of that direction; a read takes bytes from pending writes as well.
 */
#ifndef TWINPIPE_MODEL_PIPE_H
#define TWINPIPE_MODEL_PIPE_H

#include "operation.h"

/* FilePipeLocalInformation's numbers. */
enum pipe_state { PIPE_DISCONNECTED = 1, PIPE_LISTENING = 2, PIPE_CONNECTED = 3, PIPE_CLOSING = 4 };

/* A write that is not read to its end; complete or not. */
struct entry {
    struct entry *next;
    BYTE *bytes;
    ULONG size, taken;
    struct operation *write; /* NULL once it is complete */
};

struct pipe;

struct pipe_end {
    struct model_object object; /* the file object: signaled by operations without an event */
    struct pipe_end *peer;      /* NULL: none, or gone */
    struct pipe *pipe;
    BOOL server;
    BOOL closed;
    enum pipe_state state;
    ULONGLONG listening_since; /* order among the instances that listen */

    BOOL synchronous, alertable; /* alertable: an APC ends what it waits for */
    struct model_object turn;    /* of synchronous operations, one at a time */
    BOOL reads_messages, nowait;

    struct entry *first, *last; /* unread by this end */
    ULONG quota;                /* of that queue */
    struct operation *pending;  /* of this end, oldest first */

    struct port *port;
    ULONG_PTR key;
    UCHAR notification_modes;
    struct pipe_end *next; /* of all ends */
};

extern struct pipe_end *pipe_ends; /* that were made in this run */

struct pipe {
    WCHAR *name;      /* NULL: of an anonymous pipe */
    DWORD directions; /* PIPE_ACCESS_* */
    BOOL messages;
    DWORD maximum, instances;
    ULONG quota_in, quota_out;
    ULONGLONG timeout;  /* 100 ns */
    SID *group;         /* of its security descriptor; NULL: the default */
    ACCESS_MASK grants; /* of its access control list, to everybody */
    struct pipe_end *servers[PIPE_UNLIMITED_INSTANCES];
    struct model_object waiters; /* manual event: an instance has begun to listen */
    struct pipe *next;
};

/* pipe_data.c. The start of an operation that has everything but its outcome; STATUS_PENDING, a final status
 * that is an error, or the status with which operation_complete() was called. */
NTSTATUS pipe_write(struct pipe_end *end, struct operation *operation, const void *bytes, ULONG size);
NTSTATUS pipe_read(struct pipe_end *end, struct operation *operation, void *buffer, ULONG size);
/* Without the operation: unread bytes of the end, of its first message. */
ULONG pipe_unread(const struct pipe_end *end);
ULONG pipe_unread_of_message(const struct pipe_end *end);
ULONG pipe_message_count(const struct pipe_end *end);
/* What the peer may still write before writes pend. */
ULONG pipe_room(const struct pipe_end *end);
/* Copies without taking. */
ULONG pipe_copy(const struct pipe_end *end, void *buffer, ULONG size);
/* Takes the operation out of whatever it is queued in. */
void pipe_withdraw(struct operation *operation);
void pipe_discard(struct pipe_end *end);

/* pipe_state.c */
NTSTATUS pipe_listen(struct pipe_end *end, struct operation *operation);
NTSTATUS pipe_disconnect(struct pipe_end *end);
NTSTATUS pipe_flush(struct pipe_end *end, struct operation *operation);
void pipe_connect_ends(struct pipe_end *server, struct pipe_end *client);
void pipe_end_closed(struct model_object *end);

/* pipe_query.c */
NTSTATUS pipe_can_peek(const struct pipe_end *end);

/* pipe_device.c: the device itself, or its root directory; INVALID_HANDLE_VALUE if the name is neither's. */
HANDLE pipe_device_open(const WCHAR *name, size_t length);
struct device;
struct device *pipe_device_of(HANDLE handle); /* NULL: not the device */
BOOL pipe_device_is_directory(const struct device *device);
NTSTATUS pipe_device_control(const struct device *device, ULONG code);

/* pipe_names.c: an instance of the pipe of that name, which is made if need be, and its client. */
struct instance {
    const WCHAR *name; /* without what stands before every pipe's; NULL: nameless */
    DWORD directions;  /* PIPE_ACCESS_* */
    DWORD mode;        /* PIPE_TYPE_MESSAGE and so on */
    DWORD flags;       /* FILE_FLAG_OVERLAPPED */
    DWORD maximum;
    ULONG in, out;
    ULONGLONG timeout;  /* 100 ns */
    ACCESS_MASK grants; /* of its access control list, if it is the first */
    BOOL first;         /* only the first one */
    BOOL existing;      /* only another one */
};
NTSTATUS pipe_create(const struct instance *instance, struct pipe_end **server);
NTSTATUS pipe_open(const WCHAR *name, ACCESS_MASK rights, DWORD flags, struct pipe_end **client);
NTSTATUS pipe_open_nameless(struct pipe_end *server, DWORD flags, struct pipe_end **client);
/* What generic rights stand for. */
ACCESS_MASK pipe_rights_of(ACCESS_MASK access);
void pipe_begin_listening(struct pipe_end *server);
void pipe_server_gone(struct pipe_end *server);

/* What the list in a descriptor grants; all, if there is none. */
ACCESS_MASK pipe_grants(const SECURITY_ATTRIBUTES *attributes);

#endif

/* Completion ports. */
#include "pipe.h"

struct port {
    struct model_object object;
    struct model_object available; /* a semaphore that counts the packets */
    struct packet *first, *last;
    BOOL closed;
    void (*deliver)(const struct packet *); /* NULL: packets are kept for who asks */
};

void port_post(struct port *port, ULONG_PTR key, void *context, NTSTATUS status, ULONG_PTR information)
{
    struct packet *packet;

    if (port->deliver) {
        port->deliver(&(struct packet){NULL, key, context, status, information});
        return;
    }
    model_touch(port, TRUE);
    packet = model_allocate(sizeof(*packet));
    *packet = (struct packet){NULL, key, context, status, information};
    *(port->last ? &port->last->next : &port->first) = packet;
    port->last = packet;
    port->object.signal = 1;
    port->available.signal++;
    model_signal(&port->available);
}

/* Those who wait at it are told. */
static void port_closed(struct model_object *object)
{
    struct port *port = (struct port *)object;

    port->closed = TRUE;
    port->available.manual = TRUE;
    port->available.type = OBJECT_EVENT;
    model_set(&port->available);
}

struct port *port_of(HANDLE handle)
{
    return (struct port *)model_object_of(handle, OBJECT_PORT);
}

static struct port *port_new(HANDLE *handle)
{
    struct port *port = model_allocate(sizeof(*port));

    port->object.type = OBJECT_PORT;
    port->object.manual = TRUE;
    port->object.whole = port;
    port->object.last_handle = port_closed;
    port->available.type = OBJECT_SEMAPHORE;
    port->available.maximum = MAXLONG;
    port->available.last_comes_first = TRUE; /* facts: iocp/lifo-wakeup */
    *handle = model_handle_new(&port->object, 0, FALSE);
    return port;
}

/* facts: iocp/associate-signals-handle */
void port_associate(struct port *port, struct pipe_end *end, ULONG_PTR key)
{
    end->port = port;
    end->key = key;
    model_set(&end->object);
}

struct port *port_of_pool(void (*deliver)(const struct packet *))
{
    struct port *port = model_allocate(sizeof(*port));

    port->deliver = deliver;
    return port;
}

/* facts: iocp/associate-* */
HANDLE WINAPI model_CreateIoCompletionPort(HANDLE file, HANDLE existing, ULONG_PTR key, DWORD threads)
{
    struct pipe_end *end = NULL;
    HANDLE handle = existing;
    struct port *port;

    (void)threads;
    model_point();
    if (file == INVALID_HANDLE_VALUE && existing) {
        model_fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    if (file != INVALID_HANDLE_VALUE && !(end = (struct pipe_end *)model_object_of(file, OBJECT_PIPE)))
        return NULL;
    if (existing && !port_of(existing))
        return NULL;
    if (end && (end->port || end->synchronous)) {
        model_fail(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    port = existing ? port_of(existing) : port_new(&handle);
    if (end) {
        end->port = port;
        end->key = key;
        model_set(&end->object); /* facts: iocp/associate-signals-handle */
    }
    return handle;
}

static struct packet *take(struct port *port)
{
    struct packet *packet = port->first;

    model_touch(port, TRUE);
    if (!(port->first = packet->next))
        port->last = NULL;
    port->object.signal = port->first != NULL;
    return packet;
}

/* NULL, with the last error: none came, the port is gone, APCs have run. */
static struct packet *next_packet(HANDLE handle, ULONGLONG deadline, BOOL alertable)
{
    struct port *port = port_of(handle);
    struct model_object *available;
    DWORD waited;

    if (!port)
        return NULL;
    available = &port->available;
    waited = model_wait(&available, 1, FALSE, alertable, deadline);
    if (waited != WAIT_OBJECT_0) {
        model_fail(waited);
        return NULL;
    }
    if (port->closed) {
        model_fail(ERROR_ABANDONED_WAIT_0);
        return NULL;
    }
    return take(port);
}

BOOL WINAPI model_GetQueuedCompletionStatus(HANDLE handle, DWORD *count, ULONG_PTR *key,
                                            OVERLAPPED **overlapped, DWORD milliseconds)
{
    struct packet *packet;

    model_point();
    *overlapped = NULL;
    if (!(packet = next_packet(handle, model_deadline(milliseconds), FALSE)))
        return FALSE;
    *count = (DWORD)packet->information;
    *key = packet->key;
    *overlapped = packet->context;
    return model_status(packet->status);
}

BOOL WINAPI model_GetQueuedCompletionStatusEx(HANDLE handle, OVERLAPPED_ENTRY *entries, ULONG most,
                                              ULONG *removed, DWORD milliseconds, BOOL alertable)
{
    struct packet *packet;
    ULONGLONG deadline;

    model_point();
    deadline = model_deadline(milliseconds);
    *removed = 0;
    while (*removed < most &&
           (packet = next_packet(handle, *removed ? model_now : deadline, alertable && !*removed))) {
        entries[*removed].lpCompletionKey = packet->key;
        entries[*removed].lpOverlapped = packet->context;
        entries[*removed].Internal = (ULONG_PTR)packet->status;
        entries[*removed].dwNumberOfBytesTransferred = (DWORD)packet->information;
        ++*removed;
    }
    return *removed != 0;
}

BOOL WINAPI model_PostQueuedCompletionStatus(HANDLE handle, DWORD count, ULONG_PTR key,
                                             OVERLAPPED *overlapped)
{
    struct port *port;

    model_point();
    if (!(port = port_of(handle)))
        return FALSE;
    port_post(port, key, overlapped, STATUS_SUCCESS, count);
    return TRUE;
}

/* facts: modes/skip-set-event-*, notification-* */
BOOL WINAPI model_SetFileCompletionNotificationModes(HANDLE handle, UCHAR modes)
{
    struct pipe_end *end;

    model_point();
    if (!(end = (struct pipe_end *)model_object_of(handle, OBJECT_PIPE)))
        return FALSE;
    if (end->synchronous)
        return model_fail(ERROR_INVALID_PARAMETER);
    end->notification_modes |= modes;
    if (modes & FILE_SKIP_SET_EVENT_ON_HANDLE)
        model_clear(&end->object);
    return TRUE;
}

/* An I/O request, from its start to the moment when everybody has been told of its end. */
#ifndef TWINPIPE_MODEL_OPERATION_H
#define TWINPIPE_MODEL_OPERATION_H

#include "kernel.h"

enum operation_kind {
    OPERATION_READ,
    OPERATION_WRITE,
    OPERATION_LISTEN,
    OPERATION_FLUSH,
    OPERATION_TRANSCEIVE,
    OPERATION_OTHER
};

struct pipe_end;
struct entry;

struct operation {
    struct model_object object; /* signaled when it is complete; synchronous callers wait for it */
    enum operation_kind kind;
    struct pipe_end *end;
    struct model_thread *issuer;
    struct operation *next; /* pending ones of the end */
    BOOL queued, pending, complete, immediate;
    BOOL cancelling; /* the end of it is a platform step to come */
    NTSTATUS status;
    ULONG_PTR information;

    IO_STATUS_BLOCK *block;
    struct model_object *event;
    PIO_APC_ROUTINE apc;
    void *context; /* of the APC, or what a completion packet carries; NULL: no packet */
    BOOL synchronous;

    BYTE *buffer; /* of a read */
    ULONG size;
    const struct entry *until; /* what a flush waits for */
};

/* What a native call was given. */
struct request {
    HANDLE handle, event;
    ACCESS_MASK right; /* one of these bits has to be granted; 0: none */
    PIO_APC_ROUTINE apc;
    void *context;
    IO_STATUS_BLOCK *block;
};

/* Checks handle, right and event, in this order; resets the event and the file object's signal. On success
 * *operation is ready for pipe_read() and the like. Takes the end's turn if it is synchronous. */
NTSTATUS operation_begin(const struct request *request, enum operation_kind kind,
                         struct operation **operation);
/* What the driver said: waits if the end is synchronous. Returns what the native call does. */
NTSTATUS operation_end(struct operation *operation, NTSTATUS status);

/* It is over: block, event or file object, APC, packet. Nothing is told of an error that has not been
 * pending. */
void operation_complete(struct operation *operation, NTSTATUS status, ULONG_PTR information);
/* It waits for something to happen; in the order of issue. */
NTSTATUS operation_pend(struct operation *operation);

/* Cancels what is pending of the end: of that block, or all if NULL; of that thread, or of all if NULL. How
 * many. */
unsigned int operation_cancel(struct pipe_end *end, const IO_STATUS_BLOCK *block,
                              const struct model_thread *issuer);
void operation_cancel_one(struct operation *operation);
/* I/O that dies with its thread. */
void operation_thread_ended(struct model_thread *thread);

/* status.c */
DWORD model_error_of(NTSTATUS status);
static inline BOOL model_status(NTSTATUS status)
{
    return NT_SUCCESS(status) ? TRUE : model_fail(model_error_of(status));
}

/* port.c */
struct port;
struct packet {
    struct packet *next;
    ULONG_PTR key;
    void *context;
    NTSTATUS status;
    ULONG_PTR information;
};

struct port *port_of(HANDLE handle); /* NULL: none */
void port_associate(struct port *port, struct pipe_end *end, ULONG_PTR key);
/* A port of the thread pool's own: each packet is delivered at once. */
struct port *port_of_pool(void (*deliver)(const struct packet *));
void port_post(struct port *port, ULONG_PTR key, void *context, NTSTATUS status, ULONG_PTR information);

#endif

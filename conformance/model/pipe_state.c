/* Connecting, disconnecting, closing, flushing. */
#include "pipe.h"

static void end_all(struct pipe_end *end, NTSTATUS status)
{
    struct operation *operation;

    while ((operation = end->pending)) {
        end->pending = operation->next;
        operation->queued = FALSE;
        operation_complete(operation, status, 0);
    }
}

/* facts: connect/already-connected, client-closed-not-disconnected, nowait-*, second-connect-while-pending,
 * reconnect-needs-connectnamedpipe */
NTSTATUS pipe_listen(struct pipe_end *end, struct operation *operation)
{
    if (!end->server)
        return STATUS_ILLEGAL_FUNCTION;
    if (end->state == PIPE_CONNECTED)
        return STATUS_PIPE_CONNECTED;
    if (end->state == PIPE_CLOSING)
        return STATUS_PIPE_CLOSING;
    if (end->state == PIPE_DISCONNECTED)
        pipe_begin_listening(end);
    return end->nowait ? STATUS_PIPE_LISTENING : operation_pend(operation);
}

/* facts: connect/completes-on-client-open */
void pipe_connect_ends(struct pipe_end *server, struct pipe_end *client)
{
    server->peer = client;
    client->peer = server;
    server->state = client->state = PIPE_CONNECTED;
    end_all(server, STATUS_SUCCESS);
}

/* facts: all of disconnect */
NTSTATUS pipe_disconnect(struct pipe_end *end)
{
    struct pipe_end *client = end->peer;

    if (!end->server)
        return STATUS_ILLEGAL_FUNCTION;
    if (end->state == PIPE_DISCONNECTED)
        return STATUS_PIPE_DISCONNECTED;
    end->state = PIPE_DISCONNECTED;
    end_all(end, STATUS_PIPE_DISCONNECTED);
    pipe_discard(end);
    end->peer = NULL;
    if (!client)
        return STATUS_SUCCESS;
    client->state = PIPE_DISCONNECTED;
    end_all(client, STATUS_PIPE_DISCONNECTED);
    pipe_discard(client);
    client->peer = NULL;
    return STATUS_SUCCESS;
}

/* facts: all of flush */
NTSTATUS pipe_flush(struct pipe_end *end, struct operation *operation)
{
    if (!end->server && end->state == PIPE_DISCONNECTED)
        return STATUS_PIPE_DISCONNECTED;
    if (end->state != PIPE_CONNECTED || !end->peer || !end->peer->last) {
        operation_complete(operation, STATUS_SUCCESS, 0);
        return STATUS_SUCCESS;
    }
    operation->until = end->peer->last;
    return operation_pend(operation);
}

/* What the survivor's own writes still have in the queue of the end that is closed is lost, and its reads get
 * what is left in its own queue first. facts: close/peer-close-*, read-drains-before-109, own-close-pending-*
 * Pending writes of the end that is closed are ended, and their data removed: one of the two answers of
 * close/closing-last-handle-with-pending-write. */
void pipe_end_closed(struct model_object *object)
{
    struct pipe_end *end = (struct pipe_end *)object, *peer = end->peer;

    end->closed = TRUE;
    while (end->pending) {
        struct operation *operation = end->pending;

        pipe_withdraw(operation);
        operation_complete(operation, STATUS_PIPE_BROKEN, 0);
    }
    pipe_discard(end);
    if (peer) {
        peer->state = PIPE_CLOSING;
        peer->peer = NULL;
        end_all(peer, STATUS_PIPE_BROKEN);
    }
    if (end->server)
        pipe_server_gone(end);
    end->peer = NULL;
}

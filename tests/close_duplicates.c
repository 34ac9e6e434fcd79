/* A read is pending on a handle that is bound to a port; the handle is closed, and a duplicate stays, here or
 * in another process. */
#include "conformance/conformance.h"

#include "conformance/nt_calls.h"

struct bound_read {
    struct pipe_pair *pair;
    HANDLE port, duplicate;
    struct operation *read;
};

static struct bound_read *bound_pipe(void)
{
    struct bound_read *bound = behaviour_memory(sizeof(*bound));

    if (!bound ||
        !(bound->pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE)) ||
        !(bound->port = new_port(bound->pair->client)))
        return NULL;
    return bound;
}

/* With an event, of which the low bit keeps the OVERLAPPED from being the context of a packet, or without. */
static int read_pends(struct bound_read *bound, enum event_kind event, int no_context)
{
    if (!(bound->read = operation_new(event, 16)))
        return 0;
    if (no_context)
        bound->read->overlapped.hEvent = (HANDLE)((ULONG_PTR)bound->read->event | 1);
    if (start_read(bound->read, bound->pair->client, 16) == ERROR_IO_PENDING)
        return 1;
    broken_setup("the read did not pend: error %lu", bound->read->result);
    return 0;
}

static DWORD duplicate_and_close(struct bound_read *bound, HANDLE process)
{
    DWORD result = RESULT(DuplicateHandle(GetCurrentProcess(), bound->pair->client, process,
                                          &bound->duplicate, 0, FALSE, DUPLICATE_SAME_ACCESS));

    pipe_end_close(&bound->pair->client);
    return result;
}

/* For a duplicate in this process, or for one in another that it is taken back from. */
static void take_duplicate(struct bound_read *bound, HANDLE process)
{
    HANDLE client = bound->duplicate;

    if (process)
        DuplicateHandle(process, bound->duplicate, GetCurrentProcess(), &client, 0, FALSE,
                        DUPLICATE_SAME_ACCESS | DUPLICATE_CLOSE_SOURCE);
    bound->pair->client = client;
    if (bound->read)
        bound->read->handle = client;
}

BEHAVIOUR(
    same_process, .id = "close/same-process-dup-keeps-port-read",
    .summary = "a duplicate in the same process keeps the pending read of a bound handle",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_async_cancel_on_handle_close:3075-3110 (wine 10.0)",
    .facts = {"close/same-process-dup-keeps-port-read"})
{
    struct bound_read *plain = bound_pipe(), *event = bound_pipe(), *no_context = bound_pipe();

    REQUIRE(plain && event && no_context && read_pends(plain, NO_EVENT, FALSE));
    REQUIRE(read_pends(event, MANUAL_RESET, FALSE) && read_pends(no_context, MANUAL_RESET, TRUE));
    check_result("DuplicateHandle", duplicate_and_close(plain, GetCurrentProcess()), ERROR_SUCCESS);
    duplicate_and_close(event, GetCurrentProcess());
    duplicate_and_close(no_context, GetCurrentProcess());
    check_result("the port, no event", port_poll(plain->port).result, WAIT_TIMEOUT);
    check_status("Internal, no event", operation_status(plain->read), STATUS_PENDING);
    check_result("the port, event", port_poll(event->port).result, WAIT_TIMEOUT);
    check_event("event", event->read->event, NOT_SIGNALED);
    check_result("the port, event without context", port_poll(no_context->port).result, WAIT_TIMEOUT);
    check_event("event without context", no_context->read->event, NOT_SIGNALED);
    take_duplicate(plain, NULL);
    take_duplicate(event, NULL);
    take_duplicate(no_context, NULL);
}

BEHAVIOUR(
    other_process_context, .id = "close/other-process-dup-iocp-context",
    .summary = "a duplicate in another process does not keep the pending read of a bound handle that has "
               "a context and no event: a packet with ERROR_OPERATION_ABORTED comes at once, and what "
               "GetOverlappedResult looks at changes when the packet is taken",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_async_cancel_on_handle_close:3096-3104 (wine 10.0)",
    .facts = {"close/other-process-dup-iocp-context", "close/other-process-dup-iosb-not-written"},
    .deadline = 30000)
{
    struct child *child = child_start("stays", NULL, NULL);
    struct bound_read *bound = child ? bound_pipe() : NULL;
    struct packet packet;

    REQUIRE(bound && read_pends(bound, NO_EVENT, FALSE));
    check_result("DuplicateHandle", duplicate_and_close(bound, child->process), ERROR_SUCCESS);
    check_status("Internal before the packet is taken", operation_status(bound->read), STATUS_PENDING);
    packet = port_poll(bound->port);
    if (check_result("the packet", packet.result, ERROR_OPERATION_ABORTED)) {
        check_number("bytes", packet.count, 0);
        check_boolean("the read's OVERLAPPED", packet.overlapped == &bound->read->overlapped, TRUE);
        check_status("Internal after the packet was taken", operation_status(bound->read), STATUS_CANCELLED);
    }
    take_duplicate(bound, child->process);
}

BEHAVIOUR(
    other_process_plain, .id = "close/other-process-dup-no-port-context",
    .summary = "a duplicate in another process keeps the pending read of a bound handle that has an event, "
               "or no context",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_async_cancel_on_handle_close:3096-3110 (wine 10.0)",
    .facts = {"close/other-process-dup-no-port-context"}, .deadline = 30000)
{
    struct child *child = child_start("stays", NULL, NULL);
    struct bound_read *event = bound_pipe(), *neither = bound_pipe();
    char *bytes = behaviour_memory(16);

    REQUIRE(child && event && neither && bytes && nt_supported() && read_pends(event, MANUAL_RESET, FALSE));
    check_status("NtReadFile without event and context", nt_read(neither->pair->client, NULL, bytes, 16),
                 STATUS_PENDING);
    check_result("DuplicateHandle", duplicate_and_close(event, child->process), ERROR_SUCCESS);
    duplicate_and_close(neither, child->process);
    check_result("the port, event", port_poll(event->port).result, WAIT_TIMEOUT);
    check_event("event", event->read->event, NOT_SIGNALED);
    check_status("Internal, event", operation_status(event->read), STATUS_PENDING);
    check_result("the port, neither", port_poll(neither->port).result, WAIT_TIMEOUT);
    take_duplicate(event, child->process);
    take_duplicate(neither, child->process);
    REQUIRE(new_write(neither->pair->server, 10));
    check_number("bytes unread of what is written then, neither", unread_bytes(neither->pair->client), 0);
}

static const struct child_role roles[] = {{"stays", child_says}};

START_TEST(close_duplicates)
{
    if (!child_main(roles, ARRAY_SIZE(roles)))
        behaviours_run(__FILE__);
}

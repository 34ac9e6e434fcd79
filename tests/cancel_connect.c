/* Cancelling ConnectNamedPipe, and synchronous calls of other threads. */
#include "conformance/conformance.h"

BEHAVIOUR(pending_connect, .id = "cancel/pending-connect",
          .summary = "a pending ConnectNamedPipe is cancelled by CancelIoEx", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2323-2334 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_cancelio:599-636 (wine 10.0)",
          .facts = {"cancel/pending-connect"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *listen;

    REQUIRE(pair && (listen = operation_new(MANUAL_RESET, 0)));
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &listen->overlapped)), ERROR_SUCCESS);
    check_result("result", operation_finish(listen, NULL), ERROR_OPERATION_ABORTED);
    check_event("event", listen->event, SIGNALED);
}

BEHAVIOUR(still_listening, .id = "cancel/connect-cancelled-still-listening",
          .summary = "after its ConnectNamedPipe was cancelled, a server can still be opened by a client",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/statesup.c (hint only)",
          .facts = {"cancel/connect-cancelled-still-listening"})
{
    const struct pipe_options options = {.quota_out = 100};
    struct pipe_pair *pair = pipe_server_open(&options);
    struct operation *listen;

    REQUIRE(pair && (listen = operation_new(MANUAL_RESET, 0)));
    start_connect(listen, pair->server);
    CancelIoEx(pair->server, &listen->overlapped);
    check_result("result", operation_finish(listen, NULL), ERROR_OPERATION_ABORTED);
    check_handle("CreateFileW", owned(pipe_client_open(pair, &options)), HANDLE_IS_VALID);
}

struct blocked {
    HANDLE server;
    DWORD result;
};

static DWORD WINAPI connect_synchronously(void *argument)
{
    struct blocked *blocked = argument;

    blocked->result = RESULT(ConnectNamedPipe(blocked->server, NULL));
    return 0;
}

static int cancel_succeeds(void *thread)
{
    return CancelSynchronousIo(thread);
}

BEHAVIOUR(synchronous_connect, .id = "cancel/connect-sync-handle-by-cancelsynchronousio",
          .summary = "CancelSynchronousIo ends the ConnectNamedPipe in which a thread is blocked",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CancelSynchronousIo:4270-4287 (wine 8.0=10.0)",
          .facts = {"cancel/connect-sync-handle-by-cancelsynchronousio"})
{
    struct pipe_pair *pair = PIPE_SERVER(.synchronous_server = 1);
    struct blocked *blocked = behaviour_memory(sizeof(*blocked));
    HANDLE thread;
    int cancelled;

    REQUIRE(pair && blocked);
    blocked->server = pair->server;
    REQUIRE(thread = thread_start(connect_synchronously, blocked));
    cancelled = poll_until(cancel_succeeds, thread, THREAD_DEADLINE);
    check_boolean("CancelSynchronousIo, in the end", cancelled, TRUE);
    if (!cancelled)
        owned(pipe_client_open(pair, &(struct pipe_options){0})); /* or the thread would never end */
    check_wait("the thread ends", thread_join(thread), WAIT_OBJECT_0);
    check_result("ConnectNamedPipe", blocked->result, ERROR_OPERATION_ABORTED);
}

BEHAVIOUR(no_synchronous_io, .id = "cancel/cancelsynchronousio-none",
          .summary = "CancelSynchronousIo finds nothing in a thread that does no synchronous I/O, and "
                     "refuses what is no thread",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CancelSynchronousIo:4263-4267 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CancelSynchronousIo:4257-4261 (wine 8.0=10.0)",
          .facts = {"cancel/cancelsynchronousio-none", "cancel/cancelsynchronousio-bad"})
{
    check_result("this thread", RESULT(CancelSynchronousIo(GetCurrentThread())), ERROR_NOT_FOUND);
    check_result("a bogus handle", RESULT(CancelSynchronousIo((HANDLE)(ULONG_PTR)0xdeadbeef)),
                 ERROR_INVALID_HANDLE);
}

BEHAVIOUR(overlapped_connect, .id = "cancel/cancelsynchronousio-ignores-overlapped",
          .summary = "CancelSynchronousIo does not see an overlapped connect, which completes later",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CancelSynchronousIo:4289-4308 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_cancelsynchronousio:752-779 (wine 10.0)",
          .facts = {"cancel/cancelsynchronousio-ignores-overlapped"})
{
    const struct pipe_options options = {.quota_out = 100};
    struct pipe_pair *pair = pipe_server_open(&options);
    struct operation *listen;

    REQUIRE(pair && (listen = operation_new(MANUAL_RESET, 0)));
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_result("CancelSynchronousIo", RESULT(CancelSynchronousIo(GetCurrentThread())), ERROR_NOT_FOUND);
    check_status("Internal", operation_status(listen), STATUS_PENDING);
    check_handle("CreateFileW", owned(pipe_client_open(pair, &options)), HANDLE_IS_VALID);
    check_result("result", operation_finish(listen, NULL), ERROR_SUCCESS);
}

UNIT(cancel_connect)

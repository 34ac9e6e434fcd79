/* An end closes with operations of its own pending. */
#include "conformance/conformance.h"

BEHAVIOUR(buffered_stays, .id = "close/buffered-plus-pending-writer-close",
          .summary =
              "a writer that closes takes a pending write back or leaves it to the reader; what was complete "
              "can be read either way",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/statesup.c (hint only)",
          .facts = {"close/buffered-plus-pending-writer-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *first, *second;
    DWORD available, count = 0;

    REQUIRE(pair && (first = new_write(pair->server, 60)) && (second = new_write(pair->server, 60)));
    check_result("first WriteFile", first->result, ERROR_SUCCESS);
    check_result("second WriteFile", second->result, ERROR_IO_PENDING);
    pipe_end_close(&pair->server);
    available = unread_bytes(pair->client);
    check_number("bytes to read", available, 60, 120);
    check_result("ReadFile of the first", drain(pair->client, 60, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 60);
}

BEHAVIOUR(client_writer, .id = "close/client-writer-close-pending",
          .summary =
              "closing a client with a write pending either ends the write and takes the data back, or "
              "leaves both to the reader",
          .provenance = INFERRED, .source = "inference", .facts = {"close/client-writer-close-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD available = 0;

    REQUIRE(pair && (write = new_write(pair->client, 150)));
    pipe_end_close(&pair->client);
    PeekNamedPipe(pair->server, NULL, 0, NULL, &available, NULL);
    check_number("bytes to read", available, 0, 150);
    /* What became of the data says what must become of the write. */
    if (available) {
        check_status("Internal while the data waits", operation_status(write), STATUS_PENDING);
        check_result("ReadFile of the data", drain(pair->server, 150, NULL), ERROR_SUCCESS);
        check_wait("event, the data read", WaitForSingleObject(write->event, OPERATION_DEADLINE),
                   WAIT_OBJECT_0);
    } else {
        check_wait("event, the data gone", WaitForSingleObject(write->event, OPERATION_DEADLINE),
                   WAIT_OBJECT_0);
        check_status("Internal, the data gone", operation_status(write), STATUS_PIPE_BROKEN,
                     STATUS_CANCELLED);
        check_number("InternalHigh, the data gone", write->overlapped.InternalHigh, 0);
    }
}

BEHAVIOUR(bound_read, .id = "close/own-close-pending-read",
          .summary =
              "closing the only handle of a bound server leaves a packet of STATUS_PIPE_BROKEN for its "
              "pending read",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/file.c:test_file_io_completion:1229-1239 (wine 10.0)",
          .facts = {"close/own-close-pending-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    struct operation *read;
    struct packet packet;

    REQUIRE(port && (read = operation_new(NO_EVENT, 10)));
    check_result("ReadFile", start_read(read, pair->server, 10), ERROR_IO_PENDING);
    pipe_end_close(&pair->server);
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_BROKEN_PIPE);
    check_number("bytes", packet.count, 0);
    check_flags("key", packet.key, PORT_KEY);
    check_status("Internal", operation_status(read), STATUS_PIPE_BROKEN);
}

/* A thread closes, so that a close that lingers is seen. */
static DWORD WINAPI close_handle(void *handle)
{
    return RESULT(CloseHandle(handle));
}

BEHAVIOUR(no_linger, .id = "close/pending-write-blocks-nothing-on-close",
          .summary = "CloseHandle of a writer does not wait for its pending write to be read",
          .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/close.c (hint only)",
          .facts = {"close/pending-write-blocks-nothing-on-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE thread, server;
    DWORD result = 0xdeadbeef;

    REQUIRE(pair && new_write(pair->server, 150));
    server = pair->server;
    pair->server = NULL;
    REQUIRE(thread = thread_start(close_handle, server));
    check_wait("the thread that closes", thread_join(thread), WAIT_OBJECT_0);
    GetExitCodeThread(thread, &result);
    check_result("CloseHandle", result, ERROR_SUCCESS);
}

UNIT(close_pending)

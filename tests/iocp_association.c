/* Binding a handle to a completion port. */
#include "conformance/conformance.h"

BEHAVIOUR(synchronous_handle, .id = "iocp/sync-handle-association",
          .summary = "a synchronous handle cannot be bound to a port", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/file.c:test_file_io_completion:1165-1172 (wine 10.0)",
          .facts = {"iocp/sync-handle-association"})
{
    struct pipe_pair *pair = PIPE_PAIR(.synchronous_server = 1);
    HANDLE port;

    REQUIRE(pair);
    SetLastError(0xdeadbeef);
    port = owned(CreateIoCompletionPort(pair->server, NULL, PORT_KEY, 0));
    check_error("error", GetLastError(), ERROR_INVALID_PARAMETER);
    check_handle("CreateIoCompletionPort", port, HANDLE_IS_NULL);
}

BEHAVIOUR(bound_twice, .id = "iocp/double-association",
          .summary = "a handle that is bound cannot be bound again", .provenance = REPORTED,
          .source = "thread:https://github.com/joyent/libuv/issues/1023; "
                    "thread:https://github.com/klemens-morgenstern/boost-process/issues/157",
          .facts = {"iocp/double-association"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->server) : NULL;
    HANDLE other = port ? new_port(INVALID_HANDLE_VALUE) : NULL;

    REQUIRE(other);
    SetLastError(0xdeadbeef);
    check_handle("to another port", CreateIoCompletionPort(pair->server, other, PORT_KEY, 0), HANDLE_IS_NULL);
    check_error("error of that", GetLastError(), ERROR_INVALID_PARAMETER);
    SetLastError(0xdeadbeef);
    check_handle("to the same port", CreateIoCompletionPort(pair->server, port, PORT_KEY, 0), HANDLE_IS_NULL);
    check_error("error of this", GetLastError(), ERROR_INVALID_PARAMETER);
}

BEHAVIOUR(after_issue, .id = "iocp/associate-after-issue",
          .summary = "a read that was pending when the handle was bound queues a packet when it completes",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/file.c:test_file_io_completion:1243-1275 (wine 10.0)",
          .facts = {"iocp/associate-after-issue"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;
    struct packet packet;
    HANDLE port;

    REQUIRE(pair);
    REQUIRE(read = operation_new(NO_EVENT, 10));
    check_result("ReadFile", start_read(read, pair->server, 10), ERROR_IO_PENDING);
    REQUIRE(port = new_port(pair->server));
    REQUIRE(new_write(pair->client, 3));
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_SUCCESS);
    check_number("bytes", packet.count, 3);
    check_flags("key", packet.key, PORT_KEY);
}

BEHAVIOUR(signals_handle, .id = "iocp/associate-signals-handle",
          .summary = "binding a handle with a read pending signals it", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/file.c:test_file_completion_information:4304-4347 (wine 10.0)",
          .facts = {"iocp/associate-signals-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair);
    REQUIRE(read = operation_new(NO_EVENT, 10));
    check_result("ReadFile", start_read(read, pair->server, 10), ERROR_IO_PENDING);
    check_wait("the handle before", WaitForSingleObject(pair->server, 0), WAIT_TIMEOUT);
    REQUIRE(new_port(pair->server));
    check_wait("the handle after", WaitForSingleObject(pair->server, 0), WAIT_OBJECT_0);
}

static void CALLBACK never_called(DWORD error, DWORD count, OVERLAPPED *overlapped)
{
    (void)error;
    (void)count;
    (void)overlapped;
}

BEHAVIOUR(completion_routine, .id = "iocp/apc-on-bound-handle",
          .summary = "reads and writes with a completion routine are refused on a bound handle",
          .provenance = WINETEST,
          .source =
              "winetest:dlls/ntdll/tests/file.c:test_file_io_completion:1280-1282 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_async_cancel_on_handle_close:3079-3090 (wine 10.0)",
          .facts = {"iocp/apc-on-bound-handle", "alertable/writefileex-with-iocp"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read, *write;

    REQUIRE(pair && new_port(pair->server));
    REQUIRE(read = operation_new(NO_EVENT, 10));
    REQUIRE(write = operation_new(NO_EVENT, 10));
    check_result("ReadFileEx",
                 RESULT(ReadFileEx(pair->server, read->buffer, 10, &read->overlapped, never_called)),
                 ERROR_INVALID_PARAMETER);
    check_result("WriteFileEx",
                 RESULT(WriteFileEx(pair->server, write->buffer, 10, &write->overlapped, never_called)),
                 ERROR_INVALID_PARAMETER);
}

UNIT(iocp_association)

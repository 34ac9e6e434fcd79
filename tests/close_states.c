/* States and queries of an end whose peer has closed; closing twice, through duplicates. */
#include "conformance/conformance.h"

BEHAVIOUR(
    handle_state, .id = "close/setstate-after-peer-close",
    .summary = "mode and information of a pipe can be asked for, and the mode set, after the peer has closed",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1660-1665 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1770-1775 (wine 8.0=10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2325-2345 (wine 10.0); inference",
    .facts = {"close/setstate-after-peer-close", "close/info-after-peer-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    DWORD mode = 0xabcd, quota = 0;

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    check_result("GetNamedPipeHandleStateW",
                 RESULT(GetNamedPipeHandleStateW(pair->server, &mode, NULL, NULL, NULL, NULL, 0)),
                 ERROR_SUCCESS);
    mode = PIPE_READMODE_BYTE;
    check_result("SetNamedPipeHandleState", RESULT(SetNamedPipeHandleState(pair->server, &mode, NULL, NULL)),
                 ERROR_SUCCESS);
    check_result("GetNamedPipeInfo", RESULT(GetNamedPipeInfo(pair->server, NULL, &quota, NULL, NULL)),
                 ERROR_SUCCESS);
    inferred(check_number("outbound quota", quota, 100));
}

BEHAVIOUR(
    duplicate_keeps, .id = "close/closing-one-duplicate-keeps-pending",
    .summary = "closing one of two handles of an end leaves its pending write alone", .provenance = INFERRED,
    .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1311-1325 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_async_cancel_on_handle_close:3096-3106 (wine 10.0)",
    .facts = {"close/closing-one-duplicate-keeps-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD available = 0;
    HANDLE copy = NULL;

    REQUIRE(pair && (write = new_write(pair->server, 150)));
    DuplicateHandle(GetCurrentProcess(), pair->server, GetCurrentProcess(), &copy, 0, FALSE,
                    DUPLICATE_SAME_ACCESS);
    write->handle = owned(copy);
    pipe_end_close(&pair->server);
    check_status("Internal", operation_status(write), STATUS_PENDING);
    check_event("event", write->event, NOT_SIGNALED);
    PeekNamedPipe(pair->client, NULL, 0, NULL, &available, NULL);
    check_number("bytes to read", available, 150);
}

BEHAVIOUR(last_handle, .id = "close/closing-last-handle-with-pending-write",
          .summary = "closing the writer's last handle either ends its pending write and takes the data "
                     "back, or leaves both to the reader",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/statesup.c (hint only); "
                    "reactos:drivers/filesystems/npfs/datasup.c (hint only)",
          .facts = {"close/closing-last-handle-with-pending-write",
                    "close/data-of-pending-write-after-writer-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD available = 0, count;

    REQUIRE(pair && (write = new_write(pair->server, 150)));
    pipe_end_close(&pair->server);
    PeekNamedPipe(pair->client, NULL, 0, NULL, &available, NULL);
    check_number("bytes to read", available, 0, 150);
    /* What became of the data says what must become of the write. */
    if (available) {
        check_status("Internal while the data waits", operation_status(write), STATUS_PENDING);
        check_result("ReadFile of the data", drain(pair->client, 150, &count), ERROR_SUCCESS);
        check_number("bytes read", count, 150);
        check_wait("event, the data read", WaitForSingleObject(write->event, OPERATION_DEADLINE),
                   WAIT_OBJECT_0);
        check_status("Internal, the data read", operation_status(write), STATUS_SUCCESS);
    } else {
        check_result("ReadFile, the data gone", drain(pair->client, 150, NULL), ERROR_BROKEN_PIPE);
        check_wait("event, the data gone", WaitForSingleObject(write->event, OPERATION_DEADLINE),
                   WAIT_OBJECT_0);
        check_status("Internal, the data gone", operation_status(write), STATUS_PIPE_BROKEN,
                     STATUS_CANCELLED);
        check_number("InternalHigh, the data gone", write->overlapped.InternalHigh, 0);
    }
}

BEHAVIOUR(pending_connect, .id = "close/own-close-pending-connect",
          .summary = "closing a server ends its pending ConnectNamedPipe and signals the event",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_wait_pipe:3913-3924 (wine 8.0=10.0); "
                    "inference; reactos:drivers/filesystems/npfs/statesup.c (hint only)",
          .facts = {"close/own-close-pending-connect"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *listen;

    REQUIRE(pair && (listen = operation_new(MANUAL_RESET, 0)));
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    pipe_end_close(&pair->server);
    check_wait("event", WaitForSingleObject(listen->event, OPERATION_DEADLINE), WAIT_OBJECT_0);
    check_status("Internal", operation_status(listen), STATUS_PIPE_BROKEN, STATUS_CANCELLED,
                 STATUS_HANDLES_CLOSED);
}

BEHAVIOUR(closed_twice, .id = "close/double-close", .summary = "a handle that is closed already is invalid",
          .provenance = INFERRED, .source = "inference", .facts = {"close/double-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE server;

    REQUIRE(pair);
    server = pair->server;
    pair->server = NULL;
    check_result("CloseHandle", RESULT(CloseHandle(server)), ERROR_SUCCESS);
    check_result("second CloseHandle", RESULT(CloseHandle(server)), ERROR_INVALID_HANDLE);
}

BEHAVIOUR(busy_until_disconnect, .id = "close/instance-busy-until-disconnect",
          .summary = "an instance whose client has closed is busy until the server disconnects",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:619-641 (wine 8.0=10.0)",
          .facts = {"close/instance-busy-until-disconnect"})
{
    const struct pipe_options options = {.quota_out = 100};
    struct pipe_pair *pair = pipe_pair_open(&options);

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    SetLastError(0xdeadbeef);
    check_handle("CreateFileW", owned(pipe_client_open(pair, &options)), HANDLE_IS_INVALID);
    check_error("its error", GetLastError(), ERROR_PIPE_BUSY);
}

UNIT(close_states)

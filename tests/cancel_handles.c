/* Cancelling through duplicates, without an event, and with handles that are no files. */
#include "conformance/conformance.h"

static HANDLE duplicate(HANDLE handle)
{
    HANDLE copy = NULL;

    DuplicateHandle(GetCurrentProcess(), handle, GetCurrentProcess(), &copy, 0, FALSE, DUPLICATE_SAME_ACCESS);
    return owned(copy);
}

BEHAVIOUR(through_duplicate, .id = "cancel/via-duplicate-handle",
          .summary = "CancelIoEx through a duplicate cancels what was issued on the original",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1288-1309 (wine 10.0)",
          .facts = {"cancel/via-duplicate-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("CancelIoEx", RESULT(CancelIoEx(duplicate(pair->server), &write->overlapped)),
                 ERROR_SUCCESS);
    check_result("result", operation_finish(write, NULL), ERROR_OPERATION_ABORTED);
}

BEHAVIOUR(cancelio_duplicate, .id = "cancel/cancelio-via-duplicate-handle",
          .summary = "CancelIo through a duplicate cancels what was issued on the original",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1288-1309 (wine 10.0)",
          .facts = {"cancel/cancelio-via-duplicate-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->server, 10));
    check_result("CancelIo", RESULT(CancelIo(duplicate(pair->server))), ERROR_SUCCESS);
    check_result("result", operation_finish(read, NULL), ERROR_OPERATION_ABORTED);
}

BEHAVIOUR(issuing_handle_closed, .id = "cancel/after-issuing-handle-closed",
          .summary = "a read survives its handle through a duplicate, and is cancelled through that",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1311-1337 (wine 10.0)",
          .facts = {"cancel/after-issuing-handle-closed"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;
    HANDLE copy;

    REQUIRE(pair && (copy = duplicate(pair->server)));
    REQUIRE(read = new_read(pair->server, 10));
    pipe_end_close(&pair->server);
    read->handle = copy;
    check_status("Internal after the close", operation_status(read), STATUS_PENDING);
    check_result("CancelIo", RESULT(CancelIo(copy)), ERROR_SUCCESS);
    check_result("result", operation_finish(read, NULL), ERROR_OPERATION_ABORTED);
    check_event("event", read->event, SIGNALED);
}

BEHAVIOUR(no_event, .id = "cancel/null-hevent-cancel",
          .summary = "cancelling a write without an event signals the file handle", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1102-1118 (wine 10.0); inference",
          .facts = {"cancel/null-hevent-cancel"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = operation_new(NO_EVENT, 150));
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    check_wait("the handle before", WaitForSingleObject(pair->server, 0), WAIT_TIMEOUT);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &write->overlapped)), ERROR_SUCCESS);
    check_wait("the handle after", WaitForSingleObject(pair->server, OPERATION_DEADLINE), WAIT_OBJECT_0);
    check_result("result", operation_finish(write, NULL), ERROR_OPERATION_ABORTED);
}

#define SECOND_SIGNAL 20 /* ms in which it would come */

BEHAVIOUR(
    auto_reset, .id = "cancel/auto-reset-event-signalled-once",
    .summary = "cancelling signals an auto-reset event once", .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:_test_overlapped_failure:2926-2949 (wine 8.0=10.0); inference",
    .facts = {"cancel/auto-reset-event-signalled-once"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = operation_new(AUTO_RESET, 150));
    start_write(write, pair->server, 150);
    CancelIoEx(pair->server, &write->overlapped);
    check_wait("first wait", WaitForSingleObject(write->event, OPERATION_DEADLINE), WAIT_OBJECT_0);
    check_wait("second wait", WaitForSingleObject(write->event, SECOND_SIGNAL), WAIT_TIMEOUT);
}

BEHAVIOUR(pseudo_handle, .id = "cancel/cancelioex-invalid-handle-value",
          .summary = "INVALID_HANDLE_VALUE is no file whose operations could be cancelled",
          .provenance = INFERRED, .source = "inference",
          .facts = {"cancel/cancelioex-invalid-handle-value", "cancel/cancelio-invalid-handle-value"})
{
    check_result("CancelIoEx", RESULT(CancelIoEx(INVALID_HANDLE_VALUE, NULL)), ERROR_INVALID_HANDLE);
    check_result("CancelIo", RESULT(CancelIo(INVALID_HANDLE_VALUE)), ERROR_INVALID_HANDLE);
}

BEHAVIOUR(event_handle, .id = "cancel/cancelioex-on-event-handle",
          .summary = "an event is no file whose operations could be cancelled", .provenance = INFERRED,
          .source = "inference", .facts = {"cancel/cancelioex-on-event-handle"})
{
    HANDLE event = new_event(TRUE, FALSE);

    REQUIRE(event);
    check_result("CancelIoEx", RESULT(CancelIoEx(event, NULL)), ERROR_INVALID_HANDLE);
}

BEHAVIOUR(bogus_handle, .id = "cancel/cancelioex-invalid-handle",
          .summary = "CancelIoEx of a number that is no handle fails with ERROR_INVALID_HANDLE",
          .provenance = INFERRED,
          .source = "inference; winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1325-1326 (wine 10.0)",
          .facts = {"cancel/cancelioex-invalid-handle"})
{
    check_result("CancelIoEx", RESULT(CancelIoEx((HANDLE)(ULONG_PTR)0xdeadbee0, NULL)), ERROR_INVALID_HANDLE);
}

UNIT(cancel_handles)

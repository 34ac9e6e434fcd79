/* CancelIoEx: what it says, and what becomes of the operation. */
#include "conformance/conformance.h"

BEHAVIOUR(nothing_pending, .id = "cancel/nothing-pending",
          .summary = "CancelIoEx fails with ERROR_NOT_FOUND when the handle has nothing pending",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_cancelio (wine 8.0=10.0)", .facts = {"x"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);

    REQUIRE(pair);
    check_result("CancelIoEx of all", RESULT(CancelIoEx(pair->server, NULL)), ERROR_NOT_FOUND);
}

BEHAVIOUR(issuing_thread, .id = "cancel/issuing-thread-final",
          .summary = "CancelIoEx by the issuing thread ends the write before it returns",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_cancelio (wine 8.0=10.0)", .facts = {"x"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 8192));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &write->overlapped)), ERROR_SUCCESS);
    check_status("status on return", operation_status(write), STATUS_CANCELLED);
    check_event("event", write->event, SIGNALED);
    check_result("result", operation_finish(write, &count), ERROR_OPERATION_ABORTED);
    inferred(check_number("bytes", count, 0));
}

UNIT(cancel)

/* Cancelling the WriteFile in which another thread is blocked. */
#include "conformance/conformance.h"

BEHAVIOUR(
    blocked_write, .id = "cancel/cancelsynchronousio-blocked-write",
    .summary = "CancelSynchronousIo ends the WriteFile in which a thread is blocked, with no bytes, and "
               "takes back what nobody has read",
    .provenance = INFERRED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelsynchronousio; "
        "winetest:dlls/kernel32/tests/pipe.c:test_CancelSynchronousIo:4270-4287 (wine 8.0=10.0); inference",
    .facts = {"cancel/cancelsynchronousio-blocked-write"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(100);
    struct synchronous_write *blocked;

    REQUIRE(pipe && (blocked = synchronous_write_start(pipe->write, 5000, NULL, pipe->read)));
    check_wait("the thread is blocked", thread_blocked(blocked->thread), WAIT_TIMEOUT);
    check_result("CancelSynchronousIo", RESULT(CancelSynchronousIo(blocked->thread)), ERROR_SUCCESS);
    check_wait("the thread ends", thread_join(blocked->thread), WAIT_OBJECT_0);
    check_result("WriteFile", blocked->result, ERROR_OPERATION_ABORTED);
    check_number("count", blocked->count, 0);
    check_number("bytes to read", unread_bytes(pipe->read), 0);
}

BEHAVIOUR(
    all_of_handle, .id = "cancel/cancelioex-null-on-sync-handle",
    .summary = "CancelIoEx(handle, NULL) ends the WriteFile in which another thread is blocked",
    .provenance = INFERRED,
    .source =
        "inference; doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex",
    .facts = {"cancel/cancelioex-null-on-sync-handle"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(100);
    struct synchronous_write *blocked;

    REQUIRE(pipe && (blocked = synchronous_write_start(pipe->write, 5000, NULL, pipe->read)));
    check_wait("the thread is blocked", thread_blocked(blocked->thread), WAIT_TIMEOUT);
    check_result("CancelIoEx", RESULT(CancelIoEx(pipe->write, NULL)), ERROR_SUCCESS);
    check_wait("the thread ends", thread_join(blocked->thread), WAIT_OBJECT_0);
    check_result("WriteFile", blocked->result, ERROR_OPERATION_ABORTED);
    check_number("count", blocked->count, 0);
}

UNIT(cancel_blocked_write)

/* Events of operations in flight: tagged, closed, consumed, and what GetOverlappedResult does to them. */
#include "conformance/conformance.h"

static HANDLE tagged(HANDLE handle, ULONG_PTR bits)
{
    return (HANDLE)((ULONG_PTR)handle | bits);
}

/* A write of 150 bytes over a quota of 100, whose event is tagged with the low bit: no completion packet. */
static struct operation *tagged_write(HANDLE handle)
{
    struct operation *write = operation_new(MANUAL_RESET, 150);

    if (!write)
        return NULL;
    SetEvent(write->event);
    write->overlapped.hEvent = tagged(write->event, 1);
    start_write(write, handle, 150);
    return write;
}

/* A write of 200 bytes with an auto-reset event, read and complete; nobody has waited for the event. */
static struct operation *completed_auto_write(struct pipe_pair *pair)
{
    struct operation *write = operation_new(AUTO_RESET, 200);
    DWORD count;

    if (!pair || !write)
        return NULL;
    if (start_write(write, pair->server, 200) != ERROR_IO_PENDING) {
        broken_setup("a write over the quota did not pend");
        return NULL;
    }
    drain(pair->client, 200, &count);
    return write;
}

BEHAVIOUR(tagged_pending, .id = "event/low-bit-pending",
          .summary = "a write whose event has the low bit set resets the event without the bit",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
                    "nf-ioapiset-getqueuedcompletionstatus; inference; "
                    "thread:https://github.com/libuv/libuv/issues/3825",
          .facts = {"event/low-bit-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = tagged_write(pair->server));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_event("event", write->event, NOT_SIGNALED);
}

BEHAVIOUR(tagged_completed, .id = "event/low-bit-completed",
          .summary = "GetOverlappedResult waits for an event with the low bit set as if it were clear",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
                    "nf-ioapiset-getqueuedcompletionstatus; "
                    "winetest:dlls/kernel32/tests/sync.c:test_WaitForSingleObject:1225-1316 (wine 10.0)",
          .facts = {"event/low-bit-completed"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = tagged_write(pair->server));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    drain(pair->client, 150, &count);
    check_result("GetOverlappedResult",
                 RESULT(GetOverlappedResult(pair->server, &write->overlapped, &count, TRUE)), ERROR_SUCCESS);
    check_number("count", count, 150);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(closed_while_pending, .id = "event/close-hevent-while-pending",
          .summary = "a write completes although its event was closed meanwhile", .provenance = INFERRED,
          .source = "inference", .facts = {"event/close-hevent-while-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write = operation_new(NO_EVENT, 150);
    HANDLE event = CreateEventW(NULL, TRUE, FALSE, NULL);
    DWORD count;

    REQUIRE(pair && write && event);
    write->overlapped.hEvent = event;
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    check_result("CloseHandle of the event", RESULT(CloseHandle(event)), ERROR_SUCCESS);
    check_result("ReadFile", drain(pair->client, 150, &count), ERROR_SUCCESS);
    operation_finish(write, &count);
    check_status("Internal", operation_status(write), STATUS_SUCCESS);
    check_number("InternalHigh", write->overlapped.InternalHigh, 150);
}

BEHAVIOUR(result_does_not_consume, .id = "event/gor-nowait-does-not-consume-auto-event",
          .summary = "GetOverlappedResult without waiting leaves an auto-reset event signaled",
          .provenance = INFERRED,
          .source = "inference; doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
                    "nf-ioapiset-getoverlappedresult",
          .facts = {"event/gor-nowait-does-not-consume-auto-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(write = completed_auto_write(pair));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("GetOverlappedResult", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("count", count, 200);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(waiting_for_completed, .id = "event/gor-wait-completed-auto-event",
          .summary = "GetOverlappedResult waits only while the operation is pending, and so does not consume",
          .provenance = INFERRED,
          .source = "inference; winetest:dlls/kernel32/tests/file.c:test_overlapped:3752-3759 (wine 10.0)",
          .facts = {"event/gor-wait-completed-auto-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(write = completed_auto_write(pair));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    operation_finish(write, NULL);
    check_result("GetOverlappedResult, waiting",
                 RESULT(GetOverlappedResult(pair->server, &write->overlapped, &count, TRUE)), ERROR_SUCCESS);
    check_number("count", count, 200);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(two_low_bits, .id = "event/two-low-bits-ignored-by-wait",
          .summary = "the two low bits of a handle make no difference to a wait", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/sync.c:test_WaitForSingleObject:1225-1316 (wine 10.0)",
          .facts = {"event/two-low-bits-ignored-by-wait"})
{
    HANDLE signaled = new_event(TRUE, TRUE), reset = new_event(TRUE, FALSE);

    REQUIRE(signaled && reset);
    check_wait("signaled event | 1", WaitForSingleObject(tagged(signaled, 1), 0), WAIT_OBJECT_0);
    check_wait("signaled event | 2", WaitForSingleObject(tagged(signaled, 2), 0), WAIT_OBJECT_0);
    check_wait("signaled event | 3", WaitForSingleObject(tagged(signaled, 3), 0), WAIT_OBJECT_0);
    check_wait("reset event | 1", WaitForSingleObject(tagged(reset, 1), 0), WAIT_TIMEOUT);
    check_wait("reset event | 2", WaitForSingleObject(tagged(reset, 2), 0), WAIT_TIMEOUT);
    check_wait("reset event | 3", WaitForSingleObject(tagged(reset, 3), 0), WAIT_TIMEOUT);
}

UNIT(event_lifetime)

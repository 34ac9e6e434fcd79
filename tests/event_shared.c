/* One event and several operations or threads. */
#include "conformance/conformance.h"

#define FULL 100 /* the quota; a write of more than this pends */

/* A write that uses the event of another. */
static struct operation *write_sharing(const struct operation *other, HANDLE handle, DWORD size)
{
    struct operation *write = operation_new(NO_EVENT, size);

    if (!write)
        return NULL;
    write->overlapped.hEvent = other->event;
    start_write(write, handle, size);
    return write;
}

struct observer {
    struct operation *write;
    DWORD wait;
    NTSTATUS status;
    ULONG_PTR count;
};

/* Waits for the event and looks at the OVERLAPPED at once. */
static DWORD WINAPI observe(void *argument)
{
    struct observer *observer = argument;

    observer->wait = WaitForSingleObject(observer->write->event, OPERATION_DEADLINE);
    observer->status = operation_status(observer->write);
    observer->count = *(volatile ULONG_PTR *)&observer->write->overlapped.InternalHigh;
    return 0;
}

BEHAVIOUR(
    shared_first, .id = "event/shared-event-first-completes",
    .summary = "of two writes with one event the first to complete signals it", .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped; "
              "inference",
    .facts = {"event/shared-event-first-completes", "event/event-must-differ-per-outstanding-op"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct operation *first, *second;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(first = new_write(pair->server, 150));
    REQUIRE(second = write_sharing(first, pair->server, 150));
    check_result("second WriteFile", second->result, ERROR_IO_PENDING);
    check_result("ReadFile of the first", drain(pair->client, 150, &count), ERROR_SUCCESS);
    check_wait("event", WaitForSingleObject(first->event, OPERATION_DEADLINE), WAIT_OBJECT_0);
    check_status("Internal of the first", operation_status(first), STATUS_SUCCESS);
    inferred(check_status("Internal of the second", operation_status(second), STATUS_PENDING));
}

BEHAVIOUR(shared_second_start, .id = "event/shared-event-second-start-resets",
          .summary = "a second operation with the same event takes the signal of the first's completion away",
          .provenance = INFERRED,
          .source =
              "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1202-1209 (wine 10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped",
          .facts = {"event/shared-event-second-start-resets"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct operation *first, *second;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(first = new_write(pair->server, 150));
    drain(pair->client, 150, &count);
    check_wait("event", WaitForSingleObject(first->event, OPERATION_DEADLINE), WAIT_OBJECT_0);
    REQUIRE(second = write_sharing(first, pair->server, 150));
    check_result("second WriteFile", second->result, ERROR_IO_PENDING);
    check_event("event after the second start", first->event, NOT_SIGNALED);
    check_result("result of the first", operation_result(first, &count), ERROR_SUCCESS);
}

BEHAVIOUR(
    data_before_event, .id = "event/order-data-then-event",
    .summary = "whoever sees the event signaled finds status and count in place", .provenance = INFERRED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped; "
              "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1088-1094 (wine 10.0); inference",
    .facts = {"event/order-data-then-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = FULL);
    struct observer *observer = behaviour_memory(sizeof(*observer));
    HANDLE thread;
    DWORD count;

    REQUIRE(pair && observer);
    REQUIRE(observer->write = new_write(pair->server, 150));
    REQUIRE(thread = thread_start_settled(observe, observer));
    drain(pair->client, 150, &count);
    check_wait("the observer", thread_join(thread), WAIT_OBJECT_0);
    check_wait("its wait", observer->wait, WAIT_OBJECT_0);
    check_status("Internal then", observer->status, STATUS_SUCCESS);
    check_number("InternalHigh then", observer->count, 150);
}

BEHAVIOUR(
    final_at_return, .id = "event/final-when-a-write-returns",
    .summary = "a thread that waits for the event of a write that fits finds the OVERLAPPED final when it is "
               "released: nothing of it is left to be done when WriteFile has returned",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:_overlapped_write_sync:2821-2839 (wine 8.0=10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped; "
              "inference",
    .facts = {"write/completion-may-precede-return"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct observer *observer = behaviour_memory(sizeof(*observer));
    HANDLE thread;

    REQUIRE(pair && observer && (observer->write = operation_new(MANUAL_RESET, 10)));
    REQUIRE(thread = thread_start_settled(observe, observer));
    check_result("WriteFile", start_write(observer->write, pair->server, 10), ERROR_SUCCESS);
    check_wait("the observer", thread_join(thread), WAIT_OBJECT_0);
    check_wait("its wait", observer->wait, WAIT_OBJECT_0);
    check_status("Internal then", observer->status, STATUS_SUCCESS);
    check_number("InternalHigh then", observer->count, 10);
}

UNIT(event_shared)

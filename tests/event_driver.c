/* What becomes of an event that is signaled before the call, and of an auto-reset one with two waiters. */
#include "conformance/conformance.h"

#include "conformance/nt_calls.h"

BEHAVIOUR(
    reset_first, .id = "event/event-reset-before-driver-call",
    .summary =
        "a call that fails at once leaves its event unsignaled although it was signaled before; one that "
        "succeeds, warns or pends leaves it signaled in the end",
    .provenance = INFERRED,
    .source = "winetest:dlls/ntoskrnl.exe/tests/ntoskrnl.c:do_return_status:824-846 (wine 10.0); inference",
    .facts = {"event/event-reset-before-driver-call"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE);
    HANDLE event = new_event(TRUE, TRUE);
    char *bytes = behaviour_memory(16);

    REQUIRE(pair && event && bytes && nt_supported() && new_write(pair->server, 10));
    check_status("a read of a part", nt_read(pair->client, event, bytes, 4), STATUS_BUFFER_OVERFLOW);
    check_event("event after a warning", event, SIGNALED);
    check_status("a read of the rest", nt_read(pair->client, event, bytes, 16), STATUS_SUCCESS);
    check_event("event after success", event, SIGNALED);
    pipe_end_close(&pair->server);
    check_status("a read of what is broken", nt_read(pair->client, event, bytes, 16), STATUS_PIPE_BROKEN);
    check_event("event after failure", event, NOT_SIGNALED);
}

struct waiting {
    struct operation *read;
    DWORD result;
};

static DWORD WINAPI wait_for_result(void *argument)
{
    struct waiting *waiting = argument;
    DWORD count;

    waiting->result =
        RESULT(GetOverlappedResult(waiting->read->handle, &waiting->read->overlapped, &count, TRUE));
    return 0;
}

static DWORD WINAPI wait_for_event(void *argument)
{
    struct waiting *waiting = argument;

    waiting->result = WaitForSingleObject(waiting->read->event, THREAD_DEADLINE);
    return 0;
}

BEHAVIOUR(
    one_of_two, .id = "event/auto-reset-with-gor-wait-hang",
    .summary = "of two that wait for an auto-reset event, one of them in GetOverlappedResult, a completion "
               "releases one; the other waits on although the operation is over",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
              "nf-ioapiset-getoverlappedresult",
    .facts = {"event/auto-reset-with-gor-wait-hang"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct waiting *waiting = behaviour_memory(sizeof(*waiting)), *other = behaviour_memory(sizeof(*other));
    HANDLE threads[2];
    DWORD first;

    REQUIRE(pair && waiting && other && (waiting->read = operation_new(AUTO_RESET, 10)));
    check_result("ReadFile", start_read(waiting->read, pair->client, 10), ERROR_IO_PENDING);
    *other = *waiting;
    REQUIRE(threads[0] = thread_start_settled(wait_for_result, waiting));
    REQUIRE(threads[1] = thread_start_settled(wait_for_event, other));
    REQUIRE(new_write(pair->server, 10));
    first = WaitForMultipleObjects(2, threads, FALSE, THREAD_DEADLINE);
    check_boolean("one is released", first < 2, TRUE);
    check_status("Internal", operation_status(waiting->read), STATUS_SUCCESS);
    check_wait("the other", thread_blocked(threads[first != 1]), WAIT_TIMEOUT);
    SetEvent(waiting->read->event);
    check_wait("the other when the event is set", thread_join(threads[first != 1]), WAIT_OBJECT_0);
    check_result("GetOverlappedResult", waiting->result, ERROR_SUCCESS);
}

UNIT(event_driver)

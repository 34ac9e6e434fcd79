/* GetOverlappedResult that waits for what does not tell it of its operation. */
#include "conformance/conformance.h"

struct wait {
    struct operation *operation;
    DWORD result, count;
};

static DWORD WINAPI wait_for_result(void *argument)
{
    struct wait *wait = argument;

    wait->result = RESULT(
        GetOverlappedResult(wait->operation->handle, &wait->operation->overlapped, &wait->count, TRUE));
    return 0;
}

/* On a thread of its own, which has come to its wait as far as can be seen; its handle in *thread. */
static struct wait *wait_begin(struct operation *operation, HANDLE *thread)
{
    struct wait *wait = behaviour_memory(sizeof(*wait));

    if (!wait || !operation)
        return NULL;
    wait->operation = operation;
    wait->count = 0xdeadbeef;
    return (*thread = thread_start_settled(wait_for_result, wait)) ? wait : NULL;
}

BEHAVIOUR(two_reads, .id = "overlapped-result/gor-null-event-two-ops-hazard",
          .summary =
              "without events, GetOverlappedResult of the second of two reads may take the first one's "
              "end for its own, and then gives what was in the OVERLAPPED before",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
                    "nf-ioapiset-getoverlappedresult; thread:https://github.com/rust-lang/rust/issues/81357",
          .facts = {"overlapped-result/gor-null-event-two-ops-hazard"})
{
    enum { BEFORE = 77, LENGTH = 3 };
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *first = operation_new(NO_EVENT, 10), *second = operation_new(NO_EVENT, 10);
    struct wait *wait;
    HANDLE thread;

    REQUIRE(pair && first && second);
    check_result("ReadFile", start_read(first, pair->client, 10), ERROR_IO_PENDING);
    second->overlapped.InternalHigh = BEFORE;
    check_result("second ReadFile", start_read(second, pair->client, 10), ERROR_IO_PENDING);
    REQUIRE(new_write(pair->server, 1));
    check_result("the first read", operation_finish(first, NULL), ERROR_SUCCESS);
    REQUIRE(wait = wait_begin(second, &thread));
    REQUIRE(new_write(pair->server, LENGTH));
    check_wait("the thread ends", thread_join(thread), WAIT_OBJECT_0);
    check_result("GetOverlappedResult", wait->result, ERROR_SUCCESS);
    check_number("count", wait->count, BEFORE, LENGTH);
}

BEHAVIOUR(failed_at_once, .id = "overlapped-result/gor-wait-after-immediate-failure-hangs",
          .summary =
              "GetOverlappedResult that waits for a write that has failed at once does not return: nobody "
              "sets the event",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:816-832 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0); inference",
          .facts = {"overlapped-result/gor-wait-after-immediate-failure-hangs"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    struct wait *wait;
    HANDLE thread;

    REQUIRE(pair && (write = operation_new(MANUAL_RESET, 10)));
    pipe_end_close(&pair->client);
    check_result("WriteFile", start_write(write, pair->server, 10), ERROR_NO_DATA);
    REQUIRE(wait = wait_begin(write, &thread));
    check_wait("the thread", thread_blocked(thread), WAIT_TIMEOUT);
    SetEvent(write->event);
    check_wait("the thread, when the event has been set", thread_join(thread), WAIT_OBJECT_0);
}

UNIT(overlapped_result_waits)

/* GetOverlappedResultEx: time-outs and alertable waits. */
#include "conformance/conformance.h"

static void CALLBACK count_call(ULONG_PTR argument)
{
    InterlockedIncrement((volatile LONG *)argument);
}

/* A write that stays pending, and a user APC for this thread that counts in the returned word. */
static struct operation *pending_write_with_apc(volatile LONG **calls)
{
    struct pipe_pair *pair = has_result_ex() ? PIPE_PAIR(.quota_out = 100) : NULL;
    struct operation *write = pair ? new_write(pair->server, 150) : NULL;

    *calls = behaviour_memory(sizeof(**calls));
    if (!pair || !write)
        return NULL;
    if (!*calls || write->result != ERROR_IO_PENDING ||
        !QueueUserAPC(count_call, GetCurrentThread(), (ULONG_PTR)*calls)) {
        broken_setup("no pending write with a queued APC");
        return NULL;
    }
    return write;
}

BEHAVIOUR(
    zero_alertable, .id = "overlapped-result/gorex-0-alertable",
    .summary = "with time-out 0 GetOverlappedResultEx does not wait, so that no APC runs",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_GetOverlappedResultEx:4122-4137 (wine 8.0=10.0)",
    .facts = {"overlapped-result/gorex-0-alertable"})
{
    volatile LONG *calls;
    struct operation *write = pending_write_with_apc(&calls);
    DWORD count;

    REQUIRE(write);
    check_result("GetOverlappedResultEx", operation_result_ex(write, &count, 0, TRUE), ERROR_IO_INCOMPLETE);
    check_number("calls of the APC", *calls, 0);
    SleepEx(0, TRUE);
}

BEHAVIOUR(
    timeout_nonalertable, .id = "overlapped-result/gorex-timeout-nonalertable",
    .summary = "a wait that is not alertable ends with WAIT_TIMEOUT and runs no APC", .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_GetOverlappedResultEx:4139-4143 (wine 8.0=10.0)",
    .facts = {"overlapped-result/gorex-timeout-nonalertable"})
{
    volatile LONG *calls;
    struct operation *write = pending_write_with_apc(&calls);
    DWORD count;

    REQUIRE(write);
    check_result("GetOverlappedResultEx", operation_result_ex(write, &count, 10, FALSE), WAIT_TIMEOUT);
    check_number("calls of the APC", *calls, 0);
    SleepEx(0, TRUE);
}

BEHAVIOUR(
    timeout_alertable, .id = "overlapped-result/gorex-timeout-alertable",
    .summary = "an alertable wait ends with WAIT_IO_COMPLETION when an APC has run", .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_GetOverlappedResultEx:4145-4149 (wine 8.0=10.0)",
    .facts = {"overlapped-result/gorex-timeout-alertable"})
{
    volatile LONG *calls;
    struct operation *write = pending_write_with_apc(&calls);
    DWORD count;

    REQUIRE(write);
    check_result("GetOverlappedResultEx", operation_result_ex(write, &count, 10, TRUE), WAIT_IO_COMPLETION);
    check_number("calls of the APC", *calls, 1);
}

BEHAVIOUR(
    completed, .id = "overlapped-result/gorex-completed",
    .summary = "GetOverlappedResultEx of a completed write gives its length with any time-out",
    .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-getoverlappedresultex",
    .facts = {"overlapped-result/gorex-completed"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count = 0;

    REQUIRE(has_result_ex() && pair);
    REQUIRE(write = new_write(pair->server, 50));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_result("without waiting", operation_result_ex(write, &count, 0, FALSE), ERROR_SUCCESS);
    check_number("count without waiting", count, 50);
    check_result("with a time-out", operation_result_ex(write, &count, 1000, FALSE), ERROR_SUCCESS);
    check_number("count with a time-out", count, 50);
}

BEHAVIOUR(
    failed, .id = "overlapped-result/gorex-failed-op",
    .summary = "GetOverlappedResultEx of a write whose peer closed fails with ERROR_BROKEN_PIPE",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3255-3262 (wine 8.0=10.0); "
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-getoverlappedresultex",
    .facts = {"overlapped-result/gorex-failed-op"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count = 0xabcd;

    REQUIRE(has_result_ex() && pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    pipe_end_close(&pair->client);
    check_result("GetOverlappedResultEx", operation_result_ex(write, &count, 1000, FALSE), ERROR_BROKEN_PIPE);
    check_number("count", count, 0);
}

UNIT(overlapped_result_ex)

/* GetOverlappedResult looks at the OVERLAPPED, and at the event only to wait. */
#include "conformance/conformance.h"

BEHAVIOUR(only_the_fields, .id = "overlapped-result/gor-uses-only-overlapped-fields",
          .summary = "GetOverlappedResult of a final OVERLAPPED does not look at the handle",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3752-3759 (wine 10.0)",
          .facts = {"overlapped-result/gor-uses-only-overlapped-fields"})
{
    OVERLAPPED *overlapped = behaviour_memory(sizeof(*overlapped));
    DWORD count = 0;

    REQUIRE(overlapped);
    overlapped->InternalHigh = 0xabcd;
    check_result("GetOverlappedResult without a handle",
                 RESULT(GetOverlappedResult(NULL, overlapped, &count, FALSE)), ERROR_SUCCESS);
    check_number("count", count, 0xabcd);
}

BEHAVIOUR(zeroed, .id = "overlapped-result/gor-zeroed-overlapped",
          .summary = "an OVERLAPPED of zeroes that was never used counts as complete", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3744-3750 (wine 10.0)",
          .facts = {"overlapped-result/gor-zeroed-overlapped"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    OVERLAPPED *overlapped = behaviour_memory(sizeof(*overlapped));
    DWORD count = 0xabcd;

    REQUIRE(pair && overlapped);
    check_result("GetOverlappedResult", RESULT(GetOverlappedResult(pair->server, overlapped, &count, FALSE)),
                 ERROR_SUCCESS);
    check_number("count", count, 0);
}

BEHAVIOUR(zeroed_wait, .id = "overlapped-result/gor-zeroed-overlapped-wait",
          .summary = "waiting for an OVERLAPPED of zeroes returns at once", .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3744-3750 (wine 10.0); inference",
          .facts = {"overlapped-result/gor-zeroed-overlapped-wait"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    OVERLAPPED *overlapped = behaviour_memory(sizeof(*overlapped));
    DWORD count = 0xabcd;

    REQUIRE(pair && overlapped);
    check_result("GetOverlappedResult", RESULT(GetOverlappedResult(pair->server, overlapped, &count, TRUE)),
                 ERROR_SUCCESS);
    check_number("count", count, 0);
}

BEHAVIOUR(failure_has_count, .id = "overlapped-result/gor-failure-returns-high",
          .summary = "GetOverlappedResult stores the count of a failed operation too", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3761-3768 (wine 10.0)",
          .facts = {"overlapped-result/gor-failure-returns-high"})
{
    OVERLAPPED *overlapped = behaviour_memory(sizeof(*overlapped));
    DWORD count = 0;

    REQUIRE(overlapped);
    overlapped->Internal = (ULONG_PTR)STATUS_INVALID_HANDLE;
    overlapped->InternalHigh = 0xabcd;
    check_result("GetOverlappedResult", RESULT(GetOverlappedResult(NULL, overlapped, &count, FALSE)),
                 ERROR_INVALID_HANDLE);
    check_number("count", count, 0xabcd);
}

BEHAVIOUR(nowait_ignores_event, .id = "overlapped-result/gor-nowait-ignores-signaled-event",
          .summary = "without waiting, a signaled event does not make a pending OVERLAPPED complete",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3780-3787 (wine 10.0)",
          .facts = {"overlapped-result/gor-nowait-ignores-signaled-event"})
{
    OVERLAPPED *overlapped = behaviour_memory(sizeof(*overlapped));
    DWORD count = 0xabcd;

    REQUIRE(overlapped && (overlapped->hEvent = new_event(TRUE, TRUE)));
    overlapped->Internal = STATUS_PENDING;
    check_result("GetOverlappedResult", RESULT(GetOverlappedResult(NULL, overlapped, &count, FALSE)),
                 ERROR_IO_INCOMPLETE);
}

BEHAVIOUR(wait_trusts_event, .id = "overlapped-result/gor-wait-trusts-signaled-event",
          .summary = "waiting, a signaled event makes a pending OVERLAPPED look complete",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3789-3792 (wine 10.0)",
          .facts = {"overlapped-result/gor-wait-trusts-signaled-event"})
{
    OVERLAPPED *overlapped = behaviour_memory(sizeof(*overlapped));
    DWORD count = 0;

    REQUIRE(overlapped && (overlapped->hEvent = new_event(TRUE, TRUE)));
    overlapped->Internal = STATUS_PENDING;
    overlapped->InternalHigh = 0xabcd;
    check_result("GetOverlappedResult", RESULT(GetOverlappedResult(NULL, overlapped, &count, TRUE)),
                 ERROR_SUCCESS);
    check_number("count", count, 0xabcd);
    check_status("Internal", overlapped->Internal, STATUS_PENDING);
}

BEHAVIOUR(reset_event, .id = "overlapped-result/gor-wait-completed-with-reset-event",
          .summary = "once an operation is final, waiting for it does not look at its event",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/file.c:test_overlapped:3752-3759 (wine 10.0); inference",
          .facts = {"overlapped-result/gor-wait-completed-with-reset-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    drain(pair->client, 150, &count);
    check_result("result", operation_finish(write, &count), ERROR_SUCCESS);
    ResetEvent(write->event);
    check_event("the event, reset", write->event, NOT_SIGNALED);
    check_result("result with the event reset",
                 RESULT(GetOverlappedResult(pair->server, &write->overlapped, &count, TRUE)), ERROR_SUCCESS);
    check_number("count", count, 150);
}

UNIT(overlapped_result_fields)

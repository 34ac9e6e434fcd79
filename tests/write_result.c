/* What WriteFile reports when it succeeds or pends: result, byte count, OVERLAPPED and event. */
#include "conformance/conformance.h"

BEHAVIOUR(
    count_valid, .id = "write/sync-completion-count-valid",
    .summary = "an overlapped write that completes at once returns TRUE and stores its length in the count",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:_overlapped_write_sync:2821-2839 (wine 8.0=10.0)",
    .facts = {"write/sync-completion-count-valid"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 10));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 10);
}

BEHAVIOUR(
    success_signals, .id = "write/success-signals-event",
    .summary =
        "a write that completes at once signals its event and leaves status and length in the OVERLAPPED",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1126-1141 (wine 10.0); "
        "winetest:dlls/kernel32/tests/pipe.c:_overlapped_write_sync:2821-2839 (wine 8.0=10.0); inference",
    .facts = {"event/sync-write-sets-event", "event/sync-write-sets-auto-event",
              "overlapped-result/sync-success-gor"})
{
    static const struct expectation first[] = {EXPECT("event, manual reset", SIGNALED),
                                               EXPECT("event, auto reset", SIGNALED)};
    static const struct expectation second[] = {EXPECT("event once waited for, manual reset", SIGNALED),
                                                EXPECT("event once waited for, auto reset", NOT_SIGNALED)};
    static const struct expectation status[] = {EXPECT("Internal, manual reset", STATUS_SUCCESS),
                                                EXPECT("Internal, auto reset", STATUS_SUCCESS)};
    static const struct expectation bytes[] = {EXPECT("bytes, manual reset", 10),
                                               EXPECT("bytes, auto reset", 10)};
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);

    REQUIRE(pair);
    for (unsigned int i = 0; i < 2; i++) {
        struct operation *write = operation_new(i ? AUTO_RESET : MANUAL_RESET, 10);
        DWORD count;

        REQUIRE(write);
        start_write(write, pair->server, 10);
        check_row(KIND_EVENT, first, i, observe_event(write->event));
        check_row(KIND_EVENT, second, i, observe_event(write->event));
        check_row(KIND_STATUS, status, i, (ULONG)operation_status(write));
        operation_result(write, &count);
        check_row(KIND_NUMBER, bytes, i, count);
    }
}

BEHAVIOUR(start_resets, .id = "write/start-resets-event",
          .summary = "every start resets the event, so that a signal of an earlier operation is gone, even "
                     "if the write fails",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1202-1209 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_completion:1584-1589 (wine 10.0)",
          .facts = {"event/pending-write-resets-manual-event", "event/next-op-clears-stale-signal",
                    "event/immediate-failure-leaves-event-reset"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write, *failed;

    REQUIRE(pair);
    REQUIRE(write = operation_new(MANUAL_RESET, 200));
    REQUIRE(failed = operation_new(MANUAL_RESET, 10));
    start_write(write, pair->server, 100);
    check_event("event after success", write->event, SIGNALED);
    check_result("WriteFile into the full pipe", start_write(write, pair->server, 200), ERROR_IO_PENDING);
    check_event("event after pending", write->event, NOT_SIGNALED);
    pipe_end_close(&pair->client);
    SetEvent(failed->event);
    check_result("WriteFile after the client has gone", start_write(failed, pair->server, 10), ERROR_NO_DATA);
    check_event("event after failure", failed->event, NOT_SIGNALED);
    check_status("Internal after failure", operation_status(failed), STATUS_PENDING);
}

BEHAVIOUR(
    no_count_pointer, .id = "write/null-count-ptr-with-overlapped",
    .summary = "the count pointer may be NULL if there is an OVERLAPPED, which tells the length",
    .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile; inference",
    .facts = {"write/null-count-ptr-with-overlapped"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = operation_new(MANUAL_RESET, 10));
    check_result("WriteFile", RESULT(WriteFile(pair->server, write->buffer, 10, NULL, &write->overlapped)),
                 ERROR_SUCCESS);
    check_number("InternalHigh", write->overlapped.InternalHigh, 10);
}

BEHAVIOUR(offsets, .id = "write/offset-ignored",
          .summary = "the offsets of the OVERLAPPED have no effect on a pipe", .provenance = DOCUMENTED,
          .source =
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped",
          .facts = {"write/offset-ignored"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = operation_new(MANUAL_RESET, 10));
    write->overlapped.Offset = 0x1234;
    write->overlapped.OffsetHigh = 1;
    check_result("WriteFile", start_write(write, pair->server, 10), ERROR_SUCCESS);
    check_number("count", write->count, 10);
    check_text("bytes at the reader", peek_pipe(pair->client, 10).bytes, 10, "abcdefghij");
}

BEHAVIOUR(
    offset_minus_one, .id = "write/offset-minus-one",
    .summary = "the offset that means end of file has no effect on a pipe", .provenance = INFERRED,
    .source =
        "inference; doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile",
    .facts = {"write/offset-minus-one"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = operation_new(MANUAL_RESET, 10));
    write->overlapped.Offset = write->overlapped.OffsetHigh = 0xffffffff;
    check_result("WriteFile", start_write(write, pair->server, 10), ERROR_SUCCESS);
    check_number("count", write->count, 10);
}

UNIT(write_result)

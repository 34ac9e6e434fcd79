/* One write against a quota of 4096 or 100: when it pends, when it completes, and what can be seen meanwhile.
 */
#include "conformance/conformance.h"

BEHAVIOUR(
    exact_quota, .id = "quota/write-equal-quota-sync",
    .summary = "a write of exactly the quota into the empty pipe succeeds at once, with event and byte count",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4055-4058 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-2968 (wine 8.0=10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1126-1141 (wine 10.0)",
    .facts = {"quota/write-equal-quota-sync", "event/sync-write-sets-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 4096));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 4096);
    check_status("Internal", operation_status(write), STATUS_SUCCESS);
    check_number("InternalHigh", write->overlapped.InternalHigh, 4096);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(
    full, .id = "quota/write-when-full-pends",
    .summary = "a write of one byte into a full pipe pends, and its byte is already visible to the reader",
    .provenance = WINETEST,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2974-2979 (wine 8.0=10.0); "
        "winetest:dlls/kernel32/tests/pipe.c:_overlapped_write_async:2842-2854 (wine 8.0=10.0); inference",
    .facts = {"quota/write-when-full-pends"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 4096));
    REQUIRE(write = operation_new(MANUAL_RESET, 1));
    write->overlapped.InternalHigh = 0xabcd;
    check_result("WriteFile", start_write(write, pair->server, 1), ERROR_IO_PENDING);
    check_number("count", write->count, 0);
    inferred(check_status("Internal", operation_status(write), STATUS_PENDING));
    inferred(check_number("InternalHigh", write->overlapped.InternalHigh, 0xabcd));
    check_event("event", write->event, NOT_SIGNALED);
    check_number("unread", unread_bytes(pair->client), 4097);
}

BEHAVIOUR(one_byte_freed, .id = "quota/reading-1-byte-frees-1",
          .summary = "reading one byte of a full pipe completes a pending write of one byte",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2995-2998 (wine 8.0=10.0)",
          .facts = {"quota/reading-1-byte-frees-1"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 4096));
    REQUIRE(write = new_write(pair->server, 1));
    check_result("read", drain(pair->client, 1, &count), ERROR_SUCCESS);
    check_event("event", write->event, SIGNALED);
    check_result("result of the write", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("bytes written", count, 1);
}

BEHAVIOUR(quota_plus_one, .id = "quota/write-quota-plus-one-pends",
          .summary = "a write of one byte more than the quota pends although the pipe is empty",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3028-3030 (wine 8.0=10.0)",
          .facts = {"quota/write-quota-plus-one-pends"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 4097));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_number("count", write->count, 0);
    check_number("unread", unread_bytes(pair->client), 4097);
}

BEHAVIOUR(remainder_fits, .id = "quota/pending-completes-when-remainder-fits",
          .summary =
              "a pending write completes when its unread remainder fits the quota, before all of it was read",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3037-3040 (wine 8.0=10.0)",
          .facts = {"quota/pending-completes-when-remainder-fits"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 4096);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 4097));
    check_event("event before", write->event, NOT_SIGNALED);
    drain(pair->client, 1, &count);
    check_event("event after one byte", write->event, SIGNALED);
    check_result("result", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("bytes", count, 4097);
    check_number("unread", unread_bytes(pair->client), 4096);
}

BEHAVIOUR(
    invisible_progress, .id = "quota/partial-progress-not-visible",
    .summary = "nothing of a pending write's OVERLAPPED changes while its bytes are being read",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3032-3035 (wine 8.0=10.0); inference",
    .facts = {"quota/partial-progress-not-visible"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = operation_new(MANUAL_RESET, 300));
    write->overlapped.InternalHigh = 0x77;
    check_result("WriteFile", start_write(write, pair->server, 300), ERROR_IO_PENDING);
    drain(pair->client, 100, &count);
    check_number("bytes read", count, 100);
    check_status("Internal", operation_status(write), STATUS_PENDING);
    check_number("InternalHigh", write->overlapped.InternalHigh, 0x77);
    check_event("event", write->event, NOT_SIGNALED);
}

UNIT(quota_pending)

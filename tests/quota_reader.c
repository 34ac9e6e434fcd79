/* A reader that waits takes part in the quota, and a pipe without a quota needs one. */
#include "conformance/conformance.h"

BEHAVIOUR(read_plus_quota, .id = "quota/pending-read-plus-quota-sync",
          .summary = "a write of what the pending read takes plus the quota succeeds at once",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4013-4026 (wine 8.0=10.0); inference",
          .facts = {"quota/pending-read-plus-quota-sync"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read, *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 50));
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 150);
    check_result("result of the read", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 50);
    check_number("unread", unread_bytes(pair->client), 100);
}

BEHAVIOUR(read_plus_quota_exceeded, .id = "quota/pending-read-plus-quota-exceeded",
          .summary = "a write of more than the pending read and the quota take completes the read, and pends",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/writesup.c (hint only)",
          .facts = {"quota/pending-read-plus-quota-exceeded"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read, *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 50));
    REQUIRE(write = new_write(pair->server, 151));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_number("count", write->count, 0);
    check_result("result of the read", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 50);
    check_number("unread", unread_bytes(pair->client), 101);
}

BEHAVIOUR(no_room_by_reading, .id = "quota/read-side-buffer-not-extended-by-read-size",
          .summary = "a read that has ended makes no room beyond what it took: 140 of 150 bytes left keep "
                     "the write pending",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3113-3118 (wine 8.0=10.0)",
          .facts = {"quota/read-side-buffer-not-extended-by-read-size"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("read", drain(pair->client, 10, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 10);
    check_number("unread", unread_bytes(pair->client), 140);
    check_event("event", write->event, NOT_SIGNALED);
}

BEHAVIOUR(large_read, .id = "quota/pending-read-larger-than-quota-lifts-limit",
          .summary = "a write larger than the quota succeeds at once if a pending read takes all of it",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4002-4009 (wine 8.0=10.0)",
          .facts = {"quota/pending-read-larger-than-quota-lifts-limit",
                    "modes/nowait-write-with-large-pending-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_NOWAIT, .quota_out = 512);
    struct operation *read, *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 32768));
    REQUIRE(write = new_write(pair->server, 513));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 513);
    check_result("result of the read", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 513);
}

BEHAVIOUR(
    message_split, .id = "quota/message-pending-read-plus-quota-sync",
    .summary =
        "one message is written at once if the pending read takes a part of it and the rest fits the quota",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-2968 (wine 8.0=10.0); inference",
    .facts = {"quota/message-pending-read-plus-quota-sync"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE,
                                       .client_mode = PIPE_READMODE_MESSAGE, .quota_out = 100);
    struct operation *read, *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 50));
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 150);
    check_result("result of the read", operation_finish(read, &count), ERROR_MORE_DATA);
    check_number("bytes read", count, 50);
    check_number("unread", unread_bytes(pair->client), 100);
}

BEHAVIOUR(no_quota, .id = "quota/zero-quota-write-pends",
          .summary = "with quota 0 a write of one byte pends until a reader has taken it",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/writesup.c (hint only); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_GetNamedPipeInfo:2555-2564 (wine 8.0=10.0)",
          .facts = {"quota/zero-quota-write-pends", "quota/zero-quota-completes-on-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = QUOTA_ZERO, .quota_in = QUOTA_ZERO);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 1));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_number("count", write->count, 0);
    check_number("unread", unread_bytes(pair->client), 1);
    check_result("read", drain(pair->client, 10, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 1);
    check_result("result of the write", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("bytes written", count, 1);
}

BEHAVIOUR(
    no_quota_reader, .id = "quota/zero-quota-write-with-pending-read-sync",
    .summary = "with quota 0 a write that a pending read takes succeeds at once", .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2291-2365 (wine 8.0=10.0); inference",
    .facts = {"quota/zero-quota-write-with-pending-read-sync"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = QUOTA_ZERO, .quota_in = QUOTA_ZERO);
    struct operation *read, *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 10));
    REQUIRE(write = new_write(pair->server, 5));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 5);
    check_result("result of the read", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 5);
}

UNIT(quota_reader)

/* PIPE_NOWAIT: writes never pend and never split; what does not fit is not written at all. */
#include "conformance/conformance.h"

/* Quota 512; the server has PIPE_NOWAIT and writes, the client waits. */
static struct pipe_pair *nowait_pipe(unsigned int message)
{
    return PIPE_PAIR(.type = (message ? PIPE_TYPE_MESSAGE : PIPE_TYPE_BYTE) | PIPE_NOWAIT, .quota_out = 512);
}

BEHAVIOUR(
    over_quota, .id = "modes/nowait-write-quota-plus-1",
    .summary = "a PIPE_NOWAIT write of one byte more than the quota returns TRUE and has written nothing",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3980-3987 (wine 8.0=10.0); "
              "thread:https://github.com/swiftlang/swift-corelibs-libdispatch/issues/796; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/ipc/named-pipe-type-read-and-wait-modes",
    .facts = {"modes/nowait-byte-write-quota-plus-1", "modes/nowait-msg-write-quota-plus-1"})
{
    for (unsigned int message = 0; message < 2; message++) {
        struct pipe_pair *pair = nowait_pipe(message);
        struct operation *write;

        REQUIRE(pair);
        REQUIRE(write = new_write(pair->server, 513));
        check_type(KIND_RESULT, "WriteFile", message, write->result, ERROR_SUCCESS, ERROR_SUCCESS);
        check_type(KIND_NUMBER, "count", message, write->count, 0, 0);
    }
}

BEHAVIOUR(
    never_pends, .id = "modes/nowait-overlapped-never-pends",
    .summary =
        "an overlapped PIPE_NOWAIT write over the quota is complete at once: TRUE, 0 bytes, event signaled",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3980-3987 (wine 8.0=10.0)",
    .facts = {"modes/nowait-overlapped-never-pends"})
{
    struct pipe_pair *pair = PIPE_PAIR(.client_mode = PIPE_NOWAIT, .quota_in = 512);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->client, 513));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 0);
    check_event("event", write->event, SIGNALED);
    check_result("result", operation_result(write, &count), ERROR_SUCCESS);
    check_number("bytes", count, 0);
}

BEHAVIOUR(fill, .id = "modes/nowait-write-exact-remaining",
          .summary = "a PIPE_NOWAIT write that exactly fills the quota succeeds with its whole length",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4055-4058 (wine 8.0=10.0)",
          .facts = {"modes/nowait-write-exact-remaining"})
{
    for (unsigned int message = 0; message < 2; message++) {
        struct pipe_pair *pair = nowait_pipe(message);
        struct operation *write;

        REQUIRE(pair);
        REQUIRE(write = new_write(pair->server, 512));
        check_type(KIND_RESULT, "WriteFile", message, write->result, ERROR_SUCCESS, ERROR_SUCCESS);
        check_type(KIND_NUMBER, "count", message, write->count, 512, 512);
    }
}

BEHAVIOUR(
    over_remaining, .id = "modes/nowait-byte-write-over-remaining",
    .summary = "a PIPE_NOWAIT write larger than what is free writes nothing and leaves what is unread alone",
    .provenance = INFERRED,
    .source = "inference; winetest:dlls/kernel32/tests/pipe.c:test_nowait:3980-3987 (wine 8.0=10.0)",
    .facts = {"modes/nowait-byte-write-over-remaining"})
{
    for (unsigned int message = 0; message < 2; message++) {
        struct pipe_pair *pair = nowait_pipe(message);
        struct operation *write;

        REQUIRE(pair);
        REQUIRE(new_write(pair->server, 300));
        REQUIRE(write = new_write(pair->server, 300));
        check_type(KIND_RESULT, "WriteFile", message, write->result, ERROR_SUCCESS, ERROR_SUCCESS);
        check_type(KIND_NUMBER, "count", message, write->count, 0, 0);
        check_type(KIND_NUMBER, "unread", message, unread_bytes(pair->client), 300, 300);
    }
}

static const struct {
    struct expectation expected;
    DWORD message, size;
} full_writes[] = {
    {EXPECT("WriteFile of 1 byte, byte", ERROR_SUCCESS), 0, 1},
    {EXPECT("WriteFile of 1 byte, message", ERROR_SUCCESS), 1, 1},
    {EXPECT("WriteFile of 0 bytes, byte", ERROR_SUCCESS), 0, 0},
    {EXPECT("WriteFile of 0 bytes, message", ERROR_SUCCESS), 1, 0},
};
static const struct expectation full_counts[] = {
    EXPECT("count of 1 byte, byte", 0), EXPECT("count of 1 byte, message", 0),
    EXPECT("count of 0 bytes, byte", 0), EXPECT("count of 0 bytes, message", 0)};

BEHAVIOUR(full, .id = "modes/nowait-write-full",
          .summary = "a PIPE_NOWAIT write into a full pipe returns TRUE with 0 bytes written",
          .provenance = INFERRED,
          .source = "inference; winetest:dlls/kernel32/tests/pipe.c:test_nowait:3980-3987 (wine 8.0=10.0); "
                    "thread:https://github.com/twisted/twisted/issues/5365",
          .facts = {"modes/nowait-write-full", "modes/nowait-zero-write-full"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(full_writes); i++) {
        struct pipe_pair *pair = nowait_pipe(full_writes[i].message);
        struct operation *write;

        REQUIRE(pair);
        REQUIRE(new_write(pair->server, 512));
        REQUIRE(write = new_write(pair->server, full_writes[i].size));
        check_row(KIND_RESULT, full_writes, i, write->result);
        check_row(KIND_NUMBER, full_counts, i, write->count);
    }
}

BEHAVIOUR(read_plus_quota, .id = "modes/nowait-write-pending-read-1-plus-quota",
          .summary = "a PIPE_NOWAIT write of what a pending read takes plus the quota is written whole",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4013-4026 (wine 8.0=10.0)",
          .facts = {"modes/nowait-write-pending-read-1-plus-quota"})
{
    for (unsigned int message = 0; message < 2; message++) {
        struct pipe_pair *pair = nowait_pipe(message);
        struct operation *read, *write;
        DWORD count;

        REQUIRE(pair);
        REQUIRE(read = new_read(pair->client, 1));
        REQUIRE(write = new_write(pair->server, 513));
        check_type(KIND_NUMBER, "count", message, write->count, 513, 513);
        operation_finish(read, &count);
        check_type(KIND_NUMBER, "bytes read", message, count, 1, 1);
        drain(pair->client, 32768, &count);
        check_type(KIND_NUMBER, "rest", message, count, 512, 512);
    }
}

UNIT(modes_nowait_write)

/* How much fits: the limit is the number that was asked for, and a single write may be far larger than it. */
#include "conformance/conformance.h"

static const struct {
    struct expectation expected;
    DWORD quota, size;
} limits[] = {
    {EXPECT("1 byte of 1", ERROR_SUCCESS), 1, 1},
    {EXPECT("2 bytes of 1", ERROR_IO_PENDING), 1, 2},
    {EXPECT("512 bytes of 512", ERROR_SUCCESS), 512, 512},
    {EXPECT("513 bytes of 512", ERROR_IO_PENDING), 512, 513},
    {EXPECT("1024 bytes of 1024", ERROR_SUCCESS), 1024, 1024},
    {EXPECT("1025 bytes of 1024", ERROR_IO_PENDING), 1024, 1025},
    {EXPECT("5000 bytes of 5000", ERROR_SUCCESS), 5000, 5000},
    {EXPECT("5001 bytes of 5000", ERROR_IO_PENDING), 5000, 5001},
    {EXPECT("6000 bytes of 6000", ERROR_SUCCESS), 6000, 6000},
    {EXPECT("6001 bytes of 6000", ERROR_IO_PENDING), 6000, 6001},
    {EXPECT("65536 bytes of 65536", ERROR_SUCCESS), 65536, 65536},
    {EXPECT("65537 bytes of 65536", ERROR_IO_PENDING), 65536, 65537},
};

BEHAVIOUR(
    not_rounded, .id = "quota/sizes-not-rounded",
    .summary =
        "the limit is exactly the buffer size asked for: so much is written at once, one byte more pends",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-3036 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3978-4052 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_GetNamedPipeInfo:2529-2577 (wine 8.0=10.0)",
    .facts = {"quota/sizes-not-rounded"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(limits); i++) {
        struct pipe_pair *pair = PIPE_PAIR(.quota_out = limits[i].quota);
        struct operation *write;

        REQUIRE(pair);
        REQUIRE(write = new_write(pair->server, limits[i].size));
        check_row(KIND_RESULT, limits, i, write->result);
    }
}

BEHAVIOUR(
    huge, .id = "quota/huge-write-pends",
    .summary =
        "a single write of 200000 bytes pends with all its bytes visible, and completes when the rest fits",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3028-3040 (wine 8.0=10.0); inference",
    .facts = {"quota/huge-write-pends", "quota/huge-write-drains"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count, total = 0;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 200000));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_number("unread", unread_bytes(pair->client), 200000);
    for (int i = 0; i < 3 && !drain(pair->client, 65536, &count); i++)
        total += count;
    check_number("read in three chunks", total, 196608);
    check_event("event with 3392 bytes left", write->event, NOT_SIGNALED);
    drain(pair->client, 3291, &count);
    check_event("event with 101 bytes left", write->event, NOT_SIGNALED);
    drain(pair->client, 1, &count);
    check_event("event with 100 bytes left", write->event, SIGNALED);
    check_result("result", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("bytes written", count, 200000);
    check_result("last read", drain(pair->client, 65536, &count), ERROR_SUCCESS);
    check_number("bytes of the last read", count, 100);
}

BEHAVIOUR(second_instance, .id = "quota/mismatching-second-instance-sizes",
          .summary = "a second instance may be created with other buffer sizes, type, maximum and timeout",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe_instances_must_match:699-782 "
                    "(wine 8.0=10.0)",
          .facts = {"quota/mismatching-second-instance-sizes"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 1024, .instances = 4);
    HANDLE second;

    REQUIRE(pair);
    second =
        owned(CreateNamedPipeW(pair->name, PIPE_ACCESS_DUPLEX, PIPE_TYPE_MESSAGE, 3, 102, 24, 1234, NULL));
    check_handle("CreateNamedPipeW", second, HANDLE_IS_VALID);
}

BEHAVIOUR(
    default_anonymous, .id = "quota/anonymous-4096-sync",
    .summary = "CreatePipe of size 0 takes a write of 4096 bytes without blocking", .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1558-1568 (wine 8.0=10.0); inference",
    .facts = {"quota/anonymous-4096-sync"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);
    BYTE *bytes = behaviour_memory(4096);
    DWORD count = 0xdeadbeef;

    REQUIRE(pipe && bytes);
    check_result("WriteFile", RESULT(WriteFile(pipe->write, bytes, 4096, &count, NULL)), ERROR_SUCCESS);
    check_number("count", count, 4096);
}

BEHAVIOUR(
    large_anonymous, .id = "quota/createpipe-size-plus-24-write",
    .summary = "CreatePipe of 24 bytes more than a buffer takes a write of that buffer without blocking",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1586-1601 (wine 8.0=10.0)",
    .facts = {"quota/createpipe-size-plus-24-write"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(32768 + 24);
    BYTE *bytes = behaviour_memory(32768);
    DWORD count = 0xdeadbeef;

    REQUIRE(pipe && bytes);
    check_result("WriteFile", RESULT(WriteFile(pipe->write, bytes, 32768, &count, NULL)), ERROR_SUCCESS);
    check_number("count", count, 32768);
}

UNIT(quota_size)

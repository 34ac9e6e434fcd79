/* GetNamedPipeInfo, the instances of GetNamedPipeHandleState, and what a write-only client may set. */
#include "conformance/conformance.h"

static const struct {
    struct expectation expected;
    DWORD type, out, in, instances;
} pipes[] = {
    {EXPECT("byte, 1024", PIPE_SERVER_END), PIPE_TYPE_BYTE, 1024, 1024, 1},
    {EXPECT("message and PIPE_NOWAIT, 1024", PIPE_SERVER_END | PIPE_TYPE_MESSAGE),
     PIPE_TYPE_MESSAGE | PIPE_NOWAIT, 1024, 1024, 3},
    {EXPECT("message, 0", PIPE_SERVER_END | PIPE_TYPE_MESSAGE), PIPE_TYPE_MESSAGE, 0, 0, 1},
    {EXPECT("message, 0xf000", PIPE_SERVER_END | PIPE_TYPE_MESSAGE), PIPE_TYPE_MESSAGE, 0xf000, 0xf000, 1},
    {EXPECT("byte, 2048 and 512", PIPE_SERVER_END), PIPE_TYPE_BYTE, 2048, 512, 1},
};
static const struct expectation out_sizes[] = {
    EXPECT("out size, byte, 1024", 1024), EXPECT("out size, message and PIPE_NOWAIT, 1024", 1024),
    EXPECT("out size, message, 0", 0), EXPECT("out size, message, 0xf000", 0xf000),
    EXPECT("out size, byte, 2048 and 512", 2048)};
static const struct expectation in_sizes[] = {
    EXPECT("in size, byte, 1024", 1024), EXPECT("in size, message and PIPE_NOWAIT, 1024", 1024),
    EXPECT("in size, message, 0", 0), EXPECT("in size, message, 0xf000", 0xf000),
    EXPECT("in size, byte, 2048 and 512", 512)};
static const struct expectation maxima[] = {
    EXPECT("maximum, byte, 1024", 1), EXPECT("maximum, message and PIPE_NOWAIT, 1024", 3),
    EXPECT("maximum, message, 0", 1), EXPECT("maximum, message, 0xf000", 1),
    EXPECT("maximum, byte, 2048 and 512", 1)};

BEHAVIOUR(
    information, .id = "modes/info-zero-and-f000",
    .summary = "GetNamedPipeInfo reports end and type without PIPE_NOWAIT, and the buffer sizes as asked for",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_GetNamedPipeInfo:2555-2577 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_GetNamedPipeInfo:2542-2551 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_GetNamedPipeInfo:2525-2538 (wine 8.0=10.0)",
    .facts = {"modes/info-zero-and-f000", "modes/info-flags-omit-nowait"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(pipes); i++) {
        DWORD out_size = pipes[i].out ? pipes[i].out : QUOTA_ZERO;
        DWORD in_size = pipes[i].in ? pipes[i].in : QUOTA_ZERO;
        struct pipe_pair *pair = PIPE_SERVER(.type = pipes[i].type, .quota_out = out_size,
                                             .quota_in = in_size, .instances = pipes[i].instances);
        DWORD flags = 0xdeadbeef, out = 0xdeadbeef, in = 0xdeadbeef, maximum = 0xdeadbeef;

        REQUIRE(pair);
        GetNamedPipeInfo(pair->server, &flags, &out, &in, &maximum);
        check_row(KIND_FLAGS, pipes, i, flags);
        check_row(KIND_NUMBER, out_sizes, i, out);
        check_row(KIND_NUMBER, in_sizes, i, in);
        check_row(KIND_NUMBER, maxima, i, maximum);
    }
}

BEHAVIOUR(instances, .id = "modes/getstate-instances",
          .summary = "GetNamedPipeHandleState counts one instance of a pipe that was created once",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_NamedPipeHandleState:2444-2449 (wine 8.0=10.0)",
          .facts = {"modes/getstate-instances"})
{
    struct pipe_pair *pair = PIPE_SERVER(.synchronous_server = 1);
    DWORD state = 0xdeadbeef, count = 0xdeadbeef;

    REQUIRE(pair);
    check_result("GetNamedPipeHandleStateW",
                 RESULT(GetNamedPipeHandleStateW(pair->server, &state, &count, NULL, NULL, NULL, 0)),
                 ERROR_SUCCESS);
    check_flags("state", state, 0);
    check_number("instances", count, 1);
}

static const struct {
    struct expectation expected;
    DWORD access;
} write_only[] = {
    {EXPECT("client of a duplex pipe", ERROR_SUCCESS), PIPE_ACCESS_DUPLEX},
    {EXPECT("client of an inbound pipe", ERROR_SUCCESS), PIPE_ACCESS_INBOUND},
};

BEHAVIOUR(write_only_client, .id = "modes/write-only-client-setstate",
          .summary = "a client opened with GENERIC_WRITE alone may set its modes", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
                    "nf-namedpipeapi-setnamedpipehandlestate; "
                    "thread:https://github.com/swiftlang/swift-corelibs-libdispatch/issues/781",
          .facts = {"modes/write-only-client-setstate"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(write_only); i++) {
        struct pipe_pair *pair = PIPE_SERVER(.access = write_only[i].access);
        DWORD mode = PIPE_NOWAIT;
        HANDLE client;

        REQUIRE(pair);
        client = owned(CreateFileW(pair->name, GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL));
        check_row(KIND_RESULT, write_only, i, RESULT(SetNamedPipeHandleState(client, &mode, NULL, NULL)));
    }
}

UNIT(modes_info)

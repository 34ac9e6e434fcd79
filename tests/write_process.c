/* What another process reads from its standard input. */
#include <io.h>
#include "conformance/conformance.h"

static char bytes[16];

static void read_input(struct child_shared *shared)
{
    DWORD count = 0xabcd;

    child_says(shared);
    shared->values[0] =
        (LONG)RESULT(ReadFile(GetStdHandle(STD_INPUT_HANDLE), bytes, sizeof(bytes), &count, NULL));
    shared->values[1] = (LONG)count;
    child_says(shared);
    shared->values[2] = _read(0, bytes, sizeof(bytes));
    child_says(shared);
}

BEHAVIOUR(empty_message, .id = "write/zero-byte-wakes-reader-of-crt-pipe",
          .summary =
              "an empty message wakes a process that reads it as its standard input, which a C runtime "
              "takes for the end of the file",
          .provenance = INFERRED,
          .source = "thread:https://github.com/joyent/libuv/issues/985; "
                    "thread:https://github.com/microsoft/go-winio/issues/42; "
                    "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3057-3062 (wine 8.0=10.0)",
          .facts = {"write/zero-byte-wakes-reader-of-crt-pipe"}, .deadline = 30000)
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .quota_out = 100, .synchronous_client = 1);
    struct child *child;

    REQUIRE(pair && (child = child_start("reads its input", NULL, pair->client)));
    REQUIRE(new_write(pair->server, 0));
    REQUIRE(child_goes_on(child));
    check_result("ReadFile in the other process", (DWORD)child->shared->values[0], ERROR_SUCCESS);
    check_number("bytes", child->shared->values[1], 0);
    REQUIRE(new_write(pair->server, 0));
    REQUIRE(child_goes_on(child));
    check_number("what the C runtime's read says", child->shared->values[2], 0);
}

static const struct child_role roles[] = {{"reads its input", read_input}};

START_TEST(write_process)
{
    if (!child_main(roles, ARRAY_SIZE(roles)))
        behaviours_run(__FILE__);
}

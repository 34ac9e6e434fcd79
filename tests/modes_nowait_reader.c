/* PIPE_NOWAIT writes of more than a pending read and the quota take, and on anonymous pipes. */
#include "conformance/conformance.h"

BEHAVIOUR(byte_514, .id = "modes/nowait-byte-pending-read-1-write-514",
          .summary = "a PIPE_NOWAIT byte write of one byte too many writes only what the pending read takes",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4030-4034 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4046-4051 (wine 8.0=10.0)",
          .facts = {"modes/nowait-byte-pending-read-1-write-514"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_NOWAIT, .quota_out = 512);
    struct operation *read, *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 1));
    REQUIRE(write = new_write(pair->server, 514));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 1);
    check_result("result of the read", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 1);
}

BEHAVIOUR(
    message_514, .id = "modes/nowait-msg-pending-read-1-write-514",
    .summary =
        "a PIPE_NOWAIT message write of one byte too many writes nothing and leaves the pending read pending",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:4036-4044 (wine 8.0=10.0); "
              "reactos:drivers/filesystems/npfs/write.c (hint only)",
    .facts = {"modes/nowait-msg-pending-read-1-write-514"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_NOWAIT, .quota_out = 512);
    struct operation *read, *write;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 1));
    REQUIRE(write = new_write(pair->server, 514));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_number("count", write->count, 0);
    check_result("result of the read", operation_result(read, NULL), ERROR_IO_INCOMPLETE);
}

BEHAVIOUR(anonymous_write, .id = "modes/anonymous-nowait-write-over-quota",
          .summary =
              "a write over the quota of an anonymous pipe's PIPE_NOWAIT write end returns TRUE with 0 bytes",
          .provenance = REPORTED,
          .source = "thread:https://github.com/twisted/twisted/issues/5365; "
                    "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3980-3987 (wine 8.0=10.0)",
          .facts = {"modes/anonymous-nowait-write-over-quota"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(100);
    BYTE *bytes = behaviour_memory(150);
    DWORD mode = PIPE_NOWAIT, count = 0xdeadbeef;

    REQUIRE(pipe && bytes);
    check_result("SetNamedPipeHandleState", RESULT(SetNamedPipeHandleState(pipe->write, &mode, NULL, NULL)),
                 ERROR_SUCCESS);
    check_result("WriteFile", RESULT(WriteFile(pipe->write, bytes, 150, &count, NULL)), ERROR_SUCCESS);
    check_number("count", count, 0);
}

BEHAVIOUR(
    anonymous_read, .id = "modes/anonymous-nowait-read-empty",
    .summary = "a read of an empty anonymous pipe whose read end has PIPE_NOWAIT fails with ERROR_NO_DATA",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3936-3953 (wine 8.0=10.0); inference",
    .facts = {"modes/anonymous-nowait-read-empty"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(100);
    DWORD mode = PIPE_NOWAIT, count = 0xdeadbeef;
    BYTE byte;

    REQUIRE(pipe);
    check_result("SetNamedPipeHandleState", RESULT(SetNamedPipeHandleState(pipe->read, &mode, NULL, NULL)),
                 ERROR_SUCCESS);
    check_result("ReadFile", RESULT(ReadFile(pipe->read, &byte, 1, &count, NULL)), ERROR_NO_DATA);
}

UNIT(modes_nowait_reader)

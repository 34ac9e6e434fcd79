/* CreatePipe. */
#include "conformance/conformance.h"

struct anonymous {
    HANDLE read, write;
};

static int open_anonymous(struct anonymous *pipe, DWORD size)
{
    if (!CreatePipe(&pipe->read, &pipe->write, NULL, size)) {
        broken_setup("CreatePipe failed with error %lu", GetLastError());
        return 0;
    }
    owned(pipe->read);
    owned(pipe->write);
    return 1;
}

BEHAVIOUR(default_size, .id = "create/createpipe-default-size",
          .summary = "CreatePipe without a size gives 4096 bytes, one instance, and the read end as server",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1558-1560 (wine 8.0=10.0)",
          .facts = {"create/createpipe-default-size"})
{
    struct anonymous pipe;
    DWORD flags = 0, out = 0, in = 0, instances = 0;

    REQUIRE(open_anonymous(&pipe, 0));
    check_result("GetNamedPipeInfo", RESULT(GetNamedPipeInfo(pipe.read, &flags, &out, &in, &instances)),
                 ERROR_SUCCESS);
    check_number("outbound quota", out, 4096);
    check_number("inbound quota", in, 4096);
    check_number("instances", instances, 1);
    check_boolean("the read end is the server", flags & PIPE_SERVER_END, TRUE);
}

BEHAVIOUR(size_one, .id = "create/createpipe-size-1", .summary = "CreatePipe does not round its size",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1606-1608 (wine 8.0=10.0)",
          .facts = {"create/createpipe-size-1"})
{
    struct anonymous pipe;
    DWORD out = 0, in = 0;

    REQUIRE(open_anonymous(&pipe, 1));
    check_result("GetNamedPipeInfo", RESULT(GetNamedPipeInfo(pipe.read, NULL, &out, &in, NULL)),
                 ERROR_SUCCESS);
    check_number("outbound quota", out, 1);
    check_number("inbound quota", in, 1);
}

BEHAVIOUR(byte_type, .id = "create/createpipe-byte-type", .summary = "CreatePipe makes a byte type pipe",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1558-1560 (wine 8.0=10.0)",
          .facts = {"create/createpipe-byte-type"})
{
    struct anonymous pipe;
    DWORD flags = PIPE_TYPE_MESSAGE;

    REQUIRE(open_anonymous(&pipe, 100));
    check_result("GetNamedPipeInfo", RESULT(GetNamedPipeInfo(pipe.write, &flags, NULL, NULL, NULL)),
                 ERROR_SUCCESS);
    check_flags("message type", flags & PIPE_TYPE_MESSAGE, 0);
}

BEHAVIOUR(synchronous, .id = "create/createpipe-synchronous",
          .summary = "the handles of CreatePipe are synchronous: with an OVERLAPPED they still never pend",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/ipc/anonymous-pipe-operations; "
                    "inference; winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:808-814 (wine 8.0=10.0)",
          .facts = {"create/createpipe-synchronous", "read/overlapped-struct-on-sync-handle"})
{
    struct anonymous pipe;
    struct operation *write, *read;
    DWORD count;

    REQUIRE(open_anonymous(&pipe, 100) && (write = new_write(pipe.write, 10)) &&
            (read = new_read(pipe.read, 10)));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    check_result("ReadFile", read->result, ERROR_SUCCESS);
    check_result("result of the read", operation_result(read, &count), ERROR_SUCCESS);
    check_number("bytes", count, 10);
    check_event("event", read->event, SIGNALED);
}

BEHAVIOUR(
    writer_closed, .id = "create/createpipe-data-after-writer-close",
    .summary = "an anonymous pipe's data is read after its writer has closed, then comes ERROR_BROKEN_PIPE",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1574-1584 (wine 8.0=10.0)",
    .facts = {"create/createpipe-data-after-writer-close"})
{
    HANDLE read, write;
    char bytes[10];
    DWORD count = 0;

    REQUIRE(CreatePipe(&read, &write, NULL, 100));
    owned(read);
    check_result("WriteFile", RESULT(WriteFile(write, "abc", 3, &count, NULL)), ERROR_SUCCESS);
    CloseHandle(write);
    check_result("ReadFile", RESULT(ReadFile(read, bytes, 10, &count, NULL)), ERROR_SUCCESS);
    check_number("bytes", count, 3);
    check_result("second ReadFile", RESULT(ReadFile(read, bytes, 10, &count, NULL)), ERROR_BROKEN_PIPE);
}

UNIT(create_anonymous)

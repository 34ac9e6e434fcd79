/* What a pipe's handle says, and what it does not. */
#include "conformance/conformance.h"

BEHAVIOUR(
    size, .id = "handles/getfilesizeex",
    .summary = "GetFileSizeEx of a pipe fails with ERROR_INVALID_FUNCTION, or says what can be read",
    .provenance = INFERRED,
    .source = "inference; winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2117-2132 (wine 10.0)",
    .facts = {"handles/getfilesizeex"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    LARGE_INTEGER bytes = {.QuadPart = 0xabcd};
    DWORD result;

    REQUIRE(pair && new_write(pair->server, 10));
    result = RESULT(GetFileSizeEx(pair->client, &bytes));
    check_result("GetFileSizeEx", result, ERROR_SUCCESS, ERROR_INVALID_FUNCTION);
    if (result == ERROR_SUCCESS)
        check_number("the size", bytes.QuadPart, 10);
}

BEHAVIOUR(one_file, .id = "handles/same-file-object-for-duplicates",
          .summary = "duplicates of a handle share its operations and its signal", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1288-1337 (wine 10.0)",
          .facts = {"handles/same-file-object-for-duplicates"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;
    HANDLE copy = NULL;

    REQUIRE(pair && (read = operation_new(NO_EVENT, 10)));
    check_result("DuplicateHandle",
                 RESULT(DuplicateHandle(GetCurrentProcess(), pair->client, GetCurrentProcess(), &copy, 0,
                                        FALSE, DUPLICATE_SAME_ACCESS)),
                 ERROR_SUCCESS);
    owned(copy);
    check_event("the duplicate", copy, SIGNALED);
    check_result("ReadFile", start_read(read, pair->client, 10), ERROR_IO_PENDING);
    check_event("the duplicate while the read is pending", copy, NOT_SIGNALED);
    check_result("CancelIoEx of the duplicate", RESULT(CancelIoEx(copy, &read->overlapped)), ERROR_SUCCESS);
    check_result("the read", operation_finish(read, NULL), ERROR_OPERATION_ABORTED);
    check_event("the duplicate then", copy, SIGNALED);
}

BEHAVIOUR(
    no_readiness, .id = "handles/pipe-handle-waitable-not-readiness",
    .summary =
        "a pipe's handle is signaled without anything to read, and unsignaled with it, by what its last "
        "operation without an event has come to",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1102-1118 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_completion:1570 (wine 10.0)",
    .facts = {"handles/pipe-handle-waitable-not-readiness"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair && (write = operation_new(NO_EVENT, 150)));
    check_event("nothing to read", pair->client, SIGNALED);
    check_result("WriteFile", start_write(write, pair->client, 150), ERROR_IO_PENDING);
    REQUIRE(new_write(pair->server, 10));
    inferred(check_event("something to read", pair->client, NOT_SIGNALED));
    check_result("ReadFile", drain(pair->client, 10, NULL), ERROR_SUCCESS);
    check_result("ReadFile of the other end", drain(pair->server, 150, NULL), ERROR_SUCCESS);
    check_event("when the write is complete", pair->client, SIGNALED);
}

UNIT(handles_queries)

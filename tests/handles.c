/* What a pipe handle is, apart from reading and writing. */
#include "conformance/conformance.h"

BEHAVIOUR(anonymous_state, .id = "handles/createpipe-handle-state",
          .summary = "both ends of an anonymous pipe are signaled", .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:229 (wine 8.0=10.0); inference",
          .facts = {"handles/createpipe-handle-state"})
{
    HANDLE read, write;

    REQUIRE(CreatePipe(&read, &write, NULL, 100));
    owned(read);
    owned(write);
    check_wait("the read end", WaitForSingleObject(read, 0), WAIT_OBJECT_0);
    check_wait("the write end", WaitForSingleObject(write, 0), WAIT_OBJECT_0);
}

BEHAVIOUR(
    anonymous_inherit, .id = "handles/createpipe-inherit",
    .summary = "both ends of an anonymous pipe are inheritable when the security attributes say so",
    .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/nf-namedpipeapi-createpipe",
    .facts = {"handles/createpipe-inherit"})
{
    SECURITY_ATTRIBUTES attributes = {sizeof(attributes), NULL, TRUE};
    HANDLE read, write;
    DWORD flags = 0;

    REQUIRE(CreatePipe(&read, &write, &attributes, 100));
    owned(read);
    owned(write);
    check_result("GetHandleInformation of the read end", RESULT(GetHandleInformation(read, &flags)),
                 ERROR_SUCCESS);
    check_flags("its flags", flags, HANDLE_FLAG_INHERIT);
    check_result("GetHandleInformation of the write end", RESULT(GetHandleInformation(write, &flags)),
                 ERROR_SUCCESS);
    check_flags("the other's flags", flags, HANDLE_FLAG_INHERIT);
}

BEHAVIOUR(file_type, .id = "handles/getfiletype", .summary = "both ends of a pipe are of type FILE_TYPE_PIPE",
          .provenance = INFERRED, .source = "inference", .facts = {"handles/getfiletype"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_number("server", GetFileType(pair->server), FILE_TYPE_PIPE);
    check_number("client", GetFileType(pair->client), FILE_TYPE_PIPE);
}

BEHAVIOUR(
    client_process, .id = "handles/client-pid-null",
    .summary =
        "GetNamedPipeClientProcessId without a place for the answer fails with ERROR_INSUFFICIENT_BUFFER",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_process_id:3473-3476 (wine 8.0=10.0)",
    .facts = {"handles/client-pid-null"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("GetNamedPipeClientProcessId", RESULT(GetNamedPipeClientProcessId(pair->server, NULL)),
                 ERROR_INSUFFICIENT_BUFFER);
}

BEHAVIOUR(
    server_process, .id = "handles/server-pid-null",
    .summary =
        "GetNamedPipeServerProcessId without a place for the answer fails with ERROR_INSUFFICIENT_BUFFER",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_process_id:3488-3491 (wine 8.0=10.0)",
    .facts = {"handles/server-pid-null"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("GetNamedPipeServerProcessId", RESULT(GetNamedPipeServerProcessId(pair->server, NULL)),
                 ERROR_INSUFFICIENT_BUFFER);
}

BEHAVIOUR(
    server_session, .id = "handles/server-session-id-null",
    .summary =
        "GetNamedPipeServerSessionId without a place for the answer fails with ERROR_INSUFFICIENT_BUFFER",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_session_id:3630-3633 (wine 8.0=10.0)",
    .facts = {"handles/server-session-id-null"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("GetNamedPipeServerSessionId", RESULT(GetNamedPipeServerSessionId(pair->server, NULL)),
                 ERROR_INSUFFICIENT_BUFFER);
}

BEHAVIOUR(client_gone, .id = "handles/pids-after-client-close",
          .summary = "the server still knows the process of a client that has closed", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_process_id:3503-3516 (wine 8.0=10.0)",
          .facts = {"handles/pids-after-client-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    ULONG id = 0;

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    check_result("GetNamedPipeClientProcessId", RESULT(GetNamedPipeClientProcessId(pair->server, &id)),
                 ERROR_SUCCESS);
    check_boolean("this process", id == GetCurrentProcessId(), TRUE);
}

BEHAVIOUR(server_gone, .id = "handles/pids-after-server-close",
          .summary = "the client still learns both processes when the server has closed",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_process_id:3541-3554 (wine 8.0=10.0)",
          .facts = {"handles/pids-after-server-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    ULONG id = 0;

    REQUIRE(pair);
    pipe_end_close(&pair->server);
    check_result("GetNamedPipeClientProcessId", RESULT(GetNamedPipeClientProcessId(pair->client, &id)),
                 ERROR_SUCCESS);
    check_boolean("the client's is this process", id == GetCurrentProcessId(), TRUE);
    check_result("GetNamedPipeServerProcessId", RESULT(GetNamedPipeServerProcessId(pair->client, &id)),
                 ERROR_SUCCESS);
    check_boolean("the server's is this process", id == GetCurrentProcessId(), TRUE);
}

UNIT(handles)

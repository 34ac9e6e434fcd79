/* Asking about a pipe after DisconnectNamedPipe. */
#include "conformance/conformance.h"

#include "conformance/nt_calls.h"

BEHAVIOUR(client_process, .id = "disconnect/client-pid-from-server",
          .summary = "a disconnected server has no client process: ERROR_NOT_FOUND", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_process_id:3520-3523 (wine 8.0=10.0)",
          .facts = {"disconnect/client-pid-from-server"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    ULONG id = 0;

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("GetNamedPipeClientProcessId", RESULT(GetNamedPipeClientProcessId(pair->server, &id)),
                 ERROR_NOT_FOUND);
}

BEHAVIOUR(server_process, .id = "disconnect/server-pid-from-server",
          .summary = "a disconnected server still knows its own process", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_process_id:3525-3528 (wine 8.0=10.0)",
          .facts = {"disconnect/server-pid-from-server"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    ULONG id = 0;

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("GetNamedPipeServerProcessId", RESULT(GetNamedPipeServerProcessId(pair->server, &id)),
                 ERROR_SUCCESS);
    check_boolean("this process", id == GetCurrentProcessId(), TRUE);
}

BEHAVIOUR(processes_from_client, .id = "disconnect/pids-from-client",
          .summary = "a disconnected client learns no process: ERROR_PIPE_NOT_CONNECTED",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_process_id:3530-3538 (wine 8.0=10.0)",
          .facts = {"disconnect/pids-from-client"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    ULONG id = 0;

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("GetNamedPipeClientProcessId", RESULT(GetNamedPipeClientProcessId(pair->client, &id)),
                 ERROR_PIPE_NOT_CONNECTED);
    check_result("GetNamedPipeServerProcessId", RESULT(GetNamedPipeServerProcessId(pair->client, &id)),
                 ERROR_PIPE_NOT_CONNECTED);
}

BEHAVIOUR(client_session, .id = "disconnect/client-session-id-from-server",
          .summary = "a disconnected server has no client session: ERROR_NOT_FOUND", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_session_id:3663-3666 (wine 8.0=10.0)",
          .facts = {"disconnect/client-session-id-from-server"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    ULONG id = 0;

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("GetNamedPipeClientSessionId", RESULT(GetNamedPipeClientSessionId(pair->server, &id)),
                 ERROR_NOT_FOUND);
}

BEHAVIOUR(sessions_from_client, .id = "disconnect/session-ids-from-client",
          .summary = "a disconnected client learns no session: ERROR_PIPE_NOT_CONNECTED",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_namedpipe_session_id:3673-3681 (wine 8.0=10.0)",
          .facts = {"disconnect/session-ids-from-client"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    ULONG id = 0;

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("GetNamedPipeClientSessionId", RESULT(GetNamedPipeClientSessionId(pair->client, &id)),
                 ERROR_PIPE_NOT_CONNECTED);
    check_result("GetNamedPipeServerSessionId", RESULT(GetNamedPipeServerSessionId(pair->client, &id)),
                 ERROR_PIPE_NOT_CONNECTED);
}

enum { standard_information = 5, name_information = 9, pipe_information = 23, local_information = 24 };

BEHAVIOUR(file_name, .id = "disconnect/file-name-info",
          .summary = "a disconnected client has no file name: STATUS_PIPE_DISCONNECTED",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_file_info:2429-2430 (wine 10.0)",
          .facts = {"disconnect/file-name-info"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    char *information = behaviour_memory(512);

    REQUIRE(pair && information && nt_supported());
    DisconnectNamedPipe(pair->server);
    check_status("FileNameInformation", nt_query_file(pair->client, information, 512, name_information, NULL),
                 STATUS_PIPE_DISCONNECTED);
}

BEHAVIOUR(
    local_information_of_ends, .id = "disconnect/client-local-info",
    .summary =
        "pipe queries of a disconnected client fail with STATUS_PIPE_DISCONNECTED, the server's succeed",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2095-2146 (wine 10.0)",
    .facts = {"disconnect/client-local-info"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    char *information = behaviour_memory(512);

    REQUIRE(pair && information && nt_supported());
    DisconnectNamedPipe(pair->server);
    check_status("client, local", nt_query_file(pair->client, information, 40, local_information, NULL),
                 STATUS_PIPE_DISCONNECTED);
    check_status("client, pipe", nt_query_file(pair->client, information, 8, pipe_information, NULL),
                 STATUS_PIPE_DISCONNECTED);
    check_status("client, standard", nt_query_file(pair->client, information, 24, standard_information, NULL),
                 STATUS_PIPE_DISCONNECTED);
    check_status("server, local", nt_query_file(pair->server, information, 40, local_information, NULL),
                 STATUS_SUCCESS);
    check_status("server, pipe", nt_query_file(pair->server, information, 8, pipe_information, NULL),
                 STATUS_SUCCESS);
    check_status("server, standard", nt_query_file(pair->server, information, 24, standard_information, NULL),
                 STATUS_SUCCESS);
}

BEHAVIOUR(disconnected, .id = "disconnect/client-security-query",
          .summary = "a disconnected client knows of no security descriptor: STATUS_PIPE_DISCONNECTED",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_security_info:2620-2626 (wine 10.0)",
          .facts = {"disconnect/client-security-query"})
{
    struct pipe_pair *pair = PIPE_SERVER(.access = PIPE_ACCESS_DUPLEX | WRITE_OWNER);
    PSID local = well_known_group(WinLocalSid);
    ULONG size;

    REQUIRE(pair && local && pipe_group_supported());
    pair->client = CreateFileW(pair->name, GENERIC_ALL, 0, NULL, OPEN_EXISTING, 0, NULL);
    check_handle("CreateFileW", pair->client, HANDLE_IS_VALID);
    check_status("NtSetSecurityObject", pipe_group_set(pair->server, local), STATUS_SUCCESS);
    DisconnectNamedPipe(pair->server);
    check_boolean("of the server", pipe_group_is(pair->server, local), TRUE);
    check_status("NtQuerySecurityObject of the client", pipe_group_query(pair->client, NULL, 0, &size),
                 STATUS_PIPE_DISCONNECTED);
    check_status("NtSetSecurityObject of the client", pipe_group_set(pair->client, local),
                 STATUS_PIPE_DISCONNECTED);
}

UNIT(disconnect_queries)

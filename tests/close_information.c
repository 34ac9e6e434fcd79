/* What can be asked about an end whose peer has closed, and read from it without room. */
#include "conformance/conformance.h"

#include "conformance/nt_calls.h"

enum { standard_information = 5, name_information = 9, local_information = 24 };

/* FilePipeLocalInformation */
struct local {
    ULONG type, configuration, maximum, current, in, readable, out, writable, state, end;
};

static NTSTATUS ask_local(HANDLE end, struct local *local)
{
    return nt_query_file(end, local, sizeof(*local), local_information, NULL);
}

BEHAVIOUR(state, .id = "close/pipe-state-after-peer-close",
          .summary = "an end whose peer has closed is in the closing state and counts what is left to read",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2095-2115 (wine 10.0)",
          .facts = {"close/pipe-state-after-peer-close"})
{
    struct pipe_pair *first = PIPE_PAIR(.quota_out = 100), *second = PIPE_PAIR(.quota_out = 100);
    struct local *local = behaviour_memory(sizeof(*local));

    REQUIRE(first && second && local && nt_supported());
    REQUIRE(new_write(first->client, 10) && new_write(second->server, 20));
    pipe_end_close(&first->client);
    check_status("of the server", ask_local(first->server, local), STATUS_SUCCESS);
    check_number("its state", local->state, 4);
    check_number("bytes left to it", local->readable, 10);
    pipe_end_close(&second->server);
    check_status("of the client", ask_local(second->client, local), STATUS_SUCCESS);
    check_number("the client's state", local->state, 4);
    check_number("bytes left to the client", local->readable, 20);
}

BEHAVIOUR(instances, .id = "close/current-instances-client-after-server-close",
          .summary = "a client whose server has closed counts no instances", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2334-2341 (wine 10.0)",
          .facts = {"close/current-instances-client-after-server-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct local *local = behaviour_memory(sizeof(*local));

    REQUIRE(pair && local && nt_supported());
    check_status("of the client", ask_local(pair->client, local), STATUS_SUCCESS);
    check_number("instances", local->current, 1);
    pipe_end_close(&pair->server);
    check_status("of the client then", ask_local(pair->client, local), STATUS_SUCCESS);
    check_number("instances then", local->current, 0);
}

static NTSTATUS ask_standard(HANDLE end, FILE_STANDARD_INFORMATION *standard)
{
    memset(standard, 0, sizeof(*standard));
    return nt_query_file(end, standard, sizeof(*standard), standard_information, NULL);
}

BEHAVIOUR(delete_pending, .id = "close/delete-pending-flag",
          .summary = "FileStandardInformation of a pipe says that it is to be deleted, in whatever state",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2133 (wine 10.0)",
          .facts = {"close/delete-pending-flag"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100), *listening = PIPE_SERVER(.quota_out = 100);
    FILE_STANDARD_INFORMATION *standard = behaviour_memory(sizeof(*standard));

    REQUIRE(pair && listening && standard && nt_supported());
    if (check_status("listening", ask_standard(listening->server, standard), STATUS_SUCCESS))
        check_boolean("listening, to be deleted", standard->DeletePending, TRUE);
    if (check_status("client", ask_standard(pair->client, standard), STATUS_SUCCESS))
        check_boolean("client, to be deleted", standard->DeletePending, TRUE);
    pipe_end_close(&pair->client);
    if (check_status("closing", ask_standard(pair->server, standard), STATUS_SUCCESS))
        check_boolean("closing, to be deleted", standard->DeletePending, TRUE);
    DisconnectNamedPipe(pair->server);
    if (check_status("disconnected", ask_standard(pair->server, standard), STATUS_SUCCESS))
        check_boolean("disconnected, to be deleted", standard->DeletePending, TRUE);
}

BEHAVIOUR(end_of_file, .id = "close/standard-info-end-of-file",
          .summary =
              "FileStandardInformation of a pipe: its end of file is what can be read, its allocation the "
              "two quotas, and it has one link",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2117-2134 (wine 10.0)",
          .facts = {"close/standard-info-end-of-file"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100, .quota_in = 200);
    FILE_STANDARD_INFORMATION *standard = behaviour_memory(sizeof(*standard));

    REQUIRE(pair && standard && nt_supported() && new_write(pair->server, 30));
    if (!check_status("of the client", ask_standard(pair->client, standard), STATUS_SUCCESS))
        return;
    check_number("end of file", standard->EndOfFile.QuadPart, 30);
    check_number("allocation", standard->AllocationSize.QuadPart, 300);
    check_number("links", standard->NumberOfLinks, 1);
    check_boolean("a directory", standard->Directory, FALSE);
}

BEHAVIOUR(name, .id = "close/file-name-info-in-closing-state",
          .summary = "a client whose server has closed still knows the pipe's name", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_with_data_state:2147-2154 (wine 10.0)",
          .facts = {"close/file-name-info-in-closing-state"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    char *information = behaviour_memory(512);

    REQUIRE(pair && information && nt_supported());
    pipe_end_close(&pair->server);
    check_status("FileNameInformation", nt_query_file(pair->client, information, 512, name_information, NULL),
                 STATUS_SUCCESS);
}

BEHAVIOUR(
    zero_read_message, .id = "close/zero-read-after-close-with-data-message-server",
    .summary =
        "a read of no bytes in message mode succeeds, or says that there is more, while a message is left "
        "by a client that has closed",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1752-1758 (wine 8.0=10.0)",
    .facts = {"close/zero-read-after-close-with-data-message-server"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .quota_out = 100,
                                       .synchronous_server = 1);
    DWORD count = 0xabcd;
    char bytes[16];

    REQUIRE(pair && new_write(pair->client, 12));
    pipe_end_close(&pair->client);
    check_result("ReadFile of 0 bytes", RESULT(ReadFile(pair->server, bytes, 0, &count, NULL)), ERROR_SUCCESS,
                 ERROR_MORE_DATA);
    check_number("bytes", count, 0);
    check_result("ReadFile", RESULT(ReadFile(pair->server, bytes, sizeof(bytes), &count, NULL)),
                 ERROR_SUCCESS);
    check_number("bytes kept", count, 12);
}

UNIT(close_information)

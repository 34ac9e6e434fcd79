/* Pipes without a name, made relative to the pipes' directory. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"
#include "conformance/fixture/unnamed_pipe.h"
#include "conformance/seam/seam.h"

BEHAVIOUR(
    none_to_open, .id = "create/anonymous-server-relative-open",
    .summary = "NtCreateNamedPipeFile with FILE_OPEN and an empty name finds no pipe, though there is one",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_empty_name:2841-2844 (wine 10.0)",
    .facts = {"create/anonymous-server-relative-open"})
{
    struct nt_pipe_options existing = {
        .access = GENERIC_READ | SYNCHRONIZE, .sharing = SHARE_BOTH, .disposition = FILE_OPEN_EXISTING};
    HANDLE root, server, second;

    REQUIRE(nt_supported() && (root = existing.root = nt_open(PIPE_DIRECTORY)));
    check_status("FILE_CREATE", nt_pipe_create(NT_PIPE(NULL, .root = root), &server), STATUS_SUCCESS);
    owned(server);
    check_status("FILE_OPEN", nt_pipe_create(&existing, &second), STATUS_OBJECT_NAME_NOT_FOUND);
    owned(second);
}

static NTSTATUS name_of(HANDLE file)
{
    __typeof__(seam_lookup_types.NtQueryObject) query = (void *)(ULONG_PTR)seam_lookup("NtQueryObject");
    enum { object_name = 1 };
    char name[256];

    return query(file, object_name, name, sizeof(name), NULL);
}

BEHAVIOUR(pair, .id = "create/unnamed-pipe-pair",
          .summary = "a pipe without a name is opened relative to its server, once; neither end has a name",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_empty_name:2828-2885 (wine 10.0)",
          .facts = {"create/unnamed-pipe-pair"})
{
    HANDLE root, server, client, second;

    REQUIRE(nt_supported() && nt_has("NtQueryObject") && (root = nt_open(PIPE_DIRECTORY)));
    check_status("NtCreateNamedPipeFile", nt_pipe_create(NT_PIPE(NULL, .root = root), &server),
                 STATUS_SUCCESS);
    REQUIRE(owned(server));
    check_status("name of the server", name_of(server), STATUS_OBJECT_PATH_INVALID);
    check_status("a name relative to the server", nt_pipe_open(server, L"a", BOTH_WAYS, 0, &client),
                 STATUS_OBJECT_NAME_INVALID);
    owned(client);
    check_status("NtOpenFile relative to the server", nt_pipe_open(server, NULL, BOTH_WAYS, 0, &client),
                 STATUS_SUCCESS);
    REQUIRE(owned(client));
    check_status("name of the client", name_of(client), STATUS_OBJECT_PATH_INVALID);
    check_status("second NtOpenFile", nt_pipe_open(server, NULL, BOTH_WAYS, 0, &second),
                 STATUS_PIPE_NOT_AVAILABLE);
    owned(second);
}

BEHAVIOUR(overlapped, .id = "create/overlapped-anonymous-via-nt",
          .summary = "a pipe without a name can be overlapped: a write over the quota pends until it is read",
          .provenance = REPORTED,
          .source = "thread:https://github.com/microsoft/terminal/issues/17566; "
                    "winetest:dlls/ntdll/tests/pipe.c:test_empty_name:2828-2900 (wine 10.0)",
          .facts = {"create/overlapped-anonymous-via-nt"})
{
    struct pipe_pair *nameless = unnamed_pipe_open(100);
    struct operation *read, *write;
    DWORD count;

    REQUIRE(nameless && (read = new_read(nameless->client, 10)));
    check_result("ReadFile", read->result, ERROR_IO_PENDING);
    REQUIRE(write = new_write(nameless->server, 160));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("the read", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("bytes", count, 10);
    check_result("the reader's ReadFile", drain(nameless->client, 150, NULL), ERROR_SUCCESS);
    check_result("the write", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("bytes written", count, 160);
}

UNIT(create_native_nameless)

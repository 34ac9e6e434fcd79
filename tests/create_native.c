/* NtCreateNamedPipeFile: dispositions, sharing, and what the rights asked for allow. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

#define SEEN (FILE_READ_ATTRIBUTES | SYNCHRONIZE)
#define FILE_PIPE_LOCAL 24

enum { CONFIGURATION = 1, LOCAL_FIELDS = 10 }; /* of FILE_PIPE_LOCAL_INFORMATION, ULONGs all */

static const struct {
    struct expectation status;
    ULONG sharing, disposition;
} refused[] = {
    {EXPECT("disposition overwrite", STATUS_INVALID_PARAMETER), FILE_SHARE_READ, FILE_OVERWRITE},
    {EXPECT("disposition overwrite-if", STATUS_INVALID_PARAMETER), FILE_SHARE_READ, FILE_OVERWRITE_IF},
    {EXPECT("sharing 0", STATUS_INVALID_PARAMETER), 0, FILE_CREATE_NEW},
};

BEHAVIOUR(refuses, .id = "create/overwrite-disposition",
          .summary = "NtCreateNamedPipeFile refuses to overwrite, and to share nothing",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_create_invalid:279-297 (wine 10.0)",
          .facts = {"create/overwrite-disposition", "create/overwrite-if-disposition", "create/sharing-zero"})
{
    struct nt_name name;
    HANDLE server;

    REQUIRE(nt_supported());
    nt_unique_name(&name);
    for (unsigned int i = 0; i < ARRAY_SIZE(refused); i++) {
        const struct nt_pipe_options options = {.name = name.nt,
                                                .access = SEEN,
                                                .sharing = refused[i].sharing,
                                                .disposition = refused[i].disposition};

        check_row(KIND_STATUS, refused, i, (unsigned int)nt_pipe_create(&options, &server));
        owned(server);
    }
}

BEHAVIOUR(only_new, .id = "create/second-file-create-disposition-denied",
          .summary = "NtCreateNamedPipeFile with FILE_CREATE refuses a name that there is, and a server "
                     "without FILE_READ_ATTRIBUTES cannot ask for what it is",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_create_invalid:299-312 (wine 10.0)",
          .facts = {"create/second-file-create-disposition-denied",
                    "create/no-attributes-right-blocks-query"})
{
    ULONG local[LOCAL_FIELDS];
    HANDLE server, second;
    struct nt_name name;
    const struct nt_pipe_options options = {
        .name = name.nt, .access = SYNCHRONIZE, .sharing = SHARE_BOTH, .disposition = FILE_CREATE_NEW};

    REQUIRE(nt_supported());
    nt_unique_name(&name);
    check_status("NtCreateNamedPipeFile", nt_pipe_create(&options, &server), STATUS_SUCCESS);
    REQUIRE(owned(server));
    check_status("FilePipeLocalInformation",
                 nt_query_file(server, local, sizeof(local), FILE_PIPE_LOCAL, NULL), STATUS_ACCESS_DENIED);
    check_status("second NtCreateNamedPipeFile", nt_pipe_create(&options, &second), STATUS_ACCESS_DENIED);
    owned(second);
}

static const struct {
    struct expectation configuration;
    ULONG sharing;
} directions[] = {
    {EXPECT("shared to read: outbound", 1), FILE_SHARE_READ},
    {EXPECT("shared to write: inbound", 0), FILE_SHARE_WRITE},
    {EXPECT("shared to both: duplex", 2), SHARE_BOTH},
};

BEHAVIOUR(sharing, .id = "create/share-mode-defines-direction",
          .summary = "what NtCreateNamedPipeFile shares is what the client may do: the pipe's direction",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_create:327-349 (wine 10.0)",
          .facts = {"create/share-mode-defines-direction"})
{
    REQUIRE(nt_supported());
    for (unsigned int i = 0; i < ARRAY_SIZE(directions); i++) {
        struct nt_pipe_options options = {
            .access = SEEN, .sharing = directions[i].sharing, .disposition = FILE_CREATE_NEW};
        ULONG local[LOCAL_FIELDS] = {0, 0xabcd};
        struct nt_name name;
        HANDLE server;

        nt_unique_name(&name);
        options.name = name.nt;
        if (!nt_pipe_create(&options, &server))
            nt_query_file(server, local, sizeof(local), FILE_PIPE_LOCAL, NULL);
        owned(server);
        check_row(KIND_NUMBER, directions, i, local[CONFIGURATION]);
    }
}

BEHAVIOUR(never_listened, .id = "connect/open-without-listen-native",
          .summary = "a pipe of NtCreateNamedPipeFile that has never listened can be opened, or is busy",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_overlapped:413-419 (wine 10.0)",
          .facts = {"connect/open-without-listen-native"})
{
    struct nt_name name;
    HANDLE client;

    REQUIRE(nt_pipe_server(&name, 0));
    client = CreateFileW(name.win32, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    check_result("CreateFileW", client == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS,
                 ERROR_SUCCESS, ERROR_PIPE_BUSY);
    owned(client);
}

UNIT(create_native)

/* The rights that the handles of a pipe's ends have. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

#define FILE_ACCESS 8

static ULONG rights_of(HANDLE file)
{
    ULONG rights = 0;

    nt_query_file(file, &rights, sizeof(rights), FILE_ACCESS, NULL);
    return rights;
}

#define ALWAYS (SYNCHRONIZE | READ_CONTROL)
#define READS (FILE_READ_DATA | FILE_READ_ATTRIBUTES | FILE_READ_EA)
#define WRITES (FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES | FILE_WRITE_EA)

BEHAVIOUR(servers, .id = "create/access-mask-duplex",
          .summary = "a server has the rights of the directions that CreateNamedPipe was asked for, no more",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:231-233 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:652-668 (wine 8.0=10.0)",
          .facts = {"create/access-mask-duplex", "create/access-mask-inbound", "create/access-mask-outbound"})
{
    struct pipe_pair *duplex, *inbound, *outbound;

    REQUIRE(nt_supported());
    REQUIRE(duplex = PIPE_SERVER(.access = PIPE_ACCESS_DUPLEX));
    REQUIRE(inbound = PIPE_SERVER(.access = PIPE_ACCESS_INBOUND));
    REQUIRE(outbound = PIPE_SERVER(.access = PIPE_ACCESS_OUTBOUND));
    check_flags("duplex", rights_of(duplex->server), ALWAYS | READS | WRITES);
    check_flags("inbound", rights_of(inbound->server), ALWAYS | READS);
    check_flags("outbound", rights_of(outbound->server), ALWAYS | WRITES);
}

BEHAVIOUR(anonymous, .id = "create/createpipe-access-masks",
          .summary = "each end of CreatePipe has the rights of its direction and the other's attributes",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreatePipe:1561-1565 (wine 8.0=10.0)",
          .facts = {"create/createpipe-access-masks"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);

    REQUIRE(pipe && nt_supported());
    check_flags("read end", rights_of(pipe->read), ALWAYS | READS | FILE_WRITE_ATTRIBUTES);
    check_flags("write end", rights_of(pipe->write), ALWAYS | WRITES | FILE_READ_ATTRIBUTES);
}

BEHAVIOUR(without_access, .id = "connect/connected-with-0-access-client",
          .summary = "a client that asks for no access is connected, and may wait and see attributes",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:668-673 (wine 8.0=10.0)",
          .facts = {"connect/connected-with-0-access-client"})
{
    struct pipe_pair *pair = PIPE_SERVER(.access = PIPE_ACCESS_OUTBOUND);
    struct operation *connect;

    REQUIRE(pair && nt_supported() && (connect = operation_new(MANUAL_RESET, 0)));
    pair->client = CreateFileW(pair->name, 0, 0, NULL, OPEN_EXISTING, 0, NULL);
    check_handle("CreateFileW", pair->client, HANDLE_IS_VALID);
    check_flags("rights", rights_of(pair->client), SYNCHRONIZE | FILE_READ_ATTRIBUTES);
    check_result("ConnectNamedPipe", start_connect(connect, pair->server), ERROR_PIPE_CONNECTED);
}

UNIT(create_access)

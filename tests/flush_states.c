/* FlushFileBuffers in the other states of a pipe. */
#include "conformance/conformance.h"

BEHAVIOUR(listening, .id = "flush/listening",
          .summary = "FlushFileBuffers of a server without a client succeeds", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2042-2054 (wine 10.0)",
          .facts = {"flush/listening"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);

    REQUIRE(pair);
    check_result("FlushFileBuffers", RESULT(FlushFileBuffers(pair->server)), ERROR_SUCCESS);
}

BEHAVIOUR(disconnected_server, .id = "disconnect/server-flush",
          .summary = "FlushFileBuffers of a disconnected server succeeds", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2042-2054 (wine 10.0)",
          .facts = {"disconnect/server-flush", "flush/connected-empty-other-states"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("FlushFileBuffers", RESULT(FlushFileBuffers(pair->server)), ERROR_SUCCESS);
}

BEHAVIOUR(disconnected_client, .id = "disconnect/client-flush",
          .summary = "FlushFileBuffers of a disconnected client fails with ERROR_PIPE_NOT_CONNECTED",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2042-2054 (wine 10.0)",
          .facts = {"disconnect/client-flush"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    DisconnectNamedPipe(pair->server);
    check_result("FlushFileBuffers", RESULT(FlushFileBuffers(pair->client)), ERROR_PIPE_NOT_CONNECTED);
}

BEHAVIOUR(closed, .id = "close/flush-after-peer-close",
          .summary = "FlushFileBuffers succeeds when the peer has closed", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2042-2054 (wine 10.0)",
          .facts = {"close/flush-after-peer-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    check_result("FlushFileBuffers", RESULT(FlushFileBuffers(pair->server)), ERROR_SUCCESS);
}

UNIT(flush_states)

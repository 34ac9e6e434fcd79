/* What ends a blocked FlushFileBuffers besides the reader. */
#include "conformance/conformance.h"

BEHAVIOUR(peer_closes, .id = "flush/peer-close",
          .summary = "a blocked FlushFileBuffers fails with ERROR_BROKEN_PIPE when the reader closes",
          .provenance = WINETEST,
          .source =
              "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3258-3262 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3265-3271 (wine 8.0=10.0)",
          .facts = {"flush/peer-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct flush *flush;

    REQUIRE(pair && new_write(pair->server, 50));
    REQUIRE(flush = flush_start(pair->server));
    check_wait("with 50 bytes unread", flush_blocked(flush), WAIT_TIMEOUT);
    pipe_end_close(&pair->client);
    check_wait("with the reader gone", thread_join(flush->thread), WAIT_OBJECT_0);
    check_result("FlushFileBuffers", flush->result, ERROR_BROKEN_PIPE);
}

BEHAVIOUR(
    disconnect, .id = "flush/disconnect",
    .summary =
        "a client's blocked FlushFileBuffers fails with ERROR_PIPE_NOT_CONNECTED when the server disconnects",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3278-3284 (wine 8.0=10.0)",
    .facts = {"flush/disconnect", "disconnect/kills-blocked-flush"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct flush *flush;

    REQUIRE(pair && new_write(pair->client, 50));
    REQUIRE(flush = flush_start(pair->client));
    check_wait("with 50 bytes unread", flush_blocked(flush), WAIT_TIMEOUT);
    check_result("DisconnectNamedPipe", RESULT(DisconnectNamedPipe(pair->server)), ERROR_SUCCESS);
    check_wait("disconnected", thread_join(flush->thread), WAIT_OBJECT_0);
    check_result("FlushFileBuffers", flush->result, ERROR_PIPE_NOT_CONNECTED);
}

BEHAVIOUR(
    cancelled_write, .id = "cancel/releases-blocked-flush",
    .summary = "a blocked FlushFileBuffers succeeds when the pending write that it waits for is cancelled",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3125-3131 (wine 8.0=10.0)",
    .facts = {"cancel/releases-blocked-flush"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    struct flush *flush;

    REQUIRE(pair && (write = new_write(pair->server, 150)));
    REQUIRE(flush = flush_start(pair->server));
    check_wait("with the write pending", flush_blocked(flush), WAIT_TIMEOUT);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &write->overlapped)), ERROR_SUCCESS);
    check_wait("with the write cancelled", thread_join(flush->thread), WAIT_OBJECT_0);
    check_result("FlushFileBuffers", flush->result, ERROR_SUCCESS);
}

BEHAVIOUR(anonymous, .id = "flush/anonymous",
          .summary = "FlushFileBuffers of an anonymous pipe's write end waits for the reader",
          .provenance = INFERRED,
          .source =
              "inference; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-flushfilebuffers",
          .facts = {"flush/anonymous"})
{
    struct flush *flush;
    HANDLE read, write;
    char bytes[10];
    DWORD count;

    REQUIRE(CreatePipe(&read, &write, NULL, 100));
    owned(read);
    owned(write);
    check_result("WriteFile", RESULT(WriteFile(write, "0123456789", 10, &count, NULL)), ERROR_SUCCESS);
    REQUIRE(flush = flush_start(write));
    check_wait("with 10 bytes unread", flush_blocked(flush), WAIT_TIMEOUT);
    check_result("ReadFile", RESULT(ReadFile(read, bytes, 10, &count, NULL)), ERROR_SUCCESS);
    check_wait("with nothing unread", thread_join(flush->thread), WAIT_OBJECT_0);
    check_result("FlushFileBuffers", flush->result, ERROR_SUCCESS);
}

UNIT(flush_interrupted)

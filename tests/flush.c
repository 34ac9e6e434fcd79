/* FlushFileBuffers: until the other end has read everything. */
#include "conformance/conformance.h"

BEHAVIOUR(nothing_queued, .id = "flush/empty-immediate",
          .summary = "FlushFileBuffers returns at once when nothing was written", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2960-2963 (wine 8.0=10.0)",
          .facts = {"flush/empty-immediate"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("server", RESULT(FlushFileBuffers(pair->server)), ERROR_SUCCESS);
    check_result("client", RESULT(FlushFileBuffers(pair->client)), ERROR_SUCCESS);
}

BEHAVIOUR(
    until_read, .id = "flush/blocks-until-read",
    .summary = "FlushFileBuffers blocks, on an overlapped handle too, until the last byte has been read",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2978-3016 (wine 8.0=10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_blocking:1831-1850 (wine 10.0)",
    .facts = {"flush/blocks-until-read", "flush/blocks-on-overlapped-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 1000);
    struct flush *flush;

    REQUIRE(pair && new_write(pair->server, 100));
    REQUIRE(flush = flush_start(pair->server));
    check_wait("with 100 bytes unread", flush_blocked(flush), WAIT_TIMEOUT);
    check_result("the reader's ReadFile", drain(pair->client, 99, NULL), ERROR_SUCCESS);
    check_wait("with 1 byte unread", flush_blocked(flush), WAIT_TIMEOUT);
    check_result("the last ReadFile", drain(pair->client, 1, NULL), ERROR_SUCCESS);
    check_wait("with nothing unread", thread_join(flush->thread), WAIT_OBJECT_0);
    check_result("FlushFileBuffers", flush->result, ERROR_SUCCESS);
}

BEHAVIOUR(peer_read_pending, .id = "flush/pending-read-of-peer-counts-as-empty",
          .summary = "a pending read of the peer does not keep FlushFileBuffers waiting",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2960-2963 (wine 8.0=10.0)",
          .facts = {"flush/pending-read-of-peer-counts-as-empty"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair && (read = new_read(pair->client, 10)));
    check_result("ReadFile of the client", read->result, ERROR_IO_PENDING);
    check_result("FlushFileBuffers of the server", RESULT(FlushFileBuffers(pair->server)), ERROR_SUCCESS);
}

BEHAVIOUR(pending_write, .id = "flush/includes-pending-writes",
          .summary = "FlushFileBuffers waits for the data of pending writes too", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2978-3016 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3125-3131 (wine 8.0=10.0)",
          .facts = {"flush/includes-pending-writes"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct flush *flush;

    REQUIRE(pair && new_write(pair->server, 150));
    REQUIRE(flush = flush_start(pair->server));
    check_result("the reader's ReadFile", drain(pair->client, 149, NULL), ERROR_SUCCESS);
    check_wait("with 1 byte unread", flush_blocked(flush), WAIT_TIMEOUT);
    check_result("the last ReadFile", drain(pair->client, 1, NULL), ERROR_SUCCESS);
    check_wait("with nothing unread", thread_join(flush->thread), WAIT_OBJECT_0);
    check_result("FlushFileBuffers", flush->result, ERROR_SUCCESS);
}

UNIT(flush)

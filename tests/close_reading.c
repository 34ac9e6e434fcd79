/* Reading from a pipe whose other end has closed. */
#include "conformance/conformance.h"

BEHAVIOUR(empty, .id = "close/read-after-peer-close",
          .summary = "a read fails with ERROR_BROKEN_PIPE when the peer has closed and nothing is left",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1667-1670 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1233 (wine 10.0)",
          .facts = {"close/read-after-peer-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair);
    pipe_end_close(&pair->server);
    REQUIRE(read = new_read(pair->client, 10));
    check_result("ReadFile", read->result, ERROR_BROKEN_PIPE);
}

BEHAVIOUR(data_first, .id = "close/read-drains-before-109",
          .summary = "data written before the close is read first, ERROR_BROKEN_PIPE comes after it",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1655-1670 (wine 8.0=10.0)",
          .facts = {"close/read-drains-before-109"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;
    DWORD count;

    REQUIRE(pair && new_write(pair->server, 20));
    pipe_end_close(&pair->server);
    check_result("ReadFile", drain(pair->client, 15, &count), ERROR_SUCCESS);
    check_number("bytes", count, 15);
    check_result("second ReadFile", drain(pair->client, 15, &count), ERROR_SUCCESS);
    check_number("bytes of the second", count, 5);
    REQUIRE(read = new_read(pair->client, 15));
    check_result("third ReadFile", read->result, ERROR_BROKEN_PIPE);
}

BEHAVIOUR(data_survives, .id = "close/buffered-data-survives-server-writer-close",
          .summary = "a completed write can be peeked at after the writing server has closed",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1650-1658 (wine 8.0=10.0)",
          .facts = {"close/buffered-data-survives-server-writer-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD available = 0xabcd;

    REQUIRE(pair && (write = new_write(pair->server, 80)));
    check_result("WriteFile", write->result, ERROR_SUCCESS);
    pipe_end_close(&pair->server);
    check_result("PeekNamedPipe", RESULT(PeekNamedPipe(pair->client, NULL, 0, NULL, &available, NULL)),
                 ERROR_SUCCESS);
    check_number("bytes available", available, 80);
}

BEHAVIOUR(peek_empty, .id = "close/peek-after-peer-close",
          .summary = "PeekNamedPipe fails with ERROR_BROKEN_PIPE and stores nothing when the peer has closed "
                     "and nothing is left",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1672-1675 (wine 8.0=10.0)",
          .facts = {"close/peek-after-peer-close", "peek/broken-leaves-outputs"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    DWORD count = 0xabcd, available = 0xabcd, left = 0xabcd;

    REQUIRE(pair);
    pipe_end_close(&pair->client);
    check_result("PeekNamedPipe", RESULT(PeekNamedPipe(pair->server, NULL, 0, &count, &available, &left)),
                 ERROR_BROKEN_PIPE);
    check_flags("bytes read", count, 0xabcd);
    check_flags("bytes available", available, 0xabcd);
    check_flags("bytes left", left, 0xabcd);
}

BEHAVIOUR(
    zero_read_byte, .id = "close/zero-read-after-close-with-data-byte-client",
    .summary = "a read of no bytes in byte mode succeeds while data is left by a server that has closed",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1645-1653 (wine 8.0=10.0)",
    .facts = {"close/zero-read-after-close-with-data-byte-client"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .quota_out = 100);
    struct operation *read;
    DWORD count;

    REQUIRE(pair && new_write(pair->server, 12));
    pipe_end_close(&pair->server);
    REQUIRE(read = new_read(pair->client, 0));
    check_result("ReadFile of 0 bytes", read->result, ERROR_SUCCESS);
    check_number("bytes", read->count, 0);
    check_result("ReadFile of 12 bytes", drain(pair->client, 12, &count), ERROR_SUCCESS);
    check_number("bytes kept", count, 12);
}

BEHAVIOUR(
    zero_read_drained, .id = "close/zero-read-after-drain",
    .summary =
        "a read of no bytes fails with ERROR_BROKEN_PIPE when the writer has closed and everything was read",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1667-1670 (wine 8.0=10.0)",
    .facts = {"close/zero-read-after-drain", "read/zero-byte-writer-closed"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair && new_write(pair->server, 12));
    pipe_end_close(&pair->server);
    check_result("ReadFile of 12 bytes", drain(pair->client, 12, NULL), ERROR_SUCCESS);
    REQUIRE(read = new_read(pair->client, 0));
    check_result("ReadFile of 0 bytes", read->result, ERROR_BROKEN_PIPE);
}

BEHAVIOUR(empty_message, .id = "close/zero-length-message-survives-close",
          .summary = "an empty message is read after the close, once; then comes ERROR_BROKEN_PIPE",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1692-1709 (wine 8.0=10.0)",
          .facts = {"close/zero-length-message-survives-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE);
    struct operation *read;
    DWORD count = 0xabcd;

    REQUIRE(pair && new_write(pair->server, 0));
    pipe_end_close(&pair->server);
    check_result("ReadFile", drain(pair->client, 10, &count), ERROR_SUCCESS);
    check_number("bytes", count, 0);
    REQUIRE(read = new_read(pair->client, 10));
    check_result("second ReadFile", read->result, ERROR_BROKEN_PIPE);
}

UNIT(close_reading)

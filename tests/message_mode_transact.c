/* TransactNamedPipe: a message to the peer and its answer in one operation. */
#include "conformance/conformance.h"

static struct pipe_pair *message_pipe(void)
{
    return PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE,
                     .quota_out = 100);
}

/* A transaction that fails does so at once or, on Windows 8 and later, through its OVERLAPPED. */
static DWORD final_result(struct operation *transact)
{
    return transact->result == ERROR_IO_PENDING ? operation_finish(transact, NULL) : transact->result;
}

BEHAVIOUR(byte_mode, .id = "message-mode/transact-on-byte-pipe",
          .summary = "TransactNamedPipe fails with ERROR_BAD_PIPE in byte read mode, at once or as the "
                     "result of a pending call",
          .provenance = WINETEST,
          .source =
              "winetest:dlls/kernel32/tests/pipe.c:test_TransactNamedPipe:3384-3392 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:_overlapped_transact_failure:3148-3170 (wine 8.0=10.0)",
          .facts = {"message-mode/transact-on-byte-pipe"})
{
    for (unsigned int message = 0; message < 2; message++) {
        struct pipe_pair *pair = PIPE_PAIR(.type = message ? PIPE_TYPE_MESSAGE : PIPE_TYPE_BYTE);
        struct operation *transact;

        REQUIRE(pair);
        REQUIRE(transact = new_transact(pair->client, 2, 1));
        check_type(KIND_RESULT, "final result", message, final_result(transact), ERROR_BAD_PIPE,
                   ERROR_BAD_PIPE);
    }
}

BEHAVIOUR(unread_data, .id = "message-mode/transact-with-unread-data",
          .summary = "TransactNamedPipe fails with ERROR_PIPE_BUSY while the caller has unread data",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_transact:3323-3326 (wine 8.0=10.0)",
          .facts = {"message-mode/transact-with-unread-data"})
{
    struct pipe_pair *pair = message_pipe();
    struct operation *transact;

    REQUIRE(pair);
    REQUIRE(new_write(pair->client, 1));
    REQUIRE(transact = new_transact(pair->server, 2, 1));
    check_result("TransactNamedPipe", transact->result, ERROR_PIPE_BUSY, ERROR_IO_PENDING);
    check_result("final result", final_result(transact), ERROR_PIPE_BUSY);
}

BEHAVIOUR(
    round_trip, .id = "message-mode/transact-roundtrip",
    .summary = "TransactNamedPipe pends until the peer has answered; the peer may answer before it reads",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_transact:3315-3321 (wine 8.0=10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_transceive:1411-1421 (wine 10.0)",
    .facts = {"message-mode/transact-roundtrip"})
{
    struct pipe_pair *pair = message_pipe();
    struct operation *transact;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(transact = new_transact(pair->server, 3, 100));
    check_result("TransactNamedPipe", transact->result, ERROR_IO_PENDING);
    check_event("event before the answer", transact->event, NOT_SIGNALED);
    REQUIRE(new_write(pair->client, 4));
    check_event("event after the answer", transact->event, SIGNALED);
    check_result("result", operation_finish(transact, &count), ERROR_SUCCESS);
    check_number("bytes", count, 4);
    check_text("answer", transact->buffer, 4, "abcd");
    check_result("read of the peer", drain(pair->client, 1000, &count), ERROR_SUCCESS);
    check_number("bytes of the peer", count, 3);
}

BEHAVIOUR(long_answer, .id = "message-mode/transact-short-buffer",
          .summary = "an answer longer than the buffer ends with ERROR_MORE_DATA, and its rest can be read",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_transact:3340-3347 (wine 8.0=10.0)",
          .facts = {"message-mode/transact-short-buffer"})
{
    struct pipe_pair *pair = message_pipe();
    struct operation *transact;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(transact = new_transact(pair->server, 5, 6));
    REQUIRE(new_write(pair->client, 10));
    check_result("result", operation_finish(transact, &count), ERROR_MORE_DATA);
    check_number("bytes", count, 6);
    check_result("read of the rest", drain(pair->server, 1000, &count), ERROR_SUCCESS);
    check_number("bytes of the rest", count, 4);
}

BEHAVIOUR(behind_a_write, .id = "message-mode/transact-does-not-block-on-write",
          .summary = "behind a pending write TransactNamedPipe still completes with the answer, before its "
                     "request was read",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_transact:3328-3337 (wine 8.0=10.0)",
          .facts = {"message-mode/transact-does-not-block-on-write"})
{
    struct pipe_pair *pair = message_pipe();
    struct operation *write, *transact;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 300));
    REQUIRE(transact = new_transact(pair->server, 2, 1));
    check_result("TransactNamedPipe", transact->result, ERROR_IO_PENDING);
    check_event("event before the answer", transact->event, NOT_SIGNALED);
    REQUIRE(new_write(pair->client, 1));
    check_result("result", operation_finish(transact, &count), ERROR_SUCCESS);
    check_number("bytes", count, 1);
    inferred(check_event("event of the write", write->event, NOT_SIGNALED));
    drain(pair->client, 1000, &count);
    check_number("bytes of the first read", count, 300);
    drain(pair->client, 1000, &count);
    check_number("bytes of the second read", count, 2);
}

UNIT(message_mode_transact)

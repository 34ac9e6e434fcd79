/* Messages and the quota: each write is one message, whether it pends or not. PeekNamedPipe subtracts what it
 * has copied from the length of the first message to say what is left of it; a byte pipe has no messages: 0
 * less the bytes copied. */
#include "conformance/conformance.h"

BEHAVIOUR(peek_first, .id = "message-mode/peek-returns-first-message-only",
          .summary = "of several messages PeekNamedPipe copies the first and counts all, in either read mode",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3068-3071 (wine 8.0=10.0)",
          .facts = {"message-mode/peek-returns-first-message-only"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct peek peek;

        REQUIRE(transport);
        REQUIRE(new_write(transport->writer, 20));
        REQUIRE(new_write(transport->writer, 15));
        peek = peek_pipe(transport->reader, 100);
        check_transport(KIND_NUMBER, "bytes peeked", transport, peek.count, BY_TYPE(35, 20));
        check_transport(KIND_NUMBER, "available", transport, peek.available, EVERY(35));
        check_transport(KIND_NUMBER, "left of the message", transport, peek.left, BY_TYPE((DWORD)-35, 0));
    }
}

BEHAVIOUR(
    whole_when_pending, .id = "message-mode/message-write-atomic-when-pending",
    .summary =
        "a pending message has its whole length from the start, and what is left of it after a partial read",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3028-3035 (wine 8.0=10.0)",
    .facts = {"message-mode/message-write-atomic-when-pending"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);

        REQUIRE(transport);
        REQUIRE(new_write(transport->writer, transport->quota + 2000));
        check_transport(KIND_NUMBER, "left after one byte", transport, peek_pipe(transport->reader, 1).left,
                        (DWORD)-1, (DWORD)-1, 6999, 7999, 6999, 7999);
        REQUIRE(new_read(transport->reader, 1999));
        check_transport(KIND_NUMBER, "left after 2000 bytes", transport, peek_pipe(transport->reader, 1).left,
                        (DWORD)-1, (DWORD)-1, 5000, 6000, 5000, 6000);
    }
}

BEHAVIOUR(boundaries, .id = "message-mode/boundaries-preserved-across-quota",
          .summary = "in message read mode each read ends where one write ended, for pending writes too",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3000-3016 (wine 8.0=10.0)",
          .facts = {"message-mode/boundaries-preserved-across-quota"})
{
    static const struct expectation first_message[] = {EXPECT("first read, server writes", 3000),
                                                       EXPECT("first read, client writes", 3000)};
    static const struct expectation second_message[] = {EXPECT("second read, server writes", 5000),
                                                        EXPECT("second read, client writes", 6000)};
    static const struct expectation third_message[] = {EXPECT("third read, server writes", 1),
                                                       EXPECT("third read, client writes", 1)};

    for (unsigned int i = 4; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        DWORD first, second, third;

        REQUIRE(transport);
        REQUIRE(new_write(transport->writer, 3000));
        REQUIRE(new_write(transport->writer, transport->quota));
        REQUIRE(new_write(transport->writer, 1));
        drain(transport->reader, 20000, &first);
        drain(transport->reader, 20000, &second);
        drain(transport->reader, 20000, &third);
        check_row(KIND_NUMBER, first_message, i - 4, first);
        check_row(KIND_NUMBER, second_message, i - 4, second);
        check_row(KIND_NUMBER, third_message, i - 4, third);
    }
}

BEHAVIOUR(
    partial_releases, .id = "message-mode/partial-read-releases-over-quota-writer",
    .summary = "a partial read of a pending message completes the write when what is left fits the quota",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3032-3040 (wine 8.0=10.0)",
    .facts = {"message-mode/partial-read-releases-over-quota-writer"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE,
                                       .client_mode = PIPE_READMODE_MESSAGE, .quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("read", drain(pair->client, 60, &count), ERROR_MORE_DATA);
    check_number("bytes read", count, 60);
    check_result("result of the write", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("bytes written", count, 150);
}

UNIT(message_mode_quota)

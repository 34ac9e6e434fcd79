/* Empty messages and empty reads. */
#include "conformance/conformance.h"

static struct pipe_pair *message_pipe(void)
{
    return PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE,
                     .quota_out = 1000);
}

BEHAVIOUR(empty_write, .id = "message-mode/zero-write",
          .summary = "an empty write succeeds and adds no unread bytes; as a message it is read as one",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3046-3050 (wine 8.0=10.0)",
          .facts = {"message-mode/zero-write", "message-mode/zero-message-read"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *write, *first, *second;

        REQUIRE(transport);
        REQUIRE(write = new_write(transport->writer, 0));
        check_transport(KIND_RESULT, "WriteFile", transport, write->result, EVERY(ERROR_SUCCESS));
        check_transport(KIND_NUMBER, "count of WriteFile", transport, write->count, EVERY(0));
        check_transport(KIND_NUMBER, "unread", transport, unread_bytes(transport->reader), EVERY(0));
        REQUIRE(first = new_read(transport->reader, 1));
        check_transport(KIND_RESULT, "ReadFile", transport, first->result,
                        BY_TYPE(ERROR_IO_PENDING, ERROR_SUCCESS));
        check_transport(KIND_NUMBER, "count of ReadFile", transport, first->count, EVERY(0));
        REQUIRE(second = new_read(transport->reader, 1));
        check_transport(KIND_RESULT, "second ReadFile", transport, second->result, EVERY(ERROR_IO_PENDING));
    }
}

BEHAVIOUR(
    empty_write_wakes, .id = "message-mode/zero-write-wakes-reader",
    .summary =
        "an empty message completes the first pending read with 0 bytes; an empty byte write wakes none",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3052-3066 (wine 8.0=10.0)",
    .facts = {"message-mode/zero-write-wakes-reader", "message-mode/byte-zero-write-does-not-wake",
              "write/zero-byte-byte-pipe-noop"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *first, *second, *write;

        REQUIRE(transport);
        REQUIRE(first = new_read(transport->reader, 0));
        REQUIRE(second = new_read(transport->reader, 1));
        REQUIRE(write = new_write(transport->writer, 0));
        check_transport(KIND_RESULT, "WriteFile", transport, write->result, EVERY(ERROR_SUCCESS));
        check_transport(KIND_NUMBER, "count", transport, write->count, EVERY(0));
        check_transport(KIND_EVENT, "first read", transport, observe_event(first->event),
                        BY_TYPE(NOT_SIGNALED, SIGNALED));
        check_transport(KIND_EVENT, "second read", transport, observe_event(second->event),
                        EVERY(NOT_SIGNALED));
        check_transport(KIND_RESULT, "result of the first read", transport, operation_result(first, NULL),
                        BY_TYPE(ERROR_IO_INCOMPLETE, ERROR_SUCCESS));
        inferred(
            check_transport(KIND_NUMBER, "unread", transport, unread_bytes(transport->reader), EVERY(0)));
    }
}

BEHAVIOUR(empty_read, .id = "message-mode/zero-read-empty", .summary = "an empty read of an empty pipe pends",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3018-3026 (wine 8.0=10.0)",
          .facts = {"message-mode/zero-read-empty"})
{
    struct pipe_pair *pair = message_pipe();
    struct operation *read;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 0));
    check_result("ReadFile", read->result, ERROR_IO_PENDING);
}

BEHAVIOUR(pending_empty_read, .id = "message-mode/zero-read-pending-then-message",
          .summary = "a message completes a pending empty read with 0 bytes, in message read mode with "
                     "ERROR_MORE_DATA, and goes to the next read",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3018-3026 (wine 8.0=10.0)",
          .facts = {"message-mode/zero-read-pending-then-message"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *empty, *next;
        DWORD count;

        REQUIRE(transport);
        REQUIRE(empty = new_read(transport->reader, 0));
        REQUIRE(next = new_read(transport->reader, 1000));
        REQUIRE(new_write(transport->writer, 1));
        check_transport(KIND_RESULT, "empty read", transport, operation_finish(empty, &count),
                        BY_READ_MODE(ERROR_SUCCESS, ERROR_MORE_DATA));
        check_transport(KIND_NUMBER, "bytes of the empty read", transport, count, EVERY(0));
        check_transport(KIND_RESULT, "next read", transport, operation_finish(next, &count),
                        EVERY(ERROR_SUCCESS));
        check_transport(KIND_NUMBER, "bytes of the next read", transport, count, EVERY(1));
    }
}

BEHAVIOUR(empty_read_of_message, .id = "message-mode/zero-read-with-data",
          .summary = "an empty read of a waiting message ends with 0 bytes and leaves the message",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1752-1758 (wine 8.0=10.0)",
          .facts = {"message-mode/zero-read-with-data"})
{
    struct pipe_pair *pair = message_pipe();
    struct operation *read;

    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 10));
    REQUIRE(read = new_read(pair->client, 0));
    check_result("ReadFile", read->result, ERROR_MORE_DATA, ERROR_SUCCESS);
    check_number("count", read->count, 0);
    check_number("unread", unread_bytes(pair->client), 10);
}

UNIT(message_mode_empty)

/* Several writes: the order of their bytes and of their completions. */
#include "conformance/conformance.h"

/* A write of one letter, so that the reader can tell the writes apart. */
static struct operation *write_letter(HANDLE writer, char letter, DWORD size)
{
    struct operation *write = operation_new(MANUAL_RESET, size);

    if (!write)
        return NULL;
    memset(write->buffer, letter, size);
    start_write(write, writer, size);
    return write;
}

/* Reads everything that is unread; the letters in the order of their arrival, each once: "abc". */
static const char *letters_in_order(HANDLE reader)
{
    char *letters = behaviour_memory(16);
    unsigned int used = 0;
    DWORD count;

    while (letters && unread_bytes(reader) - 1 < 20000) {
        struct operation *read = new_read(reader, 20000);

        if (!read || operation_finish(read, &count))
            break;
        for (DWORD i = 0; i < count && used < 15; i++)
            if (!used || letters[used - 1] != (char)read->buffer[i])
                letters[used++] = (char)read->buffer[i];
    }
    return letters ? letters : "";
}

BEHAVIOUR(
    first_in_first_out, .id = "quota/pending-order-fifo",
    .summary =
        "bytes of completed and pending writes arrive strictly in the order in which the writes were issued",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2970-3016 (wine 8.0=10.0)",
    .facts = {"quota/pending-order-fifo"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *second, *third;

        REQUIRE(transport);
        REQUIRE(write_letter(transport->writer, 'a', 3000));
        REQUIRE(second = write_letter(transport->writer, 'b', transport->quota));
        REQUIRE(third = write_letter(transport->writer, 'c', 10));
        inferred(check_transport(KIND_BOOLEAN, "arrives as abc", transport,
                                 !strcmp(letters_in_order(transport->reader), "abc"), EVERY(TRUE)));
        check_transport(KIND_RESULT, "second write", transport, operation_finish(second, NULL),
                        EVERY(ERROR_SUCCESS));
        check_transport(KIND_RESULT, "third write", transport, operation_finish(third, NULL),
                        EVERY(ERROR_SUCCESS));
    }
}

BEHAVIOUR(
    first_completes_first, .id = "quota/two-pending-first-completes-first",
    .summary = "of two pending writes the first completes first, even if the second would fit by itself",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2974-2993 (wine 8.0=10.0)",
    .facts = {"quota/two-pending-first-completes-first"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *first, *second;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(first = new_write(pair->server, 150));
    REQUIRE(second = new_write(pair->server, 10));
    drain(pair->client, 50, &count);
    check_event("event of the second", second->event, NOT_SIGNALED);
    check_result("result of the first", operation_finish(first, &count), ERROR_SUCCESS);
    check_number("bytes of the first", count, 150);
    check_result("result of the second", operation_result(second, NULL), ERROR_IO_INCOMPLETE);
}

BEHAVIOUR(small_behind_pending, .id = "quota/small-write-behind-pending-write-pends",
          .summary = "a write of one byte pends behind a pending write, since all that is unread counts",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2974-2979 (wine 8.0=10.0)",
          .facts = {"quota/small-write-behind-pending-write-pends"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *small;

    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 101));
    REQUIRE(small = new_write(pair->server, 1));
    check_result("WriteFile", small->result, ERROR_IO_PENDING);
    check_number("count", small->count, 0);
    check_number("unread", unread_bytes(pair->client), 102);
}

BEHAVIOUR(empty_message_behind_pending, .id = "quota/zero-message-behind-pending-writes",
          .summary = "an empty message written behind pending writes is delivered after them",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3010-3016 (wine 8.0=10.0)",
          .facts = {"quota/zero-message-behind-pending-writes"})
{
    struct pipe_pair *pair =
        PIPE_PAIR(.type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE, .quota_out = 100);
    DWORD count;

    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 150));
    REQUIRE(new_write(pair->server, 1));
    REQUIRE(new_write(pair->server, 0));
    check_result("first read", drain(pair->client, 1000, &count), ERROR_SUCCESS);
    check_number("bytes of the first read", count, 150);
    check_result("second read", drain(pair->client, 1000, &count), ERROR_SUCCESS);
    check_number("bytes of the second read", count, 1);
    check_result("third read", drain(pair->client, 1000, &count), ERROR_SUCCESS);
    check_number("bytes of the third read", count, 0);
}

BEHAVIOUR(
    directions, .id = "quota/directions-independent",
    .summary =
        "the out buffer size limits the server's writes and the in buffer size the client's, independently",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3242-3253 (wine 8.0=10.0)",
    .facts = {"quota/directions-independent"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 5000, .quota_in = 6000);
    struct operation *server, *client;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(server = new_write(pair->server, 7000));
    REQUIRE(client = new_write(pair->client, 7999));
    drain(pair->client, 1999, &count);
    check_event("server with 5001 bytes unread", server->event, NOT_SIGNALED);
    drain(pair->client, 1, &count);
    check_event("server with 5000 bytes unread", server->event, SIGNALED);
    drain(pair->server, 1998, &count);
    check_event("client with 6001 bytes unread", client->event, NOT_SIGNALED);
    drain(pair->server, 1, &count);
    check_event("client with 6000 bytes unread", client->event, SIGNALED);
}

UNIT(quota_order)

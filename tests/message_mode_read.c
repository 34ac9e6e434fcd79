/* Messages and reads: partial reads, the rest of a message, and where one message ends. */
#include "conformance/conformance.h"

/* Message type and message read mode at both ends. */
static struct pipe_pair *message_pipe(DWORD quota)
{
    return PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE,
                     .quota_out = quota);
}

BEHAVIOUR(partial, .id = "message-mode/partial-read-more-data",
          .summary = "a read of less than the message fails with ERROR_MORE_DATA; only the OVERLAPPED tells "
                     "how much it got",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:808-814 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:_overlapped_read_sync:2776-2803 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1172-1184 (wine 10.0)",
          .facts = {"message-mode/partial-read-more-data"})
{
    struct pipe_pair *pair = message_pipe(1000);
    struct operation *read;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 10));
    REQUIRE(read = new_read(pair->client, 4));
    check_result("ReadFile", read->result, ERROR_MORE_DATA);
    check_number("count", read->count, 0);
    check_status("Internal", operation_status(read), STATUS_BUFFER_OVERFLOW);
    check_number("InternalHigh", read->overlapped.InternalHigh, 4);
    check_event("event", read->event, SIGNALED);
    check_result("result", operation_result(read, &count), ERROR_MORE_DATA);
    check_number("bytes", count, 4);
}

BEHAVIOUR(partial_synchronous, .id = "message-mode/partial-read-sync-count",
          .summary = "without an OVERLAPPED the count of a partial read holds the bytes read",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_ReadFile:804-806 (wine 8.0=10.0)",
          .facts = {"message-mode/partial-read-sync-count"})
{
    struct pipe_pair *pair =
        PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .synchronous_server = 1);
    DWORD count = 0xdeadbeef;
    BYTE byte;

    REQUIRE(pair);
    REQUIRE(new_write(pair->client, 512));
    check_result("ReadFile", RESULT(ReadFile(pair->server, &byte, 1, &count, NULL)), ERROR_MORE_DATA);
    check_number("count", count, 1);
}

BEHAVIOUR(rest, .id = "message-mode/partial-read-then-rest",
          .summary = "the reads after a partial read get the rest of the same message and succeed at its end",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3072-3076 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3000-3010 (wine 8.0=10.0)",
          .facts = {"message-mode/partial-read-then-rest"})
{
    struct pipe_pair *pair = message_pipe(1000);
    struct operation *rest;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 20));
    REQUIRE(new_write(pair->server, 15));
    check_result("first read", drain(pair->client, 10, &count), ERROR_MORE_DATA);
    check_number("bytes of the first read", count, 10);
    REQUIRE(rest = new_read(pair->client, 1000));
    check_result("second read", operation_finish(rest, &count), ERROR_SUCCESS);
    check_number("bytes of the second read", count, 10);
    check_text("content of the second read", rest->buffer, 10, "klmnopqrst");
    check_result("third read", drain(pair->client, 15, &count), ERROR_SUCCESS);
    check_number("bytes of the third read", count, 15);
}

BEHAVIOUR(peek_remaining, .id = "message-mode/peek-remaining",
          .summary = "after a partial read PeekNamedPipe counts only what is left of the message",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_test_peek_pipe:2765-2771 (wine 8.0=10.0)",
          .facts = {"message-mode/peek-remaining"})
{
    struct pipe_pair *pair = message_pipe(1000);
    struct peek peek;

    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 10));
    REQUIRE(new_read(pair->client, 4));
    peek = peek_pipe(pair->client, 2);
    check_result("PeekNamedPipe", peek.result, ERROR_SUCCESS);
    check_number("bytes peeked", peek.count, 2);
    check_number("available", peek.available, 6);
    check_number("left of the message", peek.left, 4);
}

struct other_reader {
    HANDLE pipe;
    DWORD result, count;
    char bytes[16];
};

static DWORD WINAPI read_rest(void *argument)
{
    struct other_reader *other = argument;

    other->result = RESULT(ReadFile(other->pipe, other->bytes, 16, &other->count, NULL));
    return 0;
}

BEHAVIOUR(other_thread, .id = "message-mode/remaining-readable-by-other-thread",
          .summary = "the rest of a message that one thread has read in part can be read by another thread",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:537-608 (wine 8.0=10.0)",
          .facts = {"message-mode/remaining-readable-by-other-thread"})
{
    struct pipe_pair *pair =
        PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .synchronous_server = 1);
    struct other_reader *other = behaviour_memory(sizeof(*other));
    DWORD count = 0xdeadbeef;
    BYTE bytes[4];

    REQUIRE(pair && other);
    other->pipe = pair->server;
    REQUIRE(new_write(pair->client, 10));
    check_result("ReadFile of this thread", RESULT(ReadFile(pair->server, bytes, 4, &count, NULL)),
                 ERROR_MORE_DATA);
    on_other_thread(read_rest, other);
    check_result("ReadFile of the other thread", other->result, ERROR_SUCCESS);
    check_number("count", other->count, 6);
    check_text("content", other->bytes, 6, "efghij");
}

UNIT(message_mode_read)

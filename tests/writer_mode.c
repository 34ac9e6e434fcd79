#include "conformance/conformance.h"

BEHAVIOUR(messages, .id = "writer/message-a-write",
          .summary = "in message mode every write is a message, deferred, queued or larger than max_io",
          PROMISED, .facts = {"writer/messages"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE,
                                                      .client_mode = PIPE_READMODE_MESSAGE,
                                                      .quota_out = 100},
                                             .max_io = 1000);
    static const size_t sizes[] = {10, 300, 5, 2500, 7};
    unsigned int torn = 0;

    REQUIRE(writer);
    for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++)
        writer_case_write(writer, sizes[i], i == 4 ? 0 : PIPE_WRITER_MORE);
    for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++)
        torn += writer_case_take_message(writer, 5000) != (int)sizes[i];
    check_number("messages torn or joined", torn, 0);
    check_number("wrong bytes", writer->wrong, 0);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(empty_message, .id = "writer/empty-message",
          .summary = "in message mode a write of no bytes is an empty message, which flush waits for",
          PROMISED, .facts = {"writer/messages", "writer/flush"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE,
                                                      .client_mode = PIPE_READMODE_MESSAGE,
                                                      .quota_out = 100});

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 10, 0), PIPE_WRITER_OK);
    check_returns("empty", writer_case_write(writer, 0, 0), PIPE_WRITER_OK);
    check_returns("third", writer_case_write(writer, 20, 0), PIPE_WRITER_OK);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("operations", writer_case_info(writer).writes_sync, 3);
    check_number("first message", writer_case_take_message(writer, 100), 10);
    check_number("second message", writer_case_take_message(writer, 100), 0);
    check_number("third message", writer_case_take_message(writer, 100), 20);
    check_invariants();
}

BEHAVIOUR(
    empty_bytes, .id = "writer/empty-write-in-byte-mode",
    .summary = "in byte mode a write of no bytes starts no operation, also when it was queued before attach",
    PROMISED, .facts = {"writer/empty"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .unattached = TRUE);

    REQUIRE(writer);
    check_returns("before attach", writer_case_write(writer, 0, PIPE_WRITER_MORE), PIPE_WRITER_OK);
    check_returns("attach", pipe_writer_attach(writer->writer, *writer->writing, 0), PIPE_WRITER_OK);
    check_returns("empty", writer_case_write(writer, 0, PIPE_WRITER_MORE), PIPE_WRITER_OK);
    check_returns("flush", pipe_writer_flush(writer->writer, 0), PIPE_WRITER_OK);
    check_number("operations", writer_case_info(writer).writes_sync, 0);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, 0), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(client_writes, .id = "writer/client-end-writes",
          .summary = "the client end of a pipe can be the writer's", PROMISED, .facts = {"writer/attach"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.access = PIPE_ACCESS_INBOUND, .quota_in = 100}, .client_writes = TRUE);

    REQUIRE(writer && writer_case_read_on(writer));
    check_returns("write", writer_case_write(writer, 5000, 0), PIPE_WRITER_OK);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_received(writer), 5000);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(
    outbound_messages, .id = "writer/outbound-message-pipe-is-named",
    .summary = "PIPE_WRITER_MESSAGES keeps messages apart where the handle may not be asked for its type",
    PROMISED, .facts = {"writer/messages", "writer/attach"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.access = PIPE_ACCESS_OUTBOUND,
                                                      .type = PIPE_TYPE_MESSAGE,
                                                      .client_mode = PIPE_READMODE_MESSAGE,
                                                      .quota_out = 100},
                                             .flags = PIPE_WRITER_MESSAGES);

    REQUIRE(writer);
    writer_case_write(writer, 10, PIPE_WRITER_MORE);
    writer_case_write(writer, 20, 0);
    check_number("first message", writer_case_take_message(writer, 100), 10);
    check_number("second message", writer_case_take_message(writer, 100), 20);
    check_invariants();
}

UNIT(writer_mode)

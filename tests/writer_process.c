/* The reader is another process. */
#include "conformance/conformance.h"

BEHAVIOUR(stream, .id = "writer/reader-in-another-process",
          .summary = "a reader in another process gets the accepted bytes, once and in order", PROMISED,
          .facts = {"writer/order", "writer/other-process"}, .deadline = 30000)
{
    struct remote_reader *reader = REMOTE_READER(.quota = 1000);
    struct writer_case *writer = WRITER_CASE(.unattached = TRUE);
    unsigned int accepted = 0;

    REQUIRE(reader && writer);
    check_returns("attach", pipe_writer_attach(writer->writer, reader->writing, 0), PIPE_WRITER_OK);
    check_boolean("it is told to read on", remote_reader_tell(reader, REMOTE_READ_ON), TRUE);
    for (unsigned int i = 0; i < 60; i++)
        accepted += writer_case_write(writer, i * 97 % 4001, i % 4 ? 0 : PIPE_WRITER_MORE) == PIPE_WRITER_OK;
    check_number("accepted writes", accepted, 60);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, REMOTE_DEADLINE), PIPE_WRITER_OK);
    check_boolean("the reader has all", remote_reader_received(reader) == writer->position, TRUE);
    check_number("wrong bytes", reader->account->wrong, 0);
    check_invariants();
}

BEHAVIOUR(messages, .id = "writer/messages-to-another-process",
          .summary = "a reader in another process gets each write as a message of its size", PROMISED,
          .facts = {"writer/messages", "writer/other-process"}, .deadline = 30000)
{
    static const LONG sizes[] = {1, 0, 4000, 20000, 7};
    struct remote_reader *reader = REMOTE_READER(.type = PIPE_TYPE_MESSAGE, .quota = 1000);
    struct writer_case *writer = WRITER_CASE(.unattached = TRUE);
    unsigned int torn = 0;

    REQUIRE(reader && writer);
    check_returns("attach", pipe_writer_attach(writer->writer, reader->writing, 0), PIPE_WRITER_OK);
    for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++)
        writer_case_write(writer, (size_t)sizes[i], 0);
    check_boolean("it is told to read on", remote_reader_tell(reader, REMOTE_READ_ON), TRUE);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, REMOTE_DEADLINE), PIPE_WRITER_OK);
    check_boolean("the reader has all", remote_reader_received(reader) == writer->position, TRUE);
    for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++)
        torn += reader->account->sizes[i] != sizes[i];
    check_number("messages", reader->account->messages, ARRAY_SIZE(sizes));
    check_number("messages torn or joined", torn, 0);
    check_number("wrong bytes", reader->account->wrong, 0);
    check_invariants();
}

BEHAVIOUR(client_end, .id = "writer/client-end-writes-to-another-process",
          .summary = "the client end of another process's pipe can be the writer's", PROMISED,
          .facts = {"writer/other-process", "writer/attach"}, .deadline = 30000)
{
    struct remote_reader *reader = REMOTE_READER(.quota = 100, .makes_pipe = TRUE);
    struct writer_case *writer = WRITER_CASE(.unattached = TRUE);

    REQUIRE(reader && writer);
    check_returns("attach", pipe_writer_attach(writer->writer, reader->writing, 0), PIPE_WRITER_OK);
    check_returns("write", writer_case_write(writer, 30000, 0), PIPE_WRITER_OK);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_IN_FLIGHT);
    check_boolean("it is told to read on", remote_reader_tell(reader, REMOTE_READ_ON), TRUE);
    check_returns("flush", pipe_writer_flush(writer->writer, REMOTE_DEADLINE), PIPE_WRITER_OK);
    check_number("the reader gets", remote_reader_received(reader), 30000);
    check_number("wrong bytes", reader->account->wrong, 0);
    check_invariants();
}

BEHAVIOUR(stalls, .id = "writer/reader-process-stalls",
          .summary = "a write to a process that stalls stays in flight, and is written when it reads on",
          PROMISED, .facts = {"writer/other-process", "writer/timeouts"}, .deadline = 30000)
{
    struct remote_reader *reader = REMOTE_READER(.quota = 1000, .takes = 2500);
    struct writer_case *writer = WRITER_CASE(.unattached = TRUE);

    REQUIRE(reader && writer);
    check_returns("attach", pipe_writer_attach(writer->writer, reader->writing, 0), PIPE_WRITER_OK);
    writer_case_write(writer, 9000, 0);
    writer_case_write(writer, 500, 0);
    REQUIRE(remote_reader_stalls(reader));
    check_number("the reader has", reader->account->received, 2500);
    check_returns("flush", pipe_writer_flush(writer->writer, 30), PIPE_WRITER_E_TIMEOUT);
    check_number("in flight", writer_case_info(writer).in_flight, 9000);
    check_number("queued", writer_case_info(writer).queued, 500);
    check_boolean("it is told to read on", remote_reader_tell(reader, REMOTE_READ_ON), TRUE);
    check_returns("flush then", pipe_writer_flush(writer->writer, REMOTE_DEADLINE), PIPE_WRITER_OK);
    check_number("the reader gets", remote_reader_received(reader), 9500);
    check_number("wrong bytes", reader->account->wrong, 0);
    check_invariants();
}

START_TEST(writer_process)
{
    if (!remote_reader_main())
        behaviours_run(__FILE__);
}

/* The reader is another process, which goes while there is something to write to it. */
#include "conformance/conformance.h"

/* A writer whose reader has taken 1500 of the 8000 bytes in flight, with 700 more queued. */
static struct writer_case *open_half_read(struct remote_reader **reader, int makes_pipe)
{
    struct writer_case *writer;

    *reader = REMOTE_READER(.quota = 1000, .takes = 1500, .makes_pipe = makes_pipe);
    if (!*reader || !(writer = WRITER_CASE(.unattached = TRUE, .notified = TRUE)))
        return NULL;
    if (pipe_writer_attach(writer->writer, (*reader)->writing, 0) == PIPE_WRITER_OK &&
        writer_case_write(writer, 8000, 0) == PIPE_WRITER_OK &&
        writer_case_write(writer, 700, 0) == PIPE_WRITER_OK && remote_reader_stalls(*reader))
        return writer;
    broken_setup("nothing is in flight");
    return NULL;
}

/* What was in flight may have been delivered, what was queued not; both are lost to the ledger. */
#define check_lost(writer_, reader_)                                                                         \
    do {                                                                                                     \
        pipe_writer_info info_ = writer_case_info(writer_);                                                  \
                                                                                                             \
        check_state("state", info_.state, PIPE_WRITER_FAILED);                                               \
        check_number("written", info_.written, 0);                                                           \
        check_number("discarded", info_.discarded, 8700);                                                    \
        check_number("uncertain", info_.uncertain, 8000);                                                    \
        check_number("the reader had", (reader_)->account->received, 1500);                                  \
        check_number("wrong bytes", (reader_)->account->wrong, 0);                                           \
        check_number("on_error", writer_case_notified(writer_, ON_ERROR, 1), 1);                             \
        check_returns("a write then", writer_case_write(writer_, 1, 0), PIPE_WRITER_E_PEER_CLOSED);          \
        check_invariants();                                                                                  \
    } while (0)

BEHAVIOUR(dies, .id = "writer/reader-process-dies",
          .summary = "a reader process that is terminated while a write is pending fails the writer",
          PROMISED, .facts = {"writer/other-process", "writer/peer-closed", "writer/cancel"},
          .deadline = 30000)
{
    struct remote_reader *reader;
    struct writer_case *writer = open_half_read(&reader, FALSE);

    REQUIRE(writer);
    check_boolean("TerminateProcess", remote_reader_kill(reader), TRUE);
    check_returns("flush", pipe_writer_flush(writer->writer, REMOTE_DEADLINE), PIPE_WRITER_E_PEER_CLOSED);
    check_error("error", pipe_writer_last_error(writer->writer), ERROR_BROKEN_PIPE);
    check_lost(writer, reader);
}

BEHAVIOUR(closes, .id = "writer/reader-process-closes",
          .summary = "a reader process that closes its end while a write is pending fails the writer",
          PROMISED, .facts = {"writer/other-process", "writer/peer-closed", "writer/cancel"},
          .deadline = 30000)
{
    struct remote_reader *reader;
    struct writer_case *writer = open_half_read(&reader, FALSE);

    REQUIRE(writer);
    check_boolean("it is told to close", remote_reader_tell(reader, REMOTE_CLOSE), TRUE);
    check_returns("flush", pipe_writer_flush(writer->writer, REMOTE_DEADLINE), PIPE_WRITER_E_PEER_CLOSED);
    check_error("error", pipe_writer_last_error(writer->writer), ERROR_BROKEN_PIPE);
    check_lost(writer, reader);
}

BEHAVIOUR(disconnects, .id = "writer/reader-process-disconnects",
          .summary = "a server process that disconnects while a client's write is pending fails the writer",
          PROMISED, .facts = {"writer/other-process", "writer/peer-closed", "writer/cancel"},
          .deadline = 30000)
{
    struct remote_reader *reader;
    struct writer_case *writer = open_half_read(&reader, TRUE);

    REQUIRE(writer);
    check_boolean("it is told to disconnect", remote_reader_tell(reader, REMOTE_DISCONNECT), TRUE);
    check_returns("flush", pipe_writer_flush(writer->writer, REMOTE_DEADLINE), PIPE_WRITER_E_PEER_CLOSED);
    check_error("error", pipe_writer_last_error(writer->writer), ERROR_PIPE_NOT_CONNECTED);
    check_lost(writer, reader);
}

BEHAVIOUR(dies_idle, .id = "writer/reader-process-dies-between-writes",
          .summary = "the first write after its reader process was terminated fails the writer", PROMISED,
          .facts = {"writer/other-process", "writer/peer-closed", "writer/error-once"}, .deadline = 30000)
{
    struct remote_reader *reader = REMOTE_READER(.quota = 1000, .takes = 600);
    struct writer_case *writer = WRITER_CASE(.unattached = TRUE, .notified = TRUE);

    REQUIRE(reader && writer);
    check_returns("attach", pipe_writer_attach(writer->writer, reader->writing, 0), PIPE_WRITER_OK);
    check_returns("write", writer_case_write(writer, 600, 0), PIPE_WRITER_OK);
    REQUIRE(remote_reader_stalls(reader));
    check_boolean("TerminateProcess", remote_reader_kill(reader), TRUE);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_IDLE);
    check_returns("next write", writer_case_write(writer, 100, 0), PIPE_WRITER_OK);
    check_returns("flush", pipe_writer_flush(writer->writer, REMOTE_DEADLINE), PIPE_WRITER_E_PEER_CLOSED);
    check_number("written", writer_case_info(writer).written, 600);
    check_number("uncertain", writer_case_info(writer).uncertain, 0);
    check_number("wrong bytes", reader->account->wrong, 0);
    check_number("on_error", writer_case_notified(writer, ON_ERROR, 1), 1);
    check_invariants();
}

START_TEST(writer_process_ends)
{
    if (!remote_reader_main())
        behaviours_run(__FILE__);
}

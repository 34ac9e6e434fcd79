/* What the writer does to its handles, seen by a layer that counts. A unit of its own, since the layer stays.
 */
#include "conformance/conformance.h"
#include "conformance/seam/watched.h"

/* A writer that owns its end, with a write that pends. */
static struct writer_case *open_owned(void)
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .unattached = TRUE);

    if (writer && pipe_writer_attach(writer->writer, *writer->writing, PIPE_WRITER_OWN) != PIPE_WRITER_OK) {
        broken_setup("attach");
        return NULL;
    }
    return writer;
}

/* The handle is the writer's: the fixture is not to close it as well. */
static HANDLE hand_over(struct writer_case *writer)
{
    HANDLE handle = *writer->writing;

    *writer->writing = NULL;
    return handle;
}

BEHAVIOUR(closed_once, .id = "writer/owned-handle-is-closed-once",
          .summary = "reset closes an owned handle once, and destroy does not close it again", PROMISED,
          .facts = {"writer/owned", "writer/reset"})
{
    struct writer_case *writer = open_owned();

    REQUIRE(writer);
    watched_begin(hand_over(writer), 0);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_number("closed by stop", watched_counts().closes, 0);
    check_returns("reset", pipe_writer_reset(writer->writer), PIPE_WRITER_OK);
    check_number("closed by reset", watched_counts().closes, 1);
    pipe_writer_destroy(writer->writer);
    writer->writer = NULL;
    check_number("closed after destroy", watched_counts().closes, 1);
    watched_end();
    check_invariants();
}

BEHAVIOUR(cancelled_once, .id = "writer/second-stop-cancels-nothing",
          .summary = "stop cancels the operation once, further calls of stop and destroy do not", PROMISED,
          .facts = {"writer/stop"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 500, 0), PIPE_WRITER_OK);
    watched_begin(*writer->writing, 0);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_number("cancellations", watched_counts().cancels, 1);
    check_returns("second stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_number("cancellations after it", watched_counts().cancels, 1);
    pipe_writer_destroy(writer->writer);
    writer->writer = NULL;
    check_number("cancellations after destroy", watched_counts().cancels, 1);
    watched_end();
    check_invariants();
}

BEHAVIOUR(closed_disarmed, .id = "writer/closes-no-event-that-is-waited-for",
          .summary = "stop, reset and destroy close no event that a thread-pool wait is armed with", PROMISED,
          .facts = {"writer/stop", "writer/reset"})
{
    struct writer_case *writer, *stopped;

    watched_begin(NULL, 0);
    writer = WRITER_CASE(.pipe = {.quota_out = 100});
    stopped = WRITER_CASE(.pipe = {.quota_out = 100});
    REQUIRE(writer && stopped);
    check_returns("write", writer_case_write(writer, 500, 0), PIPE_WRITER_OK);
    check_number("armed", writer_case_info(writer).arms, 1);
    pipe_writer_destroy(writer->writer);
    writer->writer = NULL;
    check_number("armed events closed by destroy", watched_counts().closed_armed, 0);
    check_returns("write of another", writer_case_write(stopped, 500, 0), PIPE_WRITER_OK);
    check_returns("stop", pipe_writer_stop(stopped->writer), PIPE_WRITER_OK);
    check_returns("reset", pipe_writer_reset(stopped->writer), PIPE_WRITER_OK);
    check_number("armed events closed by reset", watched_counts().closed_armed, 0);
    watched_end();
    check_invariants();
}

static int is_called_back(void *writer)
{
    return writer_case_info(writer).spurious > 2;
}

BEHAVIOUR(timed_out, .id = "writer/callback-of-a-timeout",
          .summary = "a wait callback that tells of a timeout ends no operation", PROMISED,
          .facts = {"writer/answers", "writer/late-callbacks"})
{
    struct writer_case *writer;

    watched_begin(NULL, 1);
    writer = WRITER_CASE(.pipe = {.quota_out = 100});
    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 500, 0), PIPE_WRITER_OK);
    check_boolean("callbacks while it pends", poll_until(is_called_back, writer, WRITER_DEADLINE), TRUE);
    watched_begin(NULL, 0);
    check_number("in flight", writer_case_info(writer).in_flight, 500);
    check_returns("status", writer_case_info(writer).status, PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("written", writer_case_info(writer).written, 500);
    check_number("wrong bytes", writer->wrong, 0);
    watched_end();
    check_invariants();
}

UNIT(writer_watched)

#include "conformance/conformance.h"

BEHAVIOUR(early_writes, .id = "writer/attach-sends-what-was-written-before",
          .summary = "writes before attach are queued, and attach starts them", PROMISED,
          .facts = {"writer/attach", "writer/order"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096}, .unattached = TRUE);

    REQUIRE(writer);
    check_returns("write", writer_case_write(writer, 100, 0), PIPE_WRITER_OK);
    check_returns("second", writer_case_write(writer, 200, 0), PIPE_WRITER_OK);
    check_returns("flush", pipe_writer_flush(writer->writer, 0), PIPE_WRITER_E_TIMEOUT);
    check_number("queued", writer_case_info(writer).queued, 300);
    check_returns("attach", pipe_writer_attach(writer->writer, *writer->writing, 0), PIPE_WRITER_OK);
    check_number("written", writer_case_info(writer).written, 300);
    check_number("the reader gets", writer_case_take(writer, 300), 300);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(reset, .id = "writer/reset-begins-a-new-stream",
          .summary = "after stop and reset nothing of the old stream is left: neither bytes nor counts",
          PROMISED, .facts = {"writer/reset"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);
    pipe_writer_info info;

    REQUIRE(writer);
    check_returns("reset of an open writer", pipe_writer_reset(writer->writer), PIPE_WRITER_E_STATE);
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 500, 0);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_returns("reset", pipe_writer_reset(writer->writer), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_state("state", info.state, PIPE_WRITER_UNATTACHED);
    check_number("accepted", info.accepted, 0);
    check_number("discarded", info.discarded, 0);
    check_returns("attach", writer_case_attach_new(writer, &(struct pipe_options){.quota_out = 1000}),
                  PIPE_WRITER_OK);
    check_returns("write", writer_case_write(writer, 700, 0), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 700), 700);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

/* Each round stops with an operation in flight whose completion races with the stop, and starts anew at once.
 */
BEHAVIOUR(
    restarts, .id = "writer/restarted-streams-lose-no-completion",
    .summary =
        "streams that follow each other on one writer all complete, whatever callbacks of the old ones come",
    PROMISED, .facts = {"writer/reset", "writer/late-callbacks"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .notified = TRUE);
    unsigned int incomplete = 0, failed = 0;

    REQUIRE(writer);
    for (unsigned int i = 0; i < 40; i++) {
        writer_case_write(writer, 500, 0);
        writer_case_take(writer, 500);
        incomplete += writer_case_written(writer, 500) != 500;
        writer_case_write(writer, 500, 0);
        if (i % 2)
            writer_case_take(writer, 450);
        failed += pipe_writer_stop(writer->writer) != PIPE_WRITER_OK;
        failed += pipe_writer_reset(writer->writer) != PIPE_WRITER_OK;
        failed += writer_case_attach_new(writer, &(struct pipe_options){.quota_out = 100}) != PIPE_WRITER_OK;
    }
    check_number("streams that did not complete", incomplete, 0);
    check_number("calls that failed", failed, 0);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(owned_handle, .id = "writer/handle-is-closed-if-owned",
          .summary = "destroy closes the pipe handle if and only if the writer owns it", PROMISED,
          .facts = {"writer/owned"})
{
    struct writer_case *owner = WRITER_CASE(.pipe = {.quota_out = 100}, .flags = PIPE_WRITER_OWN);
    struct writer_case *other = WRITER_CASE(.pipe = {.quota_out = 100});
    DWORD flags;

    REQUIRE(owner && other);
    writer_case_write(owner, 500, 0);
    writer_case_write(other, 50, 0);
    check_returns("destroy", pipe_writer_destroy(owner->writer), PIPE_WRITER_OK);
    check_returns("destroy the other", pipe_writer_destroy(other->writer), PIPE_WRITER_OK);
    owner->writer = other->writer = NULL;
    writer_case_take(owner, 500);
    check_end(owner);
    check_boolean("the other handle is open", GetHandleInformation(*other->writing, &flags), TRUE);
    check_number("the other reader gets", writer_case_take(other, 50), 50);
    check_invariants();
}

UNIT(writer_state)

/* What a writer can be attached to. */
#include "conformance/conformance.h"
#include "conformance/fixture/unnamed_pipe.h"

BEHAVIOUR(
    create_pipe, .id = "writer/createpipe-end-is-refused",
    .summary = "the write end of CreatePipe is synchronous: attach and create refuse it and leave it open",
    PROMISED, .facts = {"writer/attach", "writer/create"})
{
    struct writer_case *writer = WRITER_CASE(.unattached = TRUE);
    struct anonymous_pipe *pipe = anonymous_pipe_open(0);
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    struct pipe_writer *none = (struct pipe_writer *)(ULONG_PTR)1;
    DWORD count = 0;

    REQUIRE(writer && pipe);
    check_returns("attach", pipe_writer_attach(writer->writer, pipe->write, PIPE_WRITER_OWN),
                  PIPE_WRITER_E_INVAL);
    check_error("error", pipe_writer_last_error(writer->writer), ERROR_INVALID_PARAMETER);
    config.handle = pipe->write;
    config.flags = PIPE_WRITER_OWN;
    check_returns("create", pipe_writer_create(&config, &none), PIPE_WRITER_E_INVAL);
    check_handle("writer", none, HANDLE_IS_NULL);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_UNATTACHED);
    check_result("the end still writes", RESULT(WriteFile(pipe->write, "abc", 3, &count, NULL)),
                 ERROR_SUCCESS);
    check_returns("another attach", writer_case_call(writer, CALL_ATTACH), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(unnamed, .id = "writer/unnamed-overlapped-pipe",
          .summary = "a pipe without a name whose ends are overlapped is written as one with a name",
          PROMISED, .facts = {"writer/unnamed", "writer/order"})
{
    struct pipe_pair *pair = unnamed_pipe_open(100);
    struct writer_case *writer = WRITER_CASE(.unattached = TRUE);

    REQUIRE(pair && writer);
    writer->writing = &pair->client;
    writer->reading = &pair->server;
    check_returns("attach", writer_case_call(writer, CALL_ATTACH), PIPE_WRITER_OK);
    check_returns("write that fits", writer_case_write(writer, 100, 0), PIPE_WRITER_OK);
    check_number("written", writer_case_info(writer).written, 100);
    check_returns("write that does not", writer_case_write(writer, 20000, 0), PIPE_WRITER_OK);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_IN_FLIGHT);
    check_number("the reader gets", writer_case_take(writer, 20100), 20100);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(unnamed_server, .id = "writer/unnamed-overlapped-pipe-ends",
          .summary = "the server end of a pipe without a name is a writer's, until its reader has gone",
          PROMISED, .facts = {"writer/unnamed", "writer/peer-closed"})
{
    struct pipe_pair *pair = unnamed_pipe_open(100);
    struct writer_case *writer = WRITER_CASE(.unattached = TRUE, .notified = TRUE);

    REQUIRE(pair && writer);
    writer->writing = &pair->server;
    writer->reading = &pair->client;
    check_returns("attach", writer_case_call(writer, CALL_ATTACH), PIPE_WRITER_OK);
    check_returns("write", writer_case_write(writer, 500, 0), PIPE_WRITER_OK);
    pipe_end_close(writer->reading);
    check_number("on_error", writer_case_notified(writer, ON_ERROR, 1), 1);
    check_returns("reported", writer->status, PIPE_WRITER_E_PEER_CLOSED);
    check_error("error", writer->error, ERROR_BROKEN_PIPE);
    check_number("uncertain", writer_case_info(writer).uncertain, 500);
    check_invariants();
}

BEHAVIOUR(duplicate, .id = "writer/duplicated-handle-writes",
          .summary = "a duplicate of a pipe end is a writer's as well, when the original is closed", PROMISED,
          .facts = {"writer/attach", "writer/owned"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100}, .unattached = TRUE);
    HANDLE duplicate = NULL, process = GetCurrentProcess();

    REQUIRE(writer);
    check_result("DuplicateHandle",
                 RESULT(DuplicateHandle(process, *writer->writing, process, &duplicate, 0, FALSE,
                                        DUPLICATE_SAME_ACCESS)),
                 ERROR_SUCCESS);
    pipe_end_close(writer->writing);
    if (!check_returns("attach", pipe_writer_attach(writer->writer, duplicate, PIPE_WRITER_OWN),
                       PIPE_WRITER_OK))
        return;
    check_returns("write", writer_case_write(writer, 500, 0), PIPE_WRITER_OK);
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_returns("destroy", pipe_writer_destroy(writer->writer), PIPE_WRITER_OK);
    writer->writer = NULL;
    check_end(writer);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

static const struct {
    struct expectation expectation;
    struct pipe_options pipe;
    int client;
} ends[] = {
    {EXPECT_TEXT("server of an inbound pipe", "PIPE_WRITER_E_INVAL"), {.access = PIPE_ACCESS_INBOUND}, 0},
    {EXPECT_TEXT("client of an inbound pipe", "PIPE_WRITER_OK"), {.access = PIPE_ACCESS_INBOUND}, 1},
    {EXPECT_TEXT("server of an outbound pipe", "PIPE_WRITER_OK"), {.access = PIPE_ACCESS_OUTBOUND}, 0},
    {EXPECT_TEXT("client of an outbound pipe", "PIPE_WRITER_E_INVAL"), {.access = PIPE_ACCESS_OUTBOUND}, 1},
    {EXPECT_TEXT("server of a duplex pipe", "PIPE_WRITER_OK"), {.type = PIPE_TYPE_MESSAGE}, 0},
    {EXPECT_TEXT("client of a duplex pipe", "PIPE_WRITER_OK"), {.type = PIPE_TYPE_MESSAGE}, 1},
    {EXPECT_TEXT("synchronous server", "PIPE_WRITER_E_INVAL"), {.synchronous_server = TRUE}, 0},
    {EXPECT_TEXT("client of a synchronous server", "PIPE_WRITER_OK"), {.synchronous_server = TRUE}, 1},
    {EXPECT_TEXT("synchronous client", "PIPE_WRITER_E_INVAL"), {.synchronous_client = TRUE}, 1},
};

BEHAVIOUR(table, .id = "writer/ends-that-can-be-written",
          .summary = "attach takes each end that may write and is overlapped, and refuses each other",
          PROMISED, .facts = {"writer/attach"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(ends); i++) {
        struct writer_case *writer = WRITER_CASE(.unattached = TRUE);
        struct pipe_pair *pair = pipe_pair_open(&ends[i].pipe);
        const char *name;

        REQUIRE(writer && pair);
        name = writer_status_name(
            pipe_writer_attach(writer->writer, ends[i].client ? pair->client : pair->server, 0));
        check_row_text(ends, i, name, strlen(name));
        pipe_writer_stop(writer->writer);
    }
    check_invariants();
}

UNIT(writer_endpoint)

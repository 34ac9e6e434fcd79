/* Reads of an empty pipe and at the end that may only write, in every kind of pipe. */
#include "conformance/conformance.h"

/* A read that blocks is made by a thread of its own, and has its byte when it returns. */
#define EMPTY(label_, type_, direction_, quota_, synchronous_, nowait_)                                      \
    EXPECT(label_, nowait_ ? ERROR_NO_DATA : synchronous_ ? ERROR_SUCCESS : ERROR_IO_PENDING),
/* With PIPE_NOWAIT nothing is written to a pipe without a buffer, whose reader does not wait. */
#define ONE_OR_NONE(label_, type_, direction_, quota_, synchronous_, nowait_)                                \
    EXPECT(label_, !((nowait_) && (quota_) == 0)),

static const struct expectation empty[] = {GRID(EMPTY, "ReadFile")};
static const struct expectation got[] = {GRID(ONE_OR_NONE, "bytes read once one is written")};

static DWORD WINAPI read_one(void *argument)
{
    struct operation *read = argument;

    start_read(read, read->handle, 10);
    return 0;
}

/* ERROR_NO_DATA has read nothing: then a second read takes what is written. */
static DWORD read_written(struct operation *read, HANDLE reader)
{
    DWORD count = 0;

    if (read->result == ERROR_NO_DATA)
        start_read(read, reader, 10);
    return operation_finish(read, &count) == ERROR_SUCCESS ? count : 0;
}

BEHAVIOUR(
    nothing, .id = "read/grid-empty",
    .summary =
        "in every kind of pipe a read of an empty pipe waits for a byte; with PIPE_NOWAIT it fails with "
        "ERROR_NO_DATA",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-2990 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3978-4052 (wine 8.0=10.0); inference",
    .facts = {"modes/nowait-read-empty", "read/count-zero-when-pending", "modes/nowait-write-full",
              "quota/zero-quota-write-with-pending-read-sync"})
{
    for (unsigned int i = 0; i < GRID_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open(i);
        struct operation *read = operation_new(MANUAL_RESET, 10);
        HANDLE thread = NULL;

        REQUIRE(pipe && read);
        read->handle = pipe->reader;
        if (pipe->synchronous && !pipe->nowait)
            REQUIRE(thread = thread_start_settled(read_one, read));
        if (!thread)
            check_row(KIND_RESULT, empty, i, start_read(read, pipe->reader, 10));
        REQUIRE(grid_write(pipe, 1));
        if (thread && thread_join(thread) == WAIT_OBJECT_0)
            check_row(KIND_RESULT, empty, i, read->result);
        check_row(KIND_NUMBER, got, i, read_written(read, pipe->reader));
        behaviour_release(mark);
    }
}

#define DENIED(label_, type_, direction_, quota_, synchronous_, nowait_) EXPECT(label_, ERROR_ACCESS_DENIED),

static const struct expectation reads[] = {GRID_ONE_WAY(DENIED, "ReadFile")};
static const struct expectation writes[] = {GRID_ONE_WAY(DENIED, "WriteFile")};

BEHAVIOUR(
    wrong_end, .id = "write/grid-wrong-end",
    .summary = "in every kind of pipe of one direction the end that may not fails with ERROR_ACCESS_DENIED",
    .provenance = INFERRED, .source = "inference", .facts = {"write/on-inbound-server", "write/to-read-end"})
{
    for (unsigned int i = 0; i < GRID_ONE_WAY_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open_one_way(i);
        struct operation *operation = operation_new(MANUAL_RESET, 1);

        REQUIRE(pipe && operation);
        check_row(KIND_RESULT, reads, i, start_read(operation, pipe->writer, 1));
        check_row(KIND_RESULT, writes, i, start_write(operation, pipe->reader, 1));
        behaviour_release(mark);
    }
}

UNIT(read_grid)

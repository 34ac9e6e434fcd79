/* Reads of an empty pipe and at the end that may only write, in every kind of pipe. */
#include "conformance/conformance.h"

/* A read that would block is left to read_blocking.c. */
#define EMPTY(label_, type_, direction_, quota_, synchronous_, nowait_)                                      \
    EXPECT(label_, nowait_ ? ERROR_NO_DATA : ERROR_IO_PENDING),
#define ONE_OR_NONE(label_, type_, direction_, quota_, synchronous_, nowait_) EXPECT(label_, !(nowait_)),

static const struct expectation empty[] = {GRID(EMPTY, "ReadFile")};
static const struct expectation wrote[] = {GRID(ONE_OR_NONE, "bytes read once one is written")};

BEHAVIOUR(
    nothing, .id = "read/grid-empty",
    .summary =
        "in every kind of pipe a read of an empty pipe waits for a byte; with PIPE_NOWAIT it fails with "
        "ERROR_NO_DATA",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-2990 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3978-4052 (wine 8.0=10.0); inference",
    .facts = {"modes/nowait-read-empty", "read/count-zero-when-pending",
              "quota/zero-quota-write-with-pending-read-sync"})
{
    for (unsigned int i = 0; i < GRID_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open(i);
        struct operation *read;
        DWORD count = 0;

        REQUIRE(pipe);
        if (!pipe->synchronous || pipe->nowait) {
            REQUIRE(read = new_read(pipe->reader, 10));
            check_row(KIND_RESULT, empty, i, read->result);
            REQUIRE(new_write(pipe->writer, 1));
            if (read->result == ERROR_IO_PENDING)
                operation_finish(read, &count);
            check_row(KIND_NUMBER, wrote, i, count);
        }
        behaviour_release(mark);
    }
}

#define DENIED(label_, type_, direction_, quota_, synchronous_, nowait_) EXPECT(label_, ERROR_ACCESS_DENIED),

static const struct expectation reads[] = {GRID(DENIED, "ReadFile")};
static const struct expectation writes[] = {GRID(DENIED, "WriteFile")};

BEHAVIOUR(
    wrong_end, .id = "write/grid-wrong-end",
    .summary = "in every kind of pipe of one direction the end that may not fails with ERROR_ACCESS_DENIED",
    .provenance = INFERRED, .source = "inference", .facts = {"write/on-inbound-server", "write/to-read-end"})
{
    for (unsigned int i = 0; i < GRID_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open(i);
        struct operation *operation;

        REQUIRE(pipe);
        if (pipe->direction == GRID_INBOUND || pipe->direction == GRID_OUTBOUND) {
            REQUIRE(operation = operation_new(MANUAL_RESET, 1));
            check_row(KIND_RESULT, reads, i, start_read(operation, pipe->writer, 1));
            check_row(KIND_RESULT, writes, i, start_write(operation, pipe->reader, 1));
        }
        behaviour_release(mark);
    }
}

UNIT(read_grid)

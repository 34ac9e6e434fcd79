/* Writes that just fit and that do not, in every kind of pipe. */
#include "conformance/conformance.h"

#define SUCCESS(label_, type_, direction_, quota_, synchronous_, nowait_) EXPECT(label_, ERROR_SUCCESS),
#define THE_QUOTA(label_, type_, direction_, quota_, synchronous_, nowait_) EXPECT(label_, quota_),

static const struct expectation fits[] = {GRID(SUCCESS, "WriteFile of the quota")};
static const struct expectation fits_count[] = {GRID(THE_QUOTA, "bytes written")};
static const struct expectation fits_unread[] = {GRID(THE_QUOTA, "bytes to read")};

BEHAVIOUR(fitting, .id = "quota/grid-fits",
          .summary =
              "in every kind of pipe as many bytes as its buffer has are written at once, none of them "
              "into one without",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-3036 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3978-4052 (wine 8.0=10.0); inference",
          .facts = {"quota/sizes-not-rounded", "quota/write-equal-quota-sync", "quota/directions-independent",
                    "modes/nowait-write-exact-remaining", "message-mode/zero-write",
                    "write/zero-byte-byte-pipe-noop"})
{
    for (unsigned int i = 0; i < GRID_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open(i);
        struct operation *write;
        DWORD count = 0;

        REQUIRE(pipe && (write = new_write(pipe->writer, pipe->quota)));
        check_row(KIND_RESULT, fits, i, write->result);
        operation_result(write, &count);
        check_row(KIND_NUMBER, fits_count, i, count);
        check_row(KIND_NUMBER, fits_unread, i, unread_bytes(pipe->reader));
        behaviour_release(mark);
    }
}

#define WAITS(label_, type_, direction_, quota_, synchronous_, nowait_) EXPECT(label_, !(nowait_)),
#define ALL_OR_NOTHING(label_, type_, direction_, quota_, synchronous_, nowait_)                             \
    EXPECT(label_, nowait_ ? 0 : (quota_) + 1),
#define READS_ONE(label_, type_, direction_, quota_, synchronous_, nowait_)                                  \
    EXPECT(label_, nowait_                                    ? ERROR_NO_DATA                                \
                   : (type_) == GRID_MESSAGES && (quota_) > 0 ? ERROR_MORE_DATA                              \
                                                              : ERROR_SUCCESS),
#define LEFT(label_, type_, direction_, quota_, synchronous_, nowait_) EXPECT(label_, nowait_ ? 0 : quota_),

static const struct expectation over_waits[] = {GRID(WAITS, "WriteFile of one byte more waits")};
static const struct expectation over_unread[] = {GRID(ALL_OR_NOTHING, "bytes to read")};
static const struct expectation over_read[] = {GRID(READS_ONE, "ReadFile of a byte")};
static const struct expectation over_count[] = {GRID(ALL_OR_NOTHING, "bytes written")};
static const struct expectation over_left[] = {GRID(LEFT, "bytes left")};

BEHAVIOUR(
    exceeding, .id = "quota/grid-exceeds",
    .summary =
        "in every kind of pipe a write of one byte more than the buffer waits, visible as a whole, until a "
        "byte is read; with PIPE_NOWAIT it writes nothing and succeeds",
    .provenance = INFERRED,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-3036 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3978-4052 (wine 8.0=10.0); inference",
    .facts = {"quota/write-quota-plus-one-pends", "quota/pending-completes-when-remainder-fits",
              "quota/pending-bytes-are-visible-to-reader", "quota/pending-bytes-are-readable",
              "quota/completed-write-length-is-full-request", "quota/zero-quota-write-pends",
              "quota/zero-quota-completes-on-read", "quota/sync-write-blocks-over-quota",
              "modes/nowait-byte-write-quota-plus-1", "modes/nowait-msg-write-quota-plus-1",
              "modes/nowait-overlapped-never-pends"})
{
    for (unsigned int i = 0; i < GRID_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open(i);
        struct grid_write *write;
        DWORD count = 0;

        REQUIRE(pipe && (write = grid_write(pipe, pipe->quota + 1)));
        check_row(KIND_NUMBER, over_unread, i, unread_bytes(pipe->reader));
        grid_write_goes_on(write);
        check_row(KIND_RESULT, over_read, i, drain(pipe->reader, 1, &count));
        check_row(KIND_NUMBER, over_count, i, grid_written(write));
        check_row(KIND_BOOLEAN, over_waits, i, grid_write_waited(write));
        check_row(KIND_NUMBER, over_left, i, unread_bytes(pipe->reader));
        behaviour_release(mark);
    }
}

UNIT(quota_grid)

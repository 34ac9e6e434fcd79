/* Sizes of one write, up to 64 MiB. */
#include "conformance/conformance.h"

#define MESSAGES (PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE)
#define MIB (1024 * 1024)

static const struct {
    struct expectation expectation; /* operations */
    size_t size;
    DWORD max_io, type;
} writes[] = {
    {EXPECT("operations for 0 bytes", 0), 0, 0, 0},
    {EXPECT("operations for 1 byte", 1), 1, 0, 0},
    {EXPECT("operations for 10 bytes, one at a time", 10), 10, 1, 0},
    {EXPECT("operations for 65535 bytes in 64 KiB", 1), 65535, 65536, 0},
    {EXPECT("operations for 65536 bytes in 64 KiB", 1), 65536, 65536, 0},
    {EXPECT("operations for 65537 bytes in 64 KiB", 2), 65537, 65536, 0},
    {EXPECT("operations for 1 MiB of the default", 1), MIB, 0, 0},
    {EXPECT("operations for 1 MiB and 1 byte of the default", 2), MIB + 1, 0, 0},
    {EXPECT("operations for 1 MiB at once", 1), MIB, 0x7fffffff, 0},
    {EXPECT("operations for an empty message", 1), 0, 0, MESSAGES},
    {EXPECT("operations for a message of 1 MiB", 1), MIB, 65536, MESSAGES},
};

BEHAVIOUR(operations, .id = "writer/sizes-and-operations",
          .summary = "a write of any size takes the operations that its size needs, and arrives", PROMISED,
          .facts = {"writer/max-io", "writer/empty", "writer/messages"})
{
    LONG wrong = 0;
    ULONGLONG missing = 0;

    for (unsigned int i = 0; i < ARRAY_SIZE(writes); i++) {
        struct writer_case *writer =
            WRITER_CASE(.pipe = {.quota_out = 4096,
                                 .type = writes[i].type,
                                 .client_mode = writes[i].type ? PIPE_READMODE_MESSAGE : 0},
                        .max_io = writes[i].max_io);

        REQUIRE(writer && writer_case_read_on(writer));
        writer_case_write(writer, writes[i].size, 0);
        pipe_writer_shutdown(writer->writer, WRITER_DEADLINE);
        check_row(KIND_NUMBER, writes, i,
                  writer_case_info(writer).writes_sync + writer_case_info(writer).writes_pended);
        missing += writes[i].size - writer_case_received(writer);
        wrong += writer->wrong;
    }
    check_number("bytes missing", missing, 0);
    check_number("wrong bytes", wrong, 0);
    check_invariants();
}

#define LARGE_DEADLINE 60000 /* ms */

#define LARGE_BEHAVIOUR(function_, id_, summary_, type_, mode_, size_)                                       \
    BEHAVIOUR(function_, .id = id_, .summary = summary_, PROMISED, .deadline = 90000, .slow = 1,             \
              .facts = {"writer/max-io", "writer/order", "writer/messages", "writer/limit"})                 \
    {                                                                                                        \
        struct writer_case *writer =                                                                         \
            WRITER_CASE(.pipe = {.quota_out = 65536, .type = (type_), .client_mode = (mode_)});              \
                                                                                                             \
        REQUIRE(writer);                                                                                     \
        check_returns("write", writer_case_write(writer, size_, 0), PIPE_WRITER_OK);                         \
        check_returns("another", writer_case_write(writer, 16 * MIB, 0), PIPE_WRITER_E_AGAIN);               \
        REQUIRE(writer_case_read_on(writer));                                                                \
        check_returns("shutdown", pipe_writer_shutdown(writer->writer, LARGE_DEADLINE), PIPE_WRITER_OK);     \
        check_number("the reader gets", writer_case_received(writer), size_);                                \
        check_number("wrong bytes", writer->wrong, 0);                                                       \
        check_invariants();                                                                                  \
    }

LARGE_BEHAVIOUR(bytes_64, "writer/64-mib-of-bytes", "a write of 64 MiB arrives", 0, 0, 64 * MIB)
LARGE_BEHAVIOUR(message_64, "writer/message-of-64-mib", "a message of 64 MiB arrives", MESSAGES,
                PIPE_READMODE_MESSAGE, 64 * MIB)

BEHAVIOUR(default_limit, .id = "writer/default-limit-and-none",
          .summary = "the default limit is 16 MiB, and a writer without a limit takes more", PROMISED,
          .facts = {"writer/limit"})
{
    struct writer_case *limited = WRITER_CASE(.unattached = TRUE);
    struct writer_case *unlimited = WRITER_CASE(.unattached = TRUE, .limit = WRITER_NO_LIMIT);
    BYTE *bytes = behaviour_memory(8 * MIB);

    REQUIRE(limited && unlimited);
    pipe_writer_write(limited->writer, bytes, 8 * MIB, 0, NULL);
    pipe_writer_write(unlimited->writer, bytes, 8 * MIB, 0, NULL);
    check_returns("16 MiB", pipe_writer_write(limited->writer, bytes, 8 * MIB, 0, NULL), PIPE_WRITER_OK);
    check_returns("one more", pipe_writer_write(limited->writer, bytes, 1, 0, NULL), PIPE_WRITER_E_AGAIN);
    check_returns("16 MiB without a limit", pipe_writer_write(unlimited->writer, bytes, 8 * MIB, 0, NULL),
                  PIPE_WRITER_OK);
    check_returns("one more without", pipe_writer_write(unlimited->writer, bytes, 1, 0, NULL),
                  PIPE_WRITER_OK);
    check_invariants();
}

UNIT(writer_sizes)

/* Writes in parts. */
#include "conformance/conformance.h"

#define PARTS 300

/* Parts of 0 to 6 bytes, some without a place; returns the bytes, which the parts lie in. */
static BYTE *fill_parts(pipe_writer_buffer *parts, size_t *total)
{
    BYTE *bytes = behaviour_memory(PARTS * 6);

    *total = 0;
    for (unsigned int i = 0; bytes && i < PARTS; i++) {
        parts[i].size = i % 7;
        parts[i].bytes = parts[i].size ? bytes + *total : NULL;
        *total += parts[i].size;
    }
    if (bytes)
        writer_case_fill(bytes, 0, *total);
    return bytes;
}

/* What sends the parts: in which pipe, and in how many operations. */
#define PARTS_BEHAVIOUR(function_, id_, summary_, quota_, max_io_, operations_)                              \
    BEHAVIOUR(function_, .id = id_, .summary = summary_, PROMISED,                                           \
              .facts = {"writer/order", "writer/copy", "writer/max-io", "writer/position"})                  \
    {                                                                                                        \
        struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = (quota_)}, .max_io = (max_io_));      \
        pipe_writer_buffer *parts = behaviour_memory(PARTS * sizeof(*parts));                                \
        ULONGLONG position = 0;                                                                              \
        size_t total;                                                                                        \
        BYTE *bytes;                                                                                         \
                                                                                                             \
        REQUIRE(writer &&parts && (bytes = fill_parts(parts, &total)));                                      \
        check_returns("writev", pipe_writer_writev(writer->writer, parts, PARTS, 0, &position),              \
                      PIPE_WRITER_OK);                                                                       \
        memset(bytes, 0xee, total);                                                                          \
        memset(parts, 0xee, PARTS * sizeof(*parts));                                                         \
        check_number("position", position, 897);                                                             \
        check_number("the reader gets", writer_case_take(writer, (DWORD)total), 897);                        \
        check_number("wrong bytes", writer->wrong, 0);                                                       \
        check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);          \
        check_number("operations",                                                                           \
                     writer_case_info(writer).writes_sync + writer_case_info(writer).writes_pended,          \
                     operations_);                                                                           \
        check_invariants();                                                                                  \
    }

PARTS_BEHAVIOUR(at_once, "writer/many-parts-at-once", "300 parts that fit are one operation", 4096, 0, 1)
PARTS_BEHAVIOUR(pending, "writer/many-parts-pending",
                "300 parts that do not fit are one operation, from a copy of parts and bytes", 100, 0, 1)
PARTS_BEHAVIOUR(sliced, "writer/many-parts-in-slices",
                "300 parts go in operations of max_io bytes, whatever the parts' sizes", 4096, 100, 9)

BEHAVIOUR(message, .id = "writer/parts-are-one-message",
          .summary = "in message mode the parts of a writev are one message, also none or only empty ones",
          PROMISED, .facts = {"writer/messages"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE,
                                                      .client_mode = PIPE_READMODE_MESSAGE,
                                                      .quota_out = 100},
                                             .max_io = 10);
    BYTE bytes[200];
    pipe_writer_buffer parts[] = {{bytes, 20}, {NULL, 0}, {bytes + 20, 180}},
                       empty[] = {{NULL, 0}, {bytes, 0}};

    REQUIRE(writer);
    writer_case_fill(bytes, 0, sizeof(bytes));
    check_returns("writev", pipe_writer_writev(writer->writer, parts, 3, 0, NULL), PIPE_WRITER_OK);
    check_returns("empty parts", pipe_writer_writev(writer->writer, empty, 2, PIPE_WRITER_MORE, NULL),
                  PIPE_WRITER_OK);
    check_returns("no parts", pipe_writer_writev(writer->writer, NULL, 0, 0, NULL), PIPE_WRITER_OK);
    memset(bytes, 0xee, sizeof(bytes));
    check_number("first message", writer_case_take_message(writer, 300), 200);
    check_number("second message", writer_case_take_message(writer, 300), 0);
    check_number("third message", writer_case_take_message(writer, 300), 0);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

UNIT(writer_parts)

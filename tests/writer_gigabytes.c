/* More bytes than 32 bits can count. A unit of its own, since the layer that gives such blocks stays. */
#include "conformance/conformance.h"
#include "conformance/seam/repeated.h"

#define MIB (1024 * 1024)
#define PARTS 4097
#define SIZE (((ULONGLONG)1 << 32) + 5)

/* All but the last are the same megabyte. */
static pipe_writer_buffer *many_parts(void)
{
    pipe_writer_buffer *parts = behaviour_memory(PARTS * sizeof(*parts));
    BYTE *bytes = behaviour_memory(MIB);

    for (unsigned int i = 0; parts && bytes && i < PARTS; i++) {
        parts[i].bytes = bytes;
        parts[i].size = i < PARTS - 1 ? MIB : 5;
    }
    return bytes ? parts : NULL;
}

BEHAVIOUR(
    over_4_gib, .id = "writer/over-4-gib",
    .summary = "a write of 4 GiB and 5 bytes is counted whole, and its first operation has max_io bytes",
    PROMISED, .facts = {"writer/ledger", "writer/max-io", "writer/position"}, .deadline = 60000)
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096}, .limit = WRITER_NO_LIMIT);
    pipe_writer_buffer *parts = many_parts();
    pipe_writer_cancelled cancelled = {0};
    ULONGLONG position = 0;
    pipe_writer_info info;

    if (!repeated_begin()) {
        not_supported("a block of 4 GiB");
        return;
    }
    REQUIRE(writer && parts);
    check_returns("writev", pipe_writer_writev(writer->writer, parts, PARTS, 0, &position), PIPE_WRITER_OK);
    info = writer_case_info(writer);
    check_number("position", position, SIZE);
    check_number("accepted", info.accepted, SIZE);
    check_number("bytes in flight", info.in_flight, MIB);
    check_number("bytes queued", info.queued, SIZE - MIB);
    check_number("most that was queued", info.max_queued, SIZE);
    check_returns("cancel", pipe_writer_cancel(writer->writer, &cancelled), PIPE_WRITER_OK);
    check_number("discarded", cancelled.discarded, SIZE);
    check_invariants();
}

UNIT(writer_gigabytes)

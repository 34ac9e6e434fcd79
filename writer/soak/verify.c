/* The account of a stream that has ended: what the writer says against what it took, what it reported and
 * what the reader got. */
#include "soak.h"

#include <stdlib.h>

static int by_position(const void *one, const void *other)
{
    const struct accepted *a = one, *b = other;

    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return (b->size > 0) - (a->size > 0); /* empty writes come after what ends where they are */
}

/* I4: what was delivered is a prefix of what was accepted. Returns what was accepted. */
static ULONGLONG compare(struct lane *lane)
{
    ULONGLONG position = 0;

    qsort(lane->log, lane->logged, sizeof(*lane->log), by_position);
    for (unsigned int i = 0; i < lane->logged; i++) {
        const struct accepted *write = &lane->log[i];

        if (write->end != position + write->size) {
            soak_violation(lane, "a write of %lu ends at %llu, the one before at %llu", write->size,
                           write->end, position);
            return position;
        }
        for (DWORD k = 0; k < write->size && position + k < lane->received; k++)
            if (lane->delivered[position + k] != soak_byte(write->author, write->author_offset + k)) {
                soak_violation(lane,
                               "byte %llu of %lu that were read is wrong, in the write that ends at %llu",
                               position + k, lane->received, write->end);
                return write->end;
            }
        position = write->end;
    }
    return position;
}

static void compare_messages(struct lane *lane)
{
    if (lane->message_count > lane->logged) {
        soak_violation(lane, "%u messages of %u", lane->message_count, lane->logged);
        return;
    }
    for (unsigned int i = 0; i < lane->message_count; i++)
        if (lane->messages[i] != lane->log[i].end) {
            soak_violation(lane, "message %u ends at %lu instead of %llu", i, lane->messages[i],
                           lane->log[i].end);
            return;
        }
}

static void check_notified(struct lane *lane, const pipe_writer_info *info)
{
    if (lane->round.on_progress && (ULONGLONG)lane->reported != info->written)
        soak_violation(lane, "I6: %llu written, %lld reported", info->written, lane->reported);
    if (lane->round.on_error && lane->errors != (info->status != PIPE_WRITER_OK))
        soak_violation(lane, "I11: on_error came %ld times, status %d", lane->errors, info->status);
    if (lane->round.on_drain && (lane->drains > lane->refused + lane->reached ||
                                 (lane->refused && lane->budget > 0 && !lane->drains)))
        soak_violation(lane, "I17: %ld writes refused, %ld accepted, on_drain came %ld times", lane->refused,
                       lane->reached, lane->drains);
    if (info->status != PIPE_WRITER_OK && !(soak_may_fail(lane) >> info->status & 1))
        soak_violation(lane, "the writer failed with status %d, error %lu", info->status, info->last_error);
}

/* I5 */
static void check_delivered(struct lane *lane, const pipe_writer_info *info)
{
    BOOL lost = lane->reader_left || lane->plan.end == END_OWN_DISCONNECT;

    if (lane->received > info->written + info->uncertain || (!lost && lane->received < info->written))
        soak_violation(lane, "I5: %lu delivered, %llu written, %llu uncertain", lane->received, info->written,
                       info->uncertain);
    if (lane->plan.end == END_CLEAN && info->status == PIPE_WRITER_OK && lane->received != info->accepted)
        soak_violation(lane, "I5: %lu delivered, %llu accepted, shut down", lane->received, info->accepted);
    if (info->max_queued && info->uncertain > info->discarded)
        soak_violation(lane, "%llu uncertain, %llu discarded", info->uncertain, info->discarded);
}

void soak_verify(struct lane *lane, const pipe_writer_info *info)
{
    ULONGLONG accepted = compare(lane);
    const char *invariant = pipe_writer_violation();

    if (lane->received > accepted)
        soak_violation(lane, "%lu delivered, %llu accepted", lane->received, accepted);
    if (lane->plan.messages)
        compare_messages(lane);
    InterlockedExchangeAdd64(&soak_bytes, lane->received);
    if (info) {
        if (info->accepted != accepted)
            soak_violation(lane, "%llu accepted, the writer says %llu", accepted, info->accepted);
        check_notified(lane, info);
        check_delivered(lane, info);
    } else if (lane->round.on_progress && lane->reported > lane->received) {
        soak_violation(lane, "%lld reported, %lu delivered", lane->reported, lane->received);
    }
    if (invariant)
        soak_violation(lane, "invariant %s of this writer or one of another lane", invariant);
}

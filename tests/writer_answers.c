/* What the writer makes of each answer of the platform: a row of these tables an answer. Some of the answers
 * no platform gives on demand, so a layer of the seam gives them all; those that a platform gives by itself
 * are in writer_error.c. A unit of its own, since the layer stays. */
#include "conformance/conformance.h"
#include "conformance/fixture/answered_writer.h"

struct row {
    struct expectation expected;
    DWORD error, count, incomplete;
};

#define ROW(fate_, label_, ...)                                                                              \
    {                                                                                                        \
        .expected = EXPECT_TEXT(label_, fate_), __VA_ARGS__                                                  \
    }

/* To WriteFile; nothing has been in flight, so nothing is uncertain. */
static const struct row at_once[] = {
    ROW("OK, written 1000", "at once: all", .count = ANSWER_WHOLE),
    ROW("OK, written 1000, partial 1", "at once: a part", .count = 300),
    ROW("OK, written 1000, retries 1", "at once: nothing", .error = ERROR_SUCCESS),
    ROW("E_PROTOCOL, discarded 1000, uncertain 1000", "at once: more than all", .count = 1001),
    ROW("E_SYSTEM, discarded 1000", "at once: aborted", .error = ERROR_OPERATION_ABORTED),
    ROW("E_PEER_CLOSED, discarded 1000", "at once: broken pipe", .error = ERROR_BROKEN_PIPE),
    ROW("E_PEER_CLOSED, discarded 1000", "at once: no data", .error = ERROR_NO_DATA),
    ROW("E_PEER_CLOSED, discarded 1000", "at once: not connected", .error = ERROR_PIPE_NOT_CONNECTED),
    ROW("E_PEER_CLOSED, discarded 1000", "at once: end of file", .error = ERROR_HANDLE_EOF),
    ROW("E_STATE, discarded 1000", "at once: listening", .error = ERROR_PIPE_LISTENING),
    ROW("OK, written 1000, retries 1", "at once: not enough memory", .error = ERROR_NOT_ENOUGH_MEMORY),
    ROW("OK, written 1000, retries 1", "at once: out of memory", .error = ERROR_OUTOFMEMORY),
    ROW("OK, written 1000, retries 1", "at once: no system resources", .error = ERROR_NO_SYSTEM_RESOURCES),
    ROW("OK, written 1000, retries 1", "at once: invalid user buffer", .error = ERROR_INVALID_USER_BUFFER),
    ROW("E_SYSTEM, discarded 1000", "at once: invalid handle", .error = ERROR_INVALID_HANDLE),
    ROW("E_SYSTEM, discarded 1000", "at once: access denied", .error = ERROR_ACCESS_DENIED),
    ROW("E_SYSTEM, discarded 1000", "at once: anything else", .error = ERROR_GEN_FAILURE),
};

/* Of a write that has pended: what has failed may have been delivered in part, so it is not tried again
 * either, though memory may be short for a moment only: the reader could get it twice. */
static const struct row pended[] = {
    ROW("OK, written 1000", "pended: all", .count = ANSWER_WHOLE),
    ROW("OK, written 1000, partial 1", "pended: a part", .count = 300),
    ROW("OK, written 1000, retries 1", "pended: nothing", .error = ERROR_SUCCESS),
    ROW("E_PROTOCOL, discarded 1000, uncertain 1000", "pended: more than all", .count = 1001),
    ROW("OK, written 1000", "pended: incomplete, three times", .count = ANSWER_WHOLE, .incomplete = 3),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "pended: aborted", .error = ERROR_OPERATION_ABORTED),
    ROW("E_PEER_CLOSED, discarded 1000, uncertain 1000", "pended: broken pipe", .error = ERROR_BROKEN_PIPE),
    ROW("E_PEER_CLOSED, discarded 1000, uncertain 1000", "pended: no data", .error = ERROR_NO_DATA),
    ROW("E_PEER_CLOSED, discarded 1000, uncertain 1000", "pended: not connected",
        .error = ERROR_PIPE_NOT_CONNECTED),
    ROW("E_PEER_CLOSED, discarded 1000, uncertain 1000", "pended: end of file", .error = ERROR_HANDLE_EOF),
    ROW("E_STATE, discarded 1000, uncertain 1000", "pended: listening", .error = ERROR_PIPE_LISTENING),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "pended: not enough memory",
        .error = ERROR_NOT_ENOUGH_MEMORY),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "pended: out of memory", .error = ERROR_OUTOFMEMORY),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "pended: no system resources",
        .error = ERROR_NO_SYSTEM_RESOURCES),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "pended: invalid user buffer",
        .error = ERROR_INVALID_USER_BUFFER),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "pended: invalid handle", .error = ERROR_INVALID_HANDLE),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "pended: access denied", .error = ERROR_ACCESS_DENIED),
    ROW("E_SYSTEM, discarded 1000, uncertain 1000", "pended: anything else", .error = ERROR_GEN_FAILURE),
};

static const char *fate_of(const struct row *row, int pends)
{
    struct answers script = {
        .error = row->error, .count = row->count, .times = 1, .pends = pends, .incomplete = row->incomplete};
    struct answered_writer *answered = answered_writer_open(&script);

    if (!answered)
        return "no writer";
    answers_complete(answered->answers);
    return answered_writer_fate(answered, pipe_writer_flush(answered->writer->writer, WRITER_DEADLINE));
}

BEHAVIOUR(
    answers_at_once, .id = "writer/answers-at-once",
    .summary = "every answer of WriteFile has its class, and what it says of the bytes is accounted for",
    PROMISED, .facts = {"writer/answers", "writer/ledger"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(at_once); i++) {
        const char *fate = fate_of(&at_once[i], 0);

        check_row_text(at_once, i, fate, strlen(fate));
    }
    check_invariants();
}

BEHAVIOUR(answers_pended, .id = "writer/answers-to-a-pending-write",
          .summary = "every result of a write that has pended has its class, and what failed is uncertain",
          PROMISED, .facts = {"writer/answers", "writer/cancel"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(pended); i++) {
        const char *fate = fate_of(&pended[i], 1);

        check_row_text(pended, i, fate, strlen(fate));
    }
    check_invariants();
}

UNIT(writer_answers)

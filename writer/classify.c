#include "classify.h"

struct meaning {
    DWORD error;
    pipe_writer_status status;
    BOOL transient;
};

/* Sources: WRITER's contract; Microsoft's descriptions of WriteFile (8, 1450, 1784 when too many operations
 * are outstanding) and of named pipes (109, 232, 233, 536). 38 is what some file systems say for 109. */
static const struct meaning meanings[] = {
    {ERROR_BROKEN_PIPE, PIPE_WRITER_E_PEER_CLOSED, FALSE},
    {ERROR_NO_DATA, PIPE_WRITER_E_PEER_CLOSED, FALSE},
    {ERROR_PIPE_NOT_CONNECTED, PIPE_WRITER_E_PEER_CLOSED, FALSE},
    {ERROR_HANDLE_EOF, PIPE_WRITER_E_PEER_CLOSED, FALSE},
    {ERROR_PIPE_LISTENING, PIPE_WRITER_E_STATE, FALSE},
    {ERROR_NOT_ENOUGH_MEMORY, PIPE_WRITER_E_SYSTEM, TRUE},
    {ERROR_OUTOFMEMORY, PIPE_WRITER_E_SYSTEM, TRUE},
    {ERROR_NO_SYSTEM_RESOURCES, PIPE_WRITER_E_SYSTEM, TRUE},
    {ERROR_INVALID_USER_BUFFER, PIPE_WRITER_E_SYSTEM, TRUE},
};

static struct writer_verdict of_error(const struct writer_answer *answer)
{
    struct writer_verdict verdict = {WRITER_OVER, PIPE_WRITER_E_SYSTEM, 0, 0, FALSE};

    for (unsigned int i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
        if (meanings[i].error != answer->error)
            continue;
        verdict.status = meanings[i].status;
        verdict.short_of_memory = meanings[i].transient;
    }
    /* Memory that is short is no failure of a stream that is given up anyway. */
    if (answer->cancelled && (answer->error == ERROR_OPERATION_ABORTED || verdict.short_of_memory))
        verdict.status = PIPE_WRITER_E_CANCELLED;
    /* Of an operation that has pended the reader may have a part: what is tried again may come twice. */
    if (answer->was_pending)
        verdict.uncertain = answer->length;
    else if (verdict.short_of_memory && !answer->cancelled)
        verdict.outcome = WRITER_AGAIN;
    return verdict;
}

struct writer_verdict writer_classify(const struct writer_answer *answer)
{
    struct writer_verdict verdict = {WRITER_PROGRESS, PIPE_WRITER_E_PROTOCOL, answer->count, 0, FALSE};

    if (answer->error != ERROR_SUCCESS)
        return of_error(answer);
    if (answer->count > answer->length) {
        verdict.outcome = WRITER_OVER;
        verdict.written = 0;
        verdict.uncertain = answer->length;
    } else if (!answer->count && answer->length) {
        verdict.outcome = answer->cancelled ? WRITER_OVER : WRITER_AGAIN;
        verdict.status = answer->cancelled ? PIPE_WRITER_E_CANCELLED : PIPE_WRITER_E_PROTOCOL;
    } else if (answer->count < answer->length && answer->message) {
        verdict.outcome = WRITER_OVER;
    }
    return verdict;
}

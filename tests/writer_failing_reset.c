/* The k-th system call of reset fails, for every k, where it makes the most: after a stop that had to leave
 * the operation to the platform. A unit of its own, since the failing layer stays. */
#include "conformance/conformance.h"
#include "conformance/fixture/answered_writer.h"
#include "conformance/fixture/failures.h"

static pipe_writer_status expected_status(void)
{
    return strcmp(failing_call(), "HeapAlloc") ? PIPE_WRITER_E_RESOURCE : PIPE_WRITER_E_NOMEM;
}

BEHAVIOUR(
    reset, .id = "writer/failing-reset",
    .summary = "reset with any of its system calls failing leaves the writer stopped, and may be tried again",
    PROMISED, .facts = {"writer/reset"})
{
    struct answers script = {.count = ANSWER_WHOLE,
                             .times = 1,
                             .pends = 1,
                             .cancel_error = ERROR_ACCESS_DENIED,
                             .cancel_leaves = 1};
    struct answered_writer *answered = answered_writer_open(&script);
    struct findings findings = {0};
    struct writer_case *writer;
    unsigned int k = 1;

    REQUIRE(answered);
    writer = answered->writer;
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_E_SYSTEM);
    for (; k <= CALLS_MOST; k++) {
        LONG open = failing_open_objects();
        pipe_writer_status status;

        failing_begin(k);
        status = pipe_writer_reset(writer->writer);
        if (failing_end() < k) {
            blame(&findings.wrong_status, status != PIPE_WRITER_OK, "no reset", k);
            break;
        }
        findings.failed++;
        blame(&findings.wrong_status, status != expected_status(), "another status", k);
        blame(&findings.unusable, writer_case_info(writer).state != PIPE_WRITER_STOPPED, "another state", k);
        blame(&findings.leaks, k > 1 && failing_open_objects() != open, "something leaked", k);
    }
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_UNATTACHED);
    check_findings(findings, 3u);
}

UNIT(writer_failing_reset)

/* The k-th system call of attach, write and stop fails, for every k: what was accepted stays accounted for. A
 * unit of its own, since the failing layer stays. */
#include "conformance/conformance.h"
#include "conformance/fixture/failures.h"

/* Whether a writer that is attached writes 100 bytes that arrive as they were. */
static int works(struct writer_case *writer)
{
    return writer_case_write(writer, 100, 0) == PIPE_WRITER_OK && writer_case_take(writer, 100) == 100 &&
           !writer->wrong;
}

BEHAVIOUR(attach, .id = "writer/failing-attach",
          .summary = "attach with any of its system calls failing works, or leaves the writer as it was to "
                     "attach it again",
          PROMISED, .facts = {"writer/attach"})
{
    struct findings findings = {0};
    unsigned int made = CALLS_MOST;

    for (unsigned int k = 1; k <= CALLS_MOST && made + 1 >= k; k++) {
        struct writer_case *writer = WRITER_CASE(.unattached = 1);
        pipe_writer_status status;
        pipe_writer_info info;

        REQUIRE(writer);
        failing_begin(k);
        status = pipe_writer_attach(writer->writer, *writer->writing, 0);
        made = failing_end();
        info = writer_case_info(writer);
        findings.failed += *failing_call() != 0;
        blame(&findings.ledger, !ledger_adds_up(&info), "the ledger is wrong", k);
        if (status != PIPE_WRITER_OK) {
            blame(&findings.wrong_status, status != PIPE_WRITER_E_INVAL, "another status", k);
            blame(&findings.unusable, info.state != PIPE_WRITER_UNATTACHED, "another state", k);
            status = pipe_writer_attach(writer->writer, *writer->writing, 0);
        }
        blame(&findings.unusable, status != PIPE_WRITER_OK || !works(writer), "no use", k);
    }
    check_findings(findings, 3u);
}

/* After a write of size bytes with call k failing: what was accepted is what the ledger says, and the reader
 * gets what was written and perhaps what is uncertain, from the start and unchanged. */
static unsigned int fail_write(struct findings *findings, size_t size, unsigned int k)
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096});
    BYTE *bytes = behaviour_memory(size);
    pipe_writer_status status;
    pipe_writer_info info;
    ULONGLONG position = 0;
    unsigned int made;

    if (!writer || !bytes)
        return 0;
    writer_case_fill(bytes, 0, size);
    failing_begin(k);
    status = pipe_writer_write(writer->writer, bytes, size, 0, &position);
    made = failing_end();
    memset(bytes, 0xee, size);
    info = writer_case_info(writer);
    findings->failed += *failing_call() != 0;
    blame(&findings->ledger, !ledger_adds_up(&info), "the ledger is wrong", k);
    if (status == PIPE_WRITER_E_NOMEM) {
        blame(&findings->ledger, info.accepted != 0 || info.status != PIPE_WRITER_OK,
              "a refused write counts", k);
        blame(&findings->unusable, !works(writer), "no use", k);
        return made;
    }
    blame(&findings->wrong_status, status != PIPE_WRITER_OK && status != PIPE_WRITER_E_SYSTEM,
          "another status", k);
    blame(&findings->wrong_error, info.status != PIPE_WRITER_OK && info.last_error != failing_error(),
          "another error code", k);
    if (info.status == PIPE_WRITER_OK)
        blame(&findings->unusable, writer_case_take(writer, (DWORD)size) != size || writer->wrong,
              "data lost", k);
    pipe_writer_stop(writer->writer);
    info = writer_case_info(writer);
    blame(&findings->ledger, !ledger_adds_up(&info) || info.in_flight || info.queued,
          "the ledger is wrong in the end", k);
    return made;
}

#define FAIL_WRITES(findings_, size_)                                                                        \
    for (unsigned int k_ = 1; k_ <= CALLS_MOST && fail_write(&(findings_), size_, k_) >= k_; k_++)           \
        ;

BEHAVIOUR(write_at_once, .id = "writer/failing-write-at-once",
          .summary = "a write that fits, with any of its system calls failing, is refused whole, fails the "
                     "writer, or is written",
          PROMISED, .facts = {"writer/ledger", "writer/error-once"})
{
    struct findings findings = {0};

    FAIL_WRITES(findings, 100);
    check_findings(findings, 2u);
}

BEHAVIOUR(write_pending, .id = "writer/failing-write-pending",
          .summary = "a write that pends, with any of its system calls failing, is refused whole, fails the "
                     "writer, or arrives",
          PROMISED, .facts = {"writer/ledger", "writer/error-once"})
{
    struct findings findings = {0};

    FAIL_WRITES(findings, 10000);
    check_findings(findings, 2u);
}

/* An operation that another thread has issued: on some platforms its cancellation has to be waited for. */
static int pends_on_the_pool(struct writer_case *writer)
{
    if (writer_case_write(writer, 5000, 0) == PIPE_WRITER_OK &&
        writer_case_write(writer, 9000, 0) == PIPE_WRITER_OK && writer_case_take(writer, 5000) == 5000 &&
        writer_case_written(writer, 5000) == 5000 &&
        writer_case_reach(writer, PIPE_WRITER_IN_FLIGHT) == PIPE_WRITER_IN_FLIGHT)
        return 1;
    broken_setup("no second operation in flight");
    return 0;
}

BEHAVIOUR(
    stop, .id = "writer/failing-stop",
    .summary =
        "stop with any of its system calls failing ends in the state stopped, with all bytes accounted for",
    PROMISED, .facts = {"writer/stop", "writer/ledger"})
{
    struct findings findings = {0};
    unsigned int made = CALLS_MOST;

    for (unsigned int k = 1; k <= CALLS_MOST && made + 1 >= k; k++) {
        struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 4096});
        pipe_writer_status status;
        pipe_writer_info info;
        int parked;

        REQUIRE(writer);
        REQUIRE(pends_on_the_pool(writer));
        failing_begin(k);
        status = pipe_writer_stop(writer->writer);
        made = failing_end();
        info = writer_case_info(writer);
        findings.failed += *failing_call() != 0;
        parked = !strcmp(failing_call(), "CancelIoEx");
        blame(&findings.wrong_status, status != (parked ? PIPE_WRITER_E_SYSTEM : PIPE_WRITER_OK),
              "another status", k);
        blame(&findings.wrong_error, parked && info.last_error != failing_error(), "another error code", k);
        blame(&findings.unusable, info.state != PIPE_WRITER_STOPPED, "another state", k);
        blame(&findings.ledger,
              !ledger_adds_up(&info) || info.in_flight || info.queued || info.discarded != 9000,
              "the ledger is wrong", k);
    }
    check_findings(findings, 1u);
}

UNIT(writer_failing_write)

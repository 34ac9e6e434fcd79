/* The k-th system call of create fails, for every k: no leak, nothing half made, and the error code of the
 * call. A unit of its own, since the failing layer stays. */
#include "conformance/conformance.h"
#include "conformance/fixture/failures.h"

static pipe_writer_status expected_status(void)
{
    return strcmp(failing_call(), "HeapAlloc") ? PIPE_WRITER_E_RESOURCE : PIPE_WRITER_E_NOMEM;
}

static DWORD expected_error(void)
{
    return failing_error() ? failing_error() : ERROR_NOT_ENOUGH_MEMORY;
}

/* Creates with each call failing in turn until there is none left. warm: the process's private pool is there.
 */
static void fail_create(struct findings *findings, const pipe_writer_config *config, int warm)
{
    for (unsigned int k = 1; k <= CALLS_MOST; k++) {
        struct pipe_writer *writer = (struct pipe_writer *)(ULONG_PTR)1;
        LONG open = failing_open_objects();
        pipe_writer_status status;
        unsigned int made;
        DWORD error;

        failing_begin(k);
        status = pipe_writer_create(config, &writer);
        error = GetLastError();
        made = failing_end();
        if (made < k) {
            blame(&findings->unusable, status != PIPE_WRITER_OK, "no writer", k);
            pipe_writer_destroy(writer);
            return;
        }
        findings->failed++;
        blame(&findings->wrong_status, status != expected_status(), "another status", k);
        blame(&findings->wrong_error, error != expected_error(), "another error code", k);
        blame(&findings->unusable, writer != NULL, "half a writer", k);
        blame(&findings->bad_closes, failing_bad_closes() != 0, "what is no handle was closed", k);
        blame(&findings->leaks, warm && failing_open_objects() != open, "something leaked", k);
    }
    blame(&findings->unusable, 1, "no end", CALLS_MOST);
}

BEHAVIOUR(create_first, .id = "writer/failing-first-create",
          .summary = "the first create of a process, with any of its system calls failing, gives no writer",
          PROMISED, .facts = {"writer/create"})
{
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    struct findings findings = {0};

    fail_create(&findings, &config, 0);
    check_findings(findings, 6u);
}

/* So that the process has its private pool, which stays, and the layer is there. */
static int first_writer(const pipe_writer_config *config)
{
    struct pipe_writer *writer = NULL;

    failing_begin(0);
    pipe_writer_create(config, &writer);
    failing_end();
    pipe_writer_destroy(writer);
    if (!writer)
        broken_setup("no writer could be made");
    return writer != NULL;
}

static void ignore_progress(void *context, struct pipe_writer *writer, ULONGLONG bytes)
{
    (void)context;
    (void)writer;
    (void)bytes;
}

BEHAVIOUR(create, .id = "writer/failing-create",
          .summary = "create with any of its system calls failing gives no writer, and leaks nothing",
          PROMISED, .facts = {"writer/create"})
{
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    struct findings findings = {0};

    config.on_progress = ignore_progress;
    REQUIRE(first_writer(&config));
    fail_create(&findings, &config, 1);
    check_findings(findings, 6u);
}

BEHAVIOUR(
    create_attached, .id = "writer/failing-create-with-handle",
    .summary =
        "create with a handle to own and any of its system calls failing leaves the handle to the caller",
    PROMISED, .facts = {"writer/create", "writer/attach"})
{
    struct pipe_pair *pair = PIPE_PAIR();
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    struct findings findings = {0};

    REQUIRE(pair && first_writer(&config));
    config.handle = pair->server;
    config.flags = PIPE_WRITER_OWN;
    for (unsigned int k = 1; k <= CALLS_MOST; k++) {
        LONG open = failing_open_objects();
        struct pipe_writer *writer;
        pipe_writer_status status;
        DWORD flags;

        failing_begin(k);
        status = pipe_writer_create(&config, &writer);
        if (failing_end() < k || status == PIPE_WRITER_OK) {
            if (status == PIPE_WRITER_OK)
                pair->server = NULL;
            pipe_writer_destroy(writer);
            break;
        }
        findings.failed++;
        blame(&findings.unusable, writer != NULL, "half a writer", k);
        blame(&findings.unusable, !GetNamedPipeInfo(pair->server, &flags, NULL, NULL, NULL),
              "the handle is closed", k);
        blame(&findings.leaks, failing_open_objects() != open, "something leaked", k);
    }
    check_boolean("the last one owns the handle", pair->server == NULL, TRUE);
    check_findings(findings, 8u);
}

BEHAVIOUR(security, .id = "writer/security-attributes-are-those-of-its-events",
          .summary = "the security attributes of the configuration are those of every event that create and "
                     "reset make, and none are by default",
          PROMISED, .facts = {"writer/create"})
{
    SECURITY_ATTRIBUTES attributes = {sizeof(attributes), NULL, FALSE};
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    unsigned int made = 0, secured = 0;
    struct pipe_writer *writer;

    failing_begin(0);
    check_returns("create", pipe_writer_create(&config, &writer), PIPE_WRITER_OK);
    failing_events(&made, &secured);
    check_boolean("events by default", made > 0, TRUE);
    check_number("of these with attributes", secured, 0);
    pipe_writer_destroy(writer);
    config.security = &attributes;
    failing_begin(0);
    check_returns("create with attributes", pipe_writer_create(&config, &writer), PIPE_WRITER_OK);
    pipe_writer_stop(writer);
    check_returns("reset", pipe_writer_reset(writer), PIPE_WRITER_OK);
    failing_events(&made, &secured);
    failing_end();
    check_boolean("events", made > 0, TRUE);
    check_number("of these without attributes", made - secured, 0);
    pipe_writer_destroy(writer);
    check_invariants();
}

UNIT(writer_failing_create)

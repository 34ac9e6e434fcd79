/* A write that a thread of the default pool has issued in a wait's callback, and the reader stalls for longer
 * than idle threads of the pool live: the platform, the scheme that writes there, and the writer that does
 * not. */
#include "qt_case.h"

#define STALL 7000 /* ms, longer than the pools of Windows and Wine keep a thread without work */
#define IDLE_WORKER_SOURCE                                                                                   \
    "doc:https://learn.microsoft.com/en-us/windows/win32/procthread/thread-pooling; "                        \
    "doc:https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/"                             \
    "nf-processthreadsapi-exitthread; "                                                                      \
    "thread:https://github.com/dotnet/runtime/issues/43711"

/* Another thread of the pool, which has work until the behaviour ends: a pool keeps one thread in any case,
 * and this is not the one that becomes idle. */
struct occupant {
    HANDLE inside, gate;
};

static DWORD WINAPI stay(void *argument)
{
    struct occupant *occupant = argument;

    SetEvent(occupant->inside);
    WaitForSingleObject(occupant->gate, 2 * STALL);
    return 0;
}

static void let_go(void *argument)
{
    SetEvent(((struct occupant *)argument)->gate);
}

static int occupy_another_thread(void)
{
    struct occupant *occupant = behaviour_memory(sizeof(*occupant));

    if (!occupant || !(occupant->inside = new_event(TRUE, FALSE)) ||
        !(occupant->gate = new_event(TRUE, FALSE)))
        return 0;
    behaviour_defer(let_go, occupant);
    if (QueueUserWorkItem(stay, occupant, WT_EXECUTEDEFAULT) &&
        WaitForSingleObject(occupant->inside, PROBE_DEADLINE) == WAIT_OBJECT_0)
        return 1;
    broken_setup("no second thread of the pool");
    return 0;
}

static void issue(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    struct operation *write = probe->argument;

    (void)instance;
    start_write(write, write->handle, 300);
}

BEHAVIOUR(platform, .id = "close/idle-wait-thread-keeps-its-write",
          .summary = "a thread of the pool that issued a write in a wait's callback does not end while that "
                     "write is pending",
          .provenance = REPORTED, .source = IDLE_WORKER_SOURCE,
          .facts = {"close/thread-exit-threadpool-thread-retires"}, .slow = 1, .deadline = 30000)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write = operation_new(MANUAL_RESET, 300);
    HANDLE signaled = new_event(TRUE, TRUE);
    struct wait_probe *probe = wait_probe_new(NULL);
    DWORD count;

    REQUIRE(pair && write && signaled && probe && occupy_another_thread());
    write->handle = pair->server;
    probe->inside = issue;
    probe->argument = write;
    wait_probe_arm(probe, signaled, INFINITE);
    wait_probe_count(probe, 1);
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_wait("the write while nobody reads", WaitForSingleObject(write->event, STALL), WAIT_TIMEOUT);
    if (operation_status(write) == STATUS_PENDING)
        drain(pair->client, 300, &count);
    check_result("result", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("count", count, 300);
}

BEHAVIOUR(qt_scheme, .id = "close/qt-scheme-survives-a-stalling-reader",
          .summary = "what the QWindowsPipeWriter scheme has written in a callback arrives, however long the "
                     "reader stalls",
          .provenance = INFERRED, .source = "inference from what that class relies on; " IDLE_WORKER_SOURCE,
          .facts = {"close/thread-exit-threadpool-thread-retires"}, .slow = 1, .deadline = 30000)
{
    struct qt_case *qt = qt_case_open();

    REQUIRE(qt && occupy_another_thread() && qt_case_pends_on_the_pool(qt));
    check_boolean("news while nobody reads", qt_scheme_wait(&qt->scheme, STALL), FALSE);
    check_error("error", qt_scheme_error(&qt->scheme), ERROR_SUCCESS);
    check_number("the reader gets", qt_case_take(qt, 300), 300);
    check_number("wrong bytes", qt->wrong, 0);
    check_boolean("all is reported as written", qt_case_settled(qt), TRUE);
}

BEHAVIOUR(writer, .id = "writer/pool-issued-write-survives-a-stalling-reader",
          .summary = "what the writer's pool has issued arrives, however long the reader stalls", PROMISED,
          .facts = {"writer/issuing-thread"}, .slow = 1, .deadline = 30000)
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});

    REQUIRE(writer && occupy_another_thread());
    writer_case_write(writer, 500, 0);
    writer_case_write(writer, 300, 0);
    check_number("the reader gets first", writer_case_take(writer, 500), 500);
    check_number("written then", writer_case_written(writer, 500), 500);
    check_number("in flight", writer_case_info(writer).in_flight, 300);
    check_returns("poll", pipe_writer_poll(writer->writer), PIPE_WRITER_OK);
    check_returns("news while nobody reads", pipe_writer_wait(writer->writer, STALL), PIPE_WRITER_E_TIMEOUT);
    check_number("the reader gets", writer_case_take(writer, 300), 300);
    check_returns("flush", pipe_writer_flush(writer->writer, WRITER_DEADLINE), PIPE_WRITER_OK);
    check_number("wrong bytes", writer->wrong, 0);
    check_number("discarded", writer_case_info(writer).discarded, 0);
    check_invariants();
}

UNIT(close_clients)

/* Thread-pool I/O: what WaitForThreadpoolIoCallbacks counts as outstanding. */
#include "conformance/conformance.h"

struct watched_io {
    TP_IO *io;
    struct pipe_pair *pair;
    struct private_pool *pool;
    unsigned int turn;
    volatile LONG calls;
    volatile LONG result, count; /* of the last operation called back */
};

static void CALLBACK call_back(TP_CALLBACK_INSTANCE *instance, void *context, void *overlapped, ULONG result,
                               ULONG_PTR count, TP_IO *io)
{
    struct watched_io *watched = context;

    (void)instance;
    (void)overlapped;
    (void)io;
    if (watched->turn != behaviour_turn()) {
        behaviour_late(watched->turn, "callback");
        return;
    }
    InterlockedExchange(&watched->result, (LONG)result);
    InterlockedExchange(&watched->count, (LONG)count);
    InterlockedIncrement(&watched->calls);
}

static void close_io(void *argument)
{
    struct watched_io *watched = argument;

    WaitForThreadpoolIoCallbacks(watched->io, TRUE);
    CloseThreadpoolIo(watched->io);
}

static struct watched_io *watched_io_new(void)
{
    struct watched_io *watched = behaviour_memory(sizeof(*watched));

    if (!watched || !(watched->pair = PIPE_PAIR(.quota_out = 1024)) || !(watched->pool = private_pool_new(1)))
        return NULL;
    watched->turn = behaviour_turn();
    watched->io = CreateThreadpoolIo(watched->pair->server, call_back, watched, &watched->pool->environment);
    if (!watched->io) {
        broken_setup("CreateThreadpoolIo failed with error %lu", GetLastError());
        return NULL;
    }
    behaviour_defer(close_io, watched);
    return watched;
}

/* How many callbacks had been made when the call returned. */
static DWORD WINAPI wait_for_callbacks(void *argument)
{
    struct watched_io *watched = argument;

    WaitForThreadpoolIoCallbacks(watched->io, FALSE);
    return (DWORD)watched->calls;
}

BEHAVIOUR(waiting, .id = "threadpool-wait/tpio-wait-false-blocks",
          .summary = "an operation that was announced is waited for, and so is its callback",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_io:2070-2093 (wine 10.0)",
          .facts = {"threadpool-wait/tpio-wait-false-blocks"})
{
    struct watched_io *watched = watched_io_new();
    struct operation *read = operation_new(MANUAL_RESET, 1);
    DWORD calls = 0xdeadbeef;
    HANDLE thread;

    REQUIRE(watched && read);
    StartThreadpoolIo(watched->io);
    REQUIRE(thread = thread_start_running(wait_for_callbacks, watched));
    check_result("ReadFile", start_read(read, watched->pair->server, 1), ERROR_IO_PENDING);
    check_wait("while the read is pending", thread_blocked(thread), WAIT_TIMEOUT);
    REQUIRE(new_write(watched->pair->client, 1));
    check_wait("waiting", thread_join(thread), WAIT_OBJECT_0);
    GetExitCodeThread(thread, &calls);
    check_number("callbacks before it returned", calls, 1);
    check_error("result in the callback", watched->result, ERROR_SUCCESS);
    check_number("count in the callback", watched->count, 1);
}

BEHAVIOUR(cancelling, .id = "threadpool-wait/tpio-wait-true-cancels-callbacks",
          .summary = "cancelling forgets an announcement; the next one is called back",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_io:2117-2141 (wine 10.0)",
          .facts = {"threadpool-wait/tpio-wait-true-cancels-callbacks"})
{
    struct watched_io *watched = watched_io_new();
    struct operation *read = operation_new(MANUAL_RESET, 1);

    REQUIRE(watched && read);
    StartThreadpoolIo(watched->io);
    WaitForThreadpoolIoCallbacks(watched->io, TRUE);
    check_number("callbacks", watched->calls, 0);
    StartThreadpoolIo(watched->io);
    REQUIRE(new_write(watched->pair->client, 1));
    check_result("ReadFile", start_read(read, watched->pair->server, 1), ERROR_SUCCESS);
    WaitForThreadpoolIoCallbacks(watched->io, FALSE);
    check_number("callbacks of the next", watched->calls, 1);
}

BEHAVIOUR(
    failing, .id = "threadpool-wait/tpio-immediate-failure-needs-cancel",
    .summary = "an operation that fails at once is taken back with CancelThreadpoolIo, and calls nothing",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/threadpool.c:test_tp_io:2142-2153 (wine 10.0)",
    .facts = {"threadpool-wait/tpio-immediate-failure-needs-cancel"})
{
    struct watched_io *watched = watched_io_new();
    struct operation *read = operation_new(MANUAL_RESET, 1);

    REQUIRE(watched && read);
    read->buffer = NULL;
    StartThreadpoolIo(watched->io);
    check_result("ReadFile", start_read(read, watched->pair->server, 1), ERROR_NOACCESS);
    CancelThreadpoolIo(watched->io);
    WaitForThreadpoolIoCallbacks(watched->io, FALSE);
    check_number("callbacks", watched->calls, 0);
}

UNIT(threadpool_wait_io)

/* Thread-pool waits on the event of an overlapped write, as an asynchronous writer uses them. */
#include "conformance/conformance.h"

/* A write and what a callback found out about it. */
struct watched {
    struct operation *write;
    struct wait_probe *probe;
    DWORD result, count, cancelled;
};

static void look(struct wait_probe *probe, TP_CALLBACK_INSTANCE *instance)
{
    struct watched *watched = probe->argument;

    (void)instance;
    watched->result = operation_result(watched->write, &watched->count);
    watched->cancelled = RESULT(CancelIoEx(watched->write->handle, &watched->write->overlapped));
}

/* A write of size bytes, and a wait armed on its event before it starts. */
static struct watched *watched_new(enum event_kind kind, DWORD size)
{
    struct watched *watched = behaviour_memory(sizeof(*watched));

    if (!watched || !(watched->write = operation_new(kind, size)) || !(watched->probe = wait_probe_new(NULL)))
        return NULL;
    watched->probe->inside = look;
    watched->probe->argument = watched;
    if (watched->write->event)
        wait_probe_arm(watched->probe, watched->write->event, INFINITE);
    return watched;
}

BEHAVIOUR(at_once, .id = "threadpool-wait/pipe-sync-write-fires-wait",
          .summary = "a write that completes at once fires the wait armed on its event",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_overlapped_write_sync:2821-2839 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1688-1696 (wine 10.0); "
                    "inference",
          .facts = {"threadpool-wait/pipe-sync-write-fires-wait"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct watched *watched = watched_new(AUTO_RESET, 50);

    REQUIRE(pair && watched);
    check_result("WriteFile", start_write(watched->write, pair->server, 50), ERROR_SUCCESS);
    check_number("callbacks", wait_probe_count(watched->probe, 1), 1);
    check_wait("wait result", watched->probe->last_result, WAIT_OBJECT_0);
    check_event("event", watched->write->event, NOT_SIGNALED);
}

BEHAVIOUR(completed, .id = "threadpool-wait/pipe-pending-write-fires-wait",
          .summary = "a pending write fires the wait when it is read, and the callback finds its result",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_test_overlapped_result:2909-2923 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/threadpool.c:test_tp_wait:1688-1696 (wine 10.0); "
                    "inference",
          .facts = {"threadpool-wait/pipe-pending-write-fires-wait"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct watched *watched = watched_new(MANUAL_RESET, 150);
    DWORD count;

    REQUIRE(pair && watched);
    check_result("WriteFile", start_write(watched->write, pair->server, 150), ERROR_IO_PENDING);
    check_number("callbacks while pending", wait_probe_final_count(watched->probe), 0);
    drain(pair->client, 150, &count);
    check_number("callbacks", wait_probe_count(watched->probe, 1), 1);
    check_wait("wait result", watched->probe->last_result, WAIT_OBJECT_0);
    check_result("result in the callback", watched->result, ERROR_SUCCESS);
    check_number("count in the callback", watched->count, 150);
}

BEHAVIOUR(cancelled, .id = "threadpool-wait/pipe-cancelled-write-fires-wait",
          .summary = "cancelling a pending write fires the wait", .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_test_overlapped_failure:2926-2949 (wine 8.0=10.0); "
                    "inference",
          .facts = {"threadpool-wait/pipe-cancelled-write-fires-wait"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct watched *watched = watched_new(MANUAL_RESET, 150);

    REQUIRE(pair && watched);
    check_result("WriteFile", start_write(watched->write, pair->server, 150), ERROR_IO_PENDING);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &watched->write->overlapped)), ERROR_SUCCESS);
    check_number("callbacks", wait_probe_count(watched->probe, 1), 1);
    check_result("result in the callback", watched->result, ERROR_OPERATION_ABORTED);
    check_number("count in the callback", watched->count, 0);
}

BEHAVIOUR(reader_gone, .id = "threadpool-wait/pipe-broken-write-fires-wait",
          .summary = "closing the reader's end fires the wait of a pending write", .provenance = INFERRED,
          .source =
              "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3255-3262 (wine 8.0=10.0); "
              "inference",
          .facts = {"threadpool-wait/pipe-broken-write-fires-wait"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct watched *watched = watched_new(MANUAL_RESET, 150);

    REQUIRE(pair && watched);
    check_result("WriteFile", start_write(watched->write, pair->server, 150), ERROR_IO_PENDING);
    pipe_end_close(&pair->client);
    check_number("callbacks", wait_probe_count(watched->probe, 1), 1);
    check_result("result in the callback", watched->result, ERROR_BROKEN_PIPE);
    check_number("count in the callback", watched->count, 0);
}

BEHAVIOUR(failed, .id = "threadpool-wait/pipe-immediate-failure-no-callback",
          .summary = "a write that fails at once does not fire the wait", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0); "
                    "inference",
          .facts = {"threadpool-wait/pipe-immediate-failure-no-callback"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct watched *watched = watched_new(MANUAL_RESET, 150);

    REQUIRE(pair && watched);
    pipe_end_close(&pair->client);
    check_result("WriteFile", start_write(watched->write, pair->server, 150), ERROR_NO_DATA);
    check_number("callbacks", wait_probe_final_count(watched->probe), 0);
}

BEHAVIOUR(cancel_inside, .id = "threadpool-wait/cancel-inside-completion-callback",
          .summary = "cancelling a finished write in its callback finds nothing", .provenance = INFERRED,
          .source =
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; "
              "inference",
          .facts = {"threadpool-wait/cancel-inside-completion-callback"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct watched *watched = watched_new(MANUAL_RESET, 150);
    DWORD count;

    REQUIRE(pair && watched);
    check_result("WriteFile", start_write(watched->write, pair->server, 150), ERROR_IO_PENDING);
    drain(pair->client, 150, &count);
    check_number("callbacks", wait_probe_count(watched->probe, 1), 1);
    check_result("CancelIoEx in the callback", watched->cancelled, ERROR_NOT_FOUND);
    check_result("result afterwards", operation_result(watched->write, &count), ERROR_SUCCESS);
    check_number("count afterwards", count, 150);
}

UNIT(threadpool_wait_pipe)

/* A write dies with the thread that issued it, unless a completion port waits for it. */
#include "conformance/conformance.h"

struct issue {
    HANDLE handle;
    struct operation *write;
};

static DWORD WINAPI issue_write(void *argument)
{
    struct issue *issue = argument;

    start_write(issue->write, issue->handle, issue->write->size);
    return 0;
}

/* A write over the quota, issued by a thread that has ended. */
static struct issue *write_of_dead_thread(enum event_kind event, int bound, HANDLE *port)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct issue *issue = behaviour_memory(sizeof(*issue));

    if (!pair || !issue || (bound && !(*port = new_port(pair->server))) ||
        !(issue->write = operation_new(event, 150)))
        return NULL;
    issue->handle = pair->server;
    on_other_thread(issue_write, issue);
    if (issue->write->result != ERROR_IO_PENDING)
        broken_setup("the write of the other thread did not pend");
    return issue;
}

BEHAVIOUR(no_port, .id = "close/thread-exit-pending-write-no-iocp",
          .summary = "a pending write is cancelled when its thread ends", .provenance = INFERRED,
          .source =
              "winetest:dlls/ws2_32/tests/afd.c:test_async_thread_termination:2570-2590 (wine 10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/"
              "nf-processthreadsapi-exitthread; thread:https://github.com/MicrosoftDocs/sdk-api/issues/1137",
          .facts = {"close/thread-exit-pending-write-no-iocp"})
{
    struct issue *issue = write_of_dead_thread(MANUAL_RESET, 0, NULL);
    DWORD count;

    REQUIRE(issue);
    check_result("result", operation_finish(issue->write, &count), ERROR_OPERATION_ABORTED);
    check_number("count", count, 0);
    check_event("event", issue->write->event, SIGNALED);
}

BEHAVIOUR(port_no_event, .id = "close/thread-exit-pending-write-iocp-no-event",
          .summary = "a pending write of a bound handle without an event outlives its thread",
          .provenance = INFERRED,
          .source =
              "winetest:dlls/ws2_32/tests/afd.c:test_async_thread_termination:2633-2649 (wine 10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/"
              "nf-processthreadsapi-exitthread; thread:https://github.com/MicrosoftDocs/sdk-api/issues/1137",
          .facts = {"close/thread-exit-pending-write-iocp-no-event"})
{
    HANDLE port = NULL;
    struct issue *issue = write_of_dead_thread(NO_EVENT, 1, &port);

    REQUIRE(issue);
    check_status("Internal", operation_status(issue->write), STATUS_PENDING);
    check_result("the port", port_poll(port).result, WAIT_TIMEOUT);
}

BEHAVIOUR(port_and_event, .id = "close/thread-exit-pending-write-iocp-with-event",
          .summary = "a pending write of a bound handle with an event is cancelled when its thread ends, and "
                     "queues its packet",
          .provenance = INFERRED,
          .source = "winetest:dlls/ws2_32/tests/afd.c:test_async_thread_termination:2604-2631 (wine 10.0)",
          .facts = {"close/thread-exit-pending-write-iocp-with-event"})
{
    HANDLE port = NULL;
    struct issue *issue = write_of_dead_thread(MANUAL_RESET, 1, &port);

    REQUIRE(issue);
    check_result("result", operation_finish(issue->write, NULL), ERROR_OPERATION_ABORTED);
    check_event("event", issue->write->event, SIGNALED);
    check_result("the packet", port_wait(port).result, ERROR_OPERATION_ABORTED);
}

UNIT(close_thread_exit)

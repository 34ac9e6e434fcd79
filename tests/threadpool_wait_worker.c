/* A write that a thread of the pool has issued, while that thread has nothing to do. */
#include "conformance/conformance.h"

#define IDLE 7000 /* ms, longer than the pools of Windows and Wine keep a thread without work */
#define WORKERS 2 /* a pool keeps one thread in any case */

struct issuer {
    struct pipe_pair *pair;
    struct operation *write;
    HANDLE issued, gate;
};

/* Stays until every worker has issued its write, so that each is another thread's. */
static DWORD WINAPI issue(void *argument)
{
    struct issuer *issuer = argument;

    start_write(issuer->write, issuer->pair->server, 150);
    SetEvent(issuer->issued);
    WaitForSingleObject(issuer->gate, OPERATION_DEADLINE);
    return 0;
}

static int issuer_start(struct issuer *issuer, HANDLE gate)
{
    if (!(issuer->pair = PIPE_PAIR(.quota_out = 100)) ||
        !(issuer->write = operation_new(MANUAL_RESET, 150)) || !(issuer->issued = new_event(TRUE, FALSE)))
        return 0;
    issuer->gate = gate;
    return QueueUserWorkItem(issue, issuer, WT_EXECUTEDEFAULT) &&
           WaitForSingleObject(issuer->issued, PROBE_DEADLINE) == WAIT_OBJECT_0;
}

BEHAVIOUR(idle_worker, .id = "threadpool-wait/idle-worker-keeps-its-write",
          .summary = "a thread of the pool does not end while a write that it issued is pending",
          .provenance = REPORTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/"
                    "nf-processthreadsapi-exitthread; "
                    "thread:https://github.com/dotnet/runtime/issues/43711",
          .facts = {"close/thread-exit-threadpool-thread-retires"}, .slow = 1, .deadline = 30000)
{
    struct issuer *issuers = behaviour_memory(WORKERS * sizeof(*issuers));
    HANDLE gate = new_event(TRUE, FALSE), events[WORKERS];
    DWORD count, complete = 0;

    REQUIRE(issuers && gate);
    for (int i = 0; i < WORKERS; i++) {
        REQUIRE(issuer_start(&issuers[i], gate));
        events[i] = issuers[i].write->event;
    }
    check_result("first WriteFile", issuers[0].write->result, ERROR_IO_PENDING);
    check_result("second WriteFile", issuers[1].write->result, ERROR_IO_PENDING);
    SetEvent(gate);
    check_boolean("a write ends by itself",
                  WaitForMultipleObjects(WORKERS, events, FALSE, IDLE) != WAIT_TIMEOUT, FALSE);
    for (int i = 0; i < WORKERS; i++) {
        if (operation_status(issuers[i].write) == STATUS_PENDING)
            drain(issuers[i].pair->client, 150, &count);
        complete += operation_finish(issuers[i].write, &count) == ERROR_SUCCESS && count == 150;
    }
    check_number("writes that the reader completes", complete, WORKERS);
}

UNIT(threadpool_wait_worker)

/* Arming a wait before, after and without the start of the write. */
#include "conformance/conformance.h"

BEHAVIOUR(stale, .id = "threadpool-wait/arm-before-write-with-stale-signal",
          .summary = "a wait armed on the signal of an earlier write is used up by it",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/arm-before-write-with-stale-signal"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write = operation_new(AUTO_RESET, 150), *next = operation_new(NO_EVENT, 150);
    struct wait_probe *probe = wait_probe_new(NULL);
    DWORD count;

    REQUIRE(pair && write && next && probe);
    check_result("first WriteFile", start_write(write, pair->server, 50), ERROR_SUCCESS);
    wait_probe_arm(probe, write->event, INFINITE);
    check_number("callbacks before the second", wait_probe_count(probe, 1), 1);
    next->overlapped.hEvent = write->event;
    check_result("second WriteFile", start_write(next, pair->server, 150), ERROR_IO_PENDING);
    drain(pair->client, 200, &count);
    check_result("its result", operation_finish(next, &count), ERROR_SUCCESS);
    check_number("callbacks after the second", wait_probe_final_count(probe), 1);
    check_event("event", write->event, SIGNALED);
}

BEHAVIOUR(late_arming, .id = "threadpool-wait/arm-after-write-no-loss",
          .summary = "a wait armed after the write has completed calls back all the same",
          .provenance = INFERRED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/threadpoolapiset/"
                    "nf-threadpoolapiset-setthreadpoolwait; "
                    "inference",
          .facts = {"threadpool-wait/arm-after-write-no-loss"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write = operation_new(AUTO_RESET, 150);
    struct wait_probe *probe = wait_probe_new(NULL);
    DWORD count;

    REQUIRE(pair && write && probe);
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    drain(pair->client, 150, &count);
    check_result("its result", operation_finish(write, &count), ERROR_SUCCESS);
    wait_probe_arm(probe, write->event, INFINITE);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
}

BEHAVIOUR(on_the_handle, .id = "threadpool-wait/wait-on-pipe-handle",
          .summary = "a write without an event fires a wait armed on the pipe handle when it completes",
          .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1102-1118 (wine 10.0); "
                    "inference",
          .facts = {"threadpool-wait/wait-on-pipe-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write = operation_new(NO_EVENT, 150);
    struct wait_probe *probe = wait_probe_new(NULL);
    DWORD count;

    REQUIRE(pair && write && probe);
    check_result("WriteFile", start_write(write, pair->server, 150), ERROR_IO_PENDING);
    wait_probe_arm(probe, pair->server, INFINITE);
    check_number("callbacks while pending", wait_probe_final_count(probe), 0);
    drain(pair->client, 150, &count);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    check_result("result", operation_finish(write, &count), ERROR_SUCCESS);
}

BEHAVIOUR(coalesced, .id = "threadpool-wait/two-completions-coalesce-auto-event",
          .summary = "two writes that share an auto-reset event and complete unwatched give one callback",
          .provenance = INFERRED,
          .source =
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/synchapi/nf-synchapi-setevent; "
              "inference",
          .facts = {"threadpool-wait/two-completions-coalesce-auto-event"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *first = operation_new(AUTO_RESET, 150), *second = operation_new(NO_EVENT, 150);
    struct wait_probe *probe = wait_probe_new(NULL);
    DWORD count;

    REQUIRE(pair && first && second && probe);
    second->overlapped.hEvent = first->event;
    check_result("first WriteFile", start_write(first, pair->server, 150), ERROR_IO_PENDING);
    check_result("second WriteFile", start_write(second, pair->server, 150), ERROR_IO_PENDING);
    drain(pair->client, 300, &count);
    check_result("first result", operation_finish(first, &count), ERROR_SUCCESS);
    check_result("second result", operation_finish(second, &count), ERROR_SUCCESS);
    wait_probe_arm(probe, first->event, INFINITE);
    check_number("callbacks", wait_probe_count(probe, 1), 1);
    wait_probe_arm(probe, first->event, INFINITE);
    check_number("callbacks after a second arming", wait_probe_final_count(probe), 1);
}

UNIT(threadpool_wait_order)

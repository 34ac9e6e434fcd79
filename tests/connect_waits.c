/* What ends a client's or a server's wait for the other. */
#include "conformance/conformance.h"

BEHAVIOUR(cancelled, .id = "connect/cancel-pending",
          .summary = "CancelIo ends the pending ConnectNamedPipe of its thread and signals its event",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2323-2334 (wine 8.0=10.0)",
          .facts = {"connect/cancel-pending"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);
    struct operation *listen;

    REQUIRE(pair && (listen = operation_new(MANUAL_RESET, 0)));
    check_result("ConnectNamedPipe", start_connect(listen, pair->server), ERROR_IO_PENDING);
    check_result("CancelIo", RESULT(CancelIo(pair->server)), ERROR_SUCCESS);
    check_event("event", listen->event, SIGNALED);
    check_result("result", operation_result(listen, NULL), ERROR_OPERATION_ABORTED);
}

BEHAVIOUR(
    default_timeout, .id = "create/default-timeout-zero",
    .summary =
        "a pipe created with the timeout 0 has 50 ms, which WaitNamedPipe takes if it is to use the default",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-createnamedpipea",
    .facts = {"create/default-timeout-zero"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    ULONGLONG start;

    REQUIRE(pair);
    start = GetTickCount64();
    check_result("WaitNamedPipeW", RESULT(WaitNamedPipeW(pair->name, NMPWAIT_USE_DEFAULT_WAIT)),
                 ERROR_SEM_TIMEOUT);
    /* A tick of the clock may be 16 ms. */
    check_boolean("it has waited for 50 ms", GetTickCount64() - start >= 50 - 16, TRUE);
}

UNIT(connect_waits)

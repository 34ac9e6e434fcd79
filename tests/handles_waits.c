/* Waiting for pipe handles and pseudo handles; whose property being overlapped is. */
#include "conformance/conformance.h"

BEHAVIOUR(pseudo_handles, .id = "handles/wait-multiple-pseudo-handles",
          .summary = "WaitForMultipleObjects refuses the pseudo handles of process and thread",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/sync.c:test_WaitForMultipleObjects:1368-1391 (wine 10.0)",
          .facts = {"handles/wait-multiple-pseudo-handles"})
{
    HANDLE process = GetCurrentProcess(), thread = GetCurrentThread();

    SetLastError(0xdeadbeef);
    check_wait("the process", WaitForMultipleObjects(1, &process, FALSE, 0), WAIT_FAILED);
    check_error("its error", GetLastError(), ERROR_INVALID_HANDLE);
    SetLastError(0xdeadbeef);
    check_wait("the thread", WaitForMultipleObjects(1, &thread, FALSE, 0), WAIT_FAILED);
    check_error("the thread's error", GetLastError(), ERROR_INVALID_HANDLE);
}

BEHAVIOUR(overlapped_end, .id = "handles/overlapped-is-per-handle",
          .summary = "an overlapped server reads with pending operations although its client is synchronous",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2593-2719 (wine 8.0=10.0)",
          .facts = {"handles/overlapped-is-per-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.synchronous_client = 1);
    struct operation *first, *second;
    DWORD count = 0;

    REQUIRE(pair);
    check_result("WriteFile of the client", RESULT(WriteFile(pair->client, "abc", 3, &count, NULL)),
                 ERROR_SUCCESS);
    check_number("bytes written", count, 3);
    REQUIRE(first = new_read(pair->server, 10));
    check_result("first ReadFile", first->result, ERROR_SUCCESS);
    check_number("bytes read", first->count, 3);
    REQUIRE(second = new_read(pair->server, 10));
    check_result("second ReadFile", second->result, ERROR_IO_PENDING);
}

UNIT(handles_waits)

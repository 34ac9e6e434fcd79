/* What a cancelled operation leaves behind. */
#include "conformance/conformance.h"

BEHAVIOUR(partly_read, .id = "cancel/partially-consumed-write",
          .summary = "a cancelled write that was partly read reports ERROR_OPERATION_ABORTED and 0 bytes; "
                     "the rest is gone",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3112-3123 (wine 8.0=10.0); "
                    "thread:https://github.com/libuv/libuv/issues/4966",
          .facts = {"cancel/partially-consumed-write"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 5000);
    struct operation *write;
    DWORD count, available = 0xabcd;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 7000));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("the reader's ReadFile", drain(pair->client, 10, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 10);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &write->overlapped)), ERROR_SUCCESS);
    check_result("result", operation_finish(write, &count), ERROR_OPERATION_ABORTED);
    check_number("count", count, 0);
    PeekNamedPipe(pair->client, NULL, 0, NULL, &available, NULL);
    check_number("bytes left to read", available, 0);
}

BEHAVIOUR(retracts, .id = "cancel/retracts-visible-data",
          .summary = "cancelling a write takes back data that the reader has seen with PeekNamedPipe",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3104-3107 (wine 8.0=10.0); "
                    "thread:https://github.com/libuv/libuv/issues/5219",
          .facts = {"cancel/retracts-visible-data"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD available = 0xabcd;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    PeekNamedPipe(pair->client, NULL, 0, NULL, &available, NULL);
    check_number("bytes seen before", available, 150);
    CancelIoEx(pair->server, &write->overlapped);
    PeekNamedPipe(pair->client, NULL, 0, NULL, &available, NULL);
    check_number("bytes seen after", available, 0);
}

BEHAVIOUR(first_releases_second, .id = "cancel/cancel-first-releases-second",
          .summary = "when the first of two pending writes is cancelled, the second one's data can be read "
                     "and it completes",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3101-3110 (wine 8.0=10.0)",
          .facts = {"cancel/cancel-first-releases-second"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 5000);
    struct operation *first, *second;
    DWORD count;

    REQUIRE(pair);
    REQUIRE((first = new_write(pair->server, 7000)) && (second = new_write(pair->server, 1)));
    check_result("first WriteFile", first->result, ERROR_IO_PENDING);
    check_result("second WriteFile", second->result, ERROR_IO_PENDING);
    check_result("CancelIoEx of the first", RESULT(CancelIoEx(pair->server, &first->overlapped)),
                 ERROR_SUCCESS);
    check_result("the reader's ReadFile", drain(pair->client, 10, &count), ERROR_SUCCESS);
    check_number("bytes read", count, 1);
    check_result("result of the second", operation_finish(second, &count), ERROR_SUCCESS);
    check_number("its count", count, 1);
}

BEHAVIOUR(later_read, .id = "cancel/cancel-later-read-keeps-earlier",
          .summary = "cancelling the second of two reads leaves the first, which gets the next byte; nothing "
                     "is lost for later reads",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3082-3088 (wine 8.0=10.0); "
                    "thread:https://github.com/libuv/libuv/issues/5037",
          .facts = {"cancel/cancel-later-read-keeps-earlier", "cancel/cancelled-read-data-not-lost"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 5000);
    struct operation *first, *second, *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE((first = new_read(pair->client, 1)) && (second = new_read(pair->client, 1)));
    check_result("CancelIoEx of the second", RESULT(CancelIoEx(pair->client, &second->overlapped)),
                 ERROR_SUCCESS);
    check_result("result of the second", operation_finish(second, &count), ERROR_OPERATION_ABORTED);
    check_status("Internal of the first", operation_status(first), STATUS_PENDING);
    REQUIRE(write = new_write(pair->server, 2));
    check_result("result of the first", operation_finish(first, &count), ERROR_SUCCESS);
    check_number("bytes of the first", count, 1);
    check_result("a later ReadFile", drain(pair->client, 1, &count), ERROR_SUCCESS);
    check_number("bytes of it", count, 1);
}

BEHAVIOUR(reuse, .id = "cancel/reuse-overlapped-after-cancel",
          .summary = "after a cancelled write is final, its OVERLAPPED and event serve another write",
          .provenance = DOCUMENTED,
          .source =
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped; "
              "inference",
          .facts = {"cancel/reuse-overlapped-after-cancel"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    CancelIoEx(pair->server, &write->overlapped);
    check_result("result of the cancelled", operation_finish(write, NULL), ERROR_OPERATION_ABORTED);
    check_result("second WriteFile", start_write(write, pair->server, 50), ERROR_SUCCESS);
    check_number("bytes", write->count, 50);
    check_event("event", write->event, SIGNALED);
}

UNIT(cancel_partial)

/* CancelIoEx without an OVERLAPPED, and CancelIo. */
#include "conformance/conformance.h"

BEHAVIOUR(nothing_pending, .id = "cancel/cancelioex-null-none-pending",
          .summary = "CancelIoEx(handle, NULL) fails with ERROR_NOT_FOUND when nothing is pending",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_cancelio:638-641 (wine 10.0); "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex",
          .facts = {"cancel/cancelioex-null-none-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, NULL)), ERROR_NOT_FOUND);
}

BEHAVIOUR(cancelio_nothing, .id = "cancel/cancelio-none-pending",
          .summary = "CancelIo says TRUE when nothing is pending", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_cancelio:617-619 (wine 10.0)",
          .facts = {"cancel/cancelio-none-pending"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(pair);
    check_result("CancelIo", RESULT(CancelIo(pair->server)), ERROR_SUCCESS);
}

BEHAVIOUR(
    all_of_handle, .id = "cancel/cancelioex-null-cancels-all",
    .summary = "CancelIoEx(handle, NULL) cancels every read and write of the handle",
    .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; inference",
    .facts = {"cancel/cancelioex-null-cancels-all"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read, *first, *second;

    REQUIRE(pair);
    REQUIRE((read = new_read(pair->server, 10)) && (first = new_write(pair->server, 150)) &&
            (second = new_write(pair->server, 150)));
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, NULL)), ERROR_SUCCESS);
    check_result("the read", operation_finish(read, NULL), ERROR_OPERATION_ABORTED);
    check_result("the first write", operation_finish(first, NULL), ERROR_OPERATION_ABORTED);
    check_result("the second write", operation_finish(second, NULL), ERROR_OPERATION_ABORTED);
}

BEHAVIOUR(own_thread, .id = "cancel/cancelio-same-thread",
          .summary = "CancelIo ends the writes of its own thread", .provenance = INFERRED,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_cancelio:599-610 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:overlapped_server:2323-2334 (wine 8.0=10.0)",
          .facts = {"cancel/cancelio-same-thread"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("WriteFile", write->result, ERROR_IO_PENDING);
    check_result("CancelIo", RESULT(CancelIo(pair->server)), ERROR_SUCCESS);
    check_result("result", operation_finish(write, &count), ERROR_OPERATION_ABORTED);
    check_number("count", count, 0);
}

BEHAVIOUR(peer_end, .id = "cancel/peer-end-does-not-cancel",
          .summary = "CancelIoEx on one end does not see the other end's write", .provenance = INFERRED,
          .source = "inference; winetest:dlls/ntdll/tests/pipe.c:test_cancelio:638-641 (wine 10.0)",
          .facts = {"cancel/peer-end-does-not-cancel"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    check_result("CancelIoEx of the client", RESULT(CancelIoEx(pair->client, NULL)), ERROR_NOT_FOUND);
    check_status("Internal of the server's write", operation_status(write), STATUS_PENDING);
}

BEHAVIOUR(
    other_direction, .id = "cancel/other-direction-unaffected",
    .summary = "CancelIoEx(client, NULL) cancels the client's write and not the server's",
    .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; inference",
    .facts = {"cancel/other-direction-unaffected"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *server, *client;

    REQUIRE(pair);
    REQUIRE((server = new_write(pair->server, 150)) && (client = new_write(pair->client, 150)));
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->client, NULL)), ERROR_SUCCESS);
    check_result("the client's write", operation_finish(client, NULL), ERROR_OPERATION_ABORTED);
    check_status("Internal of the server's write", operation_status(server), STATUS_PENDING);
}

UNIT(cancel_all)

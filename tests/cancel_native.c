/* NtCancelIoFile and NtCancelIoFileEx. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"
#include "conformance/seam/seam.h"

static NTSTATUS cancel_own(HANDLE file)
{
    __typeof__(seam_lookup_types.NtCancelIoFile) cancel = (void *)(ULONG_PTR)seam_lookup("NtCancelIoFile");
    IO_STATUS_BLOCK block;

    return cancel(file, &block);
}

static NTSTATUS cancel_one(HANDLE file, IO_STATUS_BLOCK *request)
{
    __typeof__(seam_lookup_types.NtCancelIoFileEx) cancel =
        (void *)(ULONG_PTR)seam_lookup("NtCancelIoFileEx");
    IO_STATUS_BLOCK block;

    return cancel(file, request, &block);
}

BEHAVIOUR(closed, .id = "cancel/cancelio-closed-handle",
          .summary = "NtCancelIoFile of a closed handle fails, and leaves the read that another handle keeps",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1325-1326 (wine 10.0)",
          .facts = {"cancel/cancelio-closed-handle"})
{
    struct nt_operation *read = nt_operation_new(TELL_EVENT, 10);
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE copy = NULL, gone;

    REQUIRE(read && pair && nt_has("NtCancelIoFile"));
    gone = pair->client;
    check_status("NtReadFile", nt_start_read(read, gone, 10), STATUS_PENDING);
    DuplicateHandle(GetCurrentProcess(), gone, GetCurrentProcess(), &copy, 0, FALSE, DUPLICATE_SAME_ACCESS);
    REQUIRE(read->handle = owned(copy));
    pipe_end_close(&pair->client);
    check_status("NtCancelIoFile of what is closed", cancel_own(gone), STATUS_INVALID_HANDLE);
    check_status("status block", nt_block_status(read), STATUS_BEFORE);
    check_status("NtCancelIoFile of the copy", cancel_own(copy), STATUS_SUCCESS);
    check_status("the read", nt_finish(read), STATUS_CANCELLED);
}

BEHAVIOUR(routine_later, .id = "cancel/cancelio-apc-runs-later",
          .summary = "NtCancelIoFile of a listen writes its status block and sets its event at once; its "
                     "routine runs in the next alertable wait",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_cancelio:599-615 (wine 10.0)",
          .facts = {"cancel/cancelio-apc-runs-later"})
{
    struct nt_operation *listen = nt_operation_new(TELL_EVENT | TELL_ROUTINE, 0);
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);

    REQUIRE(listen && pair && nt_has("NtCancelIoFile"));
    check_status("FSCTL_PIPE_LISTEN", nt_start_control(listen, pair->server, PIPE_CONTROL_LISTEN, 0),
                 STATUS_PENDING);
    check_status("NtCancelIoFile", cancel_own(pair->server), STATUS_SUCCESS);
    check_status("status block", nt_block_status(listen), STATUS_CANCELLED);
    check_event("event", listen->event, SIGNALED);
    check_number("calls of the routine", listen->calls, 0);
    SleepEx(0, TRUE);
    check_number("calls after an alertable wait", listen->calls, 1);
}

BEHAVIOUR(shared_block, .id = "cancel/same-overlapped-two-ops",
          .summary = "NtCancelIoFileEx of a status block that two reads share cancels both",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1363-1387 (wine 10.0)",
          .facts = {"cancel/same-overlapped-two-ops"})
{
    struct nt_operation *read = nt_operation_new(TELL_EVENT | TELL_ROUTINE, 10);
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(read && pair && nt_has("NtCancelIoFileEx"));
    check_status("NtReadFile", nt_start_read(read, pair->client, 2), STATUS_PENDING);
    check_status("second NtReadFile", nt_start_read(read, pair->client, 2), STATUS_PENDING);
    check_status("NtCancelIoFileEx", cancel_one(pair->client, &read->block), STATUS_SUCCESS);
    check_status("status block", nt_finish(read), STATUS_CANCELLED);
    check_number("bytes", read->block.Information, 0);
    check_event("event", read->event, SIGNALED);
    check_number("calls of the routine", read->calls, 0);
    SleepEx(0, TRUE);
    check_number("calls after an alertable wait", read->calls, 2);
}

BEHAVIOUR(
    releases, .id = "cancel/first-of-two-completes-second-without-read",
    .summary = "cancelling the first of two pending writes leaves the second, which fits the quota alone, "
               "either complete or pending until it is read",
    .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/datasup.c (hint only)",
    .facts = {"cancel/first-of-two-completes-second-without-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *first, *second;
    DWORD count;

    REQUIRE(pair && (first = new_write(pair->server, 150)) && (second = new_write(pair->server, 20)));
    check_result("second WriteFile", second->result, ERROR_IO_PENDING);
    check_result("CancelIoEx of the first", RESULT(CancelIoEx(pair->server, &first->overlapped)),
                 ERROR_SUCCESS);
    check_result("the first", operation_finish(first, NULL), ERROR_OPERATION_ABORTED);
    check_result("the second, nothing read", operation_result(second, NULL), ERROR_SUCCESS,
                 ERROR_IO_INCOMPLETE);
    check_number("bytes to read", unread_bytes(pair->client), 20);
    check_result("the reader's ReadFile", drain(pair->client, 20, NULL), ERROR_SUCCESS);
    check_result("the second, read", operation_finish(second, &count), ERROR_SUCCESS);
    check_number("its bytes", count, 20);
}

UNIT(cancel_native)

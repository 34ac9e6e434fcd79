/* TransactNamedPipe with empty messages, and cancelled; peeking at a part of a message natively. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

static struct pipe_pair *message_pipe(void)
{
    return PIPE_PAIR(.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE,
                     .quota_out = 100);
}

BEHAVIOUR(empty, .id = "message-mode/transact-zero-sizes",
          .summary = "an empty request reaches the peer as an empty message, and an empty answer completes "
                     "the transaction",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_transact:3347-3357 (wine 8.0=10.0)",
          .facts = {"message-mode/transact-zero-sizes"})
{
    struct pipe_pair *pair = message_pipe();
    struct operation *transact;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(transact = new_transact(pair->server, 0, 0));
    check_result("read of the peer", drain(pair->client, 100, &count), ERROR_SUCCESS);
    check_number("bytes of the peer", count, 0);
    check_event("event before the answer", transact->event, NOT_SIGNALED);
    REQUIRE(new_write(pair->client, 0));
    check_result("result", operation_finish(transact, &count), ERROR_SUCCESS);
    check_number("bytes", count, 0);
}

BEHAVIOUR(
    cancelled, .id = "message-mode/transact-cancel-keeps-request",
    .summary = "a cancelled transaction ends with ERROR_OPERATION_ABORTED; its request stays for the peer",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_transact:3369-3376 (wine 8.0=10.0)",
    .facts = {"message-mode/transact-cancel-keeps-request"})
{
    struct pipe_pair *pair = message_pipe();
    struct operation *transact;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(transact = new_transact(pair->server, 2, 1));
    check_result("CancelIoEx", RESULT(CancelIoEx(pair->server, &transact->overlapped)), ERROR_SUCCESS);
    check_result("result", operation_finish(transact, &count), ERROR_OPERATION_ABORTED);
    check_number("bytes", count, 0);
    check_result("read of the peer", drain(pair->client, 100, &count), ERROR_SUCCESS);
    check_number("bytes of the peer", count, 2);
}

BEHAVIOUR(native_peek, .id = "message-mode/native-peek-overflow",
          .summary = "a native peek at a part of a message has the status STATUS_BUFFER_OVERFLOW, in byte "
                     "type STATUS_SUCCESS",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1155-1171 (wine 10.0)",
          .facts = {"message-mode/native-peek-overflow"})
{
    enum { ONE_BYTE = 4 * sizeof(ULONG) + 1 };

    REQUIRE(nt_supported());
    for (unsigned int message = 0; message < 2; message++) {
        struct pipe_pair *pair = PIPE_PAIR(.type = message ? PIPE_TYPE_MESSAGE : PIPE_TYPE_BYTE);
        HANDLE event = new_event(TRUE, FALSE);
        BYTE peek[ONE_BYTE];

        REQUIRE(pair && event);
        REQUIRE(new_write(pair->server, 2));
        check_type(KIND_STATUS, "status", message,
                   (ULONG)nt_control(pair->client, event, PIPE_CONTROL_PEEK, NULL, 0, peek, ONE_BYTE),
                   STATUS_SUCCESS, STATUS_BUFFER_OVERFLOW);
    }
}

typedef NTSTATUS(NTAPI *fs_control)(HANDLE, HANDLE, void *, void *, IO_STATUS_BLOCK *, ULONG, const void *,
                                    ULONG, void *, ULONG);

BEHAVIOUR(native_transact, .id = "message-mode/transact-native-device-codes",
          .summary = "FSCTL_PIPE_TRANSCEIVE returns STATUS_PENDING; the answer fills status block and event",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_transceive:1411-1421 (wine 10.0)",
          .facts = {"message-mode/transact-native-device-codes"})
{
    fs_control control = (fs_control)seam_lookup("NtFsControlFile");
    struct pipe_pair *pair = message_pipe();
    IO_STATUS_BLOCK *block = behaviour_memory(sizeof(*block));
    BYTE *answer = behaviour_memory(128);
    HANDLE event = new_event(TRUE, FALSE);
    NTSTATUS status;

    REQUIRE(nt_supported());
    REQUIRE(pair && block && answer && event);
    status = control(pair->server, event, NULL, NULL, block, PIPE_CONTROL_TRANSCEIVE, "test", 4, answer, 128);
    check_status("NtFsControlFile", status, STATUS_PENDING);
    check_event("event before the answer", event, NOT_SIGNALED);
    REQUIRE(new_write(pair->client, 2));
    check_event("event after the answer", event, SIGNALED);
    check_status("Status", block->Status, STATUS_SUCCESS);
    check_number("Information", block->Information, 2);
}

UNIT(message_mode_transact_edge)

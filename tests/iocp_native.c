/* Completion ports and ntdll's calls: what queues a packet is the context. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"
#include "conformance/seam/seam.h"

#define FILE_COMPLETION 30
#define PEEK_HEADER 16

BEHAVIOUR(no_context, .id = "iocp/null-context-no-packet",
          .summary =
              "an NtReadFile without a context queues no packet at the port of its handle; its event is "
              "set",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1572-1582 (wine 10.0); "
                    "winetest:dlls/ws2_32/tests/afd.c:test_async_thread_termination:2604-2631 (wine 10.0)",
          .facts = {"iocp/null-context-no-packet"})
{
    struct nt_operation *read = nt_operation_new(TELL_EVENT, 10);
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->client) : NULL;

    REQUIRE(read && port);
    check_status("NtReadFile", nt_start_read(read, pair->client, 10), STATUS_PENDING);
    REQUIRE(new_write(pair->server, 10));
    check_status("the read", nt_finish(read), STATUS_SUCCESS);
    check_event("event", read->event, SIGNALED);
    PostQueuedCompletionStatus(port, 7, PORT_KEY, NULL);
    check_number("bytes of the first packet, a posted one", port_wait(port).count, 7);
}

BEHAVIOUR(routine_first, .id = "iocp/associate-after-apc-issue",
          .summary =
              "a read with a routine that was pending when its handle was bound calls the routine, and "
              "queues no packet",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/file.c:test_file_io_completion:1287-1320 (wine 10.0)",
          .facts = {"iocp/associate-after-apc-issue"})
{
    struct nt_operation *read = nt_operation_new(TELL_ROUTINE, 10);
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port;

    REQUIRE(read && pair);
    check_status("NtReadFile", nt_start_read(read, pair->client, 10), STATUS_PENDING);
    REQUIRE(port = new_port(pair->client));
    REQUIRE(new_write(pair->server, 10));
    check_status("the read", nt_finish(read), STATUS_SUCCESS);
    SleepEx(0, TRUE);
    check_number("calls of the routine", read->calls, 1);
    PostQueuedCompletionStatus(port, 7, PORT_KEY, NULL);
    check_number("bytes of the first packet, a posted one", port_wait(port).count, 7);
}

BEHAVIOUR(synchronous, .id = "iocp/sync-handle-association-iosb",
          .summary = "binding a synchronous handle fails and leaves the status block alone",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/file.c:test_file_io_completion:1169-1172 (wine 10.0)",
          .facts = {"iocp/sync-handle-association-iosb"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100, .synchronous_server = 1);
    IO_STATUS_BLOCK block = {.Status = STATUS_BEFORE, .Information = INFORMATION_BEFORE};
    __typeof__(seam_lookup_types.NtSetInformationFile) set;
    HANDLE completion[2] = {new_port(INVALID_HANDLE_VALUE), NULL};

    REQUIRE(pair && completion[0] && nt_has("NtSetInformationFile"));
    set = (void *)(ULONG_PTR)seam_lookup("NtSetInformationFile");
    check_status("NtSetInformationFile",
                 set(pair->server, &block, completion, sizeof(completion), FILE_COMPLETION),
                 STATUS_INVALID_PARAMETER);
    check_status("status block", block.Status, STATUS_BEFORE);
    check_number("its information", block.Information, INFORMATION_BEFORE);
}

/* With FILE_SKIP_COMPLETION_PORT_ON_SUCCESS, STATUS_PENDING promises a packet and everything else that there
 * is none: which of the two is the platform's choice. */
#define CHECK_SKIPPED(operation_, port_, immediate_, bytes_)                                                 \
    do {                                                                                                     \
        struct packet packet_;                                                                               \
                                                                                                             \
        check_status("the call", (operation_)->result, STATUS_PENDING, immediate_);                          \
        check_status("status block", nt_finish(operation_), immediate_);                                     \
        check_number("bytes", (operation_)->block.Information, bytes_);                                      \
        packet_ = port_poll(port_);                                                                          \
        check_boolean("a packet exactly if the call said that it is pending",                                \
                      (packet_.overlapped == (OVERLAPPED *)&(operation_)->block) ==                          \
                          ((operation_)->result == STATUS_PENDING),                                          \
                      TRUE);                                                                                 \
    } while (0)

BEHAVIOUR(warning, .id = "iocp/skip-on-success-warning",
          .summary =
              "with FILE_SKIP_COMPLETION_PORT_ON_SUCCESS, a read that cuts a message off is pending and "
              "queues a packet, or says so itself and queues none",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1517-1524 (wine 10.0)",
          .facts = {"iocp/skip-on-success-warning"})
{
    struct nt_operation *read = nt_operation_new(TELL_PORT, 10);
    struct pipe_pair *pair =
        PIPE_PAIR(.quota_out = 100, .type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE);
    HANDLE port = pair ? new_port(pair->client) : NULL;

    REQUIRE(read && port);
    SetFileCompletionNotificationModes(pair->client, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS);
    REQUIRE(new_write(pair->server, 10));
    nt_start_read(read, pair->client, 1);
    CHECK_SKIPPED(read, port, STATUS_BUFFER_OVERFLOW, 1);
}

BEHAVIOUR(peek, .id = "iocp/skip-on-success-peek",
          .summary = "FSCTL_PIPE_PEEK queues a packet like any operation; with "
                     "FILE_SKIP_COMPLETION_PORT_ON_SUCCESS exactly if the call said that it is pending",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1499-1502 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_completion:1532-1559 (wine 10.0)",
          .facts = {"iocp/skip-on-success-peek", "peek/iocp-packet"})
{
    struct nt_operation *look = nt_operation_new(TELL_PORT, PEEK_HEADER);
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->client) : NULL;
    struct packet packet;

    REQUIRE(look && port);
    nt_start_control(look, pair->client, PIPE_CONTROL_PEEK, PEEK_HEADER);
    check_status("FSCTL_PIPE_PEEK", nt_finish(look), STATUS_SUCCESS);
    packet = port_wait(port);
    check_boolean("the peek's packet", packet.overlapped == (OVERLAPPED *)&look->block, TRUE);
    inferred(check_number("its bytes", packet.count, PEEK_HEADER));
    SetFileCompletionNotificationModes(pair->client, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS);
    nt_start_control(look, pair->client, PIPE_CONTROL_PEEK, PEEK_HEADER);
    CHECK_SKIPPED(look, port, STATUS_SUCCESS, PEEK_HEADER);
}

UNIT(iocp_native)

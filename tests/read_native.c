/* NtReadFile and FSCTL_PIPE_PEEK: who is told what in the status block. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

#define PEEK_HEADER 16 /* of FILE_PIPE_PEEK_BUFFER, before the data */

/* The three kinds of pipe, in both directions. */
static const struct {
    struct expectation bytes;
    DWORD type;
    int from_client;
} ways[] = {
    {EXPECT("bytes, to the client", 1), PIPE_TYPE_BYTE, 0},
    {EXPECT("messages read as bytes, to the client", 1), PIPE_TYPE_MESSAGE, 0},
    {EXPECT("messages, to the client", 1), PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, 0},
    {EXPECT("bytes, to the server", 1), PIPE_TYPE_BYTE, 1},
    {EXPECT("messages read as bytes, to the server", 1), PIPE_TYPE_MESSAGE, 1},
    {EXPECT("messages, to the server", 1), PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, 1},
};

BEHAVIOUR(partly, .id = "read/pending-read-satisfied-partially",
          .summary = "a pending read is complete with what comes, in every mode and direction",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1207-1222 (wine 10.0)",
          .facts = {"read/pending-read-satisfied-partially"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(ways); i++) {
        struct nt_operation *read = nt_operation_new(TELL_EVENT, 1000);
        struct pipe_pair *pair = PIPE_PAIR(.quota_out = 5000, .quota_in = 6000, .type = ways[i].type,
                                           .client_mode = ways[i].type & PIPE_READMODE_MESSAGE);

        REQUIRE(read && pair);
        nt_start_read(read, ways[i].from_client ? pair->server : pair->client, i % 2 ? 1000 : 2);
        if (read->result != STATUS_PENDING)
            broken_setup("a read does not pend: status 0x%08lx", read->result);
        REQUIRE(new_write(ways[i].from_client ? pair->client : pair->server, 1));
        nt_finish(read);
        check_row(KIND_NUMBER, ways, i, read->block.Information);
    }
}

BEHAVIOUR(error, .id = "overlapped-result/native-iosb-untouched-on-error-status",
          .summary = "an NtReadFile that fails at once leaves its status block alone, resets its event and "
                     "calls no routine",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1241 (wine 10.0); "
                    "winetest:dlls/ntoskrnl.exe/tests/ntoskrnl.c:do_return_status:688-732 (wine 10.0)",
          .facts = {"overlapped-result/native-iosb-untouched-on-error-status"})
{
    struct nt_operation *read = nt_operation_new(TELL_EVENT | TELL_ROUTINE, 10);
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

    REQUIRE(read && pair);
    pipe_end_close(&pair->server);
    SetEvent(read->event);
    check_status("NtReadFile", nt_start_read(read, pair->client, 10), STATUS_PIPE_BROKEN);
    check_status("status block", nt_block_status(read), STATUS_BEFORE);
    check_number("its information", read->block.Information, INFORMATION_BEFORE);
    check_event("event", read->event, NOT_SIGNALED);
    SleepEx(0, TRUE);
    check_number("calls of the routine", read->calls, 0);
}

BEHAVIOUR(warning, .id = "overlapped-result/native-iosb-written-on-warning",
          .summary = "an NtReadFile that cuts a message off fills its status block and sets its event",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1172-1184 (wine 10.0)",
          .facts = {"overlapped-result/native-iosb-written-on-warning"})
{
    struct nt_operation *read = nt_operation_new(TELL_EVENT | TELL_ROUTINE, 10);
    struct pipe_pair *pair =
        PIPE_PAIR(.quota_out = 100, .type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE);

    REQUIRE(read && pair && new_write(pair->server, 2));
    check_status("NtReadFile", nt_start_read(read, pair->client, 1), STATUS_BUFFER_OVERFLOW);
    check_status("status block", nt_block_status(read), STATUS_BUFFER_OVERFLOW);
    check_number("bytes", read->block.Information, 1);
    check_event("event", read->event, SIGNALED);
    SleepEx(0, TRUE);
    check_number("calls of the routine", read->calls, 1);
}

static const struct {
    struct expectation count;
    DWORD queued, room; /* bytes in the pipe, and for them in the buffer */
} peeks[] = {
    {EXPECT("nothing queued, no room", PEEK_HEADER), 0, 0},
    {EXPECT("nothing queued, room for 10", PEEK_HEADER), 0, 10},
    {EXPECT("3 bytes queued, no room", PEEK_HEADER), 3, 0},
    {EXPECT("3 bytes queued, room for 1", PEEK_HEADER + 1), 3, 1},
    {EXPECT("3 bytes queued, room for 10", PEEK_HEADER + 3), 3, 10},
};

BEHAVIOUR(peek_length, .id = "peek/native-information-length",
          .summary = "FSCTL_PIPE_PEEK counts its header and the bytes that it has copied, if there are any",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:_test_peek_pipe:2756-2763 (wine 8.0=10.0)",
          .facts = {"peek/native-information-length"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(peeks); i++) {
        struct nt_operation *look = nt_operation_new(TELL_EVENT, PEEK_HEADER + 10);
        struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);

        REQUIRE(look && pair);
        REQUIRE(!peeks[i].queued || new_write(pair->server, peeks[i].queued));
        nt_start_control(look, pair->client, PIPE_CONTROL_PEEK, PEEK_HEADER + peeks[i].room);
        nt_finish(look);
        check_row(KIND_NUMBER, peeks, i, look->block.Information);
    }
}

UNIT(read_native)

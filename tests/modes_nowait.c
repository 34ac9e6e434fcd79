/* PIPE_NOWAIT: reads, and to which end it belongs. */
#include "conformance/conformance.h"

static DWORD set_mode(HANDLE handle, DWORD mode)
{
    return RESULT(SetNamedPipeHandleState(handle, &mode, NULL, NULL));
}

BEHAVIOUR(
    read_empty, .id = "modes/nowait-read-empty",
    .summary = "a read of an empty PIPE_NOWAIT pipe fails at once with ERROR_NO_DATA, overlapped or not",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3936-3953 (wine 8.0=10.0)",
    .facts = {"modes/nowait-read-empty"})
{
    for (unsigned int message = 0; message < 2; message++) {
        struct pipe_pair *pair =
            PIPE_PAIR(.type = (message ? PIPE_TYPE_MESSAGE : PIPE_TYPE_BYTE) | PIPE_NOWAIT, .quota_out = 512);
        struct operation *read;

        REQUIRE(pair);
        REQUIRE(read = new_read(pair->server, 32768));
        check_type(KIND_RESULT, "ReadFile", message, read->result, ERROR_NO_DATA, ERROR_NO_DATA);
    }
}

BEHAVIOUR(
    read_broken, .id = "modes/nowait-read-broken",
    .summary = "once the peer has closed, a PIPE_NOWAIT read of the empty pipe fails with ERROR_BROKEN_PIPE",
    .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/read.c (hint only)",
    .facts = {"modes/nowait-read-broken"})
{
    for (unsigned int message = 0; message < 2; message++) {
        struct pipe_pair *pair =
            PIPE_PAIR(.type = (message ? PIPE_TYPE_MESSAGE : PIPE_TYPE_BYTE) | PIPE_NOWAIT, .quota_out = 512);
        struct operation *read;

        REQUIRE(pair);
        pipe_end_close(&pair->client);
        REQUIRE(read = new_read(pair->server, 10));
        check_type(KIND_RESULT, "ReadFile", message, read->result, ERROR_BROKEN_PIPE, ERROR_BROKEN_PIPE);
    }
}

BEHAVIOUR(per_end, .id = "modes/nowait-is-per-handle-end",
          .summary = "PIPE_NOWAIT belongs to one end: a read of the other end pends", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_nowait:3966-3997 (wine 8.0=10.0)",
          .facts = {"modes/nowait-is-per-handle-end"})
{
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_NOWAIT, .quota_out = 512);
    struct operation *read;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 10));
    check_result("ReadFile", read->result, ERROR_IO_PENDING);
}

BEHAVIOUR(back_to_wait, .id = "modes/back-to-wait-pends",
          .summary = "SetNamedPipeHandleState without PIPE_NOWAIT makes reads pend again",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
                    "nf-namedpipeapi-setnamedpipehandlestate; "
                    "inference",
          .facts = {"modes/back-to-wait-pends", "modes/handlestate-nowait"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 512);
    struct operation *read;
    DWORD state = 0xdeadbeef;

    REQUIRE(pair);
    check_result("set PIPE_NOWAIT", set_mode(pair->client, PIPE_NOWAIT), ERROR_SUCCESS);
    GetNamedPipeHandleStateW(pair->client, &state, NULL, NULL, NULL, NULL, 0);
    check_flags("state", state, PIPE_NOWAIT);
    check_result("set PIPE_WAIT", set_mode(pair->client, PIPE_WAIT), ERROR_SUCCESS);
    GetNamedPipeHandleStateW(pair->client, &state, NULL, NULL, NULL, NULL, 0);
    check_flags("state afterwards", state, PIPE_WAIT);
    REQUIRE(read = new_read(pair->client, 10));
    check_result("ReadFile", read->result, ERROR_IO_PENDING);
}

BEHAVIOUR(pending_write_stays, .id = "modes/switch-nowait-with-pending-write",
          .summary = "asking for PIPE_NOWAIT leaves a write that is already pending alone",
          .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/finfo.c (hint only)",
          .facts = {"modes/switch-nowait-with-pending-write"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(write = new_write(pair->server, 150));
    set_mode(pair->server, PIPE_NOWAIT);
    check_status("Internal", operation_status(write), STATUS_PENDING);
    check_event("event", write->event, NOT_SIGNALED);
    check_number("unread", unread_bytes(pair->client), 150);
    drain(pair->client, 50, &count);
    check_result("result after a read", operation_finish(write, &count), ERROR_SUCCESS);
    check_number("bytes", count, 150);
}

BEHAVIOUR(pending_read_stays, .id = "modes/set-nowait-with-pending-read",
          .summary = "setting a mode of any kind leaves a read that is already pending alone",
          .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/finfo.c (hint only)",
          .facts = {"modes/set-nowait-with-pending-read", "modes/set-state-with-pending-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(read = new_read(pair->client, 10));
    set_mode(pair->client, PIPE_READMODE_BYTE);
    check_status("Internal after the same mode", operation_status(read), STATUS_PENDING);
    set_mode(pair->client, PIPE_NOWAIT);
    check_status("Internal after PIPE_NOWAIT", operation_status(read), STATUS_PENDING);
    REQUIRE(new_write(pair->server, 3));
    check_result("result after a write", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("bytes", count, 3);
}

UNIT(modes_nowait)

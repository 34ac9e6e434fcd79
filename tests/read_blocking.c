/* Reads that block: what ends them, and when their completion routine runs. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

struct ends {
    HANDLE server, client;
    int busy; /* the client was unsignaled while its read blocked */
    LONG calls_while_blocked;
    const struct nt_operation *read;
};

/* When the client's read has begun, ends it. */
static DWORD WINAPI feed(void *argument)
{
    struct ends *ends = argument;
    DWORD count;

    ends->busy = poll_until(is_unsignaled, ends->client, THREAD_DEADLINE);
    ends->calls_while_blocked = ends->read->calls;
    WriteFile(ends->server, "x", 1, &count, NULL);
    return 0;
}

/* Reads 10 bytes, of which 1 comes; NULL after broken_setup(). */
static struct ends *blocking_read(ULONG options, unsigned int told)
{
    struct ends *ends = behaviour_memory(sizeof(*ends));
    struct nt_name name;
    HANDLE thread;

    if (!ends || !(ends->server = nt_pipe_server(&name, options)))
        return NULL;
    if (nt_pipe_open(NULL, name.nt, BOTH_WAYS, options, &ends->client)) {
        broken_setup("NtOpenFile failed");
        return NULL;
    }
    owned(ends->client);
    if (!(ends->read = nt_operation_new(told, 10)) || !(thread = thread_start(feed, ends)))
        return NULL;
    nt_start_read((struct nt_operation *)ends->read, ends->client, 10);
    thread_join(thread);
    return ends;
}

BEHAVIOUR(
    not_alertable, .id = "alertable/sync-alert-blocking-read-apc",
    .summary = "the routine of a blocking read waits for an alertable wait, unless the handle is alertable "
               "itself: then it may run within the read",
    .provenance = WINETEST, .source = "winetest:dlls/ntdll/tests/pipe.c:test_blocking:1799-1803 (wine 10.0)",
    .facts = {"alertable/sync-alert-blocking-read-apc"})
{
    struct ends *ends = blocking_read(FILE_SYNCHRONOUS_IO_NONALERT, TELL_EVENT | TELL_ROUTINE);

    REQUIRE(ends);
    check_status("NtReadFile", ends->read->result, STATUS_SUCCESS);
    check_number("calls while it blocks", ends->calls_while_blocked, 0);
    check_number("calls on its return", ends->read->calls, 0);
    SleepEx(0, TRUE);
    check_number("calls after an alertable wait", ends->read->calls, 1);
    REQUIRE(ends = blocking_read(FILE_SYNCHRONOUS_IO_ALERT, TELL_EVENT | TELL_ROUTINE));
    check_status("alertable: NtReadFile", ends->read->result, STATUS_SUCCESS);
    check_number("alertable: bytes", ends->read->block.Information, 1);
    SleepEx(0, TRUE);
    check_number("alertable: calls after an alertable wait", ends->read->calls, 1);
}

BEHAVIOUR(blocking, .id = "read/sync-read-blocks-and-peer-write-completes",
          .summary = "a blocking NtReadFile is complete with what the peer writes, however little",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_blocking:1769-1779 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:blocking_thread:1700-1709 (wine 10.0)",
          .facts = {"read/sync-read-blocks-and-peer-write-completes"})
{
    struct ends *ends = blocking_read(FILE_SYNCHRONOUS_IO_NONALERT, TELL_NOBODY);

    REQUIRE(ends);
    check_status("NtReadFile", ends->read->result, STATUS_SUCCESS);
    check_status("status block", ends->read->block.Status, STATUS_SUCCESS);
    check_number("bytes", ends->read->block.Information, 1);
    check_boolean("handle unsignaled while blocked", ends->busy, TRUE);
    check_event("handle afterwards", ends->client, SIGNALED);
    check_text("text", ends->read->buffer, 1, "x");
}

UNIT(read_blocking)

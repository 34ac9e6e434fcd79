/* FlushFileBuffers and what is written or cancelled while it waits; NtFlushBuffersFile. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"
#include "conformance/seam/seam.h"

struct reader {
    HANDLE handle, flushed; /* flushed: the end whose flush is under way */
};

/* Reads the byte that a flush waits for, once it waits. */
static DWORD WINAPI read_one(void *argument)
{
    struct reader *reader = argument;
    DWORD count;
    char byte;

    poll_until(is_unsignaled, reader->flushed, THREAD_DEADLINE);
    ReadFile(reader->handle, &byte, 1, &count, NULL);
    return 0;
}

BEHAVIOUR(
    block, .id = "flush/iosb",
    .summary = "NtFlushBuffersFile of a synchronous handle says success and no bytes, and signals the handle",
    .provenance = WINETEST, .source = "winetest:dlls/ntdll/tests/pipe.c:test_blocking:1813-1823 (wine 10.0)",
    .facts = {"flush/iosb"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100, .synchronous_server = 1, .synchronous_client = 1);
    __typeof__(seam_lookup_types.NtFlushBuffersFile) flush;
    struct reader *reader = behaviour_memory(sizeof(*reader));
    IO_STATUS_BLOCK *told = behaviour_memory(sizeof(*told));
    DWORD count;

    REQUIRE(pair && reader && told && nt_has("NtFlushBuffersFile"));
    flush = (void *)(ULONG_PTR)seam_lookup("NtFlushBuffersFile");
    *told = (IO_STATUS_BLOCK){.Status = STATUS_BEFORE, .Information = INFORMATION_BEFORE};
    check_result("WriteFile", RESULT(WriteFile(pair->client, "x", 1, &count, NULL)), ERROR_SUCCESS);
    *reader = (struct reader){pair->server, pair->client};
    REQUIRE(thread_start(read_one, reader));
    check_status("NtFlushBuffersFile", flush(pair->client, told), STATUS_SUCCESS);
    check_status("status block", told->Status, STATUS_SUCCESS);
    check_number("its information", told->Information, 0);
    check_event("handle", pair->client, SIGNALED);
}

BEHAVIOUR(empty_message, .id = "flush/completes-despite-later-zero-byte-message",
          .summary =
              "FlushFileBuffers has returned when the reader has taken everything, an empty message that "
              "came later included",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2978-3016 (wine 8.0=10.0)",
          .facts = {"flush/completes-despite-later-zero-byte-message"})
{
    struct pipe_pair *pair =
        PIPE_PAIR(.quota_out = 1000, .type = PIPE_TYPE_MESSAGE, .client_mode = PIPE_READMODE_MESSAGE);
    struct operation *empty;
    struct flush *flush;

    REQUIRE(pair && new_write(pair->server, 100) && (flush = flush_start(pair->server)));
    check_wait("with 100 bytes unread", flush_blocked(flush), WAIT_TIMEOUT);
    REQUIRE(empty = new_write(pair->server, 0));
    check_result("WriteFile of nothing", operation_finish(empty, NULL), ERROR_SUCCESS);
    check_result("the reader's ReadFile", drain(pair->client, 100, NULL), ERROR_SUCCESS);
    check_result("ReadFile of the empty message", drain(pair->client, 100, NULL), ERROR_SUCCESS);
    check_wait("with nothing unread", thread_join(flush->thread), WAIT_OBJECT_0);
    check_result("FlushFileBuffers", flush->result, ERROR_SUCCESS);
}

BEHAVIOUR(
    later_write, .id = "flush/later-write-does-not-extend",
    .summary = "FlushFileBuffers waits for what was there when it began; it may wait for what is written "
               "meanwhile as well",
    .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/flushbuf.c (hint only)",
    .facts = {"flush/later-write-does-not-extend"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 1000);
    struct flush *flush;

    REQUIRE(pair && new_write(pair->server, 100) && (flush = flush_start(pair->server)));
    check_wait("with 100 bytes unread", flush_blocked(flush), WAIT_TIMEOUT);
    REQUIRE(new_write(pair->server, 50));
    check_wait("with 50 more", flush_blocked(flush), WAIT_TIMEOUT);
    check_result("the reader's ReadFile", drain(pair->client, 100, NULL), ERROR_SUCCESS);
    check_wait("with the 50 unread", flush_blocked(flush), WAIT_OBJECT_0, WAIT_TIMEOUT);
    check_result("ReadFile of the others", drain(pair->client, 50, NULL), ERROR_SUCCESS);
    check_wait("with nothing unread", thread_join(flush->thread), WAIT_OBJECT_0);
    check_result("FlushFileBuffers", flush->result, ERROR_SUCCESS);
}

BEHAVIOUR(
    cancelled, .id = "flush/cancelioex-null",
    .summary = "CancelIoEx(handle, NULL) ends a blocked FlushFileBuffers, or does not find it; what was "
               "written stays",
    .provenance = INFERRED, .source = "inference; reactos:drivers/filesystems/npfs/flushbuf.c (hint only)",
    .facts = {"flush/cancelioex-null"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 1000);
    struct flush *flush;
    DWORD cancel;

    REQUIRE(pair && new_write(pair->server, 100) && (flush = flush_start(pair->server)));
    check_wait("with 100 bytes unread", flush_blocked(flush), WAIT_TIMEOUT);
    cancel = RESULT(CancelIoEx(pair->server, NULL));
    check_result("CancelIoEx", cancel, ERROR_SUCCESS, ERROR_NOT_FOUND);
    if (cancel == ERROR_NOT_FOUND)
        check_wait("not found", flush_blocked(flush), WAIT_TIMEOUT);
    check_number("bytes to read", unread_bytes(pair->client), 100);
    if (cancel == ERROR_NOT_FOUND)
        drain(pair->client, 100, NULL);
    check_wait("the thread ends", thread_join(flush->thread), WAIT_OBJECT_0);
    check_boolean("aborted exactly if it was found",
                  flush->result == (cancel == ERROR_SUCCESS ? ERROR_OPERATION_ABORTED : ERROR_SUCCESS), TRUE);
}

BEHAVIOUR(read_end, .id = "flush/on-read-end",
          .summary = "FlushFileBuffers of the read end of CreatePipe does nothing, or is denied",
          .provenance = INFERRED,
          .source =
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-flushfilebuffers; "
              "inference",
          .facts = {"flush/on-read-end"})
{
    struct anonymous_pipe *pipe = anonymous_pipe_open(100);

    REQUIRE(pipe);
    check_result("FlushFileBuffers", RESULT(FlushFileBuffers(pipe->read)), ERROR_SUCCESS,
                 ERROR_ACCESS_DENIED);
}

UNIT(flush_order)

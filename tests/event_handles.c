/* What may stand in OVERLAPPED.hEvent. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

/* Not a handle of this process; its low bits are clear. */
static HANDLE bogus(void)
{
    return ULongToHandle(0xdeadbee0);
}

/* A write of 10 bytes with something else for an event. */
static struct operation *write_with(HANDLE handle, HANDLE event)
{
    struct operation *write = operation_new(NO_EVENT, 10);

    if (!write)
        return NULL;
    write->overlapped.hEvent = event;
    start_write(write, handle, 10);
    return write;
}

static DWORD unread(HANDLE handle)
{
    DWORD available = 0xdeadbeef;

    PeekNamedPipe(handle, NULL, 0, NULL, &available, NULL);
    return available;
}

BEHAVIOUR(invalid_file, .id = "event/invalid-handle-leaves-event-signaled",
          .summary = "a read of a closed handle does not touch the event", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1252-1264 (wine 10.0)",
          .facts = {"event/invalid-handle-leaves-event-signaled"})
{
    HANDLE event = new_event(TRUE, TRUE), closed;
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    BYTE *buffer = behaviour_memory(1);

    REQUIRE(pair && event && buffer && nt_supported());
    closed = pair->server;
    pipe_end_close(&pair->server);
    check_status("NtReadFile", nt_read(closed, event, buffer, 1), STATUS_INVALID_HANDLE);
    check_event("event", event, SIGNALED);
}

BEHAVIOUR(invalid_event, .id = "event/invalid-hevent",
          .summary = "a write with a bogus event fails with ERROR_INVALID_HANDLE and writes nothing",
          .provenance = INFERRED,
          .source = "inference; winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1239-1249 (wine 10.0) (hint "
                    "only: file handle already closed at 1237)",
          .facts = {"event/invalid-hevent"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;

    REQUIRE(pair);
    REQUIRE(write = write_with(pair->server, bogus()));
    check_result("WriteFile", write->result, ERROR_INVALID_HANDLE);
    check_number("bytes to read", unread(pair->client), 0);
    REQUIRE(nt_supported());
    check_status("NtWriteFile", nt_write(pair->server, bogus(), write->buffer, 10), STATUS_INVALID_HANDLE);
}

BEHAVIOUR(event_before_pipe, .id = "event/invalid-hevent-beats-broken-pipe",
          .summary = "the event is validated before the pipe sees the operation", .provenance = INFERRED,
          .source = "inference; winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1239-1249 (wine 10.0) (hint "
                    "only: file handle already closed at 1237)",
          .facts = {"event/invalid-hevent-beats-broken-pipe"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    BYTE *buffer = behaviour_memory(1);

    REQUIRE(pair && buffer && nt_supported());
    pipe_end_close(&pair->client);
    check_status("NtReadFile", nt_read(pair->server, bogus(), buffer, 1), STATUS_INVALID_HANDLE);
}

BEHAVIOUR(
    mutex, .id = "event/mutex-as-hevent",
    .summary = "a mutex in hEvent makes the write fail with ERROR_INVALID_HANDLE", .provenance = INFERRED,
    .source = "inference; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped",
    .facts = {"event/mutex-as-hevent"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE mutex = owned(CreateMutexW(NULL, FALSE, NULL));
    struct operation *write;

    REQUIRE(pair && mutex);
    REQUIRE(write = write_with(pair->server, mutex));
    check_result("WriteFile", write->result, ERROR_INVALID_HANDLE);
    REQUIRE(nt_supported());
    check_status("NtWriteFile", nt_write(pair->server, mutex, write->buffer, 10),
                 STATUS_OBJECT_TYPE_MISMATCH);
}

BEHAVIOUR(semaphore, .id = "event/semaphore-as-hevent",
          .summary = "a semaphore in hEvent makes the write fail with ERROR_INVALID_HANDLE",
          .provenance = INFERRED, .source = "inference", .facts = {"event/semaphore-as-hevent"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE semaphore = owned(CreateSemaphoreW(NULL, 0, 1, NULL));
    struct operation *write;

    REQUIRE(pair && semaphore);
    REQUIRE(write = write_with(pair->server, semaphore));
    check_result("WriteFile", write->result, ERROR_INVALID_HANDLE);
}

BEHAVIOUR(no_modify_access, .id = "event/hevent-without-modify-access",
          .summary = "an event that may only be waited for makes the write fail with ERROR_ACCESS_DENIED",
          .provenance = INFERRED, .source = "inference", .facts = {"event/hevent-without-modify-access"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE event = new_event(TRUE, FALSE), waitable;
    struct operation *write;

    REQUIRE(pair && event);
    check_result("DuplicateHandle",
                 RESULT(DuplicateHandle(GetCurrentProcess(), event, GetCurrentProcess(), &waitable,
                                        SYNCHRONIZE, FALSE, 0)),
                 ERROR_SUCCESS);
    REQUIRE(write = write_with(pair->server, owned(waitable)));
    check_result("WriteFile", write->result, ERROR_ACCESS_DENIED);
    check_number("bytes to read", unread(pair->client), 0);
}

UNIT(event_handles)

/* Cancelling what another thread issued. */
#include "conformance/conformance.h"

struct other {
    HANDLE handle;
    struct operation *operation;
    DWORD result;
    NTSTATUS status;
};

static DWORD WINAPI cancel_one(void *argument)
{
    struct other *other = argument;

    other->result = RESULT(CancelIoEx(other->handle, &other->operation->overlapped));
    other->status = operation_status(other->operation);
    return 0;
}

static DWORD WINAPI cancel_all(void *argument)
{
    struct other *other = argument;

    other->result = RESULT(CancelIoEx(other->handle, NULL));
    return 0;
}

static DWORD WINAPI cancel_own(void *argument)
{
    struct other *other = argument;

    other->result = RESULT(CancelIo(other->handle));
    return 0;
}

/* A write that this thread has issued and another will deal with. */
static struct other *pending_write(void)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct other *other = behaviour_memory(sizeof(*other));

    if (!pair || !other || !(other->operation = new_write(pair->server, 150)))
        return NULL;
    other->handle = pair->server;
    return other;
}

BEHAVIOUR(
    other_thread, .id = "cancel/does-not-wait",
    .summary =
        "CancelIoEx of another thread's write says TRUE; the write is final on return or a little later",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; "
              "doc:https://devblogs.microsoft.com/oldnewthing/20110202-00/; "
              "thread:https://github.com/microsoft/STL/issues/1632",
    .facts = {"cancel/does-not-wait"})
{
    struct other *other = pending_write();
    DWORD count;

    REQUIRE(other);
    on_other_thread(cancel_one, other);
    check_result("CancelIoEx", other->result, ERROR_SUCCESS);
    check_status("Internal on return", other->status, STATUS_CANCELLED, STATUS_PENDING);
    check_wait("the event, waited for", WaitForSingleObject(other->operation->event, OPERATION_DEADLINE),
               WAIT_OBJECT_0);
    check_result("result in the end", operation_finish(other->operation, &count), ERROR_OPERATION_ABORTED);
    check_number("count", count, 0);
}

BEHAVIOUR(all_threads, .id = "cancel/cancelioex-null-other-threads",
          .summary = "CancelIoEx(handle, NULL) cancels the writes of every thread", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex",
          .facts = {"cancel/cancelioex-null-other-threads"})
{
    struct other *other = pending_write();

    REQUIRE(other);
    on_other_thread(cancel_all, other);
    check_result("CancelIoEx", other->result, ERROR_SUCCESS);
    check_result("result in the end", operation_finish(other->operation, NULL), ERROR_OPERATION_ABORTED);
}

BEHAVIOUR(cancelio_other_thread, .id = "cancel/cancelio-other-thread",
          .summary = "CancelIo leaves the writes of other threads pending", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelio",
          .facts = {"cancel/cancelio-other-thread"})
{
    struct other *other = pending_write();

    REQUIRE(other);
    on_other_thread(cancel_own, other);
    check_result("CancelIo", other->result, ERROR_SUCCESS);
    check_status("Internal", operation_status(other->operation), STATUS_PENDING);
    check_event("event", other->operation->event, NOT_SIGNALED);
}

UNIT(cancel_threads)

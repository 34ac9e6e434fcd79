/* Cancelling the synchronous calls in which other threads are blocked. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"
#include "conformance/seam/seam.h"

/* The caller's status block where it may not be NULL. */
static NTSTATUS cancel(HANDLE thread, IO_STATUS_BLOCK *request, IO_STATUS_BLOCK *block)
{
    __typeof__(seam_lookup_types.NtCancelSynchronousIoFile) call =
        (void *)(ULONG_PTR)seam_lookup("NtCancelSynchronousIoFile");

    return call(thread, request, block);
}

struct listener {
    struct nt_name name;
    HANDLE server, thread;
    struct nt_operation *listen;
};

static DWORD WINAPI listen(void *argument)
{
    struct listener *listener = argument;

    nt_start_control(listener->listen, listener->server, PIPE_CONTROL_LISTEN, 0);
    return 0;
}

/* A client ends the listen if nobody has cancelled it. */
static void release(void *argument)
{
    const struct listener *listener = argument;

    if (WaitForSingleObject(listener->thread, 0) == WAIT_TIMEOUT)
        CloseHandle(CreateFileW(listener->name.win32, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL));
}

static struct listener *blocked_listener(void)
{
    struct listener *listener = behaviour_memory(sizeof(*listener));

    if (!listener || !nt_has("NtCancelSynchronousIoFile") ||
        !(listener->server = nt_pipe_server(&listener->name, FILE_SYNCHRONOUS_IO_NONALERT)) ||
        !(listener->listen = nt_operation_new(TELL_NOBODY, 0)) ||
        !(listener->thread = thread_start(listen, listener)))
        return NULL;
    behaviour_defer(release, listener);
    poll_until(is_unsignaled, listener->server, THREAD_DEADLINE);
    return listener;
}

BEHAVIOUR(by_block, .id = "cancel/cancelsynchronousio-specific-iosb",
          .summary =
              "NtCancelSynchronousIoFile cancels the call of the status block that it is given alone; of "
              "that block it may write the end, or nothing",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_cancelsynchronousio:714-749 (wine 10.0)",
          .facts = {"cancel/cancelsynchronousio-specific-iosb", "cancel/cancelsynchronousio-iosb-set"})
{
    struct listener *listener = blocked_listener();
    IO_STATUS_BLOCK other = {.Information = 1};
    NTSTATUS status;

    REQUIRE(listener);
    check_status("another block", cancel(listener->thread, &other, &other), STATUS_NOT_FOUND);
    /* A 32-bit program on 64-bit Windows passes blocks that are not those of the call. */
    if (sizeof(void *) == 8)
        check_status("its block", cancel(listener->thread, &listener->listen->block, &other), STATUS_SUCCESS);
    else
        check_status("no block", cancel(listener->thread, NULL, &other), STATUS_SUCCESS);
    check_status("status of the cancel", other.Status, STATUS_SUCCESS);
    check_number("information of the cancel", other.Information, 0);
    check_wait("the thread ends", thread_join(listener->thread), WAIT_OBJECT_0);
    check_status("FSCTL_PIPE_LISTEN", listener->listen->result, STATUS_CANCELLED);
    status = nt_block_status(listener->listen);
    check_status("its status block", status, STATUS_BEFORE, STATUS_CANCELLED);
    check_boolean("its information, written exactly if the status is",
                  listener->listen->block.Information == (status == STATUS_BEFORE ? INFORMATION_BEFORE : 0),
                  TRUE);
}

BEHAVIOUR(no_answer, .id = "cancel/cancelsynchronousio-null-iosb-out",
          .summary = "NtCancelSynchronousIoFile without memory for its answer fails", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_cancelsynchronousio:680-683 (wine 10.0)",
          .facts = {"cancel/cancelsynchronousio-null-iosb-out"})
{
    IO_STATUS_BLOCK *bad = (IO_STATUS_BLOCK *)(ULONG_PTR)0xdeadbeef;

    REQUIRE(nt_has("NtCancelSynchronousIoFile"));
    check_status("NULL", cancel(GetCurrentThread(), NULL, NULL), STATUS_ACCESS_VIOLATION);
    check_status("a bad address", cancel(GetCurrentThread(), NULL, bad), STATUS_ACCESS_VIOLATION);
}

BEHAVIOUR(
    terminate_right, .id = "cancel/cancelsynchronousio-needs-terminate-right",
    .summary = "CancelSynchronousIo of a handle without THREAD_TERMINATE is denied", .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelsynchronousio",
    .facts = {"cancel/cancelsynchronousio-needs-terminate-right"})
{
    struct listener *listener = blocked_listener();
    HANDLE weak = NULL;

    REQUIRE(listener);
    DuplicateHandle(GetCurrentProcess(), listener->thread, GetCurrentProcess(), &weak, SYNCHRONIZE, FALSE, 0);
    REQUIRE(owned(weak));
    check_result("CancelSynchronousIo", RESULT(CancelSynchronousIo(weak)), ERROR_ACCESS_DENIED);
    check_wait("the thread is still blocked", thread_blocked(listener->thread), WAIT_TIMEOUT);
}

UNIT(cancel_synchronous)

/* Synchronous handles that an APC may interrupt (FILE_SYNCHRONOUS_IO_ALERT), and those that it may not. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

#define RESCUE_AFTER 1000 /* ms; a platform that is not interrupted would listen for ever */

struct situation {
    struct nt_name name;
    HANDLE server, caller, client, over; /* caller: the behaviour's own thread */
    struct nt_operation *operation;
    volatile LONG user_calls;
};

static void CALLBACK user_routine(ULONG_PTR context)
{
    InterlockedIncrement(&((struct situation *)context)->user_calls);
}

static struct situation *situation_new(ULONG options)
{
    struct situation *situation = behaviour_memory(sizeof(*situation));

    if (!situation || !(situation->server = nt_pipe_server(&situation->name, options)) ||
        !(situation->operation = nt_operation_new(TELL_EVENT | TELL_ROUTINE, 10)) ||
        !(situation->over = new_event(TRUE, FALSE)))
        return NULL;
    DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &situation->caller, 0,
                    FALSE, DUPLICATE_SAME_ACCESS);
    owned(situation->caller);
    return situation;
}

static HANDLE open_client(const struct situation *situation)
{
    return CreateFileW(situation->name.win32, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING,
                       FILE_FLAG_OVERLAPPED, NULL);
}

static DWORD WINAPI rescue(void *argument)
{
    struct situation *situation = argument;

    if (WaitForSingleObject(situation->over, RESCUE_AFTER) == WAIT_TIMEOUT)
        situation->client = open_client(situation);
    return 0;
}

static DWORD WINAPI interrupt(void *argument)
{
    struct situation *situation = argument;

    poll_until(is_unsignaled, situation->server, THREAD_DEADLINE);
    QueueUserAPC(user_routine, situation->caller, (ULONG_PTR)situation);
    return rescue(argument);
}

static DWORD WINAPI connect(void *argument)
{
    struct situation *situation = argument;

    poll_until(is_unsignaled, situation->server, THREAD_DEADLINE);
    situation->client = open_client(situation);
    return 0;
}

static NTSTATUS listen(struct situation *situation, DWORD(WINAPI *meanwhile)(void *))
{
    HANDLE thread = thread_start(meanwhile, situation);
    NTSTATUS status = thread
                          ? nt_start_control(situation->operation, situation->server, PIPE_CONTROL_LISTEN, 0)
                          : STATUS_NO_MEMORY;

    SetEvent(situation->over);
    thread_join(thread);
    owned(situation->client);
    return status;
}

/* Whether the listen has told anybody of its end is for its status block to say. */
#define CHECK_INTERRUPTED(situation_)                                                                        \
    do {                                                                                                     \
        const struct nt_operation *listen_ = (situation_)->operation;                                        \
        NTSTATUS status_ = nt_block_status(listen_);                                                         \
                                                                                                             \
        check_status("status block", status_, STATUS_BEFORE, STATUS_CANCELLED);                              \
        check_boolean("event signaled exactly if the block is written",                                      \
                      (observe_event(listen_->event) == SIGNALED) == (status_ == STATUS_CANCELLED), TRUE);   \
        check_number("calls of the user's APC", (situation_)->user_calls, 1);                                \
        SleepEx(0, TRUE);                                                                                    \
        check_number("calls of the listen's own routine", listen_->calls, 0);                                \
    } while (0)

BEHAVIOUR(apc_before, .id = "alertable/sync-alert-listen-pre-queued-apc",
          .summary = "an APC that is queued already interrupts a listen on an alertable synchronous handle",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_alertable:489-499 (wine 10.0)",
          .facts = {"alertable/sync-alert-listen-pre-queued-apc"})
{
    struct situation *situation = situation_new(FILE_SYNCHRONOUS_IO_ALERT);

    REQUIRE(situation);
    QueueUserAPC(user_routine, GetCurrentThread(), (ULONG_PTR)situation);
    check_status("FSCTL_PIPE_LISTEN", listen(situation, rescue), STATUS_CANCELLED);
    CHECK_INTERRUPTED(situation);
}

BEHAVIOUR(apc_meanwhile, .id = "alertable/sync-alert-listen-apc-from-thread",
          .summary = "another thread's APC interrupts a blocked listen on an alertable synchronous handle, "
                     "which a client can open all the same",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_alertable:505-513 (wine 10.0)",
          .facts = {"alertable/sync-alert-listen-apc-from-thread"})
{
    struct situation *situation = situation_new(FILE_SYNCHRONOUS_IO_ALERT);

    REQUIRE(situation);
    check_status("FSCTL_PIPE_LISTEN", listen(situation, interrupt), STATUS_CANCELLED);
    CHECK_INTERRUPTED(situation);
    check_handle("CreateFileW afterwards", owned(open_client(situation)), HANDLE_IS_VALID);
}

BEHAVIOUR(not_alertable, .id = "alertable/sync-nonalert-listen",
          .summary =
              "no APC interrupts a listen on a synchronous handle that is not alertable: the user's and "
              "the listen's own wait for an alertable wait",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_nonalertable:541-584 (wine 10.0)",
          .facts = {"alertable/sync-nonalert-listen"})
{
    struct situation *situation = situation_new(FILE_SYNCHRONOUS_IO_NONALERT);

    REQUIRE(situation);
    QueueUserAPC(user_routine, GetCurrentThread(), (ULONG_PTR)situation);
    check_status("FSCTL_PIPE_LISTEN", listen(situation, connect), STATUS_SUCCESS);
    check_status("status block", nt_block_status(situation->operation), STATUS_SUCCESS);
    check_event("event", situation->operation->event, SIGNALED);
    check_number("calls of the user's APC", situation->user_calls, 0);
    check_number("calls of the listen's own routine", situation->operation->calls, 0);
    check_wait("alertable SleepEx", SleepEx(0, TRUE), WAIT_IO_COMPLETION);
    check_number("the user's APC afterwards", situation->user_calls, 1);
    check_number("the listen's own afterwards", situation->operation->calls, 1);
}

UNIT(alertable_synchronous)

/* Completion ports: the threads that wait at one. */
#include "conformance/conformance.h"

static void CALLBACK user_routine(ULONG_PTR calls)
{
    InterlockedIncrement((volatile LONG *)calls);
}

struct answer {
    DWORD result;
    ULONG removed;
};

static struct answer take_alertably(HANDLE port)
{
    struct answer answer = {0, 0};
    OVERLAPPED_ENTRY entry;

    answer.result = RESULT(GetQueuedCompletionStatusEx(port, &entry, 1, &answer.removed, 0, TRUE));
    return answer;
}

BEHAVIOUR(alertable, .id = "iocp/gqcsex-alertable",
          .summary =
              "an alertable GetQueuedCompletionStatusEx of a thread that has taken packets before takes "
              "one if there is one, and else runs an APC",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/file.c:test_post_completion:5691-5717 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/file.c:test_set_io_completion:960-1010 (wine 10.0)",
          .facts = {"iocp/gqcsex-alertable"})
{
    volatile LONG *calls = behaviour_memory(sizeof(*calls));
    HANDLE port = new_port(INVALID_HANDLE_VALUE);
    struct answer answer;

    REQUIRE(calls && port);
    PostQueuedCompletionStatus(port, 1, 0, NULL);
    check_result("a first packet", port_wait(port).result, ERROR_SUCCESS);
    QueueUserAPC(user_routine, GetCurrentThread(), (ULONG_PTR)calls);
    PostQueuedCompletionStatus(port, 2, 0, NULL);
    answer = take_alertably(port);
    check_result("with a packet and an APC", answer.result, ERROR_SUCCESS);
    check_number("packets", answer.removed, 1);
    check_number("calls", *calls, 0);
    check_result("with the APC alone", take_alertably(port).result, WAIT_IO_COMPLETION);
    check_number("calls in the end", *calls, 1);
}

#define GIVE_UP 1000 /* ms; the thread is joined for longer */

struct waiter {
    HANDLE port, thread;
    struct packet packet;
};

static DWORD WINAPI wait_at_port(void *argument)
{
    struct waiter *waiter = argument;

    waiter->packet.result = RESULT(GetQueuedCompletionStatus(
        waiter->port, &waiter->packet.count, &waiter->packet.key, &waiter->packet.overlapped, GIVE_UP));
    return 0;
}

/* A thread that waits at the port. */
static struct waiter *settled_waiter(HANDLE port)
{
    struct waiter *waiter = behaviour_memory(sizeof(*waiter));

    if (!waiter || !port)
        return NULL;
    waiter->port = port;
    return (waiter->thread = thread_start_settled(wait_at_port, waiter)) ? waiter : NULL;
}

BEHAVIOUR(
    port_closes, .id = "iocp/port-close-wakes",
    .summary = "a thread that waits at a port fails with ERROR_ABANDONED_WAIT_0 when the port is closed",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/sync.c:test_completion_port_scheduling_thread:900-945 (wine 10.0)",
    .facts = {"iocp/port-close-wakes"})
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
    struct waiter *waiter = settled_waiter(port);

    REQUIRE(waiter);
    CloseHandle(port);
    check_wait("the thread ends", thread_join(waiter->thread), WAIT_OBJECT_0);
    check_result("GetQueuedCompletionStatus", waiter->packet.result, ERROR_ABANDONED_WAIT_0);
    check_boolean("no OVERLAPPED", waiter->packet.overlapped == NULL, TRUE);
}

BEHAVIOUR(last_first, .id = "iocp/lifo-wakeup",
          .summary = "of the threads that wait at a port, the last one gets the first packet",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/sync.c:test_completion_port_scheduling:989-1000 (wine 10.0)",
          .facts = {"iocp/lifo-wakeup"})
{
    HANDLE port = new_port(INVALID_HANDLE_VALUE);
    struct waiter *first = settled_waiter(port), *second = first ? settled_waiter(port) : NULL;

    REQUIRE(second);
    PostQueuedCompletionStatus(port, 1, 0, NULL);
    check_wait("the second thread", thread_join(second->thread), WAIT_OBJECT_0);
    check_wait("the first thread", thread_blocked(first->thread), WAIT_TIMEOUT);
    check_number("the second thread's packet", second->packet.count, 1);
    PostQueuedCompletionStatus(port, 2, 0, NULL);
    check_wait("the first thread, at the next packet", thread_join(first->thread), WAIT_OBJECT_0);
    check_number("the first thread's packet", first->packet.count, 2);
}

UNIT(iocp_waits)

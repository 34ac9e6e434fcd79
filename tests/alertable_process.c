/* Calls into another process whose only thread is in an alertable sleep, and suspended. */
#include "conformance/conformance.h"

#define TIMES 1000
#define FOR_THE_EVENT 5000 /* ms */

static void sleep_alertably(struct child_shared *shared)
{
    SetEvent(shared->says);
    SleepEx(CHILD_DEADLINE, TRUE);
}

/* A thread that takes memory in the process and gives it back, over and over. */
struct allocating {
    HANDLE process, event;
    volatile LONG over, failed;
};

static DWORD WINAPI allocate(void *argument)
{
    struct allocating *allocating = argument;

    while (!allocating->over) {
        void *memory =
            VirtualAllocEx(allocating->process, NULL, 0x1000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);

        allocating->failed += !memory;
        SetEvent(allocating->event);
        allocating->failed += memory && !VirtualFreeEx(allocating->process, memory, 0, MEM_RELEASE);
        SetEvent(allocating->event);
    }
    return 0;
}

struct suspensions {
    LONG wrong_before, wrong_after, unseen;
};

static void suspend_often(struct suspensions *seen, HANDLE thread, HANDLE event)
{
    for (unsigned int i = 0; i < TIMES && !seen->unseen; i++) {
        seen->wrong_before += SuspendThread(thread) != 0;
        WaitForSingleObject(event, 0);
        seen->unseen += WaitForSingleObject(event, FOR_THE_EVENT) != WAIT_OBJECT_0;
        seen->wrong_after += ResumeThread(thread) != 1;
    }
}

BEHAVIOUR(suspended, .id = "alertable/apc-suspend-loop",
          .summary =
              "memory is taken and given back in another process while its only thread, in an alertable "
              "sleep, is suspended",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/sync.c:test_apc_deadlock:2703-2716 (wine 10.0)",
          .facts = {"alertable/apc-suspend-loop"}, .deadline = 30000)
{
    struct allocating *allocating = behaviour_memory(sizeof(*allocating));
    struct suspensions seen = {0, 0, 0};
    struct child *child;
    HANDLE thread;

    REQUIRE(allocating && (allocating->event = new_event(FALSE, FALSE)));
    REQUIRE(child = child_start("sleeps", NULL, NULL));
    allocating->process = child->process;
    REQUIRE(thread = thread_start(allocate, allocating));
    check_wait("the first event", WaitForSingleObject(allocating->event, FOR_THE_EVENT), WAIT_OBJECT_0);
    suspend_often(&seen, child->thread, allocating->event);
    allocating->over = 1;
    check_wait("the thread", thread_join(thread), WAIT_OBJECT_0);
    check_number("events that did not come", seen.unseen, 0);
    check_number("calls that failed", allocating->failed, 0);
    check_number("times it was suspended before", seen.wrong_before, 0);
    check_number("times it was not suspended once", seen.wrong_after, 0);
}

static const struct child_role roles[] = {{"sleeps", sleep_alertably}};

START_TEST(alertable_process)
{
    if (!child_main(roles, ARRAY_SIZE(roles)))
        behaviours_run(__FILE__);
}

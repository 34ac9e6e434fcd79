/* Scenarios for the explorer itself: threads that share little, so that most orders of their steps do not
 * matter. `make check-reduction` explores them, and all others, with and without what leaves such orders out.
 */
#include "conformance/conformance.h"
#include "writer/imports.h"

static SRWLOCK first_lock, second_lock;
static HANDLE semaphore, event, other_event;
static LONG steps_of[3], order;

static void open_semaphore(void)
{
    semaphore = CreateSemaphoreW(NULL, 1, 1, NULL);
}

static void work(SRWLOCK *lock, int who)
{
    AcquireSRWLockExclusive(lock);
    steps_of[who]++;
    ReleaseSRWLockExclusive(lock);
}

static void lock_first(void)
{
    work(&first_lock, 0);
    work(&first_lock, 0);
}

static void lock_second(void)
{
    work(&second_lock, 1);
    work(&second_lock, 1);
}

static void lock_both(void)
{
    work(&first_lock, 2);
    work(&second_lock, 2);
}

static void count_steps(void)
{
    scenario_outcome("%ld, %ld, %ld", steps_of[0], steps_of[1], steps_of[2]);
}

SCENARIO(two_locks, .id = "reduction/two-locks", .summary = "two threads with a lock each",
         .threads = {lock_first, lock_second}, .end = count_steps);

SCENARIO(third_takes_both, .id = "reduction/third-takes-both",
         .summary = "two threads with a lock each, and a third that takes one after the other",
         .threads = {lock_first, lock_second, lock_both}, .end = count_steps);

/* Who is first is seen in plain memory, and the lock is held meanwhile. */
static void write_down(LONG digit)
{
    AcquireSRWLockExclusive(&first_lock);
    order = order * 10 + digit;
    ReleaseSRWLockExclusive(&first_lock);
}

static void note_first(void)
{
    write_down(1);
    write_down(2);
}

static void note_second(void)
{
    write_down(3);
    write_down(4);
}

static void look_at_order(void)
{
    scenario_outcome("%ld", order);
}

SCENARIO(order_under_a_lock, .id = "reduction/order-under-a-lock",
         .summary = "two threads that note their steps under one lock", .threads = {note_first, note_second},
         .end = look_at_order);

/* The same without a lock: the calls in between touch nothing that the other touches. */
static void note_bare(HANDLE own, LONG digit)
{
    order = order * 10 + digit;
    SetEvent(own);
}

static void open_events(void)
{
    event = CreateEventW(NULL, TRUE, FALSE, NULL);
    other_event = CreateEventW(NULL, TRUE, FALSE, NULL);
}

static void bare_first(void)
{
    note_bare(event, 1);
    note_bare(event, 2);
}

static void bare_second(void)
{
    note_bare(other_event, 3);
    note_bare(other_event, 4);
}

static void look_at_order_and_close(void)
{
    look_at_order();
    CloseHandle(event);
    CloseHandle(other_event);
}

SCENARIO(order_in_memory, .id = "reduction/order-in-memory",
         .summary = "two threads that note their steps in memory alone", .begin = open_events,
         .threads = {bare_first, bare_second}, .end = look_at_order_and_close);

static void take_and_give(void)
{
    WaitForSingleObject(semaphore, INFINITE);
    order = order * 10 + 1;
    ReleaseSemaphore(semaphore, 1, NULL);
}

static void take_for_a_moment(void)
{
    if (WaitForSingleObject(semaphore, 0) != WAIT_OBJECT_0)
        return;
    order = order * 10 + 2;
    ReleaseSemaphore(semaphore, 1, NULL);
}

static void look_at_order_and_close_semaphore(void)
{
    look_at_order();
    CloseHandle(semaphore);
}

SCENARIO(semaphore, .id = "reduction/semaphore",
         .summary = "a semaphore of one, two that wait for it and one that tries", .begin = open_semaphore,
         .threads = {take_and_give, take_for_a_moment, take_and_give},
         .end = look_at_order_and_close_semaphore);

UNIT(races_reduction)

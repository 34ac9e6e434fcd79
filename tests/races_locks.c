/* Races of mutexes, semaphores and locks. */
#include "conformance/conformance.h"

/* mingw-w64 declares them without dllimport, so that calls would go past the seam. */
WINBASEAPI VOID WINAPI AcquireSRWLockExclusive(SRWLOCK *srw_lock);
WINBASEAPI VOID WINAPI ReleaseSRWLockExclusive(SRWLOCK *srw_lock);

static HANDLE object;
static DWORD first_result, second_result, released = ERROR_SUCCESS, left;
static LONG inside, most_inside, turns;
static SRWLOCK lock = SRWLOCK_INIT;
static CRITICAL_SECTION section;

static void open_mutex(void)
{
    object = CreateMutexW(NULL, FALSE, NULL);
}

static void open_semaphore(void)
{
    object = CreateSemaphoreW(NULL, 1, 2, NULL);
}

static void open_full_semaphore(void)
{
    object = CreateSemaphoreW(NULL, 1, 1, NULL);
}

static void open_section(void)
{
    InitializeCriticalSection(&section);
}

static void wait_second(void)
{
    second_result = WaitForSingleObject(object, 1000);
}

static void take_and_release(void)
{
    wait_second();
    ReleaseMutex(object);
}

/* Of a mutex: and ends with it. */
static void wait_first(void)
{
    first_result = WaitForSingleObject(object, 1000);
}

static void release(void)
{
    released = RESULT(ReleaseSemaphore(object, 1, NULL));
}

/* Calls inside, so that another thread has a chance. */
static void pass(void)
{
    if (InterlockedIncrement(&inside) > 1)
        most_inside = 2;
    SwitchToThread();
    InterlockedDecrement(&inside);
    InterlockedIncrement(&turns);
}

static void pass_mutex(void)
{
    WaitForSingleObject(object, INFINITE);
    pass();
    ReleaseMutex(object);
}

static void pass_lock(void)
{
    AcquireSRWLockExclusive(&lock);
    pass();
    ReleaseSRWLockExclusive(&lock);
}

static void pass_section(void)
{
    EnterCriticalSection(&section);
    pass();
    LeaveCriticalSection(&section);
}

static void end_of_abandoned(void)
{
    CloseHandle(object);
    scenario_require(first_result == WAIT_OBJECT_0, "the thread that ends has not got the mutex");
    scenario_require(second_result == WAIT_OBJECT_0 || second_result == WAIT_ABANDONED_0,
                     "the other thread has not got the mutex");
    scenario_outcome("%s", race_wait(second_result));
}

static void end_of_semaphore(void)
{
    left = WaitForSingleObject(object, 0);
    CloseHandle(object);
    scenario_require(!first_result && !second_result, "two counts have not ended two waits");
    scenario_require(left == WAIT_TIMEOUT, "a count is left");
    scenario_outcome("both");
}

/* A release beyond the maximum fails and changes nothing (ReleaseSemaphore's documentation). */
static void end_of_full(void)
{
    left = WaitForSingleObject(object, 0);
    CloseHandle(object);
    scenario_require(!first_result, "the wait has not ended");
    scenario_require(released == ERROR_SUCCESS || released == ERROR_TOO_MANY_POSTS,
                     "the release has failed otherwise");
    scenario_require((released == ERROR_SUCCESS) == (left == WAIT_OBJECT_0), "the count is wrong");
    scenario_outcome("release: %s", released ? "too many" : "success");
}

static void end_of_turns(void)
{
    if (object)
        CloseHandle(object);
    scenario_require(!most_inside && turns == 3, "two threads were inside at once, or one never was");
    scenario_outcome("three turns");
}

static void end_of_section(void)
{
    DeleteCriticalSection(&section);
    end_of_turns();
}

SCENARIO(abandoned, .id = "handles/abandoned-mutex-against-wait",
         .summary = "a thread ends with a mutex that another waits for", .begin = open_mutex,
         .threads = {wait_first, take_and_release}, .end = end_of_abandoned, .exits = 1);
SCENARIO(mutex, .id = "handles/mutex-three-threads", .summary = "three threads pass through one mutex",
         .begin = open_mutex, .threads = {pass_mutex, pass_mutex, pass_mutex}, .end = end_of_turns);
SCENARIO(semaphore, .id = "handles/semaphore-two-waiters",
         .summary = "a semaphore of 1 is released once while two threads wait", .begin = open_semaphore,
         .threads = {release, wait_first, wait_second}, .end = end_of_semaphore);
SCENARIO(full, .id = "handles/semaphore-full-against-wait",
         .summary = "a full semaphore is released while a thread waits", .begin = open_full_semaphore,
         .threads = {release, wait_first}, .end = end_of_full);
SCENARIO(srw, .id = "handles/srw-lock-three-threads", .summary = "three threads pass through one SRW lock",
         .threads = {pass_lock, pass_lock, pass_lock}, .end = end_of_turns);
SCENARIO(critical, .id = "handles/critical-section-three-threads",
         .summary = "three threads pass through one critical section", .begin = open_section,
         .threads = {pass_section, pass_section, pass_section}, .end = end_of_section);

UNIT(races_locks)

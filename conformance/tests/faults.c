/* Behaviours that go wrong on purpose: what the driver makes of crashes, hangs and deaths. They are in a
 * binary of their own (Makefile.in), and driver-cases.sh of wine_runner/tests says what must become of each.
 */
#include <stdio.h>
#include "conformance/conformance.h"

#define FAULT(function_, id_, ...)                                                                           \
    BEHAVIOUR(function_, .id = id_, .summary = id_, .provenance = INFERRED, .source = "-", .facts = {"-"},   \
              ##__VA_ARGS__)

static void crash(void)
{
    *(volatile int *)NULL = 1;
}

static DWORD WINAPI crash_when_told(void *event)
{
    WaitForSingleObject(event, INFINITE);
    crash();
    return 0;
}

/* A thread that crashes when the event returned is set; the event is never closed. */
static HANDLE start_crashing_thread(void)
{
    HANDLE event = CreateEventW(NULL, FALSE, FALSE, NULL);
    HANDLE thread = event ? CreateThread(NULL, 0, crash_when_told, event, 0, NULL) : NULL;

    if (!thread)
        broken_setup("no thread");
    else
        CloseHandle(thread);
    return thread ? event : NULL;
}

FAULT(conforms, "faults/conforms")
{
    check_number("one", 1, 1);
}

FAULT(crashes, "faults/crash")
{
    check_number("before", 1, 1);
    crash();
}

FAULT(crashes_elsewhere, "faults/crash-elsewhere")
{
    HANDLE event = start_crashing_thread();

    REQUIRE(event);
    SetEvent(event);
    WaitForSingleObject(GetCurrentProcess(), INFINITE);
}

FAULT(crashes_while_recording, "faults/crash-while-recording")
{
    HANDLE event = start_crashing_thread();

    REQUIRE(event);
    SetEvent(event);
    for (;;)
        note("still here");
}

/* The crash comes at about the end: before, in or after the writing of the outcome. */
FAULT(crashes_at_the_end, "faults/crash-at-the-end")
{
    static unsigned int rounds;
    HANDLE event = start_crashing_thread();

    REQUIRE(event);
    check_number("one", 1, 1);
    SetEvent(event);
    rounds = behaviour_turn() * 7919 % 4096;
    for (volatile unsigned int i = 0; i < rounds * 64; i++)
        ;
}

FAULT(innocent, "faults/innocent")
{
    check_number("one", 1, 1);
}

FAULT(hangs, "faults/hang", .deadline = 300)
{
    check_number("before", 1, 1);
    WaitForSingleObject(GetCurrentProcess(), INFINITE);
}

/* Ends when the watchdog, which looks every 50 ms or less, is about to strike. */
FAULT(ends_at_the_deadline, "faults/ends-at-the-deadline", .deadline = 100)
{
    ULONGLONG end = GetTickCount64() + 100 + behaviour_turn() % 64;

    check_number("one", 1, 1);
    while (GetTickCount64() < end)
        WaitForSingleObject(GetCurrentProcess(), 1);
}

static void wait_for_ever(void)
{
    WaitForSingleObject(GetCurrentProcess(), INFINITE);
}

FAULT(dies_after_the_end, "faults/dies-after-the-end")
{
    check_number("one", 1, 1);
    atexit(crash);
}

FAULT(never_exits, "faults/never-exits")
{
    check_number("one", 1, 1);
    atexit(wait_for_ever);
}

/* Whoever made the file that WINETEST_FAULT_FILE names ends the platform. */
FAULT(platform_dies, "pair/platform-dies")
{
    wchar_t path[MAX_PATH];
    HANDLE file = INVALID_HANDLE_VALUE;

    if (GetEnvironmentVariableW(L"WINETEST_FAULT_FILE", path, ARRAY_SIZE(path)))
        file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        broken_setup("WINETEST_FAULT_FILE cannot be written");
        return;
    }
    CloseHandle(file);
    check_wait("the end", WaitForSingleObject(GetCurrentProcess(), 2000), WAIT_TIMEOUT);
}

FAULT(slow_beside, "pair/slow-beside", .slow = 1)
{
    check_wait("a second", WaitForSingleObject(GetCurrentProcess(), 1000), WAIT_TIMEOUT);
}

UNIT(faults)

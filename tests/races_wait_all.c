/* Races of waits for several objects. */
#include "conformance/conformance.h"

static HANDLE first, second;
static DWORD one_result, all_result, left_of_first, left_of_second;

static void open_auto(void)
{
    first = CreateEventW(NULL, FALSE, FALSE, NULL);
    second = CreateEventW(NULL, FALSE, FALSE, NULL);
}

static void open_manual(void)
{
    first = CreateEventW(NULL, TRUE, FALSE, NULL);
    second = CreateEventW(NULL, FALSE, FALSE, NULL);
}

static void set_first(void)
{
    SetEvent(first);
}

static void set_second(void)
{
    SetEvent(second);
}

static void set_both(void)
{
    SetEvent(first);
    SetEvent(second);
}

static void set_and_reset(void)
{
    SetEvent(first);
    ResetEvent(first);
}

static void wait_for_one(void)
{
    one_result = WaitForSingleObject(first, 1000);
}

static void wait_for_all(void)
{
    HANDLE both[2] = {first, second};

    all_result = WaitForMultipleObjects(2, both, TRUE, 1000);
}

static void wait_for_any(void)
{
    HANDLE both[2] = {first, second};

    one_result = WaitForMultipleObjects(2, both, FALSE, 1000);
}

static void close_both(void)
{
    left_of_first = WaitForSingleObject(first, 0);
    left_of_second = WaitForSingleObject(second, 0);
    CloseHandle(first);
    CloseHandle(second);
}

static void end_of_all(void)
{
    close_both();
    scenario_require(!all_result, "both events were set and the wait for both has not ended");
    scenario_require(left_of_first && left_of_second, "the wait has left a signal");
    scenario_outcome("%s", race_wait(all_result));
}

/* A wait for all takes nothing before it can take everything. */
static void end_of_all_and_one(void)
{
    close_both();
    scenario_require((all_result == WAIT_OBJECT_0) + (one_result == WAIT_OBJECT_0) == 1,
                     "one signal has ended another number of waits than one");
    scenario_require(all_result ? !left_of_second : left_of_second,
                     "the second event is not as the wait for all has left it");
    scenario_outcome("all: %s, one: %s", race_wait(all_result), race_wait(one_result));
}

static void end_of_manual(void)
{
    close_both();
    scenario_require(!one_result || one_result == WAIT_TIMEOUT, "the wait has ended otherwise");
    scenario_require(!all_result == (left_of_second != WAIT_OBJECT_0), "the second event was taken alone");
    scenario_outcome("all: %s", race_wait(all_result));
}

static void end_of_any(void)
{
    close_both();
    scenario_require((one_result == WAIT_OBJECT_0) == (left_of_first != WAIT_OBJECT_0) &&
                         (one_result == WAIT_OBJECT_0 + 1) == (left_of_second != WAIT_OBJECT_0),
                     "another event was taken than the one that the wait names");
    scenario_outcome("%lu", one_result);
}

SCENARIO(wait_all, .id = "event/two-setters-wait-all",
         .summary = "two threads set an event each, and a third waits for both", .begin = open_auto,
         .threads = {set_first, set_second, wait_for_all}, .end = end_of_all);
SCENARIO(wait_all_one, .id = "event/wait-all-against-wait-one",
         .summary = "a wait for two events and a wait for one of them", .begin = open_auto,
         .threads = {set_both, wait_for_all, wait_for_one}, .end = end_of_all_and_one);
SCENARIO(manual_wait_all, .id = "event/set-and-reset-against-wait-all",
         .summary = "a manual-reset event is set and reset while another is set and both are waited for",
         .begin = open_manual, .threads = {set_and_reset, set_second, wait_for_all}, .end = end_of_manual);
SCENARIO(wait_any, .id = "event/two-setters-wait-any",
         .summary = "two threads set an event each, and a third waits for any", .begin = open_auto,
         .threads = {set_first, set_second, wait_for_any}, .end = end_of_any);

UNIT(races_wait_all)

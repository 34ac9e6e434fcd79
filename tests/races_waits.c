/* Races of waits with pulses, timeouts and answers. */
#include "conformance/conformance.h"

static HANDLE first, second;
static DWORD one_result, all_result, left_of_first;

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

static void pulse(void)
{
    PulseEvent(first);
}

static void wait_for_one(void)
{
    one_result = WaitForSingleObject(first, 1000);
}

static void signal_and_wait(void)
{
    all_result = SignalObjectAndWait(first, second, 1000, FALSE);
}

static void wait_and_answer(void)
{
    one_result = WaitForSingleObject(first, 1000);
    SetEvent(second);
}

static void close_both(void)
{
    left_of_first = WaitForSingleObject(first, 0);
    CloseHandle(first);
    CloseHandle(second);
}

static void end_of_pulse(void)
{
    close_both();
    scenario_require(left_of_first == WAIT_TIMEOUT, "a pulse has left the event signaled");
    scenario_outcome("%s", race_wait(one_result));
}

static void end_of_one(void)
{
    close_both();
    scenario_require((one_result == WAIT_OBJECT_0) != (left_of_first == WAIT_OBJECT_0),
                     "the signal was lost, or was there twice");
    scenario_outcome("%s", race_wait(one_result));
}

static void end_of_answer(void)
{
    close_both();
    scenario_require(!one_result && !all_result, "the two threads have not met");
    scenario_outcome("met");
}

SCENARIO(pulse_manual, .id = "event/pulse-against-wait",
         .summary = "a manual-reset event is pulsed while a thread comes to wait for it",
         .begin = open_manual, .threads = {pulse, wait_for_one}, .end = end_of_pulse,
         .model_only = "a pulse passes by the polls that a wait is made of when it is steered");
SCENARIO(timeout, .id = "event/timeout-against-signal",
         .summary = "an auto-reset event is set while a wait for it runs out of time", .begin = open_auto,
         .threads = {set_first, wait_for_one}, .end = end_of_one, .timeouts = 1);
SCENARIO(answer, .id = "event/signal-and-wait-against-wait",
         .summary = "two threads meet, one of them with SignalObjectAndWait", .begin = open_auto,
         .threads = {signal_and_wait, wait_and_answer}, .end = end_of_answer);

UNIT(races_waits)

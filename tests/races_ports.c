/* Races of completion ports. */
#include "conformance/conformance.h"

static HANDLE port;
static struct race_pipe ends;
static struct race_io written, taken;
static DWORD first_result, second_result, cancelled;
static OVERLAPPED *first_packet, *second_packet;

static void begin(void)
{
    port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
}

static void begin_writing(void)
{
    begin();
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&taken, TRUE);
    CreateIoCompletionPort(ends.writing, port, 7, 0);
    race_write(&written, ends.writing, 'w', 100);
}

static DWORD take(OVERLAPPED **packet, DWORD milliseconds)
{
    DWORD count;
    ULONG_PTR key;

    return RESULT(GetQueuedCompletionStatus(port, &count, &key, packet, milliseconds));
}

static void take_first(void)
{
    first_result = take(&first_packet, 1000);
}

static void take_second(void)
{
    second_result = take(&second_packet, 1000);
}

static void post(void)
{
    PostQueuedCompletionStatus(port, 0, 1, &written.overlapped);
}

static void close_port(void)
{
    race_close(&port);
}

static void cancel(void)
{
    cancelled = RESULT(CancelIoEx(ends.writing, &written.overlapped));
}

static void read_all(void)
{
    race_read(&taken, ends.reading, 100);
}

static void end_of_takers(void)
{
    race_close(&port);
    scenario_require(!first_packet + !second_packet == 1, "one packet was taken another number of times");
    scenario_require(first_packet ? second_result == WAIT_TIMEOUT : first_result == WAIT_TIMEOUT,
                     "the other taker has not run out of time");
    scenario_outcome("%s", first_packet ? "first" : "second");
}

static void end_of_close(void)
{
    scenario_require(!first_packet, "a packet from nowhere");
    scenario_outcome("%s", race_error(first_result));
}

static void end_of_write(void)
{
    DWORD extra = take(&second_packet, 0);

    race_close(&ends.writing);
    race_finish(&taken);
    race_pipe_close(&ends);
    race_io_close(&taken);
    race_close(&port);
    scenario_require(first_packet == &written.overlapped && !second_packet && extra == WAIT_TIMEOUT,
                     "another number of packets than one");
    scenario_require(first_result == ERROR_SUCCESS || first_result == ERROR_OPERATION_ABORTED,
                     "the write has ended otherwise");
    scenario_require((first_result == ERROR_SUCCESS) == (taken.error == ERROR_SUCCESS),
                     "the two ends do not agree whether the bytes have come");
    scenario_outcome("cancel: %s, packet: %s", race_error(cancelled), race_error(first_result));
}

SCENARIO(two_takers, .id = "iocp/two-takers", .summary = "two threads wait for one packet", .begin = begin,
         .threads = {post, take_first, take_second}, .end = end_of_takers);
SCENARIO(close_taker, .id = "iocp/close-against-taker",
         .summary = "a port is closed while a thread waits for a packet", .begin = begin,
         .threads = {close_port, take_first}, .end = end_of_close);
SCENARIO(cancel_read, .id = "iocp/cancel-against-read",
         .summary = "a write with a packet is cancelled while the reader takes all of it",
         .begin = begin_writing, .threads = {cancel, read_all, take_first}, .end = end_of_write);

UNIT(races_ports)

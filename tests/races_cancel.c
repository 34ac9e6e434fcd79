/* Races of cancellations: an operation ends in one way, and never with a part of its length. */
#include "conformance/conformance.h"

static struct race_pipe ends;
static struct race_io written, taken;
static DWORD first_cancel, second_cancel;

/* 100 bytes pend at a quota of 64. */
static void begin(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
    race_write(&written, ends.writing, 'w', 100);
}

static void cancel(void)
{
    first_cancel = RESULT(CancelIoEx(ends.writing, &written.overlapped));
}

static void cancel_too(void)
{
    second_cancel = RESULT(CancelIoEx(ends.writing, &written.overlapped));
}

static void cancel_all(void)
{
    second_cancel = RESULT(CancelIoEx(ends.writing, NULL));
}

static void read_all(void)
{
    race_read(&taken, ends.reading, 100);
}

/* What is left, 80 bytes, is still more than the quota. */
static void read_some(void)
{
    race_read(&taken, ends.reading, 20);
}

static void write_and_cancel(void)
{
    race_write(&written, ends.writing, 'w', 100);
    first_cancel = RESULT(CancelIo(ends.writing));
}

static void close_reader(void)
{
    race_close(&ends.reading);
}

static void disconnect(void)
{
    DisconnectNamedPipe(ends.reading);
}

static void begin_idle(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
}

static void close_all(void)
{
    race_pipe_close(&ends);
    race_io_close(&written);
    race_io_close(&taken);
}

/* The read ends with the pipe if the write's bytes have never come. */
static void end(void)
{
    DWORD error = race_finish(&written);

    scenario_require(error != ERROR_SUCCESS || written.count == 100, "success with a part of the length");
    scenario_require(error != ERROR_OPERATION_ABORTED || !written.count, "aborted with a count");
    scenario_require(error != ERROR_OPERATION_ABORTED || first_cancel == ERROR_SUCCESS ||
                         second_cancel == ERROR_SUCCESS,
                     "aborted by nobody");
    race_close(&ends.writing);
    if (taken.handle) {
        race_finish(&taken);
        scenario_require(!taken.error || taken.error == ERROR_BROKEN_PIPE, "the read has ended otherwise");
        scenario_require(taken.error || race_is_filled(&taken, 'w'), "the read got other bytes");
        scenario_require(error || taken.count, "what was written has not come");
    }
    close_all();
    scenario_outcome("cancel: %s, write: %s", race_error(first_cancel), race_error(error));
}

static void end_of_two(void)
{
    scenario_require((first_cancel == ERROR_SUCCESS) + (second_cancel == ERROR_SUCCESS) <= 1,
                     "an operation was cancelled twice");
    scenario_require(race_finish(&written) == ERROR_OPERATION_ABORTED, "the write was not aborted");
    close_all();
    scenario_outcome("%s, %s", race_error(first_cancel), race_error(second_cancel));
}

/* CancelIo cancels what its own thread has begun. */
static void end_of_issuer(void)
{
    scenario_require(first_cancel == ERROR_SUCCESS, "CancelIo has failed");
    scenario_require(race_finish(&written) == ERROR_OPERATION_ABORTED, "the write was not aborted");
    close_all();
    scenario_outcome("CancelIoEx: %s", race_error(second_cancel));
}

SCENARIO(against_read, .id = "cancel/against-read",
         .summary = "a pending write is cancelled while the reader takes all of it", .begin = begin,
         .threads = {cancel, read_all}, .end = end);

SCENARIO(against_partial_read, .id = "cancel/against-partial-read",
         .summary = "a pending write is cancelled while the reader takes a part that does not complete it",
         .begin = begin, .threads = {cancel, read_some}, .end = end);

SCENARIO(against_close, .id = "cancel/against-peer-close",
         .summary = "a pending write is cancelled while the reader closes its end", .begin = begin,
         .threads = {cancel, close_reader}, .end = end);

SCENARIO(against_disconnect, .id = "cancel/against-disconnect",
         .summary = "a pending write is cancelled while the server disconnects", .begin = begin,
         .threads = {cancel, disconnect}, .end = end);

SCENARIO(two_cancels, .id = "cancel/two-cancels", .summary = "two threads cancel one pending write",
         .begin = begin, .threads = {cancel, cancel_too}, .end = end_of_two);

SCENARIO(cancelio, .id = "cancel/cancelio-against-cancelioex",
         .summary = "the issuing thread cancels its write while another cancels all of the handle",
         .begin = begin_idle, .threads = {write_and_cancel, cancel_all}, .end = end_of_issuer);

SCENARIO(two_against_read, .id = "cancel/two-cancels-against-read",
         .summary = "two threads cancel a pending write while the reader takes all of it", .begin = begin,
         .threads = {cancel, cancel_too, read_all}, .end = end);

UNIT(races_cancel)

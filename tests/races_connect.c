/* Races of connecting and disconnecting. */
#include "conformance/conformance.h"

static struct race_pipe ends;
static struct race_io connection, written, taken;
static HANDLE other_client;
static DWORD opened, opened_too, cancelled = ERROR_NOT_FOUND, disconnected;

static void begin(void)
{
    RACE_PIPE(&ends, .unconnected = 1);
    race_io_open(&connection, TRUE);
}

static void begin_connecting(void)
{
    begin();
    connection.handle = ends.reading;
    connection.error = RESULT(ConnectNamedPipe(ends.reading, &connection.overlapped));
}

static void begin_writing(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
    race_write(&written, ends.writing, 'w', 100);
}

static void listen(void)
{
    connection.handle = ends.reading;
    connection.error = RESULT(ConnectNamedPipe(ends.reading, &connection.overlapped));
}

static void open_client(void)
{
    opened = race_pipe_connect(&ends);
}

static void open_other(void)
{
    other_client = CreateFileW(ends.name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    opened_too = other_client == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS;
}

static void cancel(void)
{
    cancelled = RESULT(CancelIoEx(ends.reading, &connection.overlapped));
}

static void read_all(void)
{
    race_read(&taken, ends.reading, 100);
}

static void disconnect(void)
{
    disconnected = RESULT(DisconnectNamedPipe(ends.reading));
}

static void end(void)
{
    DWORD listened = connection.error, error = race_finish(&connection);

    race_pipe_close(&ends);
    race_io_close(&connection);
    scenario_require(opened == ERROR_SUCCESS, "the client could not be opened");
    scenario_require(error == ERROR_SUCCESS || error == ERROR_PIPE_CONNECTED ||
                         error == ERROR_OPERATION_ABORTED,
                     "the server is not connected");
    scenario_require(error != ERROR_OPERATION_ABORTED || !cancelled, "aborted by nobody");
    scenario_outcome("cancel: %s, connect: %s, %s", race_error(cancelled), race_error(listened),
                     race_error(error));
}

static void end_of_two(void)
{
    if (!opened_too)
        race_close(&other_client);
    race_pipe_close(&ends);
    race_io_close(&connection);
    scenario_require((opened == ERROR_SUCCESS) + (opened_too == ERROR_SUCCESS) == 1,
                     "one instance has another number of clients than one");
    scenario_require((opened == ERROR_PIPE_BUSY) + (opened_too == ERROR_PIPE_BUSY) == 1,
                     "the other client was not told that the pipe is busy");
    scenario_outcome("%s, %s", race_error(opened), race_error(opened_too));
}

static void end_of_disconnect(void)
{
    DWORD error = race_finish(&written);

    scenario_require(error == ERROR_SUCCESS || error == ERROR_PIPE_NOT_CONNECTED,
                     "the write has ended otherwise");
    scenario_require(error != ERROR_SUCCESS || written.count == 100, "success with a part of the length");
    scenario_require(disconnected == ERROR_SUCCESS, "DisconnectNamedPipe has failed");
    race_finish(&taken);
    scenario_require((error == ERROR_SUCCESS) == (taken.error == ERROR_SUCCESS),
                     "the two ends do not agree whether the bytes have come");
    race_pipe_close(&ends);
    race_io_close(&written);
    race_io_close(&taken);
    scenario_outcome("write: %s, read: %s", race_error(error), race_error(taken.error));
}

SCENARIO(against_open, .id = "connect/against-client-open",
         .summary = "the server listens while a client opens the pipe", .begin = begin,
         .threads = {listen, open_client}, .end = end);

SCENARIO(cancel_against_open, .id = "connect/cancel-against-client-open",
         .summary = "listening is cancelled while a client opens the pipe", .begin = begin_connecting,
         .threads = {cancel, open_client}, .end = end);

SCENARIO(two_clients, .id = "connect/two-clients", .summary = "two clients open the only instance",
         .begin = begin, .threads = {open_client, open_other}, .end = end_of_two);

SCENARIO(disconnect_write, .id = "disconnect/against-pending-write",
         .summary = "the server disconnects while it reads a pending write", .begin = begin_writing,
         .threads = {disconnect, read_all}, .end = end_of_disconnect);

UNIT(races_connect)

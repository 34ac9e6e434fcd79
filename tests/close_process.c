/* A process ends with an operation pending, or with the last handle of an end. */
#include "conformance/conformance.h"

#define LARGE 10000

static OVERLAPPED overlapped; /* of a role's operation; the process ends before it does */
static char bytes[LARGE];

static void start_a_write(struct child_shared *shared)
{
    overlapped.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    shared->values[0] = (LONG)RESULT(WriteFile(shared->handles[0], bytes, LARGE, NULL, &overlapped));
    child_says(shared);
}

BEHAVIOUR(terminated, .id = "close/terminate-process-pending-write",
          .summary = "what is left of a write goes with the process that issued it; the pipe works on for "
                     "another process's handle of the same end",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_overlapped_transport:3287-3302 (wine 8.0=10.0)",
          .facts = {"close/terminate-process-pending-write"}, .deadline = 30000)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct child *child;
    struct operation *read;
    DWORD count = 0;

    REQUIRE(pair && (child = CHILD("starts a write", pair->client)));
    check_result("WriteFile in the other process", (DWORD)child->shared->values[0], ERROR_IO_PENDING);
    check_result("ReadFile of a part", drain(pair->server, 10, &count), ERROR_SUCCESS);
    check_number("bytes", count, 10);
    check_boolean("the process ends", child_kill(child), TRUE);
    REQUIRE(read = new_read(pair->server, 10));
    check_result("ReadFile then", read->result, ERROR_IO_PENDING);
    check_result("WriteFile here", RESULT(WriteFile(pair->client, "x", 1, &count, NULL)), ERROR_SUCCESS);
    check_result("the read", operation_finish(read, &count), ERROR_SUCCESS);
    check_number("its bytes", count, 1);
}

static void start_a_read(struct child_shared *shared)
{
    overlapped.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    shared->values[0] = (LONG)RESULT(ReadFile(shared->handles[0], bytes, 1, NULL, &overlapped));
    child_says(shared);
}

BEHAVIOUR(read_at_exit, .id = "close/process-exit-pending-read-iocp",
          .summary = "a process that exits with a read pending on the only handle of an end leaves a packet "
                     "with ERROR_OPERATION_ABORTED in the port that another process has bound it to",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:child_process_exit_process_async:4171-4215 "
                    "(wine 8.0=10.0)",
          .facts = {"close/process-exit-pending-read-iocp"}, .deadline = 30000)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->client) : NULL;
    struct child *child;
    struct packet packet;

    REQUIRE(port && (child = CHILD("starts a read", pair->client)));
    check_result("ReadFile in the other process", (DWORD)child->shared->values[0], ERROR_IO_PENDING);
    pipe_end_close(&pair->client);
    check_result("the port meanwhile", port_poll(port).result, WAIT_TIMEOUT);
    REQUIRE(child_ends(child));
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_OPERATION_ABORTED);
    check_number("bytes", packet.count, 0);
    check_flags("key", packet.key, PORT_KEY);
}

static void write_and_say(struct child_shared *shared)
{
    DWORD count;

    WriteFile(shared->handles[0], "0123456789", 10, &count, NULL);
    child_says(shared);
}

BEHAVIOUR(last_handle_at_exit, .id = "close/process-exit-closes-pipe",
          .summary =
              "when the process with the last handle of an end has exited, what it wrote is read first, "
              "then comes ERROR_BROKEN_PIPE",
          .provenance = INFERRED,
          .source = "inference; winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1655-1670 "
                    "(wine 8.0=10.0)",
          .facts = {"close/process-exit-closes-pipe"}, .deadline = 30000)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct child *child;
    DWORD count = 0;

    REQUIRE(pair && (child = CHILD("writes", pair->client)));
    pipe_end_close(&pair->client);
    REQUIRE(child_ends(child));
    check_result("ReadFile", drain(pair->server, 10, &count), ERROR_SUCCESS);
    check_number("bytes", count, 10);
    check_result("ReadFile then", drain(pair->server, 1, &count), ERROR_BROKEN_PIPE);
}

static const struct child_role roles[] = {
    {"starts a write", start_a_write}, {"starts a read", start_a_read}, {"writes", write_and_say}};

START_TEST(close_process)
{
    if (!child_main(roles, ARRAY_SIZE(roles)))
        behaviours_run(__FILE__);
}

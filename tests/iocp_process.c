/* A handle is bound to a port of one process and used by another. */
#include "conformance/conformance.h"

static OVERLAPPED overlapped;
static char bytes[16];

static void bind_and_read(struct child_shared *shared)
{
    HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);

    shared->values[0] = (LONG)RESULT(CreateIoCompletionPort(shared->handles[0], port, 0, 0) != NULL);
    overlapped.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    shared->values[1] = (LONG)RESULT(ReadFile(shared->handles[0], bytes, sizeof(bytes), NULL, &overlapped));
    child_says(shared);
    shared->values[2] = (LONG)WaitForSingleObject(overlapped.hEvent, OPERATION_DEADLINE);
    child_says(shared);
}

BEHAVIOUR(bound_elsewhere, .id = "iocp/association-survives-process-boundary",
          .summary =
              "the packets of a handle that another process has inherited go to the port that it was bound "
              "to, and the other process cannot bind it again",
          .provenance = REPORTED,
          .source = "thread:https://github.com/golang/go/issues/80979; winetest:dlls/kernel32/tests/pipe.c:"
                    "child_process_exit_process_async:4157-4215 (wine 8.0=10.0)",
          .facts = {"iocp/association-survives-process-boundary"}, .deadline = 30000)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    HANDLE port = pair ? new_port(pair->client) : NULL;
    struct child *child;
    struct packet packet;

    REQUIRE(port && (child = CHILD("reads", pair->client)));
    check_result("binding again", (DWORD)child->shared->values[0], ERROR_INVALID_PARAMETER);
    check_result("ReadFile in the other process", (DWORD)child->shared->values[1], ERROR_IO_PENDING);
    REQUIRE(new_write(pair->server, 10));
    packet = port_wait(port);
    check_result("the packet", packet.result, ERROR_SUCCESS);
    check_number("bytes", packet.count, 10);
    check_flags("key", packet.key, PORT_KEY);
    REQUIRE(child_goes_on(child));
    check_wait("the event in the other process", (DWORD)child->shared->values[2], WAIT_OBJECT_0);
}

static const struct child_role roles[] = {{"reads", bind_and_read}};

START_TEST(iocp_process)
{
    if (!child_main(roles, ARRAY_SIZE(roles)))
        behaviours_run(__FILE__);
}

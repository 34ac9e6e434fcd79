/* Cancelling on a handle on which another process has an operation pending. */
#include "conformance/conformance.h"

static OVERLAPPED overlapped; /* of the role's read; what it has become is the process's second answer */
static char bytes[16];

static void read_and_look(struct child_shared *shared)
{
    overlapped.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
    shared->values[0] = (LONG)RESULT(ReadFile(shared->handles[0], bytes, sizeof(bytes), NULL, &overlapped));
    child_says(shared);
    shared->values[1] = (LONG)WaitForSingleObject(overlapped.hEvent, 0);
    child_says(shared);
    shared->values[2] = (LONG)WaitForSingleObject(overlapped.hEvent, OPERATION_DEADLINE);
    shared->values[3] = (LONG)overlapped.InternalHigh;
    child_says(shared);
}

BEHAVIOUR(
    own_process_alone, .id = "cancel/only-current-process",
    .summary = "CancelIoEx finds nothing of another process's on a handle that both have, whose read goes on",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex",
    .facts = {"cancel/only-current-process"}, .deadline = 30000)
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct child *child;

    REQUIRE(pair && (child = CHILD("reads", pair->client)));
    check_result("ReadFile in the other process", (DWORD)child->shared->values[0], ERROR_IO_PENDING);
    inferred(check_result("CancelIoEx", RESULT(CancelIoEx(pair->client, NULL)), ERROR_NOT_FOUND));
    REQUIRE(child_goes_on(child));
    check_wait("its event then", (DWORD)child->shared->values[1], WAIT_TIMEOUT);
    REQUIRE(new_write(pair->server, 10));
    REQUIRE(child_goes_on(child));
    check_wait("its event when there is data", (DWORD)child->shared->values[2], WAIT_OBJECT_0);
    check_number("its bytes", child->shared->values[3], 10);
}

static const struct child_role roles[] = {{"reads", read_and_look}};

START_TEST(cancel_process)
{
    if (!child_main(roles, ARRAY_SIZE(roles)))
        behaviours_run(__FILE__);
}

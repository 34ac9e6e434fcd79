/* FILE_SKIP_SET_EVENT_ON_HANDLE and who waits for the handle all the same; flags that nobody knows. */
#include "conformance/conformance.h"

#ifndef FILE_SKIP_SET_EVENT_ON_HANDLE
#define FILE_SKIP_SET_EVENT_ON_HANDLE 2
#endif

#define WAITS 300 /* ms */

struct waiting {
    struct operation *read;
    DWORD result;
};

static DWORD WINAPI wait_for_result(void *argument)
{
    struct waiting *waiting = argument;
    DWORD count;

    waiting->result = operation_result_ex(waiting->read, &count, WAITS, FALSE);
    return 0;
}

BEHAVIOUR(never_wakes, .id = "modes/skip-set-event-gor-hang",
          .summary =
              "who waits for the result of a read without an event is not woken when the handle is not to be "
              "signaled, although the read is complete",
          .provenance = REPORTED,
          .source = "thread:https://github.com/microsoft/STL/issues/1632; "
                    "winetest:dlls/ntdll/tests/pipe.c:test_completion:1643-1665 (wine 10.0)",
          .facts = {"modes/skip-set-event-gor-hang"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct waiting *waiting = behaviour_memory(sizeof(*waiting));
    HANDLE thread;

    REQUIRE(pair && waiting && has_result_ex() && (waiting->read = operation_new(NO_EVENT, 10)));
    check_result("SetFileCompletionNotificationModes",
                 RESULT(SetFileCompletionNotificationModes(pair->client, FILE_SKIP_SET_EVENT_ON_HANDLE)),
                 ERROR_SUCCESS);
    check_result("ReadFile", start_read(waiting->read, pair->client, 10), ERROR_IO_PENDING);
    REQUIRE(thread = thread_start_running(wait_for_result, waiting));
    check_wait("the waiting thread", thread_blocked(thread), WAIT_TIMEOUT);
    REQUIRE(new_write(pair->server, 10));
    check_status("Internal", operation_status(waiting->read), STATUS_SUCCESS);
    check_wait("the thread in the end", thread_join(thread), WAIT_OBJECT_0);
    check_result("GetOverlappedResultEx", waiting->result, WAIT_TIMEOUT);
    check_result("asked again", operation_result(waiting->read, NULL), ERROR_SUCCESS);
}

BEHAVIOUR(unknown_flags, .id = "modes/notification-invalid-flag",
          .summary = "unknown notification flags are ignored, or refused with ERROR_INVALID_PARAMETER",
          .provenance = INFERRED,
          .source =
              "winetest:dlls/ntdll/tests/file.c:test_file_completion_information:4173-4176 (wine 10.0); "
              "inference",
          .facts = {"modes/notification-invalid-flag"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair);
    check_result("SetFileCompletionNotificationModes",
                 RESULT(SetFileCompletionNotificationModes(pair->client, 0xe0)), ERROR_SUCCESS,
                 ERROR_INVALID_PARAMETER);
    REQUIRE(read = operation_new(NO_EVENT, 10));
    check_result("ReadFile", start_read(read, pair->client, 10), ERROR_IO_PENDING);
    REQUIRE(new_write(pair->server, 10));
    check_result("the read", operation_finish(read, NULL), ERROR_SUCCESS);
    check_event("handle", pair->client, SIGNALED);
}

UNIT(modes_unset)

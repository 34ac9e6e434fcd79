/* SetFileCompletionNotificationModes: what it does to handles, events and completion ports. */
#include "conformance/conformance.h"

#ifndef FILE_SKIP_SET_EVENT_ON_HANDLE
#define FILE_SKIP_SET_EVENT_ON_HANDLE 2
#endif

static DWORD set_notification(HANDLE handle, UCHAR flags)
{
    return RESULT(SetFileCompletionNotificationModes(handle, flags));
}

BEHAVIOUR(
    skip_handle, .id = "modes/skip-set-event-on-handle",
    .summary = "FILE_SKIP_SET_EVENT_ON_HANDLE unsignals the handle, which no completion signals any more",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_completion:1643-1665 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_completion:1643-1647 (wine 10.0)",
    .facts = {"modes/skip-set-event-on-handle", "modes/skip-set-event-resets-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read, *second;
    DWORD count;

    REQUIRE(pair);
    REQUIRE(new_port(pair->client));
    REQUIRE(read = operation_new(NO_EVENT, 10));
    REQUIRE(second = operation_new(NO_EVENT, 10));
    start_read(read, pair->client, 10);
    WriteFile(pair->client, "x", 1, &count, NULL);
    check_event("handle before", pair->client, SIGNALED);
    check_result("SetFileCompletionNotificationModes",
                 set_notification(pair->client, FILE_SKIP_SET_EVENT_ON_HANDLE), ERROR_SUCCESS);
    check_event("handle with a read pending", pair->client, NOT_SIGNALED);
    REQUIRE(new_write(pair->server, 5));
    check_result("result of the read", operation_finish(read, &count), ERROR_SUCCESS);
    check_event("handle after the read", pair->client, NOT_SIGNALED);
    start_read(second, pair->client, 10);
    REQUIRE(new_write(pair->server, 5));
    check_result("result of the second read", operation_finish(second, &count), ERROR_SUCCESS);
    check_event("handle after the second read", pair->client, NOT_SIGNALED);
}

BEHAVIOUR(explicit_event, .id = "modes/skip-set-event-explicit-event-still-set",
          .summary = "FILE_SKIP_SET_EVENT_ON_HANDLE does not concern the event of an OVERLAPPED",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/"
                    "nf-winbase-setfilecompletionnotificationmodes",
          .facts = {"modes/skip-set-event-explicit-event-still-set"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *read;

    REQUIRE(pair);
    REQUIRE(new_port(pair->client));
    check_result("SetFileCompletionNotificationModes",
                 set_notification(pair->client, FILE_SKIP_SET_EVENT_ON_HANDLE), ERROR_SUCCESS);
    REQUIRE(read = new_read(pair->client, 10));
    check_event("event while pending", read->event, NOT_SIGNALED);
    REQUIRE(new_write(pair->server, 5));
    check_event("event", read->event, SIGNALED);
}

BEHAVIOUR(not_cleared, .id = "modes/notification-flags-cannot-be-cleared",
          .summary = "a later call with no flags does not bring back packets for writes that succeed at once",
          .provenance = DOCUMENTED,
          .source =
              "winetest:dlls/ntdll/tests/file.c:test_file_completion_information:4140-4176 (wine 10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/"
              "nf-winbase-setfilecompletionnotificationmodes",
          .facts = {"modes/notification-flags-cannot-be-cleared"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct operation *write;
    HANDLE port;

    REQUIRE(pair);
    REQUIRE(port = new_port(pair->server));
    check_result("setting", set_notification(pair->server, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS),
                 ERROR_SUCCESS);
    set_notification(pair->server, 0);
    REQUIRE(write = operation_new(NO_EVENT, 10));
    check_result("WriteFile", start_write(write, pair->server, 10), ERROR_SUCCESS);
    check_result("GetQueuedCompletionStatus", port_poll(port).result, WAIT_TIMEOUT);
}

BEHAVIOUR(synchronous_handle, .id = "modes/notification-on-sync-handle",
          .summary = "a synchronous handle is refused with ERROR_INVALID_PARAMETER", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/file.c:test_file_completion_information:4140-4176 (wine 10.0)",
          .facts = {"modes/notification-on-sync-handle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100, .synchronous_client = 1);

    REQUIRE(pair);
    check_result("SetFileCompletionNotificationModes",
                 set_notification(pair->client, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS),
                 ERROR_INVALID_PARAMETER);
}

UNIT(modes_notification)

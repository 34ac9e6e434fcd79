/* The named pipe device itself, opened like a file. */
#include "conformance/conformance.h"

#include "conformance/nt_calls.h"

static const WCHAR device[] = L"\\Device\\NamedPipe";
static const WCHAR directory[] = L"\\Device\\NamedPipe\\";

BEHAVIOUR(
    device_read, .id = "misc/pipe-device-read",
    .summary = "the named pipe device and its root directory refuse to be read", .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2689-2691 (wine 10.0)",
    .facts = {"misc/pipe-device-read"})
{
    HANDLE event = new_event(TRUE, FALSE), file;
    char *bytes = behaviour_memory(64);

    REQUIRE(event && bytes && nt_supported());
    REQUIRE(file = nt_open(device));
    check_status("NtReadFile of the device", nt_read(file, event, bytes, 64), STATUS_INVALID_PARAMETER);
    REQUIRE(file = nt_open(directory));
    check_status("NtReadFile of the directory", nt_read(file, event, bytes, 64), STATUS_INVALID_PARAMETER);
}

BEHAVIOUR(
    device_write, .id = "misc/pipe-device-write",
    .summary = "the named pipe device and its root directory refuse to be written", .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2693-2695 (wine 10.0)",
    .facts = {"misc/pipe-device-write"})
{
    HANDLE event = new_event(TRUE, FALSE), file;
    char *bytes = behaviour_memory(64);

    REQUIRE(event && bytes && nt_supported());
    REQUIRE(file = nt_open(device));
    check_status("NtWriteFile to the device", nt_write(file, event, bytes, 64), STATUS_INVALID_PARAMETER);
    REQUIRE(file = nt_open(directory));
    check_status("NtWriteFile to the directory", nt_write(file, event, bytes, 64), STATUS_INVALID_PARAMETER);
}

/* One control code without input, with room for output, on the device and on its directory. */
static int open_both(HANDLE files[2])
{
    return nt_supported() && (files[0] = nt_open(device)) && (files[1] = nt_open(directory));
}

BEHAVIOUR(
    device_peek, .id = "misc/pipe-device-peek", .summary = "the named pipe device cannot be peeked at",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2697-2704 (wine 10.0)",
    .facts = {"misc/pipe-device-peek"})
{
    HANDLE event = new_event(TRUE, FALSE), files[2];
    char *bytes = behaviour_memory(64);

    REQUIRE(event && bytes && open_both(files));
    check_status("the device", nt_control(files[0], event, PIPE_CONTROL_PEEK, NULL, 0, bytes, 20),
                 STATUS_INVALID_PARAMETER);
    check_status("the directory", nt_control(files[1], event, PIPE_CONTROL_PEEK, NULL, 0, bytes, 20),
                 STATUS_INVALID_PARAMETER);
}

static NTSTATUS ask_attribute(HANDLE file, HANDLE event, const char *name)
{
    ULONG *id = behaviour_memory(sizeof(*id));

    return nt_control(file, event, PIPE_CONTROL_GET_CONNECTION_ATTRIBUTE, name, (ULONG)strlen(name) + 1, id,
                      sizeof(*id));
}

BEHAVIOUR(
    device_client, .id = "misc/pipe-device-client-pid",
    .summary = "the named pipe device has no client process", .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2706-2713 (wine 10.0)",
    .facts = {"misc/pipe-device-client-pid"})
{
    HANDLE event = new_event(TRUE, FALSE), files[2];

    REQUIRE(event && open_both(files));
    check_status("the device", ask_attribute(files[0], event, "ClientProcessId"), STATUS_INVALID_PARAMETER);
    check_status("the directory", ask_attribute(files[1], event, "ClientProcessId"),
                 STATUS_INVALID_PARAMETER);
}

BEHAVIOUR(
    device_server, .id = "misc/pipe-device-server-pid",
    .summary = "the named pipe device has no server process", .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2715-2722 (wine 10.0)",
    .facts = {"misc/pipe-device-server-pid"})
{
    HANDLE event = new_event(TRUE, FALSE), files[2];

    REQUIRE(event && open_both(files));
    check_status("the device", ask_attribute(files[0], event, "ServerProcessId"), STATUS_INVALID_PARAMETER);
    check_status("the directory", ask_attribute(files[1], event, "ServerProcessId"),
                 STATUS_INVALID_PARAMETER);
}

UNIT(misc_device)

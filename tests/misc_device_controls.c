/* Control codes of pipes, sent to the named pipe device. */
#include "conformance/conformance.h"

#include "conformance/nt_calls.h"

struct row {
    struct expectation expectation;
    ULONG code;
};

/* Each code on the device, then on its root directory: rows come in such pairs. */
static NTSTATUS send_code(unsigned int index, ULONG code)
{
    HANDLE event = new_event(TRUE, FALSE);
    HANDLE file = nt_open(index % 2 ? L"\\Device\\NamedPipe\\" : L"\\Device\\NamedPipe");

    return event && file ? nt_control(file, event, code, NULL, 0, NULL, 0) : STATUS_UNSUCCESSFUL;
}

BEHAVIOUR(
    disconnect, .id = "misc/pipe-device-fsctl-disconnect",
    .summary = "FSCTL_PIPE_DISCONNECT and FSCTL_PIPE_TRANSCEIVE find the named pipe device disconnected",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2666-2669 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2724-2737 (wine 10.0)",
    .facts = {"misc/pipe-device-fsctl-disconnect"})
{
    static const struct row rows[] = {
        {EXPECT("disconnect, device", STATUS_PIPE_DISCONNECTED), PIPE_CONTROL_DISCONNECT},
        {EXPECT("disconnect, directory", STATUS_PIPE_DISCONNECTED), PIPE_CONTROL_DISCONNECT},
        {EXPECT("transceive, device", STATUS_PIPE_DISCONNECTED), PIPE_CONTROL_TRANSCEIVE},
        {EXPECT("transceive, directory", STATUS_PIPE_DISCONNECTED), PIPE_CONTROL_TRANSCEIVE},
    };

    REQUIRE(nt_supported());
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++)
        check_row(KIND_STATUS, rows, i, (ULONG)send_code(i, rows[i].code));
}

BEHAVIOUR(
    listen, .id = "misc/pipe-device-fsctl-listen",
    .summary = "FSCTL_PIPE_LISTEN and FSCTL_PIPE_IMPERSONATE are illegal functions of the named pipe device",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2667-2670 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2724-2737 (wine 10.0)",
    .facts = {"misc/pipe-device-fsctl-listen"})
{
    static const struct row rows[] = {
        {EXPECT("listen, device", STATUS_ILLEGAL_FUNCTION), PIPE_CONTROL_LISTEN},
        {EXPECT("listen, directory", STATUS_ILLEGAL_FUNCTION), PIPE_CONTROL_LISTEN},
        {EXPECT("impersonate, device", STATUS_ILLEGAL_FUNCTION), PIPE_CONTROL_IMPERSONATE},
        {EXPECT("impersonate, directory", STATUS_ILLEGAL_FUNCTION), PIPE_CONTROL_IMPERSONATE},
    };

    REQUIRE(nt_supported());
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++)
        check_row(KIND_STATUS, rows, i, (ULONG)send_code(i, rows[i].code));
}

BEHAVIOUR(
    unsupported, .id = "misc/pipe-device-fsctl-unsupported",
    .summary = "the event and client process controls are not supported by the named pipe device",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2665-2671 (wine 10.0)",
    .facts = {"misc/pipe-device-fsctl-unsupported"})
{
    static const struct row rows[] = {
        {EXPECT("assign event, device", STATUS_NOT_SUPPORTED), PIPE_CONTROL_ASSIGN_EVENT},
        {EXPECT("assign event, directory", STATUS_NOT_SUPPORTED), PIPE_CONTROL_ASSIGN_EVENT},
        {EXPECT("query event, device", STATUS_NOT_SUPPORTED), PIPE_CONTROL_QUERY_EVENT},
        {EXPECT("query event, directory", STATUS_NOT_SUPPORTED), PIPE_CONTROL_QUERY_EVENT},
        {EXPECT("set client process, device", STATUS_NOT_SUPPORTED), PIPE_CONTROL_SET_CLIENT_PROCESS},
        {EXPECT("set client process, directory", STATUS_NOT_SUPPORTED), PIPE_CONTROL_SET_CLIENT_PROCESS},
    };

    REQUIRE(nt_supported());
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++)
        check_row(KIND_STATUS, rows, i, (ULONG)send_code(i, rows[i].code));
}

BEHAVIOUR(query_client, .id = "misc/pipe-device-fsctl-query-client",
          .summary = "FSCTL_PIPE_QUERY_CLIENT_PROCESS of the named pipe device is an invalid parameter",
          .provenance = WINETEST,
          .source =
              "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2672 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:subtest_empty_name_pipe_operations:2724-2737 (wine 10.0)",
          .facts = {"misc/pipe-device-fsctl-query-client"})
{
    static const struct row rows[] = {
        {EXPECT("query client process, device", STATUS_INVALID_PARAMETER), PIPE_CONTROL_QUERY_CLIENT_PROCESS},
        {EXPECT("query client process, directory", STATUS_INVALID_PARAMETER),
         PIPE_CONTROL_QUERY_CLIENT_PROCESS},
    };

    REQUIRE(nt_supported());
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++)
        check_row(KIND_STATUS, rows, i, (ULONG)send_code(i, rows[i].code));
}

/* FILE_PIPE_WAIT_FOR_BUFFER */
struct wait_for_name {
    LARGE_INTEGER timeout;
    ULONG name_length;
    BOOLEAN has_timeout;
    WCHAR name[17];
};

BEHAVIOUR(
    wait, .id = "misc/pipe-device-wait",
    .summary =
        "FSCTL_PIPE_WAIT is an illegal function of the named pipe device; its directory does not find a name",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_empty_name:2775-2777 (wine 10.0); "
              "winetest:dlls/ntdll/tests/pipe.c:test_empty_name:2818-2820 (wine 10.0)",
    .facts = {"misc/pipe-device-wait"})
{
    static const struct row rows[] = {
        {EXPECT("wait, device", STATUS_ILLEGAL_FUNCTION), PIPE_CONTROL_WAIT},
        {EXPECT("wait, directory", STATUS_OBJECT_NAME_NOT_FOUND), PIPE_CONTROL_WAIT},
    };
    struct wait_for_name input = {{.QuadPart = 0}, 16 * sizeof(WCHAR), TRUE, L"nonexistent_pipe"};

    REQUIRE(nt_supported());
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++) {
        HANDLE event = new_event(TRUE, FALSE);
        HANDLE file = nt_open(i ? L"\\Device\\NamedPipe\\" : L"\\Device\\NamedPipe");

        REQUIRE(event && file);
        check_row(KIND_STATUS, rows, i,
                  (ULONG)nt_control(file, event, rows[i].code, &input,
                                    FIELD_OFFSET(struct wait_for_name, name) + input.name_length, NULL, 0));
    }
}

UNIT(misc_device_controls)

/* Error translation, volume and name of a pipe end. */
#include "conformance/conformance.h"

#include "conformance/nt_calls.h"

struct translation {
    struct expectation expectation;
    NTSTATUS status;
};

BEHAVIOUR(translations, .id = "misc/ntstatus-to-win32-map",
          .summary = "the statuses of pipes become these Win32 errors", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/error.c:run_error_tests:495-509 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/error.c:run_error_tests:189 (wine 10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CloseHandle:1677-1680 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_DisconnectNamedPipe:1513-1534 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:read_pipe_test:1229-1233 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_pipe_state:2076-2082 (wine 10.0)",
          .facts = {"misc/ntstatus-to-win32-map"})
{
    static const struct translation rows[] = {
        {EXPECT("STATUS_PIPE_BROKEN", ERROR_BROKEN_PIPE), STATUS_PIPE_BROKEN},
        {EXPECT("STATUS_PIPE_CLOSING", ERROR_NO_DATA), STATUS_PIPE_CLOSING},
        {EXPECT("STATUS_PIPE_EMPTY", ERROR_NO_DATA), STATUS_PIPE_EMPTY},
        {EXPECT("STATUS_PIPE_DISCONNECTED", ERROR_PIPE_NOT_CONNECTED), STATUS_PIPE_DISCONNECTED},
        {EXPECT("STATUS_PIPE_LISTENING", ERROR_PIPE_LISTENING), STATUS_PIPE_LISTENING},
        {EXPECT("STATUS_PIPE_CONNECTED", ERROR_PIPE_CONNECTED), STATUS_PIPE_CONNECTED},
        {EXPECT("STATUS_PIPE_NOT_AVAILABLE", ERROR_PIPE_BUSY), STATUS_PIPE_NOT_AVAILABLE},
        {EXPECT("STATUS_INVALID_PIPE_STATE", ERROR_BAD_PIPE), STATUS_INVALID_PIPE_STATE},
        {EXPECT("STATUS_CANCELLED", ERROR_OPERATION_ABORTED), STATUS_CANCELLED},
        {EXPECT("STATUS_BUFFER_OVERFLOW", ERROR_MORE_DATA), STATUS_BUFFER_OVERFLOW},
    };
    ULONG(NTAPI * translate)(NTSTATUS) = (ULONG(NTAPI *)(NTSTATUS))seam_lookup("RtlNtStatusToDosError");

    if (!translate) {
        not_supported("RtlNtStatusToDosError");
        return;
    }
    for (unsigned int i = 0; i < ARRAY_SIZE(rows); i++)
        check_row(KIND_ERROR, rows, i, translate(rows[i].status));
}

BEHAVIOUR(volume, .id = "misc/volume-info-characteristics",
          .summary = "both ends of a pipe are on a device of type FILE_DEVICE_NAMED_PIPE",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_volume_info:1867-1895 (wine 10.0)",
          .facts = {"misc/volume-info-characteristics"})
{
    enum { device_information = 4, named_pipe = 0x11 };
    struct pipe_pair *pair = PIPE_PAIR(.type = PIPE_TYPE_MESSAGE);
    struct {
        ULONG type, characteristics;
    } information = {0, 0};
    ULONG_PTR count = 0;

    REQUIRE(pair && nt_supported());
    check_status("NtQueryVolumeInformationFile of the server",
                 nt_query_volume(pair->server, &information, sizeof(information), device_information, &count),
                 STATUS_SUCCESS);
    check_flags("device type of the server", information.type, named_pipe);
    check_number("bytes of information", count, 8);
    check_status("NtQueryVolumeInformationFile of the client",
                 nt_query_volume(pair->client, &information, sizeof(information), device_information, &count),
                 STATUS_SUCCESS);
    check_flags("device type of the client", information.type, named_pipe);
}

BEHAVIOUR(
    names, .id = "misc/name-query",
    .summary =
        "FileNameInformation of either end is a backslash and the pipe's name; a short buffer gets what fits",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:_test_file_name:1920-1955 (wine 10.0)",
    .facts = {"misc/name-query"})
{
    enum { name_information = 9 };
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    struct {
        ULONG size;
        WCHAR name[100];
    } *information = behaviour_memory(sizeof(*information));
    const WCHAR *expected;
    ULONG_PTR count = 0;

    REQUIRE(pair && information && nt_supported());
    expected = pair->name + wcslen(L"\\\\.\\pipe");
    check_status("whole",
                 nt_query_file(pair->server, information, sizeof(*information), name_information, &count),
                 STATUS_SUCCESS);
    check_boolean("the name",
                  information->size == wcslen(expected) * sizeof(WCHAR) &&
                      !memcmp(information->name, expected, information->size),
                  TRUE);
    check_boolean("its size is counted", count == information->size + sizeof(ULONG), TRUE);
    memset(information, 0, sizeof(*information));
    check_status("20 bytes", nt_query_file(pair->client, information, 20, name_information, &count),
                 STATUS_BUFFER_OVERFLOW);
    check_number("bytes of information", count, 20);
    check_boolean("the whole size", information->size == wcslen(expected) * sizeof(WCHAR), TRUE);
    check_boolean("a part of the name", !memcmp(information->name, expected, 16), TRUE);
    check_status("4 bytes", nt_query_file(pair->client, information, 4, name_information, &count),
                 STATUS_INFO_LENGTH_MISMATCH);
}

UNIT(misc)

/* Security of the named pipe device. */
#include "conformance/conformance.h"

#include "conformance/nt_calls.h"

BEHAVIOUR(device_name, .id = "security/pipe-device-filename",
          .summary = "the named pipe device has no file name", .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_file_info:2434-2438 (wine 10.0)",
          .facts = {"security/pipe-device-filename"})
{
    enum { name_information = 9 };
    char *information = behaviour_memory(512);
    HANDLE file;

    REQUIRE(information && nt_supported());
    file = owned(
        CreateFileW(L"\\\\.\\pipe", 0, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL));
    if (file == INVALID_HANDLE_VALUE) {
        broken_setup("CreateFileW of the device failed with error %lu", GetLastError());
        return;
    }
    check_status("NtQueryInformationFile", nt_query_file(file, information, 512, name_information, NULL),
                 STATUS_INVALID_PARAMETER);
}

UNIT(security)

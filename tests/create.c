/* CreateNamedPipe: names and parameters. */
#include "conformance/conformance.h"

/* The error of a CreateNamedPipe, ERROR_SUCCESS when it made a pipe. */
static DWORD create_error(const WCHAR *name, DWORD open_mode, DWORD pipe_mode, DWORD instances)
{
    HANDLE server;

    SetLastError(0xdeadbeef);
    server = owned(CreateNamedPipeW(name, open_mode, pipe_mode, instances, 100, 100, 0, NULL));
    return server == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS;
}

static const WCHAR *fresh_name(void)
{
    WCHAR *name = behaviour_memory(80 * sizeof(*name));

    pipe_unique_name(name);
    return name;
}

BEHAVIOUR(invalid_name, .id = "create/invalid-name",
          .summary = "CreateNamedPipe refuses what is no pipe's name with ERROR_INVALID_NAME, and no name "
                     "with ERROR_PATH_NOT_FOUND",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:186-194 (wine 8.0=10.0); "
                    "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:208-212 (wine 8.0=10.0)",
          .facts = {"create/invalid-name", "create/null-name"})
{
    check_error("not a pipe's name", create_error(L"not a named pipe", PIPE_ACCESS_DUPLEX, 0, 1),
                ERROR_INVALID_NAME);
    check_error("NULL", create_error(NULL, PIPE_ACCESS_DUPLEX, 0, 1), ERROR_PATH_NOT_FOUND);
}

BEHAVIOUR(impossible_modes, .id = "create/byte-type-message-readmode",
          .summary = "a byte type pipe cannot be read as messages: ERROR_INVALID_PARAMETER",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:198-206 (wine 8.0=10.0)",
          .facts = {"create/byte-type-message-readmode"})
{
    check_error("CreateNamedPipeW",
                create_error(fresh_name(), PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE | PIPE_READMODE_MESSAGE, 1),
                ERROR_INVALID_PARAMETER);
}

BEHAVIOUR(no_direction, .id = "create/no-access-mode",
          .summary = "CreateNamedPipe without a direction fails with ERROR_INVALID_PARAMETER",
          .provenance = INFERRED,
          .source =
              "inference; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-createnamedpipea",
          .facts = {"create/no-access-mode"})
{
    check_error("CreateNamedPipeW", create_error(fresh_name(), FILE_FLAG_OVERLAPPED, 0, 1),
                ERROR_INVALID_PARAMETER);
}

BEHAVIOUR(missing, .id = "create/open-missing-pipe",
          .summary = "a client of a pipe that does not exist gets ERROR_FILE_NOT_FOUND",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:214-217 (wine 8.0=10.0)",
          .facts = {"create/open-missing-pipe"})
{
    SetLastError(0xdeadbeef);
    check_handle("CreateFileW",
                 CreateFileW(fresh_name(), GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL),
                 HANDLE_IS_INVALID);
    check_error("its error", GetLastError(), ERROR_FILE_NOT_FOUND);
}

BEHAVIOUR(signaled, .id = "create/server-handle-signaled", .summary = "a new server handle is signaled",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:229 (wine 8.0=10.0)",
          .facts = {"create/server-handle-signaled"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 100);

    REQUIRE(pair);
    check_wait("WaitForSingleObject", WaitForSingleObject(pair->server, 0), WAIT_OBJECT_0);
}

BEHAVIOUR(odd_characters, .id = "create/odd-characters",
          .summary = "names may hold characters that files may not", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:675-683 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_pipe_names:2999-3010 (wine 10.0)",
          .facts = {"create/odd-characters"})
{
    WCHAR *name = behaviour_memory(100 * sizeof(*name));

    REQUIRE(name);
    pipe_unique_name(name);
    lstrcatW(name, L"<>*?|\"");
    check_error("CreateNamedPipeW", create_error(name, PIPE_ACCESS_DUPLEX, 0, 1), ERROR_SUCCESS);
    check_handle("CreateFileW",
                 owned(CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL)),
                 HANDLE_IS_VALID);
}

BEHAVIOUR(trailing_backslash, .id = "create/trailing-backslash-significant",
          .summary = "a backslash at the end belongs to the name", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe:685-696 (wine 8.0=10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_pipe_names:3001 (wine 10.0)",
          .facts = {"create/trailing-backslash-significant"})
{
    WCHAR *name = behaviour_memory(100 * sizeof(*name)), *longer = behaviour_memory(100 * sizeof(*longer));

    REQUIRE(name && longer);
    pipe_unique_name(name);
    lstrcpyW(longer, name);
    lstrcatW(longer, L"\\");
    check_error("CreateNamedPipeW", create_error(longer, PIPE_ACCESS_DUPLEX, 0, 1), ERROR_SUCCESS);
    SetLastError(0xdeadbeef);
    check_handle("CreateFileW without it", CreateFileW(name, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL),
                 HANDLE_IS_INVALID);
    check_error("its error", GetLastError(), ERROR_FILE_NOT_FOUND);
    check_handle("CreateFileW with it",
                 owned(CreateFileW(longer, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL)), HANDLE_IS_VALID);
}

UNIT(create)

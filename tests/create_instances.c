/* Instances of a pipe: how many, and how alike. */
#include "conformance/conformance.h"

static DWORD create_error(const WCHAR *name, DWORD open_mode, DWORD pipe_mode, DWORD instances)
{
    HANDLE server;

    SetLastError(0xdeadbeef);
    server = owned(CreateNamedPipeW(name, open_mode, pipe_mode, instances, 200, 200, 100, NULL));
    return server == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS;
}

BEHAVIOUR(one, .id = "create/max-instances-one",
          .summary = "a second instance of a pipe for one fails with ERROR_PIPE_BUSY", .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe_instances_must_match:699-728 "
                    "(wine 8.0=10.0)",
          .facts = {"create/max-instances-one"})
{
    struct pipe_pair *pair = PIPE_SERVER(.instances = 1);

    REQUIRE(pair);
    check_error("CreateNamedPipeW", create_error(pair->name, PIPE_ACCESS_DUPLEX, 0, 1), ERROR_PIPE_BUSY);
}

BEHAVIOUR(first_instance, .id = "create/first-pipe-instance-second",
          .summary = "FILE_FLAG_FIRST_PIPE_INSTANCE fails with ERROR_ACCESS_DENIED when the pipe exists",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/"
                    "nf-winbase-createnamedpipea; thread:https://github.com/microsoft/go-winio/issues/269",
          .facts = {"create/first-pipe-instance-second"})
{
    struct pipe_pair *pair = PIPE_SERVER(.instances = 4);

    REQUIRE(pair);
    check_error("CreateNamedPipeW",
                create_error(pair->name, PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE, 0, 4),
                ERROR_ACCESS_DENIED);
}

BEHAVIOUR(first_instance_denied, .id = "create/second-instance-different-access",
          .summary = "a second instance with another direction fails with ERROR_ACCESS_DENIED",
          .provenance = INFERRED,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe_instances_must_match:699-782 "
                    "(wine 8.0=10.0)",
          .facts = {"create/second-instance-different-access"})
{
    struct pipe_pair *pair = PIPE_SERVER(.instances = 4);

    REQUIRE(pair);
    check_error("inbound", create_error(pair->name, PIPE_ACCESS_INBOUND, 0, 4), ERROR_ACCESS_DENIED);
    check_error("outbound", create_error(pair->name, PIPE_ACCESS_OUTBOUND, 0, 4), ERROR_ACCESS_DENIED);
}

BEHAVIOUR(unlike, .id = "create/second-instance-different-type-etc",
          .summary = "a second instance may have another type, quota, time-out and a smaller limit",
          .provenance = WINETEST,
          .source =
              "winetest:dlls/kernel32/tests/pipe.c:test_CreateNamedPipe_instances_must_match:699-782 (wine "
              "8.0=10.0); "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-createnamedpipea",
          .facts = {"create/second-instance-different-type-etc"})
{
    struct pipe_pair *pair = PIPE_SERVER(.quota_out = 1024, .instances = 4);

    REQUIRE(pair);
    check_error("CreateNamedPipeW", create_error(pair->name, PIPE_ACCESS_DUPLEX, PIPE_TYPE_MESSAGE, 3),
                ERROR_SUCCESS);
}

BEHAVIOUR(no_instances, .id = "create/zero-instances",
          .summary = "CreateNamedPipe for no instances fails with ERROR_INVALID_PARAMETER",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/"
                    "nf-winbase-createnamedpipea; inference",
          .facts = {"create/zero-instances"})
{
    WCHAR name[80];

    pipe_unique_name(name);
    check_error("CreateNamedPipeW", create_error(name, PIPE_ACCESS_DUPLEX, 0, 0), ERROR_INVALID_PARAMETER);
}

BEHAVIOUR(
    too_many_instances, .id = "create/256-instances",
    .summary = "CreateNamedPipe for 256 instances fails with ERROR_INVALID_PARAMETER",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-createnamedpipea",
    .facts = {"create/256-instances"})
{
    WCHAR name[80];

    pipe_unique_name(name);
    check_error("CreateNamedPipeW", create_error(name, PIPE_ACCESS_DUPLEX, 0, 256), ERROR_INVALID_PARAMETER);
}

BEHAVIOUR(unlimited, .id = "create/unlimited-instances",
          .summary = "a pipe for unlimited instances says that its maximum is 255", .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
                    "nf-namedpipeapi-getnamedpipeinfo",
          .facts = {"create/unlimited-instances"})
{
    struct pipe_pair *pair = PIPE_SERVER(.instances = PIPE_UNLIMITED_INSTANCES);
    DWORD instances = 0;

    REQUIRE(pair);
    check_result("GetNamedPipeInfo", RESULT(GetNamedPipeInfo(pair->server, NULL, NULL, NULL, &instances)),
                 ERROR_SUCCESS);
    check_number("instances", instances, PIPE_UNLIMITED_INSTANCES);
}

BEHAVIOUR(
    direction, .id = "create/client-access-must-fit-direction",
    .summary = "a client that asks for what the pipe's direction does not offer gets ERROR_ACCESS_DENIED",
    .provenance = INFERRED, .source = "winetest:dlls/ntdll/tests/pipe.c:test_create:354-370 (wine 10.0)",
    .facts = {"create/client-access-must-fit-direction"})
{
    struct pipe_pair *inbound = PIPE_SERVER(.access = PIPE_ACCESS_INBOUND);
    struct pipe_pair *outbound = PIPE_SERVER(.access = PIPE_ACCESS_OUTBOUND);

    REQUIRE(inbound && outbound);
    SetLastError(0xdeadbeef);
    check_handle("reading an inbound pipe",
                 CreateFileW(inbound->name, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL),
                 HANDLE_IS_INVALID);
    check_error("its error", GetLastError(), ERROR_ACCESS_DENIED);
    SetLastError(0xdeadbeef);
    check_handle("writing an outbound pipe",
                 CreateFileW(outbound->name, GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL),
                 HANDLE_IS_INVALID);
    check_error("the other's error", GetLastError(), ERROR_ACCESS_DENIED);
}

UNIT(create_instances)

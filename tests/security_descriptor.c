/* The group and the access control list of a pipe's security descriptor. */
#include "conformance/conformance.h"

/* A server that may set it, with room for more instances. */
#define OWNED_PIPE .access = PIPE_ACCESS_DUPLEX | WRITE_OWNER, .instances = 10

BEHAVIOUR(default_group, .id = "security/default-group",
          .summary =
              "a pipe that was made without a security descriptor has the primary group of its maker's token",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:_test_group:2524-2540 (wine 10.0); "
                    "winetest:dlls/ntdll/tests/pipe.c:test_security_info:2578-2579 (wine 10.0)",
          .facts = {"security/default-group"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    PSID group = token_group();

    REQUIRE(pair && group && pipe_group_supported());
    check_boolean("of the server", pipe_group_is(pair->server, group), TRUE);
    check_boolean("of the client", pipe_group_is(pair->client, group), TRUE);
}

BEHAVIOUR(length, .id = "security/sd-query-length",
          .summary = "NtQuerySecurityObject without room says STATUS_BUFFER_TOO_SMALL and how much it needs",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:get_security_descriptor:2443-2455 (wine 10.0)",
          .facts = {"security/sd-query-length"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 100);
    void *descriptor = behaviour_memory(512);
    ULONG size = 0;

    REQUIRE(pair && descriptor && pipe_group_supported());
    check_status("NtQuerySecurityObject without room", pipe_group_query(pair->server, NULL, 0, &size),
                 STATUS_BUFFER_TOO_SMALL);
    check_boolean("it needs some", size > 0 && size <= 512, TRUE);
    check_status("NtQuerySecurityObject with that room",
                 pipe_group_query(pair->server, descriptor, size, &size), STATUS_SUCCESS);
}

BEHAVIOUR(shared, .id = "security/sd-shared-between-ends",
          .summary = "what is set through a server is what its client and all instances of the pipe have",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_security_info:2577-2606 (wine 10.0)",
          .facts = {"security/sd-shared-between-ends"})
{
    struct pipe_pair *pair = PIPE_PAIR(OWNED_PIPE);
    PSID world = well_known_group(WinWorldSid), local = well_known_group(WinLocalSid);
    HANDLE second;

    REQUIRE(pair && world && local && pipe_group_supported());
    check_status("NtSetSecurityObject", pipe_group_set(pair->server, world), STATUS_SUCCESS);
    check_boolean("of the server", pipe_group_is(pair->server, world), TRUE);
    check_boolean("of the client", pipe_group_is(pair->client, world), TRUE);
    second = owned(CreateNamedPipeW(pair->name, PIPE_ACCESS_DUPLEX, 0, 10, 4096, 4096, 0, NULL));
    check_handle("second CreateNamedPipeW", second, HANDLE_IS_VALID);
    check_boolean("of a second instance", pipe_group_is(second, world), TRUE);
    check_status("second NtSetSecurityObject", pipe_group_set(pair->server, local), STATUS_SUCCESS);
    check_boolean("of the client then", pipe_group_is(pair->client, local), TRUE);
    check_boolean("of the second instance then", pipe_group_is(second, local), TRUE);
}

BEHAVIOUR(survives, .id = "security/sd-survives-server-close",
          .summary = "a client whose server has closed can still be asked for the security descriptor",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_security_info:2606-2608 (wine 10.0)",
          .facts = {"security/sd-survives-server-close"})
{
    struct pipe_pair *pair = PIPE_PAIR(OWNED_PIPE);
    PSID local = well_known_group(WinLocalSid);
    HANDLE second;

    REQUIRE(pair && local && pipe_group_supported());
    second = owned(CreateNamedPipeW(pair->name, PIPE_ACCESS_DUPLEX, 0, 10, 4096, 4096, 0, NULL));
    check_handle("second CreateNamedPipeW", second, HANDLE_IS_VALID);
    check_status("NtSetSecurityObject", pipe_group_set(pair->server, local), STATUS_SUCCESS);
    pipe_end_close(&pair->server);
    check_boolean("of the client", pipe_group_is(pair->client, local), TRUE);
}

/* A listening server, and a list that grants everybody those rights. */
static HANDLE server_with_list(const WCHAR *name, ACCESS_MASK rights)
{
    struct {
        ACL list;
        BYTE entry[64];
    } list;
    PSID world = well_known_group(WinWorldSid);
    SECURITY_DESCRIPTOR descriptor;
    SECURITY_ATTRIBUTES attributes = {sizeof(attributes), &descriptor, FALSE};

    if (!world || !InitializeAcl(&list.list, sizeof(list), ACL_REVISION) ||
        !AddAccessAllowedAce(&list.list, ACL_REVISION, rights, world) ||
        !InitializeSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION) ||
        !SetSecurityDescriptorDacl(&descriptor, TRUE, &list.list, FALSE)) {
        broken_setup("no access control list: error %lu", GetLastError());
        return INVALID_HANDLE_VALUE;
    }
    return owned(CreateNamedPipeW(name, PIPE_ACCESS_INBOUND, 0, 10, 4096, 4096, 0, &attributes));
}

static DWORD second_instance(ACCESS_MASK rights)
{
    WCHAR name[80];
    HANDLE second;

    pipe_unique_name(name);
    if (server_with_list(name, rights) == INVALID_HANDLE_VALUE)
        return 0xdeadbeef;
    second = CreateNamedPipeW(name, PIPE_ACCESS_INBOUND, 0, 10, 4096, 4096, 0, NULL);
    if (second == INVALID_HANDLE_VALUE)
        return GetLastError();
    CloseHandle(second);
    return ERROR_SUCCESS;
}

BEHAVIOUR(
    second, .id = "security/second-instance-needs-create-instance",
    .summary = "a second instance is refused with ERROR_ACCESS_DENIED to whom the pipe's list does not grant "
               "FILE_CREATE_PIPE_INSTANCE",
    .provenance = DOCUMENTED,
    .source =
        "doc:https://learn.microsoft.com/en-us/windows/win32/ipc/"
        "named-pipe-security-and-access-rights; thread:https://github.com/microsoft/go-winio/issues/269",
    .facts = {"security/second-instance-needs-create-instance"})
{
    check_error("CreateNamedPipeW, granted", second_instance(FILE_ALL_ACCESS), ERROR_SUCCESS);
    check_error("CreateNamedPipeW, not granted",
                second_instance(FILE_ALL_ACCESS & ~FILE_CREATE_PIPE_INSTANCE), ERROR_ACCESS_DENIED);
}

UNIT(security_descriptor)

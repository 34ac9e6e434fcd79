/* The group of a pipe's security descriptor. */
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

UNIT(security_group)

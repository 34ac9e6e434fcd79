/* Whose privileges a server has that impersonates its client, when the client reverts to itself. */
#include "conformance/conformance.h"

/* Of both messages; what a server could not impersonate has no privileges to look at. */
#define check_impersonated(run_)                                                                             \
    do {                                                                                                     \
        check_result("ImpersonateNamedPipeClient", (run_)->first.impersonated, ERROR_SUCCESS);               \
        check_number("level of the first token", (run_)->first.level, SecurityImpersonation);                \
        check_result("second ImpersonateNamedPipeClient", (run_)->second.impersonated, ERROR_SUCCESS);       \
    } while (0)

BEHAVIOUR(no_sqos_revert, .id = "security/impersonate-no-sqos-revert",
          .summary = "without quality of service flags the server gets none of a token's disabled "
                     "privileges, and the process's own once the client has reverted to itself",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_no_sqos_revert:2174-2192 (wine 8.0=10.0)",
          .facts = {"security/impersonate-no-sqos-revert"})
{
    struct impersonation *run = impersonation_run(DISABLED_THEN_NONE, 0);

    REQUIRE(run);
    check_impersonated(run);
    check_number("privileges of the first token", run->first.privileges, 0);
    check_boolean("enabled ones in the second", run->second.enabled > 0, TRUE);
}

BEHAVIOUR(
    static_revert, .id = "security/impersonate-static-revert",
    .summary = "with static tracking the server gets the token with which the client opened the pipe, also "
               "when the client has reverted to itself",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_static_context_revert:2194-2207 (wine 8.0=10.0)",
    .facts = {"security/impersonate-static-revert"})
{
    struct impersonation *run =
        impersonation_run(DISABLED_THEN_NONE, SECURITY_SQOS_PRESENT | SECURITY_IMPERSONATION);

    REQUIRE(run);
    check_impersonated(run);
    check_number("enabled ones in the first", run->first.enabled, 0);
    check_number("enabled ones in the second", run->second.enabled, 0);
}

BEHAVIOUR(
    dynamic_revert, .id = "security/impersonate-dynamic-revert",
    .summary = "with dynamic tracking the server gets the process's own token once the client has reverted "
               "to itself",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_dynamic_context_revert:2211-2219 (wine 8.0=10.0)",
    .facts = {"security/impersonate-dynamic-revert"})
{
    struct impersonation *run = impersonation_run(
        DISABLED_THEN_NONE, SECURITY_SQOS_PRESENT | SECURITY_CONTEXT_TRACKING | SECURITY_IMPERSONATION);

    REQUIRE(run);
    check_impersonated(run);
    check_number("enabled ones in the first", run->first.enabled, 0);
    check_boolean("enabled ones in the second", run->second.enabled > 0, TRUE);
}

UNIT(security_revert)

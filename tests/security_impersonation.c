/* Whose privileges a server has that impersonates its client, while the client changes its token. */
#include "conformance/conformance.h"

/* Of both messages; what a server could not impersonate has no privileges to look at. */
#define check_impersonated(run_)                                                                             \
    do {                                                                                                     \
        check_result("ImpersonateNamedPipeClient", (run_)->first.impersonated, ERROR_SUCCESS);               \
        check_number("level of the first token", (run_)->first.level, SecurityImpersonation);                \
        check_result("second ImpersonateNamedPipeClient", (run_)->second.impersonated, ERROR_SUCCESS);       \
    } while (0)

BEHAVIOUR(no_sqos_no_token, .id = "security/impersonate-no-sqos-no-token",
          .summary = "a client without quality of service flags gives the server none of the privileges that "
                     "its process had disabled, and all once they are enabled",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_no_sqos_no_token:2092-2102 (wine 8.0=10.0)",
          .facts = {"security/impersonate-no-sqos-no-token"})
{
    struct impersonation *run = impersonation_run(PROCESS_DISABLED, 0);

    REQUIRE(run);
    check_impersonated(run);
    check_number("privileges of the first token", run->first.privileges, 0);
    check_boolean("enabled ones in the second", run->second.enabled > 0, TRUE);
}

BEHAVIOUR(no_sqos, .id = "security/impersonate-no-sqos",
          .summary = "without quality of service flags the server sees what the client changes in its token",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_no_sqos:2112-2123 (wine 8.0=10.0)",
          .facts = {"security/impersonate-no-sqos"})
{
    struct impersonation *run = impersonation_run(OWN_THEN_DISABLED, 0);

    REQUIRE(run);
    check_impersonated(run);
    check_boolean("enabled ones in the first", run->first.enabled > 0, TRUE);
    check_number("enabled ones in the second", run->second.enabled, 0);
}

BEHAVIOUR(
    static_context, .id = "security/impersonate-static-context",
    .summary = "with static tracking the server sees the token as it was when the client opened the pipe",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_static_context:2128-2142 (wine 8.0=10.0)",
    .facts = {"security/impersonate-static-context"})
{
    struct impersonation *run =
        impersonation_run(OWN_THEN_DISABLED, SECURITY_SQOS_PRESENT | SECURITY_IMPERSONATION);

    REQUIRE(run);
    check_impersonated(run);
    check_boolean("enabled ones in the first", run->first.enabled > 0, TRUE);
    check_boolean("enabled ones in the second", run->second.enabled > 0, TRUE);
}

BEHAVIOUR(dynamic_context, .id = "security/impersonate-dynamic-context",
          .summary = "with dynamic tracking the server sees what the client changes in its token",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_dynamic_context:2143-2155 (wine 8.0=10.0)",
          .facts = {"security/impersonate-dynamic-context"})
{
    struct impersonation *run = impersonation_run(
        OWN_THEN_DISABLED, SECURITY_SQOS_PRESENT | SECURITY_CONTEXT_TRACKING | SECURITY_IMPERSONATION);

    REQUIRE(run);
    check_impersonated(run);
    check_boolean("enabled ones in the first", run->first.enabled > 0, TRUE);
    check_number("enabled ones in the second", run->second.enabled, 0);
}

UNIT(security_impersonation)

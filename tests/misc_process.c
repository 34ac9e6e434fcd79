/* What is refused to a process that is another's. */
#include "conformance/conformance.h"

BEHAVIOUR(alerted, .id = "misc/alertnothread-access",
          .summary = "NtAlertThreadByThreadId of another process's thread fails with STATUS_ACCESS_DENIED",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/sync.c:test_tid_alert:832-834 (wine 10.0)",
          .facts = {"misc/alertnothread-access"}, .deadline = 30000)
{
    NTSTATUS(NTAPI * alert)(HANDLE) = (NTSTATUS(NTAPI *)(HANDLE))seam_lookup("NtAlertThreadByThreadId");
    struct child *child;

    if (!alert) {
        not_supported("NtAlertThreadByThreadId");
        return;
    }
    REQUIRE(child = child_start("stays", NULL, NULL));
    check_status("NtAlertThreadByThreadId", alert(ULongToHandle(child->thread_id)), STATUS_ACCESS_DENIED);
}

static const struct child_role roles[] = {{"stays", child_says}};

START_TEST(misc_process)
{
    if (!child_main(roles, ARRAY_SIZE(roles)))
        behaviours_run(__FILE__);
}

/* WriteQuotaAvailable of FilePipeLocalInformation, as a writer sees it. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"

/* FilePipeLocalInformation */
struct local_information {
    ULONG type, configuration, maximum_instances, current_instances;
    ULONG inbound_quota, read_data_available, outbound_quota, write_quota_available;
    ULONG state, end;
};

static DWORD quota_available(HANDLE handle)
{
    struct local_information information = {.write_quota_available = 0xdeadbeef};

    nt_query_file(handle, &information, sizeof(information), 24, NULL);
    return information.write_quota_available;
}

BEHAVIOUR(idle, .id = "quota/write-quota-available-idle",
          .summary = "WriteQuotaAvailable of an idle pipe is the whole quota of the direction",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_local_info:2345-2347 (wine 10.0)",
          .facts = {"quota/write-quota-available-idle"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_in = 100, .quota_out = 200);

    REQUIRE(nt_supported());
    REQUIRE(pair);
    check_number("at the server", quota_available(pair->server), 200);
    check_number("at the client", quota_available(pair->client), 100);
}

BEHAVIOUR(after_write, .id = "quota/write-quota-available-after-write",
          .summary = "unread bytes reduce WriteQuotaAvailable of the writer by their number",
          .provenance = INFERRED,
          .source = "inference; reactos:drivers/filesystems/npfs/fileinfo.c (hint only)",
          .facts = {"quota/write-quota-available-after-write"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 1000);

    REQUIRE(nt_supported());
    REQUIRE(pair);
    REQUIRE(new_write(pair->server, 300));
    check_number("after 300 of 1000 bytes", quota_available(pair->server), 700);
}

BEHAVIOUR(
    large_read, .id = "quota/write-quota-available-zero-with-large-read",
    .summary = "WriteQuotaAvailable is 0 while a read of more than the quota is pending in the empty pipe",
    .provenance = REPORTED,
    .source = "thread:https://github.com/kaappi/kaappi/issues/2463; "
              "thread:https://github.com/swiftlang/swift-corelibs-libdispatch/issues/781; "
              "thread:https://github.com/swiftlang/swift-corelibs-libdispatch/issues/796; "
              "thread:https://github.com/twisted/twisted/issues/5365",
    .facts = {"quota/write-quota-available-zero-with-large-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 1000);

    REQUIRE(nt_supported());
    REQUIRE(pair);
    REQUIRE(new_read(pair->client, 4000));
    check_number("with a read of 4000 pending", quota_available(pair->server), 0);
}

BEHAVIOUR(pending_read, .id = "quota/write-quota-available-reduced-by-pending-read",
          .summary = "a pending read reduces WriteQuotaAvailable of the writer although the pipe is empty",
          .provenance = REPORTED,
          .source = "thread:https://github.com/swiftlang/swift-corelibs-libdispatch/issues/781; "
                    "thread:https://github.com/swiftlang/swift-corelibs-libdispatch/issues/796; "
                    "thread:https://github.com/msys2/msys2-runtime/issues/271; "
                    "thread:https://github.com/git-for-windows/git/issues/4850; "
                    "reactos:drivers/filesystems/npfs/readsup.c (hint only)",
          .facts = {"quota/write-quota-available-reduced-by-pending-read"})
{
    struct pipe_pair *pair = PIPE_PAIR(.quota_out = 1000);

    REQUIRE(nt_supported());
    REQUIRE(pair);
    REQUIRE(new_read(pair->client, 400));
    check_between("with a read of 400 pending", quota_available(pair->server), 0, 999);
}

UNIT(quota_query)

/* Scenarios for the explorer itself, as races_reduction.c: pipes, ports and pools that have nothing to do
 * with each other beside such that have. */
#include "conformance/conformance.h"
#include "writer/imports.h"

static HANDLE reads[2], writes[2];
static DWORD counts[2];
static char bytes[2][8];

static void open_pipes(void)
{
    for (int i = 0; i < 2; i++)
        CreatePipe(&reads[i], &writes[i], NULL, 64);
}

static void write_one(void)
{
    DWORD count;

    WriteFile(writes[0], "a", 1, &count, NULL);
    WriteFile(writes[0], "b", 1, &count, NULL);
}

static void write_other(void)
{
    DWORD count;

    WriteFile(writes[1], "c", 1, &count, NULL);
    CloseHandle(writes[1]);
    writes[1] = NULL;
}

static void read_both(void)
{
    ReadFile(reads[0], bytes[0], sizeof(bytes[0]) - 1, &counts[0], NULL);
    ReadFile(reads[1], bytes[1], sizeof(bytes[1]) - 1, &counts[1], NULL);
}

static void close_pipes(void)
{
    scenario_outcome("'%s' and '%s'", bytes[0], bytes[1]);
    for (int i = 0; i < 2; i++) {
        CloseHandle(reads[i]);
        if (writes[i])
            CloseHandle(writes[i]);
    }
}

SCENARIO(two_pipes, .id = "reduction/two-pipes",
         .summary = "two threads that write to a pipe each, and one that reads both", .begin = open_pipes,
         .threads = {write_one, write_other, read_both}, .end = close_pipes);

/* ---- */

static HANDLE ports[2];
static ULONG_PTR keys[2];

static void open_ports(void)
{
    for (int i = 0; i < 2; i++)
        ports[i] = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
}

static void post_to_both(void)
{
    PostQueuedCompletionStatus(ports[0], 0, 1, NULL);
    PostQueuedCompletionStatus(ports[1], 0, 2, NULL);
}

static void post_to_second(void)
{
    PostQueuedCompletionStatus(ports[1], 0, 3, NULL);
}

static void take_from_both(void)
{
    OVERLAPPED *overlapped;
    DWORD count;

    for (int i = 1; i >= 0; i--)
        GetQueuedCompletionStatus(ports[i], &count, &keys[i], &overlapped, INFINITE);
}

static void close_ports(void)
{
    scenario_outcome("%u and %u", (unsigned int)keys[0], (unsigned int)keys[1]);
    CloseHandle(ports[0]);
    CloseHandle(ports[1]);
}

SCENARIO(two_ports, .id = "reduction/two-ports",
         .summary = "packets for two ports, and one that takes from both", .begin = open_ports,
         .threads = {post_to_both, post_to_second, take_from_both}, .end = close_ports);

/* ---- */

static TP_WORK *works[2];
static SRWLOCK lock;
static LONG order;

static void CALLBACK call_back(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work)
{
    (void)instance;
    (void)work;
    AcquireSRWLockExclusive(&lock);
    order = order * 10 + (LONG)(ULONG_PTR)context;
    ReleaseSRWLockExclusive(&lock);
}

static void open_works(void)
{
    for (int i = 0; i < 2; i++)
        works[i] = CreateThreadpoolWork(call_back, (void *)(ULONG_PTR)(i + 1), NULL);
}

static void submit_first(void)
{
    SubmitThreadpoolWork(works[0]);
    WaitForThreadpoolWorkCallbacks(works[0], TRUE);
}

static void submit_second(void)
{
    SubmitThreadpoolWork(works[1]);
}

static void close_works(void)
{
    for (int i = 0; i < 2; i++) {
        WaitForThreadpoolWorkCallbacks(works[i], FALSE);
        CloseThreadpoolWork(works[i]);
    }
    scenario_outcome("%ld", order);
}

SCENARIO(two_works, .id = "reduction/two-works",
         .summary = "two pieces of work, one of them taken back, on the process's own pool",
         .begin = open_works, .threads = {submit_first, submit_second}, .end = close_works);

UNIT(races_reduction_pipes)

/* soak FILE MILLISECONDS SEED [ROUND], what it says in FILE. Exit codes: 0 nothing found, 1 a violation or a
 * hang, 2 trouble. */
#include "resources.h"
#include "soak.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    WARM_ROUNDS = 10,            /* of each lane, before anything is counted */
    HANG_MILLISECONDS = 40000,   /* of a round; most take less than one second */
    SETTLE_MILLISECONDS = 15000, /* thread pools let go of threads that are idle */
    LINE_MILLISECONDS = 30000,
    GROWTH = 1024 * 1024,
};

static struct lane lanes[LANES];
static ULONGLONG seed, only_round;
static volatile LONGLONG rounds, until; /* tick; 0: the warm-up */

static DWORD WINAPI lead(void *argument)
{
    struct lane *lane = argument;
    unsigned int first = until ? WARM_ROUNDS : 0;

    for (unsigned int i = first; until ? (LONGLONG)GetTickCount64() < until : i < WARM_ROUNDS; i++) {
        lane->seed = only_round ? only_round : draw_seed(seed, i * LANES + lane->number);
        soak_round(lane);
        InterlockedIncrement64(&rounds);
    }
    return 0;
}

static void look_for_hangs(void)
{
    static const char *const names[ACTORS] = {"lane", "prober", "reader",     "notifier",
                                              "1st",  "2nd",    "3rd writing"};

    for (unsigned int i = 0; i < LANES; i++) {
        ULONGLONG started = lanes[i].started;

        if (!started || GetTickCount64() - started < HANG_MILLISECONDS)
            continue;
        InterlockedIncrement(&soak_violations);
        soak_line("hang: ROUND=%#llx, stream %ld, which ends with %s", lanes[i].seed, lanes[i].stream,
                  plan_end_name(lanes[i].plan.end));
        for (unsigned int k = 0; k < ACTORS; k++)
            soak_line("  %s: %s", names[k], lanes[i].steps[k] ? lanes[i].steps[k] : "-");
        TerminateProcess(GetCurrentProcess(), 1);
    }
}

static void show(const char *label)
{
    soak_line("%s%lld rounds, %lld operations, %lld bytes, %ld violations", label, rounds, soak_operations,
              soak_bytes, soak_violations);
}

static void lead_all(unsigned int count)
{
    HANDLE threads[LANES];
    ULONGLONG next = GetTickCount64() + LINE_MILLISECONDS;

    for (unsigned int i = 0; i < count; i++)
        threads[i] = soak_thread(lead, &lanes[i]);
    while (WaitForMultipleObjects(count, threads, TRUE, 500) == WAIT_TIMEOUT) {
        look_for_hangs();
        if (GetTickCount64() < next)
            continue;
        show("");
        next += LINE_MILLISECONDS;
    }
    for (unsigned int i = 0; i < count; i++)
        CloseHandle(threads[i]);
}

static void prepare(struct lane *lane, unsigned int number)
{
    lane->number = number;
    lane->over = CreateEventW(NULL, TRUE, FALSE, NULL);
    lane->idle = CreateEventW(NULL, TRUE, FALSE, NULL);
    lane->prober_rests = CreateEventW(NULL, TRUE, FALSE, NULL);
    lane->log = calloc(LOG_SIZE, sizeof(*lane->log));
    lane->messages = calloc(LOG_SIZE, sizeof(*lane->messages));
    lane->delivered = malloc(DELIVERED_SIZE);
    if (!lane->over || !lane->idle || !lane->prober_rests || !lane->log || !lane->messages ||
        !lane->delivered)
        soak_trouble("memory");
}

/* Counts until it is no more than it was before, or it will not become so. */
static struct resources settled(const struct resources *before)
{
    ULONGLONG end = GetTickCount64() + SETTLE_MILLISECONDS;
    struct resources now;

    do {
        Sleep(500);
        now = resources_now();
    } while (GetTickCount64() < end && (!before || now.handles > before->handles || now.heap > before->heap));
    return now;
}

static void check_resources(const struct resources *before)
{
    struct resources after = settled(before);

    soak_line("handles %u before, %u after; heap %llu bytes before, %llu after", before->handles,
              after.handles, before->heap, after.heap);
    if (after.handles > before->handles || after.heap > before->heap + GROWTH)
        soak_violation(&lanes[0],
                       "I10: handles or memory are not given back; the round named has no part in it");
}

int main(int count, char **arguments)
{
    unsigned int used;
    struct resources before;

    if (count < 4 || !freopen(arguments[1], "a", stdout))
        soak_trouble("usage: soak FILE MILLISECONDS SEED [ROUND]");
    seed = strtoull(arguments[3], NULL, 0);
    only_round = count > 4 ? strtoull(arguments[4], NULL, 0) : 0;
    used = only_round ? 1 : LANES;
    soak_verbose = only_round != 0;
    soak_line("SEED=%#llx", seed);
    for (unsigned int i = 0; i < LANES; i++)
        prepare(&lanes[i], i);
    lead_all(used);
    soak_verbose = FALSE;
    before = settled(NULL);
    until = (LONGLONG)(GetTickCount64() + strtoull(arguments[2], NULL, 0));
    lead_all(used);
    check_resources(&before);
    show("");
    return soak_violations ? 1 : 0;
}

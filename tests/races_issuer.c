/* Races in which it matters which thread has issued an operation. */
#include "conformance/conformance.h"

#define RETIRING 100 /* ms; a thread without work that does not stay ends within them */

static struct race_pipe ends;
static struct race_io written, taken;
static DWORD cancelled, status, early;
static TP_POOL *pool;
static TP_WORK *work;

/* 100 bytes pend at a quota of 64. */
static void begin(void)
{
    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
    race_write(&written, ends.writing, 'w', 100);
}

static void cancel_and_look(void)
{
    cancelled = RESULT(CancelIoEx(ends.writing, &written.overlapped));
    status = (DWORD) * (volatile ULONG_PTR *)&written.overlapped.Internal;
}

static void read_all(void)
{
    race_read(&taken, ends.reading, 100);
}

static void close_all(void)
{
    race_close(&ends.writing);
    if (taken.handle)
        race_finish(&taken);
    race_pipe_close(&ends);
    race_io_close(&written);
    race_io_close(&taken);
}

/* facts: cancel/event-signaled-immediately-for-pipes */
static void end_of_cancel(void)
{
    race_finish(&written);
    close_all();
    scenario_outcome("cancel: %s, write: %s, %s when the call returns", race_error(cancelled),
                     race_error(written.error), status == STATUS_PENDING ? "pending" : "over");
}

static void CALLBACK write_in_callback(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *called)
{
    (void)instance, (void)context, (void)called;
    race_write(&written, ends.writing, 'w', 100);
}

static void begin_in_pool(void)
{
    TP_CALLBACK_ENVIRON environment = {.Version = 1};

    RACE_PIPE(&ends, .quota = 64);
    race_io_open(&written, TRUE);
    race_io_open(&taken, TRUE);
    environment.Pool = pool = CreateThreadpool(NULL);
    SetThreadpoolThreadMaximum(pool, 1);
    work = CreateThreadpoolWork(write_in_callback, NULL, &environment);
}

static void write_and_close_pool(void)
{
    SubmitThreadpoolWork(work);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
    CloseThreadpool(pool);
}

/* A worker does not end while what it has issued is pending (learn.microsoft.com: Thread Pooling); that this
 * holds of a pool that is closed is inferred. facts: close/thread-exit-threadpool-thread-retires */
static void end_of_pool(void)
{
    early = WaitForSingleObject(written.overlapped.hEvent, RETIRING);
    read_all();
    race_finish(&written);
    close_all();
    scenario_outcome("write: %s%s", race_error(written.error),
                     early == WAIT_OBJECT_0 ? ", before anybody has read" : "");
}

SCENARIO(status, .id = "cancel/status-at-return",
         .summary = "a write that another thread has issued is cancelled, and its status looked at",
         .begin = begin, .threads = {cancel_and_look, read_all}, .end = end_of_cancel);

SCENARIO(worker, .id = "close/pool-closed-against-pending-write",
         .summary = "a pool is closed whose thread has issued a write that is pending",
         .begin = begin_in_pool, .threads = {write_and_close_pool}, .end = end_of_pool);

UNIT(races_issuer)

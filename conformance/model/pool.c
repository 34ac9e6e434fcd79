/* The pools themselves. */
#include "pool.h"
#include "reset.h"

#define POOLS_MOST 64
#define THREADS_DEFAULT 500 /* learn.microsoft.com: SetThreadpoolThreadMaximum, "default is 500" */

struct pool {
    struct pool_queue queue;
    unsigned int minimum, maximum;
    BOOL open;
    unsigned int objects;
    ULONGLONG run; /* in which it was last used; of an earlier run it has no workers and no queue */
};

static struct pool process_pool, wait_thread_pool, pools[POOLS_MOST];
static ULONGLONG run = 1;

void model_pool_reset(void)
{
    run++;
}

static struct pool *used_now(struct pool *pool)
{
    if (pool->run != run) {
        pool->run = run;
        pool->objects = 0;
        pool_queue_begin(&pool->queue, pool->maximum);
    }
    return pool;
}

static struct pool *always(struct pool *pool, unsigned int maximum)
{
    pool->open = TRUE;
    pool->maximum = maximum;
    return used_now(pool);
}

struct pool *pool_of_wait_thread(void)
{
    return always(&wait_thread_pool, 1);
}

struct pool *pool_of(TP_POOL *handle)
{
    struct pool *pool = (struct pool *)handle;

    if (!pool)
        return always(&process_pool, THREADS_DEFAULT);
    if (pool < pools || pool >= pools + POOLS_MOST || !pool->open)
        model_lacks("a thread pool that was closed");
    return used_now(pool);
}

struct pool_queue *pool_queue_of(struct pool *pool)
{
    return &pool->queue;
}

void pool_enter(struct pool *pool)
{
    pool->objects++;
}

/* learn.microsoft.com, CloseThreadpool: what is closed while objects are bound to it goes with the last. */
static void end_if_unused(struct pool *pool)
{
    if (!pool->open && !pool->objects)
        pool_queue_limit(&pool->queue, 0);
}

void pool_leave(struct pool *pool)
{
    pool->objects--;
    end_if_unused(pool);
}

static BOOL is_free(const struct pool *pool)
{
    return !pool->open && (!pool->objects || pool->run != run);
}

/* One that was closed; else one that an earlier run has left, the longest ago. */
static struct pool *free_pool(void)
{
    struct pool *oldest = &pools[0];

    for (struct pool *pool = pools; pool < pools + POOLS_MOST; pool++) {
        if (is_free(pool) && pool->run != run)
            return pool;
        if (pool->run < oldest->run)
            oldest = pool;
    }
    if (oldest->run == run)
        model_lacks("so many thread pools");
    return oldest;
}

TP_POOL *WINAPI model_CreateThreadpool(void *reserved)
{
    struct pool *pool;

    (void)reserved;
    model_point();
    pool = free_pool();
    *pool = (struct pool){.open = TRUE, .maximum = THREADS_DEFAULT};
    return (TP_POOL *)used_now(pool);
}

void WINAPI model_CloseThreadpool(TP_POOL *handle)
{
    struct pool *pool;

    model_point();
    pool = pool_of(handle);
    pool->open = FALSE;
    end_if_unused(pool);
}

void WINAPI model_SetThreadpoolThreadMaximum(TP_POOL *handle, DWORD maximum)
{
    struct pool *pool;

    model_point();
    pool = pool_of(handle);
    pool->maximum = maximum;
    if (pool->minimum > maximum)
        pool->minimum = maximum;
    pool_queue_limit(&pool->queue, maximum);
}

/* Workers stay anyway, and begin when there is something for them to do. */
BOOL WINAPI model_SetThreadpoolThreadMinimum(TP_POOL *handle, DWORD minimum)
{
    struct pool *pool;

    model_point();
    pool = pool_of(handle);
    pool->minimum = minimum;
    if (pool->maximum < minimum) {
        pool->maximum = minimum;
        pool_queue_limit(&pool->queue, minimum);
    }
    return TRUE;
}

/* The pools themselves. */
#include "pool.h"
#include "reset.h"

#define POOL_MARK 0x700f
#define THREADS_DEFAULT 500 /* learn.microsoft.com: SetThreadpoolThreadMaximum, "default is 500" */

struct pool {
    unsigned int mark; /* of one that is open */
    struct pool_queue queue;
    unsigned int minimum, maximum;
    unsigned int objects;
};

static struct pool *process_pool, *wait_thread_pool; /* NULL: not used in this run yet */

void model_pool_reset(void)
{
    process_pool = wait_thread_pool = NULL;
}

static struct pool *new_pool(unsigned int maximum)
{
    struct pool *pool = model_allocate(sizeof(*pool));

    pool->mark = POOL_MARK;
    pool->maximum = maximum;
    pool_queue_begin(&pool->queue, maximum);
    return pool;
}

struct pool *pool_of_wait_thread(void)
{
    return wait_thread_pool ? wait_thread_pool : (wait_thread_pool = new_pool(1));
}

struct pool *pool_of(TP_POOL *handle)
{
    struct pool *pool = (struct pool *)handle;

    if (!pool)
        return process_pool ? process_pool : (process_pool = new_pool(THREADS_DEFAULT));
    if (!model_is_allocated(pool) || pool->mark != POOL_MARK)
        model_misused("a thread pool that is not open is used");
    model_touch(&pool->mark, FALSE);
    return pool;
}

struct pool_queue *pool_queue_of(struct pool *pool)
{
    return &pool->queue;
}

void pool_enter(struct pool *pool)
{
    model_touch(pool, TRUE);
    pool->objects++;
}

/* learn.microsoft.com, CloseThreadpool: what is closed while objects are bound to it goes with the last. */
static void end_if_unused(struct pool *pool)
{
    if (!pool->mark && !pool->objects)
        pool_queue_limit(&pool->queue, 0);
}

void pool_leave(struct pool *pool)
{
    model_touch(pool, TRUE);
    pool->objects--;
    end_if_unused(pool);
}

TP_POOL *WINAPI model_CreateThreadpool(void *reserved)
{
    (void)reserved;
    model_point();
    return (TP_POOL *)new_pool(THREADS_DEFAULT);
}

void WINAPI model_CloseThreadpool(TP_POOL *handle)
{
    struct pool *pool;

    model_point();
    pool = pool_of(handle);
    model_touch(pool, TRUE);
    pool->mark = 0;
    end_if_unused(pool);
}

void WINAPI model_SetThreadpoolThreadMaximum(TP_POOL *handle, DWORD maximum)
{
    struct pool *pool;

    model_point();
    pool = pool_of(handle);
    model_touch(pool, TRUE);
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
    model_touch(pool, TRUE);
    pool->minimum = minimum;
    if (pool->maximum < minimum) {
        pool->maximum = minimum;
        pool_queue_limit(&pool->queue, minimum);
    }
    return TRUE;
}

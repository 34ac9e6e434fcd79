/* The callbacks of a pool that are queued, and the workers that run them. */
#include "pool.h"

/* Callbacks that make progress side by side: enough for any two to meet. A worker that blocks makes room for
 * another, up to the pool's maximum. */
#define PROCESSORS 2

struct pool_worker {
    struct pool_worker *next;
    struct pool_queue *queue;
    struct model_thread *thread;
    struct pool_callback *callback; /* NULL: idle */
    struct model_object wake;       /* it has a callback, or is to end */
    BOOL ending;
};

static unsigned int worker_count(const struct pool_queue *queue)
{
    unsigned int count = 0;

    for (const struct pool_worker *worker = queue->workers; worker; worker = worker->next)
        count++;
    return count;
}

static struct pool_worker *idle_worker(const struct pool_queue *queue)
{
    struct pool_worker *worker = queue->workers;

    while (worker && (worker->callback || worker->ending))
        worker = worker->next;
    return worker;
}

static BOOL may_grow(const struct pool_queue *queue)
{
    unsigned int count = 0, busy = 0;

    for (const struct pool_worker *worker = queue->workers; worker; worker = worker->next) {
        count++;
        busy += worker->thread->state == THREAD_READY;
    }
    return count < queue->maximum && busy < PROCESSORS;
}

BOOL pool_queue_has_room(const struct pool_queue *queue)
{
    model_touch(queue, FALSE);
    return idle_worker(queue) || worker_count(queue) < queue->maximum;
}

static void leave(struct pool_worker *worker)
{
    struct pool_worker **at = &worker->queue->workers;

    model_touch(worker->queue, TRUE);
    while (*at != worker)
        at = &(*at)->next;
    *at = worker->next;
}

/* I/O that it has begun would die with it. facts: close/thread-exit-threadpool-thread-retires */
static BOOL is_to_end(struct pool_worker *worker)
{
    return (worker->ending || worker_count(worker->queue) > worker->queue->maximum) &&
           !worker->thread->pending;
}

/* Waits alertably when it is idle. facts: threadpool-wait/regwait-default-thread-alertable */
static DWORD WINAPI work(void *argument)
{
    struct pool_worker *worker = argument;
    struct model_object *wake = &worker->wake;

    for (;;) {
        while (worker->callback) {
            model_current->callback = worker->callback;
            model_current->begins = 0;
            pool_callback_run(worker->callback);
            model_current->callback = NULL;
            model_touch(worker->queue, TRUE);
            worker->callback = NULL;
        }
        worker->thread->call = NULL;
        model_touch(worker->queue, TRUE);
        model_touch(&worker->thread->pending, FALSE);
        if (is_to_end(worker))
            break;
        model_wait(&wake, 1, FALSE, TRUE, MODEL_NEVER);
    }
    leave(worker);
    return 0;
}

static void new_worker(struct pool_queue *queue, struct pool_callback *callback)
{
    struct pool_worker *worker = model_allocate(sizeof(*worker)), **last = &queue->workers;

    while (*last)
        last = &(*last)->next;
    *last = worker;
    worker->queue = queue;
    worker->wake.type = OBJECT_EVENT;
    worker->callback = callback;
    callback->worker = worker;
    worker->thread = model_thread_new(work, worker, FALSE);
    worker->thread->counted_by = queue;
    worker->thread->begins = callback->object->number;
}

static BOOL may_start(struct platform_step *step)
{
    const struct pool_queue *queue = CONTAINING_RECORD(step, struct pool_queue, start);

    return idle_worker(queue) || may_grow(queue);
}

/* First in, first out. */
static void start(struct platform_step *step)
{
    struct pool_queue *queue = CONTAINING_RECORD(step, struct pool_queue, start);
    struct pool_callback *callback = queue->first;
    struct pool_worker *worker = idle_worker(queue);

    model_touch(queue, TRUE);
    if (!(queue->first = callback->next))
        model_step_remove(step);
    pool_object_adjust(callback->object, 0, 1);
    if (!worker) {
        new_worker(queue, callback);
        return;
    }
    worker->callback = callback;
    callback->worker = worker;
    worker->thread->begins = callback->object->number;
    model_set(&worker->wake);
}

static unsigned int next_caller(struct platform_step *step)
{
    return CONTAINING_RECORD(step, struct pool_queue, start)->first->object->number;
}

void pool_queue_begin(struct pool_queue *queue, unsigned int maximum)
{
    *queue = (struct pool_queue){
        .maximum = maximum,
        .start = {.name = "callback started",
                  .enabled = may_start,
                  .take = start,
                  .caller = next_caller,
                  .starts = TRUE},
    };
}

void pool_queue_add(struct pool_queue *queue, struct pool_callback *callback)
{
    struct pool_callback **at = &queue->first;

    model_touch(queue, TRUE);
    if (!queue->first)
        model_step_add(&queue->start);
    while (*at && (*at)->object->priority <= callback->object->priority)
        at = &(*at)->next;
    callback->next = *at;
    *at = callback;
}

unsigned int pool_queue_remove(struct pool_queue *queue, const struct pool_object *object)
{
    struct pool_callback **at = &queue->first;
    unsigned int count = 0;

    model_touch(queue, TRUE);
    if (!queue->first)
        return 0;
    while (*at) {
        if ((*at)->object == object) {
            *at = (*at)->next;
            count++;
        } else {
            at = &(*at)->next;
        }
    }
    if (!queue->first)
        model_step_remove(&queue->start);
    return count;
}

void pool_queue_limit(struct pool_queue *queue, unsigned int maximum)
{
    unsigned int count = worker_count(queue);
    struct pool_worker *worker;

    model_touch(queue, TRUE);
    queue->maximum = maximum;
    while (count-- > maximum && (worker = idle_worker(queue))) {
        worker->ending = TRUE;
        model_set(&worker->wake);
    }
}

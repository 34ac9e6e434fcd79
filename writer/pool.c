#include "writer.h"

static SRWLOCK pool_lock = SRWLOCK_INIT;
static TP_POOL *pool;

/* Operations are started on this pool, so its one thread must never end: some platforms abort the operations
 * of a thread that does. Minimum and maximum 1 keep it; the pool stays for the life of the process. */
static TP_POOL *private_pool(void)
{
    TP_POOL *made = NULL;

    AcquireSRWLockExclusive(&pool_lock);
    if (!pool && (made = CreateThreadpool(NULL))) {
        SetThreadpoolThreadMaximum(made, 1);
        if (SetThreadpoolThreadMinimum(made, 1))
            pool = made;
    }
    if (made && !pool)
        CloseThreadpool(made);
    made = pool;
    ReleaseSRWLockExclusive(&pool_lock);
    return made;
}

pipe_writer_status writer_failed_part(DWORD error)
{
    return error == ERROR_NOT_ENOUGH_MEMORY ? PIPE_WRITER_E_NOMEM : PIPE_WRITER_E_RESOURCE;
}

static BOOL wants_notifications(const pipe_writer_config *config)
{
    return config->on_progress || config->on_drain || config->on_error;
}

DWORD writer_objects_create(struct pipe_writer *writer, struct writer_objects *objects)
{
    TP_CALLBACK_ENVIRON environment = {.Version = 1};
    DWORD error = ERROR_NOT_ENOUGH_MEMORY;

    ZeroMemory(objects, sizeof(*objects));
    if (writer->config.flags & PIPE_WRITER_POLLED)
        return ERROR_SUCCESS;
    if (!(objects->context = writer_slot_take(writer)))
        return error;
    if (!(environment.Pool = private_pool()) ||
        !(objects->wait = CreateThreadpoolWait(writer_on_wait, (void *)objects->context, &environment)) ||
        !(objects->starter = CreateThreadpoolWork(writer_on_start, (void *)objects->context, &environment)) ||
        (wants_notifications(&writer->config) &&
         !(objects->notifier = CreateThreadpoolWork(writer_on_notify, (void *)objects->context, NULL)))) {
        error = GetLastError();
        writer_objects_close(objects);
        return error == ERROR_SUCCESS ? ERROR_NOT_ENOUGH_MEMORY : error;
    }
    return ERROR_SUCCESS;
}

void writer_objects_drain(const struct writer_objects *objects, BOOL inside_notification)
{
    if (objects->wait) {
        SetThreadpoolWait(objects->wait, NULL, NULL);
        WaitForThreadpoolWaitCallbacks(objects->wait, TRUE);
    }
    if (objects->starter)
        WaitForThreadpoolWorkCallbacks(objects->starter, TRUE);
    if (objects->notifier && !inside_notification)
        WaitForThreadpoolWorkCallbacks(objects->notifier, TRUE);
}

/* None of this is a barrier on every platform; that is what the slot is dropped for. */
void writer_objects_close(struct writer_objects *objects)
{
    if (objects->context)
        writer_slot_drop(objects->context);
    if (objects->wait) {
        SetThreadpoolWait(objects->wait, NULL, NULL);
        CloseThreadpoolWait(objects->wait);
    }
    if (objects->starter)
        CloseThreadpoolWork(objects->starter);
    if (objects->notifier)
        CloseThreadpoolWork(objects->notifier);
    ZeroMemory(objects, sizeof(*objects));
}

#include "writer.h"
#include "endpoint.h"

#define LARGEST_IO 0x7fffffff

static BOOL is_valid(const pipe_writer_config *config)
{
    return config->size == sizeof(*config) && config->handle != INVALID_HANDLE_VALUE &&
           !(config->flags & ~(PIPE_WRITER_OWN | PIPE_WRITER_POLLED | PIPE_WRITER_MESSAGES)) &&
           config->max_io && config->max_io <= LARGEST_IO &&
           (config->low_mark == PIPE_WRITER_HALF || config->low_mark <= config->limit);
}

static pipe_writer_status make_parts(struct pipe_writer *writer)
{
    DWORD error;

    if (!(writer->operation = writer_operation_new(writer->config.security)) ||
        !(writer->changed = CreateEventW(writer->config.security, TRUE, FALSE, NULL))) {
        error = GetLastError();
    } else {
        error = writer_objects_create(writer, &writer->objects);
    }
    SetLastError(error);
    return error == ERROR_SUCCESS             ? PIPE_WRITER_OK
           : error == ERROR_NOT_ENOUGH_MEMORY ? PIPE_WRITER_E_NOMEM
                                              : PIPE_WRITER_E_RESOURCE;
}

pipe_writer_status pipe_writer_create(const pipe_writer_config *config, struct pipe_writer **out)
{
    static const pipe_writer_config defaults = PIPE_WRITER_CONFIG;
    struct pipe_writer *writer;
    pipe_writer_status status;
    DWORD error;

    if (!out)
        return PIPE_WRITER_E_INVAL;
    *out = NULL;
    if (!config)
        config = &defaults;
    if (!is_valid(config))
        return PIPE_WRITER_E_INVAL;
    if (!(writer = writer_allocate(sizeof(*writer)))) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return PIPE_WRITER_E_NOMEM;
    }
    InitializeSRWLock(&writer->lock);
    writer->config = *config;
    if (config->low_mark == PIPE_WRITER_HALF)
        writer->config.low_mark = config->limit / 2;
    writer->chunk = config->max_io;
    status = make_parts(writer);
    if (status == PIPE_WRITER_OK && config->handle)
        status = pipe_writer_attach(writer, config->handle, config->flags & ~PIPE_WRITER_POLLED);
    if (status == PIPE_WRITER_OK) {
        *out = writer;
        return PIPE_WRITER_OK;
    }
    error = writer->error ? writer->error : GetLastError();
    writer_free(writer);
    SetLastError(error);
    return status;
}

void writer_free(struct pipe_writer *writer)
{
    writer_objects_close(&writer->objects);
    writer_slot_wait_empty(writer);
    if (writer->owned)
        CloseHandle(writer->handle);
    writer_operation_free(writer->operation);
    if (writer->changed)
        CloseHandle(writer->changed);
    writer_queue_clear(&writer->queue);
    writer_release(writer);
}

/* A message is one operation: what is longer than one can be will not go. */
static BOOL fits(const struct pipe_writer *writer)
{
    for (const struct writer_block *block = writer->queue.first; block; block = block->next)
        if (block->size > LARGEST_IO)
            return FALSE;
    return TRUE;
}

pipe_writer_status pipe_writer_attach(struct pipe_writer *writer, HANDLE handle, unsigned int flags)
{
    BOOL messages = (flags & PIPE_WRITER_MESSAGES) != 0;
    DWORD error;

    if (!writer || (flags & ~(PIPE_WRITER_OWN | PIPE_WRITER_MESSAGES)))
        return PIPE_WRITER_E_INVAL;
    error = writer_endpoint_check(handle, &messages);
    writer_lock(writer);
    if (writer->state != WRITER_UNATTACHED) {
        writer_unlock(writer);
        return PIPE_WRITER_E_STATE;
    }
    if (error == ERROR_SUCCESS && messages && !fits(writer))
        error = ERROR_INVALID_PARAMETER;
    if (error != ERROR_SUCCESS) {
        writer->error = error;
        writer_unlock(writer);
        return PIPE_WRITER_E_INVAL;
    }
    writer->handle = handle;
    writer->owned = flags & PIPE_WRITER_OWN;
    writer->state = WRITER_OPEN;
    if (!(writer->messages = messages))
        writer->empty_written = writer->empty_accepted;
    writer_advance(writer);
    writer_cover(writer);
    writer_changed(writer);
    writer_unlock(writer);
    return PIPE_WRITER_OK;
}

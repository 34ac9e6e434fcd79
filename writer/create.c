#include "writer.h"

static BOOL is_valid(const pipe_writer_config *config)
{
    return config->size == sizeof(*config) && config->handle != INVALID_HANDLE_VALUE &&
           !(config->flags & ~(PIPE_WRITER_OWN | PIPE_WRITER_POLLED | PIPE_WRITER_MESSAGES)) &&
           config->max_io && config->max_io <= WRITER_LARGEST_IO &&
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
    return error == ERROR_SUCCESS ? PIPE_WRITER_OK : writer_failed_part(error);
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
    writer->lock = (SRWLOCK)SRWLOCK_INIT;
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

#include "writer.h"

/* With the lock: exchanges what belongs to one stream; old takes the old. */
static pipe_writer_status renew(struct pipe_writer *writer, struct writer_objects *old)
{
    struct writer_operation *operation = writer->operation;
    struct writer_objects objects;
    DWORD error;

    if (!operation && !(operation = writer_operation_new(writer->config.security))) {
        writer->error = GetLastError();
        return writer_failed_part(writer->error);
    }
    if ((error = writer_objects_create(writer, &objects)) != ERROR_SUCCESS) {
        if (!writer->operation)
            writer_operation_free(operation);
        writer->error = error;
        return writer_failed_part(error);
    }
    writer->stream++;
    *old = writer->objects;
    writer->objects = objects;
    writer->operation = operation;
    writer->accepted = writer->written = writer->discarded = writer->uncertain = writer->reported = 0;
    writer->empty_accepted = writer->empty_written = writer->largest_alone = writer->checked_written = 0;
    writer->armed = writer->kicked = writer->posted = writer->corked = FALSE;
    writer->high = writer->messages = FALSE; /* drain_due stays: whoever waits for room has it now */
    writer->tries = 0;
    writer->chunk = writer->config.max_io;
    writer->status = writer->stop_status = PIPE_WRITER_OK;
    writer->error = ERROR_SUCCESS;
    writer->state = WRITER_UNATTACHED;
    return PIPE_WRITER_OK;
}

/* Inside a notification a failed stream needs no stop, but its error is told first. */
static BOOL is_over(const struct pipe_writer *writer)
{
    return writer->doom == WRITER_LIVES && !writer->error_due &&
           (writer->state == WRITER_STOPPED || writer->state == WRITER_FAILED);
}

pipe_writer_status pipe_writer_reset(struct pipe_writer *writer)
{
    pipe_writer_status status = PIPE_WRITER_E_STATE, ignored;
    ULONGLONG stream;
    struct writer_objects old = {0};
    HANDLE handle = NULL;

    if (!writer)
        return PIPE_WRITER_E_INVAL;
    writer_lock(writer);
    /* What a failed stream has not reported yet is reported first. */
    stream = writer->stream;
    if (writer->state == WRITER_FAILED && !writer_is_notifier(writer)) {
        if (!writer_stop_and_unlock(writer, NULL, &ignored))
            return PIPE_WRITER_E_STATE;
        writer_lock(writer);
    }
    if (writer->stream == stream && is_over(writer))
        status = renew(writer, &old);
    if (status == PIPE_WRITER_OK) {
        handle = writer->owned ? writer->handle : NULL;
        writer->handle = NULL;
        writer->owned = FALSE;
    }
    writer_unlock(writer);
    writer_objects_close(&old);
    if (handle)
        CloseHandle(handle);
    return status;
}

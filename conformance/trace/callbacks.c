/* The functions that the platform gets in place of those that a behaviour has passed. */
#include "callback.h"
#include "forms.h"
#include "log.h"
#include "program.h"

DWORD WINAPI callback_thread(void *context)
{
    const struct callback *callback = context;
    DWORD code;

    log_thread_is(callback->name->text);
    callback_begins(callback, "", NULL);
    callback_begun();
    code = ((LPTHREAD_START_ROUTINE)callback->function)(callback->context);
    callback_ended(callback, "");
    return code;
}

DWORD WINAPI callback_item(void *context)
{
    const struct callback *callback = context;
    DWORD code;

    callback_begins(callback, "", "pool");
    callback_begun();
    code = ((LPTHREAD_START_ROUTINE)callback->function)(callback->context);
    callback_ended(callback, "");
    return code;
}

void CALLBACK callback_apc(ULONG_PTR context)
{
    const struct callback *callback = (const struct callback *)context;

    callback_begins(callback, "", NULL);
    callback_begun();
    ((PAPCFUNC)callback->function)((ULONG_PTR)callback->context);
    callback_ended(callback, "");
}

void CALLBACK callback_registered(void *context, BOOLEAN timed_out)
{
    const struct callback *callback = context;

    callback_begins(callback, "", "pool");
    log_text("timed_out=%s", timed_out ? "TRUE" : "FALSE");
    callback_begun();
    ((WAITORTIMERCALLBACK)callback->function)(callback->context, timed_out);
    callback_ended(callback, "");
}

void CALLBACK callback_wait(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                            TP_WAIT_RESULT result)
{
    const struct callback *callback = context;

    callback_begins(callback, "", "pool");
    program_instance(instance);
    log_text("result=");
    text_wait(result);
    callback_begun();
    ((PTP_WAIT_CALLBACK)callback->function)(instance, callback->context, wait, result);
    callback_ended(callback, "");
}

void CALLBACK callback_work(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work)
{
    const struct callback *callback = context;

    callback_begins(callback, "", "pool");
    program_instance(instance);
    callback_begun();
    ((PTP_WORK_CALLBACK)callback->function)(instance, callback->context, work);
    callback_ended(callback, "");
}

void CALLBACK callback_simple(TP_CALLBACK_INSTANCE *instance, void *context)
{
    const struct callback *callback = context;

    callback_begins(callback, "", "pool");
    program_instance(instance);
    callback_begun();
    ((PTP_SIMPLE_CALLBACK)callback->function)(instance, callback->context);
    callback_ended(callback, "");
}

void CALLBACK callback_io(TP_CALLBACK_INSTANCE *instance, void *context, void *overlapped, ULONG result,
                          ULONG_PTR count, TP_IO *io)
{
    const struct callback *callback = context;

    callback_begins(callback, "", "pool");
    program_instance(instance);
    log_text("overlapped=");
    text_overlapped((ULONG_PTR)overlapped);
    log_text(", result=");
    text_code(result);
    log_text(", count=%llu", (unsigned long long)count);
    callback_begun();
    ((PTP_WIN32_IO_CALLBACK)callback->function)(instance, callback->context, overlapped, result, count, io);
    callback_ended(callback, "");
}

static void CALLBACK cancelled(void *context, void *cleanup_context)
{
    const struct callback *callback = context;

    callback_begins(callback, ".cancel", "pool");
    callback_begun();
    callback->cancel(callback->context, cleanup_context);
    callback_ended(callback, ".cancel");
}

static void CALLBACK finalized(TP_CALLBACK_INSTANCE *instance, void *context)
{
    const struct callback *callback = context;

    callback_begins(callback, ".finalize", "pool");
    callback_begun();
    callback->finalize(instance, callback->context);
    callback_ended(callback, ".finalize");
}

/* The platform copies it: Microsoft's documentation lets a caller destroy it right after. */
TP_CALLBACK_ENVIRON *callback_environment(struct callback *callback, const TP_CALLBACK_ENVIRON *given,
                                          TP_CALLBACK_ENVIRON *changed)
{
    if (!given)
        return NULL;
    *changed = *given;
    callback->cancel = given->CleanupGroupCancelCallback;
    callback->finalize = given->FinalizationCallback;
    if (callback->cancel)
        changed->CleanupGroupCancelCallback = cancelled;
    if (callback->finalize)
        changed->FinalizationCallback = finalized;
    return changed;
}

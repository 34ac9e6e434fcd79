/* The calls that take a function to be called later. This file is not behind the seam. */
#include "../seam/seam.h"
#include "callback.h"
#include "callbacks.h"

static struct seam_calls below;
static NTSTATUS(WINAPI *below_post)(PTP_SIMPLE_CALLBACK callback, void *context,
                                    TP_CALLBACK_ENVIRON *environment);

static HANDLE WINAPI create_thread(SECURITY_ATTRIBUTES *security, SIZE_T stack,
                                   LPTHREAD_START_ROUTINE function, void *context, DWORD flags, DWORD *id)
{
    struct callback *callback = callback_new("thread", function, context);
    HANDLE thread = callback ? below.CreateThread(security, stack, callback_thread, callback, flags, id)
                             : below.CreateThread(security, stack, function, context, flags, id);

    callback_made(callback, thread);
    return thread;
}

#define CREATES(type_, name_, function_type_, kind_, ours_)                                                  \
    static type_ *WINAPI create_##kind_(function_type_ function, void *context,                              \
                                        TP_CALLBACK_ENVIRON *environment)                                    \
    {                                                                                                        \
        struct callback *callback = callback_new(#kind_, (void *)function, context);                         \
        TP_CALLBACK_ENVIRON changed;                                                                         \
        type_ *made =                                                                                        \
            callback ? below.name_(ours_, callback, callback_environment(callback, environment, &changed))   \
                     : below.name_(function, context, environment);                                          \
                                                                                                             \
        callback_made(callback, made);                                                                       \
        return made;                                                                                         \
    }
CREATES(TP_WAIT, CreateThreadpoolWait, PTP_WAIT_CALLBACK, wait, callback_wait)
CREATES(TP_WORK, CreateThreadpoolWork, PTP_WORK_CALLBACK, work, callback_work)

static TP_IO *WINAPI create_io(HANDLE file, PTP_WIN32_IO_CALLBACK function, void *context,
                               TP_CALLBACK_ENVIRON *environment)
{
    struct callback *callback = callback_new("io", (void *)function, context);
    TP_CALLBACK_ENVIRON changed;
    TP_IO *made = callback ? below.CreateThreadpoolIo(file, callback_io, callback,
                                                      callback_environment(callback, environment, &changed))
                           : below.CreateThreadpoolIo(file, function, context, environment);

    callback_made(callback, made);
    return made;
}

static BOOL WINAPI submit_callback(PTP_SIMPLE_CALLBACK function, void *context,
                                   TP_CALLBACK_ENVIRON *environment)
{
    struct callback *callback = callback_new("simple", (void *)function, context);
    TP_CALLBACK_ENVIRON changed;

    return callback ? below.TrySubmitThreadpoolCallback(callback_simple, callback,
                                                        callback_environment(callback, environment, &changed))
                    : below.TrySubmitThreadpoolCallback(function, context, environment);
}

static NTSTATUS WINAPI simple_try_post(PTP_SIMPLE_CALLBACK function, void *context,
                                       TP_CALLBACK_ENVIRON *environment)
{
    struct callback *callback = callback_new("simple", (void *)function, context);
    TP_CALLBACK_ENVIRON changed;

    return callback
               ? below_post(callback_simple, callback, callback_environment(callback, environment, &changed))
               : below_post(function, context, environment);
}

static DWORD WINAPI queue_apc(PAPCFUNC function, HANDLE thread, ULONG_PTR context)
{
    struct callback *callback = callback_new("apc", (void *)function, (void *)context);

    return callback ? below.QueueUserAPC(callback_apc, thread, (ULONG_PTR)callback)
                    : below.QueueUserAPC(function, thread, context);
}

static BOOL WINAPI queue_item(LPTHREAD_START_ROUTINE function, void *context, ULONG flags)
{
    struct callback *callback = callback_new("item", (void *)function, context);

    return callback ? below.QueueUserWorkItem(callback_item, callback, flags)
                    : below.QueueUserWorkItem(function, context, flags);
}

static BOOL WINAPI register_wait(HANDLE *registration, HANDLE object, WAITORTIMERCALLBACK function,
                                 void *context, ULONG timeout, ULONG flags)
{
    struct callback *callback = callback_new("registration", (void *)function, context);
    BOOL success =
        callback ? below.RegisterWaitForSingleObject(registration, object, callback_registered, callback,
                                                     timeout, flags)
                 : below.RegisterWaitForSingleObject(registration, object, function, context, timeout, flags);

    if (success)
        callback_made(callback, *registration);
    return success;
}

static BOOL WINAPI read_file(HANDLE file, void *bytes, DWORD size, OVERLAPPED *overlapped,
                             LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    callback_set_routine(overlapped, routine);
    return below.ReadFileEx(file, bytes, size, overlapped, routine ? callback_routine : NULL);
}

static BOOL WINAPI write_file(HANDLE file, const void *bytes, DWORD size, OVERLAPPED *overlapped,
                              LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
    callback_set_routine(overlapped, routine);
    return below.WriteFileEx(file, bytes, size, overlapped, routine ? callback_routine : NULL);
}

void callbacks_install(void)
{
    SEAM_LAY(CreateThread, create_thread, &below);
    SEAM_LAY(CreateThreadpoolIo, create_io, &below);
    SEAM_LAY(CreateThreadpoolWait, create_wait, &below);
    SEAM_LAY(CreateThreadpoolWork, create_work, &below);
    SEAM_LAY(QueueUserAPC, queue_apc, &below);
    SEAM_LAY(QueueUserWorkItem, queue_item, &below);
    SEAM_LAY(ReadFileEx, read_file, &below);
    SEAM_LAY(RegisterWaitForSingleObject, register_wait, &below);
    SEAM_LAY(TrySubmitThreadpoolCallback, submit_callback, &below);
    SEAM_LAY(WriteFileEx, write_file, &below);
    below_post = (NTSTATUS(WINAPI *)(PTP_SIMPLE_CALLBACK, void *, TP_CALLBACK_ENVIRON *))seam_lookup(
        "TpSimpleTryPost");
    if (below_post)
        SEAM_REPLACE_LOOKUP(TpSimpleTryPost, simple_try_post);
}

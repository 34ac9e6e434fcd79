/* What makes or arms what calls back: its callbacks are held when they start. */
#include <stdlib.h>
#include "../seam/seam.h"
#include "gate.h"
#include "steer_calls.h"

static struct seam_calls below;

struct thunk {
    unsigned int run, caller;
    void *function, *context;
};

static struct thunk *thunk_new(void *function, void *context, const TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk = malloc(sizeof(*thunk));

    if (!thunk)
        abort();
    /* Never freed: the platform may call late. */
    *thunk = (struct thunk){
        gate_run(),
        gate_caller_new(environment ? environment->Pool : NULL, environment && environment->CleanupGroup),
        function, context};
    return thunk;
}

static void CALLBACK call_wait(TP_CALLBACK_INSTANCE *instance, void *context, TP_WAIT *wait,
                               TP_WAIT_RESULT result)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((PTP_WAIT_CALLBACK)thunk->function)(instance, thunk->context, wait, result);
    gate_callback_end();
}

static TP_WAIT *WINAPI held_CreateThreadpoolWait(PTP_WAIT_CALLBACK function, void *context,
                                                 TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk;
    TP_WAIT *wait;

    gate_park("CreateThreadpoolWait");
    thunk = thunk_new((void *)function, context, environment);
    wait = below.CreateThreadpoolWait(call_wait, thunk, environment);
    gate_caller_is(thunk->caller, wait);
    return wait;
}

static void WINAPI held_SetThreadpoolWait(TP_WAIT *wait, HANDLE object, FILETIME *timeout)
{
    gate_park("SetThreadpoolWait");
    gate_caller_arms(gate_caller_of(wait), object);
    below.SetThreadpoolWait(wait, object, timeout);
}

static void CALLBACK call_work(TP_CALLBACK_INSTANCE *instance, void *context, TP_WORK *work)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((PTP_WORK_CALLBACK)thunk->function)(instance, thunk->context, work);
    gate_callback_end();
}

static TP_WORK *WINAPI held_CreateThreadpoolWork(PTP_WORK_CALLBACK function, void *context,
                                                 TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk;
    TP_WORK *work;

    gate_park("CreateThreadpoolWork");
    thunk = thunk_new((void *)function, context, environment);
    work = below.CreateThreadpoolWork(call_work, thunk, environment);
    gate_caller_is(thunk->caller, work);
    return work;
}

static void WINAPI held_SubmitThreadpoolWork(TP_WORK *work)
{
    gate_park("SubmitThreadpoolWork");
    gate_caller_submits(gate_caller_of(work));
    below.SubmitThreadpoolWork(work);
}

static void CALLBACK call_simple(TP_CALLBACK_INSTANCE *instance, void *context)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((PTP_SIMPLE_CALLBACK)thunk->function)(instance, thunk->context);
    gate_callback_end();
}

static BOOL WINAPI held_TrySubmitThreadpoolCallback(PTP_SIMPLE_CALLBACK function, void *context,
                                                    TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk;

    gate_park("TrySubmitThreadpoolCallback");
    thunk = thunk_new((void *)function, context, environment);
    gate_caller_submits(thunk->caller);
    return below.TrySubmitThreadpoolCallback(call_simple, thunk, environment);
}

static void CALLBACK call_io(TP_CALLBACK_INSTANCE *instance, void *context, void *overlapped, ULONG error,
                             ULONG_PTR count, TP_IO *io)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((PTP_WIN32_IO_CALLBACK)thunk->function)(instance, thunk->context, overlapped, error, count, io);
    gate_callback_end();
}

static TP_IO *WINAPI held_CreateThreadpoolIo(HANDLE file, PTP_WIN32_IO_CALLBACK function, void *context,
                                             TP_CALLBACK_ENVIRON *environment)
{
    struct thunk *thunk;
    TP_IO *io;

    gate_park("CreateThreadpoolIo");
    thunk = thunk_new((void *)function, context, environment);
    io = below.CreateThreadpoolIo(file, call_io, thunk, environment);
    gate_caller_is(thunk->caller, io);
    return io;
}

static void CALLBACK call_registered(void *context, BOOLEAN timed_out)
{
    const struct thunk *thunk = context;

    if (!gate_callback_begin(thunk->run, thunk->caller))
        return;
    ((WAITORTIMERCALLBACK)thunk->function)(thunk->context, timed_out);
    gate_callback_end();
}

static BOOL WINAPI held_RegisterWaitForSingleObject(HANDLE *wait, HANDLE object, WAITORTIMERCALLBACK function,
                                                    void *context, ULONG milliseconds, ULONG flags)
{
    struct thunk *thunk;
    BOOL registered;

    gate_park("RegisterWaitForSingleObject");
    thunk = thunk_new((void *)function, context, NULL);
    gate_caller_arms(thunk->caller, object);
    if ((registered =
             below.RegisterWaitForSingleObject(wait, object, call_registered, thunk, milliseconds, flags)))
        gate_caller_is(thunk->caller, *wait);
    return registered;
}

static DWORD WINAPI call_thread(void *context)
{
    const struct thunk *thunk = context;
    DWORD code = 0;

    if (gate_callback_begin(thunk->run, thunk->caller)) {
        code = ((LPTHREAD_START_ROUTINE)thunk->function)(thunk->context);
        gate_callback_end();
    }
    return code;
}

static HANDLE WINAPI held_CreateThread(SECURITY_ATTRIBUTES *security, SIZE_T stack,
                                       LPTHREAD_START_ROUTINE function, void *context, DWORD flags, DWORD *id)
{
    gate_park("CreateThread");
    return below.CreateThread(security, stack, call_thread, thunk_new((void *)function, context, NULL), flags,
                              id);
}

static BOOL WINAPI held_QueueUserWorkItem(LPTHREAD_START_ROUTINE function, void *context, ULONG flags)
{
    struct thunk *thunk;

    gate_park("QueueUserWorkItem");
    thunk = thunk_new((void *)function, context, NULL);
    gate_caller_submits(thunk->caller);
    return below.QueueUserWorkItem(call_thread, thunk, flags);
}

void steer_callbacks_fill(struct seam_calls *steered, const struct seam_calls *real)
{
    below = *real;
#define PUT(name_) steered->name_ = held_##name_;
    PUT(CreateThreadpoolWait)
    PUT(CreateThreadpoolWork)
    PUT(RegisterWaitForSingleObject)
    PUT(CreateThread)
    PUT(QueueUserWorkItem)
    PUT(CreateThreadpoolIo)
    PUT(TrySubmitThreadpoolCallback)
    PUT(SetThreadpoolWait)
    PUT(SubmitThreadpoolWork)
#undef PUT
}

/* This file is not behind the seam: what it calls is the platform's. */
#include "../platform.h"
#include "answers.h"
#include "seam.h"

static struct answers *volatile given[ANSWERS_MOST];
static struct seam_calls below;
static volatile LONG clock_delay;

static struct answers *answers_for(HANDLE handle)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(given); i++) {
        struct answers *answers = given[i];

        if (answers && answers->handle == handle)
            return answers;
    }
    return NULL;
}

static void deliver(struct answers *answers, const BYTE *bytes, DWORD count)
{
    DWORD room = ANSWERS_ROOM - answers->delivered_size;

    if (count > room)
        count = room;
    memcpy(answers->delivered + answers->delivered_size, bytes, count);
    answers->delivered_size += count;
}

/* What the platform stores of a write that ends: the count, and the bytes of it that were taken. */
static DWORD finish(struct answers *answers, const BYTE *bytes, DWORD size, DWORD error, DWORD count)
{
    count = count == ANSWER_WHOLE ? error ? 0 : size : count;
    deliver(answers, bytes, count < size ? count : size);
    return count;
}

static BOOL pend(struct answers *answers, const void *bytes, DWORD size, OVERLAPPED *overlapped)
{
    seam_import_ResetEvent(overlapped->hEvent);
    overlapped->Internal = STATUS_PENDING;
    answers->bytes = bytes;
    answers->size = size;
    answers->event = overlapped->hEvent;
    InterlockedExchangePointer(&answers->pending, overlapped);
    if (answers->write_held)
        seam_import_WaitForSingleObject(answers->write_held, ANSWERS_HOLD);
    seam_import_SetLastError(ERROR_IO_PENDING);
    return FALSE;
}

static BOOL WINAPI answered_WriteFile(HANDLE file, const void *bytes, DWORD size, DWORD *count,
                                      OVERLAPPED *overlapped)
{
    struct answers *answers = answers_for(file);
    unsigned int number;
    BOOL asked;

    if (!answers || !overlapped)
        return below.WriteFile(file, bytes, size, count, overlapped);
    if (!answers->smallest || size < answers->smallest)
        answers->smallest = size;
    answers->thread = GetCurrentThreadId();
    number = (unsigned int)InterlockedIncrement(&answers->writes);
    if (number <= answers->fails) {
        seam_import_SetLastError(ERROR_NO_SYSTEM_RESOURCES);
        return FALSE;
    }
    asked = number - answers->fails <= answers->times;
    if (asked && answers->pends)
        return pend(answers, bytes, size, overlapped);
    overlapped->Internal = STATUS_PENDING; /* and stays so after a failure at once */
    seam_import_SetLastError(asked ? answers->error : ERROR_SUCCESS);
    if (asked && answers->error)
        return FALSE;
    *count = finish(answers, bytes, size, ERROR_SUCCESS, asked ? answers->count : ANSWER_WHOLE);
    overlapped->Internal = STATUS_SUCCESS;
    seam_import_SetEvent(overlapped->hEvent);
    return TRUE;
}

static BOOL WINAPI answered_GetOverlappedResult(HANDLE file, OVERLAPPED *overlapped, DWORD *count, BOOL wait)
{
    struct answers *answers = answers_for(file);

    if (!answers || answers->answered != overlapped)
        return below.GetOverlappedResult(file, overlapped, count, wait);
    if (answers->incomplete) {
        answers->incomplete--;
        seam_import_SetLastError(ERROR_IO_INCOMPLETE);
        return FALSE;
    }
    *count = answers->result;
    seam_import_SetLastError(answers->error);
    return answers->error == ERROR_SUCCESS;
}

static BOOL WINAPI answered_CancelIoEx(HANDLE file, OVERLAPPED *overlapped)
{
    struct answers *answers = answers_for(file);

    if (!answers || !overlapped || answers->pending != overlapped)
        return below.CancelIoEx(file, overlapped);
    if (!answers->cancel_leaves)
        answers_complete(answers);
    seam_import_SetLastError(answers->cancel_error);
    return answers->cancel_error == ERROR_SUCCESS;
}

static struct answers *answers_awaited(DWORD count, const HANDLE *handles)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(given); i++) {
        struct answers *answers = given[i];

        for (DWORD k = 0; answers && answers->event && k < count; k++)
            if (handles[k] == answers->event)
                return answers;
    }
    return NULL;
}

static DWORD WINAPI answered_WaitForMultipleObjects(DWORD count, const HANDLE *handles, BOOL all,
                                                    DWORD milliseconds)
{
    struct answers *answers = answers_awaited(count, handles);
    HANDLE held = answers && InterlockedIncrement(&answers->waits) == 1 ? answers->held : NULL;
    DWORD result = below.WaitForMultipleObjects(count, handles, all, milliseconds);

    if (held)
        seam_import_WaitForSingleObject(held, INFINITE);
    return result;
}

static ULONGLONG WINAPI answered_GetTickCount64(void)
{
    return below.GetTickCount64() - (ULONG)InterlockedExchange(&clock_delay, 0);
}

void answers_delay_clock(unsigned int milliseconds)
{
    InterlockedExchange(&clock_delay, (LONG)milliseconds);
}

void answers_complete(struct answers *answers)
{
    OVERLAPPED *overlapped = InterlockedExchangePointer(&answers->pending, NULL);
    HANDLE event;

    if (!overlapped)
        return;
    event = overlapped->hEvent;
    answers->result = finish(answers, answers->bytes, answers->size, answers->error, answers->count);
    InterlockedExchangePointer(&answers->answered, overlapped);
    InterlockedExchangePointer((void **)&overlapped->Internal,
                               (void *)(ULONG_PTR)(answers->error ? STATUS_CANCELLED : STATUS_SUCCESS));
    seam_import_SetEvent(event);
}

void answers_signal(struct answers *answers)
{
    OVERLAPPED *overlapped = answers->pending;

    if (overlapped)
        seam_import_SetEvent(overlapped->hEvent);
}

int answers_give(struct answers *answers)
{
    SEAM_LAY(WriteFile, answered_WriteFile, &below);
    SEAM_LAY(GetOverlappedResult, answered_GetOverlappedResult, &below);
    SEAM_LAY(CancelIoEx, answered_CancelIoEx, &below);
    SEAM_LAY(WaitForMultipleObjects, answered_WaitForMultipleObjects, &below);
    SEAM_LAY(GetTickCount64, answered_GetTickCount64, &below);
    for (unsigned int i = 0; i < ARRAY_SIZE(given); i++)
        if (!InterlockedCompareExchangePointer((void *volatile *)&given[i], answers, NULL))
            return 1;
    return 0;
}

void answers_end(struct answers *answers)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(given); i++)
        InterlockedCompareExchangePointer((void *volatile *)&given[i], NULL, answers);
}

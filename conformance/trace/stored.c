/* What a call has stored, at its return. */
#include "forms.h"
#include "log.h"
#include "readable.h"

static size_t stored_size(const struct argument *argument)
{
    return is_word(argument, ">number") || is_word(argument, ">hex") ? sizeof(DWORD) : sizeof(ULONG_PTR);
}

/* 0 if it cannot be read. */
static ULONG_PTR stored_value(const struct argument *argument)
{
    size_t size = stored_size(argument);

    if (!argument->value || !is_readable((void *)argument->value, size))
        return 0;
    return size == sizeof(DWORD) ? *(const volatile DWORD *)argument->value
                                 : *(const volatile ULONG_PTR *)argument->value;
}

void form_before(struct traced_call *call, const struct argument *argument)
{
    if (*argument->word == '>')
        call->before[argument->index] = stored_value(argument);
}

/* Internal is another thread's as soon as the call has begun: read once. */
static void store_status(const struct argument *argument)
{
    const OVERLAPPED *overlapped = (const OVERLAPPED *)argument->value;
    size_t size = is_word(argument, "block") ? sizeof(IO_STATUS_BLOCK) : sizeof(*overlapped);
    const char *name;
    ULONG_PTR status;

    if (!overlapped || !is_readable(overlapped, size))
        return;
    name = name_of(NAMED_OVERLAPPED, (ULONG_PTR)overlapped, "overlapped")->text;
    status = *(const volatile ULONG_PTR *)&overlapped->Internal;
    log_text(", %s.Internal=", name);
    text_status(status);
    if ((DWORD)status != STATUS_PENDING) {
        log_text(", %s.InternalHigh=", name);
        text_number(overlapped->InternalHigh);
    }
}

static void store_process(const struct argument *argument)
{
    const PROCESS_INFORMATION *information = (const PROCESS_INFORMATION *)argument->value;

    log_text("{%s, ", name_made(NAMED_HANDLE, (ULONG_PTR)information->hProcess, "process")->text);
    log_text("%s}", name_made(NAMED_HANDLE, (ULONG_PTR)information->hThread, "thread")->text);
}

static void store_entries(const struct traced_call *call, const struct argument *argument)
{
    const OVERLAPPED_ENTRY *entries = (const OVERLAPPED_ENTRY *)argument->value;
    const ULONG *count = (const ULONG *)argument_named(call, "count");

    log_text("{");
    for (ULONG i = 0; count && i < *count; i++) {
        log_text(i ? ", {" : "{");
        text_tag(entries[i].lpCompletionKey);
        log_text(" ");
        text_overlapped((ULONG_PTR)entries[i].lpOverlapped);
        log_text(" %lu}", entries[i].dwNumberOfBytesTransferred);
    }
    log_text("}");
}

static void store_handle(const struct traced_call *call, const struct argument *argument, ULONG_PTR stored)
{
    struct name *source = name_known(NAMED_HANDLE, argument_worded(call, "source"));

    if (is_word(argument, ">copy") && argument_named(call, "to") != (ULONG_PTR)GetCurrentProcess()) {
        log_text("a handle there");
        return;
    }
    if (is_word(argument, ">reader"))
        name_anonymous(stored, *(const ULONG_PTR *)argument_worded(call, ">writer"));
    else if (is_word(argument, ">copy") && source)
        name_copy(source, stored);
    else if (!is_word(argument, ">writer"))
        name_made(NAMED_HANDLE, stored, is_word(argument, ">registration") ? "registration" : "handle");
    text_handle(stored);
}

static void store_value(struct traced_call *call, const struct argument *argument, int success)
{
    ULONG_PTR stored = stored_value(argument);

    log_text(", %.*s=", argument->name_length, argument->name);
    if (is_word(argument, ">number"))
        text_number(stored);
    else if (is_word(argument, ">hex"))
        log_text("0x%x", (unsigned int)stored);
    else if (is_word(argument, ">tag"))
        text_tag(stored);
    else if (is_word(argument, ">overlapped"))
        text_overlapped(stored);
    else if (!success)
        log_text("changed");
    else if (is_word(argument, ">entries"))
        store_entries(call, argument);
    else if (is_word(argument, ">process"))
        store_process(argument);
    else
        store_handle(call, argument, stored);
}

void form_stored(struct traced_call *call, struct argument *argument, int success)
{
    if (is_word(argument, "overlapped") || is_word(argument, "block"))
        store_status(argument);
    if (*argument->word != '>' || !argument->value ||
        !is_readable((void *)argument->value, stored_size(argument)))
        return;
    if (success || stored_value(argument) != call->before[argument->index])
        store_value(call, argument, success);
}

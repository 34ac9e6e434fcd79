/* Arguments as they are at the call. */
#include "forms.h"
#include "log.h"
#include "readable.h"

typedef void (*shower)(struct traced_call *call, const struct argument *argument);

static void show_handle(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    text_handle(argument->value);
}

static void show_process(struct traced_call *call, const struct argument *argument)
{
    if (argument->value == (ULONG_PTR)GetCurrentProcess())
        log_text("this process");
    else
        show_handle(call, argument);
}

static void show_close(struct traced_call *call, const struct argument *argument)
{
    text_handle(argument->value);
    call->closing = name_known(NAMED_HANDLE, argument->value);
}

static void show_source(struct traced_call *call, const struct argument *argument)
{
    text_handle(argument->value);
    if (argument_named(call, "options") & DUPLICATE_CLOSE_SOURCE)
        call->closing = name_known(NAMED_HANDLE, argument->value);
}

static void show_gone(struct traced_call *call, const struct argument *argument)
{
    show_handle(call, argument);
    if (name_known(NAMED_HANDLE, argument->value))
        name_forget(name_known(NAMED_HANDLE, argument->value));
}

static void show_named(const struct argument *argument, enum name_space space, const char *kind)
{
    log_text("%s", argument->value ? name_of(space, argument->value, kind)->text : "NULL");
}

static void show_lock(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    show_named(argument, NAMED_LOCK, "lock");
}

static void show_gone_lock(struct traced_call *call, const struct argument *argument)
{
    show_lock(call, argument);
    if (name_known(NAMED_LOCK, argument->value))
        name_forget(name_known(NAMED_LOCK, argument->value));
}

static void show_buffer(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    show_named(argument, NAMED_BUFFER, "buffer");
}

static void show_free(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    show_named(argument, NAMED_MEMORY, "memory");
    name_forget_memory(argument->value);
}

static void show_overlapped(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    text_overlapped(argument->value);
}

static void show_number(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    text_number(argument->value);
}

static void show_hex(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    log_text("0x%x", (unsigned int)argument->value);
}

static void show_bool(struct traced_call *call, const struct argument *argument)
{
    if (argument->value <= 1)
        log_text(argument->value ? "TRUE" : "FALSE");
    else
        show_number(call, argument);
}

static void show_timeout(struct traced_call *call, const struct argument *argument)
{
    if ((DWORD)argument->value == INFINITE)
        log_text("INFINITE");
    else
        show_number(call, argument);
}

static void show_status(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    text_status(argument->value);
}

static void show_tag(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    text_tag(argument->value);
}

static void show_path(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    log_text("%s", name_of_path((const WCHAR *)argument->value));
}

static void show_given(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    (void)argument;
    log_text("given");
}

static void show_handles(struct traced_call *call, const struct argument *argument)
{
    const HANDLE *handles = (const HANDLE *)argument->value;
    ULONG_PTR count = call->values[argument->index - 1];

    log_text("{");
    for (unsigned int i = 0; i < count && is_readable(handles + i, sizeof(*handles)); i++) {
        log_text(i ? ", " : "");
        text_handle((ULONG_PTR)handles[i]);
    }
    log_text("}");
}

/* An absolute time is another one in every run. */
static void show_time(struct traced_call *call, const struct argument *argument)
{
    const LARGE_INTEGER *time = (const LARGE_INTEGER *)argument->value;

    (void)call;
    if (!time)
        log_text("NULL");
    else if (!is_readable(time, sizeof(*time)))
        log_text("unreadable");
    else if (time->QuadPart > 0)
        log_text("absolute");
    else
        log_text("%lld ms", (long long)(-time->QuadPart / 10000));
}

static void show_pointed(struct traced_call *call, const struct argument *argument)
{
    struct argument inner = *argument;

    if (!argument->value || !is_readable((void *)argument->value, sizeof(DWORD))) {
        log_text(argument->value ? "unreadable" : "NULL");
        return;
    }
    inner.value = *(const DWORD *)argument->value;
    (is_word(argument, "<hex") ? show_hex : show_number)(call, &inner);
}

static void show_null(struct traced_call *call, const struct argument *argument)
{
    (void)call;
    (void)argument;
    log_text("NULL");
}

static const struct {
    const char *word;
    shower show;
} showers[] = {
    {"handle", show_handle},
    {"process", show_process},
    {"close", show_close},
    {"source", show_source},
    {"gone", show_gone},
    {"lock", show_lock},
    {"buffer", show_buffer},
    {"gone-lock", show_gone_lock},
    {"free", show_free},
    {"block", show_overlapped},
    {"overlapped", show_overlapped},
    {"pointed", show_overlapped},
    {"number", show_number},
    {"hex", show_hex},
    {"bool", show_bool},
    {"ms", show_timeout},
    {"status", show_status},
    {"tag", show_tag},
    {"handles", show_handles},
    {"time", show_time},
    {"<number", show_pointed},
    {"<hex", show_pointed},
};

static shower find_shower(const struct argument *argument)
{
    if (*argument->word == '>')
        return argument->value ? NULL : show_null;
    if (is_word(argument, "name"))
        return argument->value ? show_path : NULL;
    if (is_word(argument, "given") || is_word(argument, "environment"))
        return argument->value ? show_given : NULL;
    for (unsigned int i = 0; i < ARRAY_SIZE(showers); i++)
        if (is_word(argument, showers[i].word))
            return showers[i].show;
    return NULL;
}

void form_argument(struct traced_call *call, struct argument *argument)
{
    shower show = find_shower(argument);

    if (!show)
        return;
    log_text("%s%.*s=", argument->shown++ ? ", " : "", argument->name_length, argument->name);
    show(call, argument);
}

#include <stdio.h>
#include "forms.h"
#include "log.h"

static int name_length(const char *at)
{
    return (int)strcspn(at, ",)");
}

int next_argument(const struct traced_call *call, struct argument *argument)
{
    if (!argument->word) {
        argument->name = call->arguments + 1;
        argument->word = strchr(call->form, ':') + 1;
        argument->index = 0;
    } else {
        argument->name += argument->name_length + 2; /* ", " */
        argument->word += argument->word_length;
        argument->index++;
    }
    argument->word += strspn(argument->word, " ");
    argument->word_length = (int)strcspn(argument->word, " ");
    if (!argument->word_length)
        return 0;
    argument->name_length = name_length(argument->name);
    argument->value = call->values[argument->index];
    return 1;
}

int is_word(const struct argument *argument, const char *word)
{
    return (int)strlen(word) == argument->word_length &&
           !strncmp(argument->word, word, (size_t)argument->word_length);
}

ULONG_PTR argument_named(const struct traced_call *call, const char *name)
{
    struct argument argument = {0};

    while (next_argument(call, &argument))
        if ((int)strlen(name) == argument.name_length &&
            !strncmp(argument.name, name, (size_t)argument.name_length))
            return argument.value;
    return 0;
}

ULONG_PTR argument_worded(const struct traced_call *call, const char *word)
{
    struct argument argument = {0};

    while (next_argument(call, &argument))
        if (is_word(&argument, word))
            return argument.value;
    return 0;
}

void form_call(struct traced_call *call)
{
    struct argument argument = {0};

    log_text("%s(", call->name);
    while (next_argument(call, &argument)) {
        form_argument(call, &argument);
        form_before(call, &argument);
    }
    log_text(")");
}

static int result_is(const struct traced_call *call, const char *word)
{
    return !strncmp(call->form, word, strlen(word)) && call->form[strlen(word)] == ':';
}

static const WCHAR *path_of(const struct traced_call *call)
{
    return (const WCHAR *)argument_worded(call, "name");
}

static void text_new(const struct traced_call *call, ULONG_PTR result)
{
    char kind[24];
    struct name *name;

    snprintf(kind, sizeof(kind), "%.*s", (int)strcspn(call->form + 1, ":"), call->form + 1);
    if (!strcmp(kind, "server"))
        name = name_end(path_of(call), "server", result);
    else if (!strcmp(kind, "client"))
        name = name_end(path_of(call), "client", result);
    else if (!strcmp(kind, "memory")) {
        name = name_made(NAMED_MEMORY, result, "memory");
        name->size = argument_named(call, "size");
    } else if (!strcmp(kind, "port"))
        name = name_of(NAMED_HANDLE, result, "port"); /* the one that a file was added to */
    else
        name = name_made(NAMED_HANDLE, result, kind);
    log_text(" = %s", name->text);
}

/* Writes the result; returns whether it is a success. */
static int form_result(const struct traced_call *call, ULONG_PTR result, DWORD error)
{
    int success = 1;

    if (*call->form == '+') {
        success = result && result != (ULONG_PTR)INVALID_HANDLE_VALUE;
        if (success)
            text_new(call, result);
        else
            log_text(" = %s", result ? "INVALID_HANDLE_VALUE" : "NULL");
        if (!success && strncmp(call->form, "+memory", 7))
            text_error(error);
        return success;
    }
    if (result_is(call, "void"))
        return 1;
    log_text(" = ");
    if (result_is(call, "status")) {
        text_status(result);
        return (LONG)result >= 0;
    }
    if (result_is(call, "wait"))
        text_wait(result);
    else if (result_is(call, "number"))
        text_number(result);
    else
        log_text((DWORD)result ? "TRUE" : "FALSE");
    success =
        result_is(call, "wait") ? (DWORD)result != WAIT_FAILED : result_is(call, "number") || (DWORD)result;
    if (!success && !result_is(call, "truth"))
        text_error(error);
    return success;
}

void form_return(struct traced_call *call, ULONG_PTR result, DWORD error)
{
    struct argument argument = {0};
    int success;

    log_text("%s", call->name);
    success = form_result(call, result, error);
    while (next_argument(call, &argument))
        form_stored(call, &argument, success);
    if (success && call->closing)
        name_forget(call->closing);
}

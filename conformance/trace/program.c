#include "program.h"
#include "log.h"
#include "trace.h"

static int is_open;

void program_open(void)
{
    is_open = 1;
}

int program_is_open(void)
{
    return is_open;
}

void program_call(const struct traced_call *call)
{
    log_record("call", NULL);
    log_text("\t%s\t%s\t%s\t%s", call->name, call->type, call->parameters, call->form);
    for (unsigned int i = 0; i < call->count; i++)
        log_text("\t%llx", (unsigned long long)call->values[i]);
    log_text("\n");
    program_memory(call, 0);
    log_end_record();
}

void program_return(const struct traced_call *call, ULONG_PTR result, DWORD error)
{
    log_record("return", NULL);
    log_text("\t%llx\t%lx\n", (unsigned long long)result, error);
    program_memory(call, 1);
    log_end_record();
}

void program_makes(const char *name)
{
    log_record("makes", NULL);
    log_text("\t%s\n", name);
    log_end_record();
}

void program_begins(const char *name, const char *what, const char *role)
{
    log_record("begin", role);
    log_text("\t%s%s\t", name, what);
}

void program_instance(const void *instance)
{
    if (is_open)
        log_text("%llx\t", (unsigned long long)(ULONG_PTR)instance);
}

void program_line_ends(void)
{
    log_text("\n");
    log_end_record();
}

void program_ends(const char *name, const char *what)
{
    log_record("end", NULL);
    log_text("\t%s%s", name, what);
    program_line_ends();
}

void trace_observed(const char *label, const char *kind, unsigned long long value, const char *expression)
{
    DWORD error = GetLastError();

    if (!is_open || !log_is_open())
        return;
    log_record("observed", NULL);
    log_text("\t%s\t%s\t%llx\t%s\n", label, kind, value, expression);
    log_end_record();
    SetLastError(error);
}

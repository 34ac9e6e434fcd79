/* One argument in C, by the type of its parameter. */
#include "results/bug/constants.h"
#include "results/bug/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

static uint64_t number_at(struct resolving *state, uint64_t address, size_t size)
{
    uint64_t number = 0;
    program_number(state->event->before, address, size, &number);
    return number;
}

static const char *address_of(struct resolving *state, const struct variable *variable)
{
    return program_text(state->program, "&%s", variable->name);
}

/* Internal is set by hand where a test has put a mark there. */
static void set_status(struct resolving *state, const char *name, const char *status, const char *information,
                       uint64_t address)
{
    uint64_t marks[2] = {number_at(state, address, 8), number_at(state, address + 8, 8)};
    bool is_mark = (marks[0] & 0xffff0000) == 0xdead0000 || (marks[1] & 0xffff0000) == 0xdead0000;
    if (!is_mark)
        return;
    fprintf(state->setup, "%s.%s = 0x%llx;\n", name, status, (unsigned long long)marks[0] & 0xffffffff);
    fprintf(state->setup, "%s.%s = 0x%llx;\n", name, information, (unsigned long long)marks[1] & 0xffffffff);
}

static const char *overlapped_text(struct resolving *state, uint64_t address)
{
    struct variable *variable = memory_variable(state, "OVERLAPPED", "overlapped", address);
    uint64_t event = number_at(state, address + 24, 8);
    const char *call = state->event->name;
    bool is_issued =
        strstr(call, "File") || !strcmp(call, "ConnectNamedPipe") || !strcmp(call, "TransactNamedPipe");
    if ((is_issued || !variable->is_set) && variable->stored != event) {
        const char *handle = handle_text(state, event & ~1ull);
        fprintf(state->setup, event & 1 ? "%s.hEvent = (HANDLE)((ULONG_PTR)%s | 1);\n" : "%s.hEvent = %s;\n",
                variable->name, handle);
        variable->stored = event;
    } else if (event) {
        handle_text(state, event & ~1ull); /* it belongs to this call, too */
    }
    variable->is_set = true;
    if (is_issued)
        set_status(state, variable->name, "Internal", "InternalHigh", address);
    return address_of(state, variable);
}

static const char *block_text(struct resolving *state, uint64_t address)
{
    struct variable *variable = memory_variable(state, "IO_STATUS_BLOCK", "status", address);
    set_status(state, variable->name, "Status", "Information", address);
    return address_of(state, variable);
}

static const char *security_text(struct resolving *state, uint64_t address)
{
    struct variable *variable = memory_variable(state, "SECURITY_ATTRIBUTES", "security", address);
    fprintf(state->setup, "%s.nLength = sizeof(%s);\n", variable->name, variable->name);
    fprintf(state->setup, "%s.lpSecurityDescriptor = %s;\n", variable->name,
            descriptor_text(state, number_at(state, address + 8, 8)));
    fprintf(state->setup, "%s.bInheritHandle = %s;\n", variable->name,
            number_at(state, address + 16, 4) ? "TRUE" : "FALSE");
    return address_of(state, variable);
}

static const char *attributes_text(struct resolving *state, uint64_t address)
{
    struct variable *variable = memory_variable(state, "OBJECT_ATTRIBUTES", "attributes", address);
    uint64_t root = number_at(state, address + 8, 8), name = number_at(state, address + 16, 8);
    uint64_t length = number_at(state, name, 2);
    const unsigned char *text = program_bytes(state->event->before, number_at(state, name + 8, 8), length);
    const char *string = "NULL";
    if (name) {
        struct variable *unicode = memory_variable(state, "UNICODE_STRING", "name", name);
        const char *literal = text ? name_text(state, text, length / 2) : "L\"\"";
        fprintf(state->setup, "%s.Buffer = (WCHAR *)%s;\n", unicode->name, literal);
        fprintf(state->setup, "%s.Length = %s.MaximumLength = sizeof(%s) - sizeof(WCHAR);\n", unicode->name,
                unicode->name, literal);
        string = address_of(state, unicode);
        if (length > TRACED_MOST)
            state->event->refusal = name_is_cut;
    }
    fprintf(state->setup, "InitializeObjectAttributes(&%s, %s, 0x%llx, %s, %s);\n", variable->name, string,
            (unsigned long long)number_at(state, address + 24, 4), handle_text(state, root),
            descriptor_text(state, number_at(state, address + 32, 8)));
    return address_of(state, variable);
}

static const char *environment_text(struct resolving *state, uint64_t address)
{
    struct variable *variable = memory_variable(state, "TP_CALLBACK_ENVIRON", "environment", address);
    uint64_t pool = number_at(state, address + 8, 8), group = number_at(state, address + 16, 8);
    fprintf(state->setup, "%s.Version = %llu;\n", variable->name,
            (unsigned long long)number_at(state, address, 4));
    if (pool)
        fprintf(state->setup, "%s.Pool = %s;\n", variable->name, handle_text(state, pool));
    if (group)
        fprintf(state->setup, "%s.CleanupGroup = %s;\n", variable->name, handle_text(state, group));
    if (number_at(state, address + 56, 4))
        fprintf(state->setup, "%s.u.Flags = 0x%llx;\n", variable->name,
                (unsigned long long)number_at(state, address + 56, 4));
    return address_of(state, variable);
}

static const char *handles_text(struct resolving *state, size_t index)
{
    const struct program_parameter *parameter = &state->event->parameters[index];
    uint64_t count = index ? state->event->parameters[index - 1].value & 0xff : 0;
    struct variable *variable = memory_variable(state, "HANDLE", "handles", parameter->value);
    variable->size = variable->size > count ? variable->size : count;
    for (uint64_t i = 0; i < count && i < 64; i++)
        fprintf(state->setup, "%s[%llu] = %s;\n", variable->name, (unsigned long long)i,
                handle_text(state, number_at(state, parameter->value + 8 * i, 8)));
    return variable->name;
}

static const char *number_pointer(struct resolving *state, const struct program_parameter *parameter)
{
    bool is_large = !strcmp(parameter->type, "LARGE_INTEGER *"),
         is_time = !strcmp(parameter->type, "FILETIME *");
    size_t size =
        is_large || is_time || strstr(parameter->type, "PTR") || strstr(parameter->type, "**") ? 8 : 4;
    size_t length = strlen(parameter->type) - 1;
    while (length && parameter->type[length - 1] == ' ')
        length--;
    const char *type = program_text(state->program, "%.*s", (int)length, parameter->type);
    struct variable *variable = memory_variable(state, type, parameter->name, parameter->value);
    uint64_t value = number_at(state, parameter->value, size);
    if (is_large && parameter->word[0] != '>')
        fprintf(state->setup, "%s.QuadPart = %lld;\n", variable->name, (long long)value);
    else if (is_time)
        fprintf(state->setup, "%s.dwLowDateTime = 0x%llx;\n%s.dwHighDateTime = 0x%llx;\n", variable->name,
                (unsigned long long)value & 0xffffffff, variable->name, (unsigned long long)value >> 32);
    else if (!is_large && size == 4 && value && (parameter->word[0] == '<' || value >= 0xdead0000))
        fprintf(state->setup, "%s = 0x%llx;\n", variable->name, (unsigned long long)value);
    return address_of(state, variable);
}

static const char *routine_text(struct resolving *state, const struct program_parameter *parameter)
{
    const char *made = state->event->makes;
    if (!parameter->value)
        return "NULL";
    if (made)
        return program_text(state->program, "%s_function", made);
    if (!strcmp(parameter->type, "LPOVERLAPPED_COMPLETION_ROUTINE"))
        return "completion_routine";
    if (!strcmp(parameter->type, "PIO_APC_ROUTINE"))
        return "io_apc_routine";
    return "(void *)apc_routine";
}

/* What a callback is given is nothing; what an operation is given can be seen in a packet. */
static const char *context_text(struct resolving *state, const struct program_parameter *parameter)
{
    const struct variables *variables = state->variables;
    if (!parameter->value || state->event->makes)
        return "NULL";
    for (size_t i = 0; i < variables->count; i++)
        if (variables->list[i]->space == VARIABLE_MEMORY && variables->list[i]->value == parameter->value)
            return address_of(state, variables->list[i]);
    return "(void *)0xc0de";
}

static const char *scalar_text(struct resolving *state, const struct program_parameter *parameter)
{
    char *text = NULL;
    size_t size = 0;
    uint64_t value = parameter->value;
    if (!strcmp(parameter->name, "context"))
        return "0"; /* a callback's own */
    if (!strcmp(parameter->type, "BOOL"))
        return value & 0xffffffff ? "TRUE" : "FALSE";
    if (strcmp(parameter->type, "SIZE_T") && !strstr(parameter->type, "PTR"))
        value &= 0xffffffff;
    FILE *out = memory_present(open_memstream(&text, &size));
    constant_write(out, state->event->name, parameter->name, value);
    fclose(out);
    const char *kept = program_text(state->program, "%s", text);
    free(text);
    return kept;
}

static bool is_function(const char *type, const char *name)
{
    return !strcmp(name, "function") || !strcmp(name, "callback") || !strcmp(name, "routine") ||
           !strncmp(type, "LPOVERLAPPED_C", 14) || !strncmp(type, "PIO_APC", 7);
}

/* Locks are objects of their own, zeroed. */
static const char *lock_text(struct resolving *state, const struct program_parameter *parameter)
{
    const char *type = parameter->type[0] == 'S' ? "SRWLOCK" : "CRITICAL_SECTION";
    return address_of(state, memory_variable(state, type, "lock", parameter->value));
}

static const char *pointer_text(struct resolving *state, size_t index)
{
    const struct program_parameter *parameter = &state->event->parameters[index];
    const char *type = parameter->type;
    static const struct {
        const char *type;
        const char *(*text)(struct resolving *state, uint64_t address);
    } structures[] = {
        {"OVERLAPPED *", overlapped_text},           {"IO_STATUS_BLOCK *", block_text},
        {"SECURITY_ATTRIBUTES *", security_text},    {"OBJECT_ATTRIBUTES *", attributes_text},
        {"TP_CALLBACK_ENVIRON *", environment_text},
    };
    if (!parameter->value)
        return "NULL";
    for (size_t i = 0; i < sizeof structures / sizeof *structures; i++)
        if (!strcmp(type, structures[i].type))
            return structures[i].text(state, parameter->value);
    if (!strcmp(type, "SRWLOCK *") || !strcmp(type, "CRITICAL_SECTION *"))
        return lock_text(state, parameter);
    if (!strcmp(type, "void *") && !strcmp(parameter->name, "descriptor") &&
        !strcmp(state->event->name, "NtSetSecurityObject"))
        return descriptor_text(state, parameter->value);
    if (!strcmp(type, "void *") || !strcmp(type, "const void *") || !strcmp(type, "LPWSTR") ||
        !strcmp(type, "OVERLAPPED_ENTRY *") || !strcmp(type, "TOKEN_PRIVILEGES *"))
        return buffer_text(state, index);
    return number_pointer(state, parameter);
}

const char *parameter_text(struct resolving *state, size_t index)
{
    const struct program_parameter *parameter = &state->event->parameters[index];
    const char *type = parameter->type;
    if (is_function(type, parameter->name))
        return routine_text(state, parameter);
    if (!strcmp(type, "TP_CALLBACK_INSTANCE *"))
        return "instance";
    if (!strcmp(parameter->name, "context") && !strcmp(type, "void *"))
        return context_text(state, parameter);
    if (!strcmp(type, "const HANDLE *"))
        return parameter->value ? handles_text(state, index) : "NULL";
    if (!strcmp(type, "HANDLE *"))
        return stored_handle(state, parameter);
    if (!strcmp(type, "HANDLE") || !strncmp(type, "TP_WAIT", 7) || !strncmp(type, "TP_WORK", 7) ||
        !strncmp(type, "TP_IO", 5) || !strncmp(type, "TP_POOL", 7) || !strncmp(type, "TP_CLEANUP", 10))
        return handle_text(state, parameter->value);
    if (!strcmp(type, "LPCWSTR"))
        return string_text(state, parameter->value);
    if (strchr(type, '*') || !strcmp(type, "LPWSTR"))
        return pointer_text(state, index);
    return scalar_text(state, parameter);
}

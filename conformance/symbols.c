#include <stdio.h>
#include <string.h>
#include "platform.h"
#include "checksum.h"
#include "symbols.h"

struct symbol {
    unsigned int value;
    const char *name;
};

#define SYMBOL(name_)                                                                                        \
    {                                                                                                        \
        (unsigned int)name_, #name_                                                                          \
    }

static const struct symbol errors[] = {
    SYMBOL(ERROR_SUCCESS),
    SYMBOL(ERROR_INVALID_FUNCTION),
    SYMBOL(ERROR_FILE_NOT_FOUND),
    SYMBOL(ERROR_PATH_NOT_FOUND),
    SYMBOL(ERROR_ACCESS_DENIED),
    SYMBOL(ERROR_INVALID_HANDLE),
    SYMBOL(ERROR_NOT_ENOUGH_MEMORY),
    SYMBOL(ERROR_INVALID_ACCESS),
    SYMBOL(ERROR_OUTOFMEMORY),
    SYMBOL(ERROR_BAD_LENGTH),
    SYMBOL(ERROR_GEN_FAILURE),
    SYMBOL(ERROR_SHARING_VIOLATION),
    SYMBOL(ERROR_LOCK_VIOLATION),
    SYMBOL(ERROR_HANDLE_EOF),
    SYMBOL(ERROR_NOT_SUPPORTED),
    SYMBOL(ERROR_BAD_NETPATH),
    SYMBOL(ERROR_BAD_DEV_TYPE),
    SYMBOL(ERROR_FILE_EXISTS),
    SYMBOL(ERROR_INVALID_PARAMETER),
    SYMBOL(ERROR_BROKEN_PIPE),
    SYMBOL(ERROR_INSUFFICIENT_BUFFER),
    SYMBOL(ERROR_INVALID_NAME),
    SYMBOL(ERROR_SEM_TIMEOUT),
    SYMBOL(ERROR_BAD_PATHNAME),
    SYMBOL(ERROR_BUSY),
    SYMBOL(ERROR_ALREADY_EXISTS),
    SYMBOL(ERROR_BAD_PIPE),
    SYMBOL(ERROR_PIPE_BUSY),
    SYMBOL(ERROR_NO_DATA),
    SYMBOL(ERROR_PIPE_NOT_CONNECTED),
    SYMBOL(ERROR_MORE_DATA),
    SYMBOL(WAIT_TIMEOUT),
    SYMBOL(ERROR_NOT_OWNER),
    SYMBOL(ERROR_TOO_MANY_POSTS),
    SYMBOL(ERROR_INVALID_ADDRESS),
    SYMBOL(ERROR_PIPE_CONNECTED),
    SYMBOL(ERROR_PIPE_LISTENING),
    SYMBOL(ERROR_ABANDONED_WAIT_0),
    SYMBOL(ERROR_OPERATION_ABORTED),
    SYMBOL(ERROR_IO_INCOMPLETE),
    SYMBOL(ERROR_IO_PENDING),
    SYMBOL(ERROR_NOACCESS),
    SYMBOL(ERROR_NOT_FOUND),
    SYMBOL(ERROR_CANCELLED),
    SYMBOL(ERROR_PRIVILEGE_NOT_HELD),
    SYMBOL(ERROR_NO_SYSTEM_RESOURCES),
    SYMBOL(ERROR_TIMEOUT),
    SYMBOL(ERROR_INVALID_USER_BUFFER),
    SYMBOL(ERROR_CANNOT_IMPERSONATE),
    SYMBOL(ERROR_NOT_ENOUGH_QUOTA),
    SYMBOL(ERROR_CALL_NOT_IMPLEMENTED),
    SYMBOL(ERROR_PROC_NOT_FOUND),
    SYMBOL(ERROR_DIRECTORY),
    SYMBOL(ERROR_NO_MORE_ITEMS),
    SYMBOL(ERROR_INVALID_FLAGS),
    SYMBOL(ERROR_NO_TOKEN),
    SYMBOL(ERROR_BAD_IMPERSONATION_LEVEL),
    SYMBOL(ERROR_INVALID_SECURITY_DESCR),
    SYMBOL(ERROR_INVALID_OWNER),
    {0xdeadbeef, "last error untouched"},
    {0xfffffffe, "last error 0"},
};

static const struct symbol statuses[] = {
    SYMBOL(STATUS_SUCCESS),
    SYMBOL(STATUS_USER_APC),
    SYMBOL(STATUS_TIMEOUT),
    SYMBOL(STATUS_PENDING),
    SYMBOL(STATUS_BUFFER_OVERFLOW),
    SYMBOL(STATUS_HANDLES_CLOSED),
    SYMBOL(STATUS_OBJECT_NAME_EXISTS),
    SYMBOL(STATUS_UNSUCCESSFUL),
    SYMBOL(STATUS_NOT_IMPLEMENTED),
    SYMBOL(STATUS_INVALID_INFO_CLASS),
    SYMBOL(STATUS_INFO_LENGTH_MISMATCH),
    SYMBOL(STATUS_ACCESS_VIOLATION),
    SYMBOL(STATUS_INVALID_HANDLE),
    SYMBOL(STATUS_INVALID_PARAMETER),
    SYMBOL(STATUS_INVALID_PARAMETER_3),
    SYMBOL(STATUS_THREADPOOL_HANDLE_EXCEPTION),
    SYMBOL(STATUS_INVALID_DEVICE_REQUEST),
    SYMBOL(STATUS_END_OF_FILE),
    SYMBOL(STATUS_ACCESS_DENIED),
    SYMBOL(STATUS_BUFFER_TOO_SMALL),
    SYMBOL(STATUS_OBJECT_TYPE_MISMATCH),
    SYMBOL(STATUS_OBJECT_NAME_INVALID),
    SYMBOL(STATUS_OBJECT_NAME_NOT_FOUND),
    SYMBOL(STATUS_OBJECT_NAME_COLLISION),
    SYMBOL(STATUS_PIPE_NOT_AVAILABLE),
    SYMBOL(STATUS_INVALID_PIPE_STATE),
    SYMBOL(STATUS_PIPE_BUSY),
    SYMBOL(STATUS_PIPE_DISCONNECTED),
    SYMBOL(STATUS_PIPE_CLOSING),
    SYMBOL(STATUS_PIPE_CONNECTED),
    SYMBOL(STATUS_PIPE_LISTENING),
    SYMBOL(STATUS_INVALID_READ_MODE),
    SYMBOL(STATUS_IO_TIMEOUT),
    SYMBOL(STATUS_INSTANCE_NOT_AVAILABLE),
    SYMBOL(STATUS_PIPE_EMPTY),
    SYMBOL(STATUS_CANCELLED),
    SYMBOL(STATUS_PIPE_BROKEN),
    SYMBOL(STATUS_NOT_SUPPORTED),
    SYMBOL(STATUS_ILLEGAL_FUNCTION),
    SYMBOL(STATUS_NO_MEMORY),
    SYMBOL(STATUS_OBJECT_PATH_INVALID),
    SYMBOL(STATUS_NOT_FOUND),
    SYMBOL(STATUS_SHARING_VIOLATION),
    SYMBOL(STATUS_QUOTA_EXCEEDED),
    SYMBOL(STATUS_ABANDONED_WAIT_0),
};

static const struct symbol waits[] = {
    SYMBOL(WAIT_OBJECT_0),
    {WAIT_OBJECT_0 + 1, "WAIT_OBJECT_0 + 1"},
    {WAIT_OBJECT_0 + 2, "WAIT_OBJECT_0 + 2"},
    SYMBOL(WAIT_ABANDONED_0),
    SYMBOL(WAIT_IO_COMPLETION),
    SYMBOL(WAIT_TIMEOUT),
    SYMBOL(WAIT_FAILED),
};

static const struct symbol events[] = {{NOT_SIGNALED, "not signaled"}, {SIGNALED, "signaled"}};
static const struct symbol booleans[] = {{0, "FALSE"}, {1, "TRUE"}};
static const struct symbol handles[] = {
    {HANDLE_IS_NULL, "NULL"}, {HANDLE_IS_INVALID, "INVALID_HANDLE_VALUE"}, {HANDLE_IS_VALID, "a handle"}};

enum style { NAME_AND_NUMBER, NAME_ALONE, IN_DECIMAL, IN_HEXADECIMAL };

static const struct kind {
    const char *name;
    enum style style;
    const char *unknown; /* format of a value without a name */
    const struct symbol *symbols;
    unsigned int count;
} kinds[] = {
    [KIND_RESULT] = {"result", NAME_AND_NUMBER, "error %u", errors, ARRAY_SIZE(errors)},
    [KIND_ERROR] = {"error", NAME_AND_NUMBER, "error %u", errors, ARRAY_SIZE(errors)},
    [KIND_STATUS] = {"status", NAME_AND_NUMBER, "status 0x%08x", statuses, ARRAY_SIZE(statuses)},
    [KIND_WAIT] = {"wait", NAME_AND_NUMBER, "wait result %u", waits, ARRAY_SIZE(waits)},
    [KIND_EVENT] = {"event", NAME_ALONE, "event state %u", events, ARRAY_SIZE(events)},
    [KIND_NUMBER] = {"number", IN_DECIMAL, NULL, NULL, 0},
    [KIND_BOOLEAN] = {"boolean", NAME_ALONE, "%u", booleans, ARRAY_SIZE(booleans)},
    [KIND_FLAGS] = {"flags", IN_HEXADECIMAL, NULL, NULL, 0},
    [KIND_HANDLE] = {"handle", NAME_ALONE, "handle class %u", handles, ARRAY_SIZE(handles)},
    [KIND_TEXT] = {"text", NAME_ALONE, NULL, NULL, 0},
};

const char *kind_name(enum observation_kind kind)
{
    return kinds[kind].name;
}

const char *provenance_name(enum provenance provenance)
{
    static const char *const names[] = {
        [OF_BEHAVIOUR] = "-",        [WINDOWS] = "windows",   [WINETEST] = "winetest",
        [DOCUMENTED] = "documented", [REPORTED] = "reported", [INFERRED] = "inferred",
    };
    return names[provenance];
}

static const char *find_symbol(const struct kind *kind, unsigned int value)
{
    for (unsigned int i = 0; i < kind->count; i++)
        if (kind->symbols[i].value == value)
            return kind->symbols[i].name;
    return NULL;
}

void format_value(char *text, size_t size, enum observation_kind kind, observed value)
{
    const struct kind *how = &kinds[kind];
    unsigned int number = (unsigned int)value;
    const char *name = find_symbol(how, number);

    if (kind == KIND_RESULT && number == ERROR_SUCCESS) {
        snprintf(text, size, "TRUE");
        return;
    }
    if (kind == KIND_RESULT) {
        int used = snprintf(text, size, "FALSE, ");
        text += used;
        size -= (size_t)used;
    }
    if (how->style == IN_DECIMAL)
        snprintf(text, size, "%llu", value);
    else if (how->style == IN_HEXADECIMAL)
        snprintf(text, size, "0x%x", number);
    else if (!name)
        snprintf(text, size, how->unknown, number);
    else if (how->style == NAME_ALONE || number >= 0xfffffffe || number == 0xdeadbeef)
        snprintf(text, size, "%s", name);
    else
        snprintf(text, size, kind == KIND_STATUS ? "%s (0x%08x)" : "%s (%u)", name, number);
}

void format_bytes(char *text, size_t size, const void *bytes, size_t count)
{
    const unsigned char *byte = bytes;
    size_t used = 0;

    if (count > 64) {
        snprintf(text, size, "%llu bytes, CRC-32 %08x", (unsigned long long)count,
                 checksum_update(0, bytes, count));
        return;
    }
    snprintf(text, size, "%s", count ? "" : "(empty)");
    for (size_t i = 0; i < count && used + 5 < size; i++) {
        int plain = byte[i] >= 0x20 && byte[i] < 0x7f && byte[i] != '|' && byte[i] != '<';
        used += (size_t)snprintf(text + used, size - used, plain ? "%c" : "<%02x>", byte[i]);
    }
}

void format_allowed(char *text, size_t size, enum observation_kind kind,
                    const struct expectation *expectation)
{
    size_t used = 0;

    text[0] = 0;
    for (unsigned int i = 0; i < expectation->count && used + 1 < size; i++) {
        char value[VALUE_TEXT_SIZE];

        if (kind == KIND_TEXT)
            format_bytes(value, sizeof(value), expectation->texts[i], strlen(expectation->texts[i]));
        else
            format_value(value, sizeof(value), kind, expectation->values[i]);
        used += (size_t)snprintf(text + used, size - used, "%s%s",
                                 i == 0               ? ""
                                 : expectation->range ? ".."
                                                      : " | ",
                                 value);
    }
}

/* What the pointers among a call's arguments point to, by the types of its parameters. */
#include <stdio.h>
#include "log.h"
#include "program.h"
#include "readable.h"

#define BYTES_MOST 1024 /* of one piece of memory; what is longer is cut */

/* Types that point to one thing of a known size. */
static const struct {
    const char *type;
    unsigned int size;
} pointed[] = {
    {"OVERLAPPED *", sizeof(OVERLAPPED)},
    {"OVERLAPPED **", sizeof(OVERLAPPED *)},
    {"IO_STATUS_BLOCK *", sizeof(IO_STATUS_BLOCK)},
    {"DWORD *", sizeof(DWORD)},
    {"ULONG *", sizeof(ULONG)},
    {"LONG *", sizeof(LONG)},
    {"HANDLE *", sizeof(HANDLE)},
    {"ULONG_PTR *", sizeof(ULONG_PTR)},
    {"SIZE_T *", sizeof(SIZE_T)},
    {"LARGE_INTEGER *", sizeof(LARGE_INTEGER)},
    {"FILETIME *", sizeof(FILETIME)},
    {"TOKEN_PRIVILEGES *", sizeof(TOKEN_PRIVILEGES)},
    {"TP_CALLBACK_ENVIRON *", sizeof(TP_CALLBACK_ENVIRON)},
    {"SECURITY_ATTRIBUTES *", sizeof(SECURITY_ATTRIBUTES)},
    {"OBJECT_ATTRIBUTES *", sizeof(OBJECT_ATTRIBUTES)},
    {"PROCESS_INFORMATION *", sizeof(PROCESS_INFORMATION)},
};

static void write_bytes(const char *what, const void *bytes, SIZE_T size)
{
    const unsigned char *at = bytes;

    if (size > BYTES_MOST)
        size = BYTES_MOST;
    if (!bytes || !size || !is_readable(bytes, size))
        return;
    log_text("%s\t%llx\t", what, (unsigned long long)(ULONG_PTR)bytes);
    for (SIZE_T i = 0; i < size; i++)
        log_text("%02x", at[i]);
    log_text("\n");
}

static void write_string(const WCHAR *text)
{
    SIZE_T length = 0;

    if ((ULONG_PTR)text % sizeof(WCHAR))
        return;
    while (length < BYTES_MOST / sizeof(WCHAR) && is_readable(text + length, sizeof(WCHAR)) && text[length])
        length++;
    write_bytes("memory", text, (length + 1) * sizeof(WCHAR));
}

/* As one piece, whatever form it has: pointers in it would say nothing. */
static void write_descriptor(void *descriptor)
{
    unsigned char copy[BYTES_MOST];
    DWORD size = sizeof(copy);

    if (!descriptor || !is_readable(descriptor, 20))
        return;
    if (((SECURITY_DESCRIPTOR *)descriptor)->Control & SE_SELF_RELATIVE) {
        size = GetSecurityDescriptorLength(descriptor);
        memcpy(copy, descriptor, size < sizeof(copy) ? size : sizeof(copy));
    } else if (!MakeSelfRelativeSD(descriptor, copy, &size)) {
        return;
    }
    log_text("descriptor\t%llx\t", (unsigned long long)(ULONG_PTR)descriptor);
    for (DWORD i = 0; i < size && i < sizeof(copy); i++)
        log_text("%02x", copy[i]);
    log_text("\n");
}

static void write_attributes(const OBJECT_ATTRIBUTES *attributes)
{
    if (attributes->ObjectName && is_readable(attributes->ObjectName, sizeof(UNICODE_STRING))) {
        write_bytes("memory", attributes->ObjectName, sizeof(UNICODE_STRING));
        write_bytes("memory", attributes->ObjectName->Buffer, attributes->ObjectName->Length);
    }
    write_descriptor(attributes->SecurityDescriptor);
}

/* Of what stands before it: the parameter alone, not those behind it. */
static int is_size(const char *parameter)
{
    const char *end = parameter + strcspn(parameter, ","), *at = strstr(parameter, "size");

    return at && at < end;
}

static void write_array(const struct traced_call *call, unsigned int index, const char *type)
{
    const void *bytes = (const void *)call->values[index];
    const char *next = index + 1 < call->count ? call->parameter[index + 1] : "";

    if (!strncmp(type, "const HANDLE *", 14) && index)
        write_bytes("memory", bytes, (ULONG)call->values[index - 1] * sizeof(HANDLE));
    else if (!strncmp(type, "OVERLAPPED_ENTRY *", 18))
        write_bytes("memory", bytes, (ULONG)call->values[index + 1] * sizeof(OVERLAPPED_ENTRY));
    else if ((!strncmp(type, "void *", 6) || !strncmp(type, "const void *", 12)) && is_size(next))
        write_bytes("memory", bytes, (ULONG)call->values[index + 1]);
    else if (!strncmp(type, "void *descriptor", 16))
        write_descriptor((void *)bytes);
}

static void write_pointed(const struct traced_call *call, unsigned int index, unsigned int size)
{
    const void *bytes = (const void *)call->values[index];
    const char *type = call->parameter[index];

    if (!bytes || !is_readable(bytes, size))
        return;
    write_bytes("memory", bytes, size);
    if (!strncmp(type, "SECURITY_ATTRIBUTES", 19))
        write_descriptor(((const SECURITY_ATTRIBUTES *)bytes)->lpSecurityDescriptor);
    if (!strncmp(type, "OBJECT_ATTRIBUTES", 17))
        write_attributes(bytes);
}

static void write_parameter(const struct traced_call *call, unsigned int index, int only_written)
{
    const char *type = call->parameter[index];
    const char *star = strchr(type, '*');
    size_t length;

    if (!strncmp(type, "LPCWSTR", 7) || !strncmp(type, "LPWSTR name", 11)) {
        if (!only_written && call->values[index])
            write_string((const WCHAR *)call->values[index]);
        return;
    }
    if (!star)
        return;
    length = (size_t)(star - type) + 1 + (star[1] == '*');
    for (unsigned int i = 0; i < ARRAY_SIZE(pointed); i++)
        if (strlen(pointed[i].type) == length && !strncmp(type, pointed[i].type, length)) {
            write_pointed(call, index, pointed[i].size);
            return;
        }
    if (!only_written || strncmp(type, "const", 5))
        write_array(call, index, type);
}

/* Where each parameter begins in "(HANDLE file, ...)". */
static void find_parameters(struct traced_call *call)
{
    const char *at = call->parameters + 1;

    for (unsigned int i = 0; i < call->count; i++) {
        call->parameter[i] = at;
        at = strchr(at, ',') ? strchr(at, ',') + 2 : at;
    }
}

void program_memory(const struct traced_call *given, int only_written)
{
    struct traced_call call = *given;

    find_parameters(&call);
    for (unsigned int i = 0; i < call.count; i++)
        write_parameter(&call, i, only_written);
}

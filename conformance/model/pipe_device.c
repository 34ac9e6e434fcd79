/* The named pipe device, opened like a file. */
#include "../nt_calls.h"
#include "pipe.h"

struct device {
    struct model_object object;
    BOOL directory; /* with the trailing backslash */
};

struct device *pipe_device_of(HANDLE handle)
{
    return (struct device *)model_object_of(handle, OBJECT_DEVICE);
}

BOOL pipe_device_is_directory(const struct device *device)
{
    return device->directory;
}

/* facts: misc/pipe-device (peek, client-pid, server-pid, fsctl-*, wait) */
NTSTATUS pipe_device_control(const struct device *device, ULONG code)
{
    switch (code) {
    case PIPE_CONTROL_DISCONNECT:
    case PIPE_CONTROL_TRANSCEIVE:
        return STATUS_PIPE_DISCONNECTED;
    case PIPE_CONTROL_LISTEN:
    case PIPE_CONTROL_IMPERSONATE:
        return STATUS_ILLEGAL_FUNCTION;
    case PIPE_CONTROL_WAIT:
        return device->directory ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_ILLEGAL_FUNCTION;
    case PIPE_CONTROL_PEEK:
    case PIPE_CONTROL_QUERY_CLIENT_PROCESS:
    case PIPE_CONTROL_GET_CONNECTION_ATTRIBUTE:
        return STATUS_INVALID_PARAMETER;
    default:
        return STATUS_NOT_SUPPORTED;
    }
}

HANDLE pipe_device_open(const WCHAR *name, size_t length)
{
    static const WCHAR *const names[] = {L"\\\\.\\pipe", L"\\Device\\NamedPipe"};
    struct device *device;

    for (unsigned int i = 0; i < ARRAY_SIZE(names); i++) {
        size_t own = wcslen(names[i]);

        if (length < own || length > own + 1 || _wcsnicmp(name, names[i], own) ||
            (length > own && name[own] != '\\'))
            continue;
        device = model_allocate(sizeof(*device));
        device->object.type = OBJECT_DEVICE;
        device->directory = length > own;
        return model_handle_new(&device->object, 0, FALSE);
    }
    return INVALID_HANDLE_VALUE;
}

/* What ntdll's calls make and open, by whole names and by names relative to a handle. */
#include <wctype.h>
#include "nt_calls.h"
#include "pipe.h"

enum disposition { OPEN_EXISTING_FILE = 1, CREATE_NEW_FILE, OPEN_OR_CREATE, OVERWRITE, OVERWRITE_OR_CREATE };
#define SYNCHRONOUS_ALERT 0x10
#define SYNCHRONOUS_NONALERT 0x20

/* What a name stands for. */
struct place {
    enum { THE_DEVICE, THE_DIRECTORY, OF_DEVICE, OF_DIRECTORY, OF_SERVER, OF_NONE } kind;
    const WCHAR *name;       /* of a pipe, NULL: empty */
    struct pipe_end *server; /* OF_SERVER */
};

/* UNICODE_STRINGs need not end with a zero. */
static const WCHAR *text_of(const UNICODE_STRING *string)
{
    WCHAR *text = string->Length ? model_allocate(string->Length + sizeof(WCHAR)) : NULL;

    return text ? memcpy(text, string->Buffer, string->Length) : NULL;
}

/* facts: create/device-root-as-name, create/dots-and-slashes-not-normalised */
static struct place whole(const WCHAR *name)
{
    static const WCHAR *const roots[] = {L"\\Device\\NamedPipe", L"\\??\\pipe"};

    for (unsigned int i = 0; name && i < ARRAY_SIZE(roots); i++) {
        size_t length = wcslen(roots[i]);

        if (_wcsnicmp(name, roots[i], length))
            continue;
        if (!name[length])
            return (struct place){THE_DEVICE, NULL, NULL};
        if (name[length] == '\\')
            return name[length + 1] ? (struct place){OF_DIRECTORY, name + length + 1, NULL}
                                    : (struct place){THE_DIRECTORY, NULL, NULL};
    }
    return (struct place){OF_NONE, NULL, NULL};
}

static struct place place_of(const OBJECT_ATTRIBUTES *attributes)
{
    const WCHAR *name = text_of(attributes->ObjectName);
    const struct device *device;

    if (!attributes->RootDirectory)
        return whole(name);
    if ((device = pipe_device_of(attributes->RootDirectory)))
        return (struct place){pipe_device_is_directory(device) ? OF_DIRECTORY : OF_DEVICE, name, NULL};
    return (struct place){OF_SERVER, name,
                          (struct pipe_end *)model_object_of(attributes->RootDirectory, OBJECT_PIPE)};
}

static DWORD flags_of(ULONG options)
{
    return options & (SYNCHRONOUS_ALERT | SYNCHRONOUS_NONALERT) ? 0 : FILE_FLAG_OVERLAPPED;
}

static NTSTATUS give(struct pipe_end *end, ULONG access, ULONG options, HANDLE *file, IO_STATUS_BLOCK *block)
{
    end->alertable = (options & SYNCHRONOUS_ALERT) != 0;
    *file = model_handle_new(&end->object, pipe_rights_of(access), FALSE);
    block->Status = STATUS_SUCCESS;
    block->Information = 0;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI model_NtOpenFile(HANDLE *file, ULONG access, OBJECT_ATTRIBUTES *attributes,
                                IO_STATUS_BLOCK *block, ULONG share, ULONG options)
{
    struct pipe_end *client;
    struct place place;
    NTSTATUS status;

    (void)share;
    model_point();
    place = place_of(attributes);
    if (place.kind == THE_DEVICE || place.kind == THE_DIRECTORY) {
        *file = pipe_device_open(place.kind == THE_DEVICE ? L"\\\\.\\pipe" : L"\\\\.\\pipe\\",
                                 wcslen(L"\\\\.\\pipe") + (place.kind == THE_DIRECTORY));
        block->Status = STATUS_SUCCESS;
        return STATUS_SUCCESS;
    }
    if (place.kind == OF_SERVER && place.server)
        status = place.name ? STATUS_OBJECT_NAME_INVALID
                            : pipe_open_nameless(place.server, flags_of(options), &client);
    else if (place.kind == OF_DIRECTORY && place.name)
        status = pipe_open(place.name, pipe_rights_of(access), flags_of(options), &client);
    else
        model_lacks("NtOpenFile of this name");
    return status ? status : give(client, access, options, file, block);
}

/* facts: create/device-root-as-name, empty-name-under-device, name-with-backslash-under-device,
 * anonymous-server-relative-open */
static NTSTATUS refuse_place(const struct place *place, ULONG disposition)
{
    if (place->kind == THE_DEVICE || place->kind == THE_DIRECTORY)
        return STATUS_OBJECT_NAME_INVALID;
    if (place->kind == OF_DEVICE && (!place->name || wcschr(place->name, '\\')))
        return STATUS_OBJECT_NAME_INVALID;
    if (place->kind != OF_DIRECTORY)
        model_lacks("NtCreateNamedPipeFile of this name");
    return !place->name && disposition == OPEN_EXISTING_FILE ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_SUCCESS;
}

/* facts: create/share-mode-defines-direction */
static DWORD directions_of(ULONG share)
{
    return (share & FILE_SHARE_READ ? PIPE_ACCESS_OUTBOUND : 0) |
           (share & FILE_SHARE_WRITE ? PIPE_ACCESS_INBOUND : 0);
}

/* facts: create/overwrite-disposition, overwrite-if-disposition, sharing-zero */
NTSTATUS NTAPI model_NtCreateNamedPipeFile(HANDLE *file, ULONG access, OBJECT_ATTRIBUTES *attributes,
                                           IO_STATUS_BLOCK *block, ULONG share, ULONG disposition,
                                           ULONG options, ULONG type, ULONG read_mode, ULONG completion_mode,
                                           ULONG maximum, ULONG in, ULONG out, LARGE_INTEGER *timeout)
{
    struct instance instance = {
        .directions = directions_of(share),
        .mode = (type ? PIPE_TYPE_MESSAGE : 0) | (read_mode ? PIPE_READMODE_MESSAGE : 0) |
                (completion_mode ? PIPE_NOWAIT : 0),
        .flags = flags_of(options),
        .maximum = maximum < PIPE_UNLIMITED_INSTANCES ? maximum : PIPE_UNLIMITED_INSTANCES,
        .in = in,
        .out = out,
        .grants = FILE_ALL_ACCESS,
        .timeout = timeout ? (ULONGLONG)-timeout->QuadPart : 0,
        .first = disposition == CREATE_NEW_FILE,
        .existing = disposition == OPEN_EXISTING_FILE};
    struct pipe_end *server;
    struct place place;
    NTSTATUS status;

    model_point();
    if (!instance.directions || disposition < OPEN_EXISTING_FILE || disposition > OPEN_OR_CREATE)
        return STATUS_INVALID_PARAMETER;
    place = place_of(attributes);
    if ((status = refuse_place(&place, disposition)))
        return status;
    instance.name = place.name;
    status = pipe_create(&instance, &server);
    return status ? status : give(server, access, options, file, block);
}

/* facts: create/directory-object-over-pipe-root */
NTSTATUS NTAPI model_NtCreateDirectoryObject(HANDLE *directory, ULONG access, OBJECT_ATTRIBUTES *attributes)
{
    (void)directory;
    (void)access;
    model_point();
    if (place_of(attributes).kind != THE_DIRECTORY)
        model_lacks("NtCreateDirectoryObject but for the pipes' directory");
    return STATUS_OBJECT_TYPE_MISMATCH;
}

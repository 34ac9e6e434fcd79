/* The group of a pipe's security descriptor, the only part that is modelled, and the process's own token,
 * which is the real one. */
#include "nt_calls.h"
#include "pipe.h"

BOOL WINAPI model_OpenProcessToken(HANDLE process, DWORD access, HANDLE *token)
{
    model_point();
    if (process != GetCurrentProcess())
        model_lacks("OpenProcessToken of another process");
    if (!OpenProcessToken(process, access, token))
        return model_fail(GetLastError());
    model_foreign_add(*token);
    return TRUE;
}

BOOL WINAPI model_GetTokenInformation(HANDLE token, TOKEN_INFORMATION_CLASS class, void *information,
                                      DWORD size, DWORD *length)
{
    model_point();
    if (!model_is_foreign(token))
        return model_fail(ERROR_INVALID_HANDLE);
    return GetTokenInformation(token, class, information, size, length) || model_fail(GetLastError());
}

/* Whom an entry names does not matter here: the process has one account. */
ACCESS_MASK pipe_grants(const SECURITY_ATTRIBUTES *attributes)
{
    BOOL present = FALSE, defaulted;
    ACCESS_MASK mask = 0;
    ACL *list = NULL;

    if (!attributes || !attributes->lpSecurityDescriptor ||
        !GetSecurityDescriptorDacl(attributes->lpSecurityDescriptor, &present, &list, &defaulted) ||
        !present || !list)
        return ~(ACCESS_MASK)0;
    for (DWORD i = 0; i < list->AceCount; i++) {
        void *entry;

        if (GetAce(list, i, &entry) && ((ACE_HEADER *)entry)->AceType == ACCESS_ALLOWED_ACE_TYPE)
            mask |= ((ACCESS_ALLOWED_ACE *)entry)->Mask;
    }
    return pipe_rights_of(mask);
}

static SID *copy_of(PSID sid)
{
    SID *copy = model_allocate(GetLengthSid(sid));

    CopySid(GetLengthSid(sid), copy, sid);
    return copy;
}

/* facts: security/default-group */
static SID *default_group(void)
{
    struct {
        TOKEN_PRIMARY_GROUP group;
        BYTE sid[SECURITY_MAX_SID_SIZE];
    } information;
    HANDLE token;
    DWORD length;

    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        model_lacks("a process without a token");
    if (!GetTokenInformation(token, TokenPrimaryGroup, &information, sizeof(information), &length))
        model_lacks("a token without a primary group");
    CloseHandle(token);
    return copy_of(information.group.PrimaryGroup);
}

/* The descriptor is the pipe's: of all its ends, as long as there is one.
 * facts: security/sd-shared-between-ends, sd-survives-server-close, disconnect/client-security-query */
static NTSTATUS find(HANDLE handle, ULONG which, ACCESS_MASK right, struct pipe **pipe)
{
    const struct pipe_end *end = (const struct pipe_end *)model_object_of(handle, OBJECT_PIPE);

    if (!end)
        return model_not_an_end(handle);
    if (which != GROUP_SECURITY_INFORMATION)
        model_lacks("security information but the group");
    if (!(model_access_of(handle) & right))
        return STATUS_ACCESS_DENIED;
    *pipe = end->pipe;
    return !end->server && end->state == PIPE_DISCONNECTED ? STATUS_PIPE_DISCONNECTED : STATUS_SUCCESS;
}

/* facts: security/sd-query-length */
NTSTATUS NTAPI model_NtQuerySecurityObject(HANDLE handle, ULONG which, void *descriptor, ULONG size,
                                           ULONG *length)
{
    SECURITY_DESCRIPTOR_RELATIVE *relative = descriptor;
    struct pipe *pipe = NULL;
    NTSTATUS status;

    model_point();
    if ((status = find(handle, which, READ_CONTROL, &pipe)))
        return status;
    if (!pipe->group)
        pipe->group = default_group();
    *length = sizeof(*relative) + GetLengthSid(pipe->group);
    if (size < *length)
        return STATUS_BUFFER_TOO_SMALL;
    *relative = (SECURITY_DESCRIPTOR_RELATIVE){
        .Revision = SECURITY_DESCRIPTOR_REVISION, .Control = SE_SELF_RELATIVE, .Group = sizeof(*relative)};
    CopySid(GetLengthSid(pipe->group), relative + 1, pipe->group);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI model_NtSetSecurityObject(HANDLE handle, ULONG which, void *descriptor)
{
    struct pipe *pipe = NULL;
    BOOL defaulted;
    PSID group;
    NTSTATUS status;

    model_point();
    if ((status = find(handle, which, WRITE_OWNER, &pipe)))
        return status;
    if (!GetSecurityDescriptorGroup(descriptor, &group, &defaulted) || !group)
        return STATUS_INVALID_PRIMARY_GROUP;
    pipe->group = copy_of(group);
    return STATUS_SUCCESS;
}

/* No call of a trace tells whether two groups are the same one: they are compared in memory. */
#include <stdlib.h>

NTSTATUS WINAPI NtQuerySecurityObject(HANDLE handle, ULONG wanted, void *descriptor, ULONG size,
                                      ULONG *needed);

static void step_failed(const char *step)
{
    printf("%s failed: error %lu\n", step, GetLastError());
    exit(2);
}

static int group_is(HANDLE end, PSID group)
{
    BYTE descriptor[512];
    PSID found = NULL;
    ULONG needed;
    BOOL defaulted;

    if (NtQuerySecurityObject(end, GROUP_SECURITY_INFORMATION, descriptor, sizeof descriptor, &needed) ||
        !GetSecurityDescriptorGroup(descriptor, &found, &defaulted))
        step_failed("NtQuerySecurityObject");
    return found && EqualSid(found, group);
}

static int difference(void)
{
    static const WCHAR name[] = L"\\\\.\\pipe\\repro-default-group";
    union {
        TOKEN_PRIMARY_GROUP primary;
        BYTE room[sizeof(TOKEN_PRIMARY_GROUP) + SECURITY_MAX_SID_SIZE];
    } group;
    HANDLE token, server, client;
    DWORD length;

    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token) ||
        !GetTokenInformation(token, TokenPrimaryGroup, &group, sizeof group, &length))
        step_failed("GetTokenInformation");
    server = CreateNamedPipeW(name, PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE, 1, 100, 100, 0, NULL);
    if (server == INVALID_HANDLE_VALUE)
        step_failed("CreateNamedPipeW");
    client = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (client == INVALID_HANDLE_VALUE)
        step_failed("CreateFileW");
    return !group_is(server, group.primary.PrimaryGroup) || !group_is(client, group.primary.PrimaryGroup);
}

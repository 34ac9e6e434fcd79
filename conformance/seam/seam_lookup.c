#include <stdint.h>
#include <stdio.h>
#include "../platform.h"
#include "seam.h"

static struct {
    const char *dll, *name;
    void *function;
    int known;
} lookups[] = {
    {"kernel32.dll", "CallbackMayRunLong", NULL, 0},
    {"kernel32.dll", "CompareObjectHandles", NULL, 0},
    {"kernel32.dll", "GetOverlappedResultEx", NULL, 0},
    {"kernel32.dll", "SetThreadpoolWaitEx", NULL, 0},
    {"ntdll.dll", "NtCancelIoFile", NULL, 0},
    {"ntdll.dll", "NtCancelIoFileEx", NULL, 0},
    {"ntdll.dll", "NtCreateNamedPipeFile", NULL, 0},
    {"ntdll.dll", "NtFsControlFile", NULL, 0},
    {"ntdll.dll", "NtOpenFile", NULL, 0},
    {"ntdll.dll", "NtQueryEvent", NULL, 0},
    {"ntdll.dll", "NtQueryInformationFile", NULL, 0},
    {"ntdll.dll", "NtQueryObject", NULL, 0},
    {"ntdll.dll", "NtQueryVolumeInformationFile", NULL, 0},
    {"ntdll.dll", "NtReadFile", NULL, 0},
    {"ntdll.dll", "NtSetInformationFile", NULL, 0},
    {"ntdll.dll", "NtWriteFile", NULL, 0},
    {"ntdll.dll", "RtlNtStatusToDosError", NULL, 0},
    {"ntdll.dll", "TpSimpleTryPost", NULL, 0},
};

static unsigned int find(const char *name)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(lookups); i++)
        if (!strcmp(lookups[i].name, name))
            return i;
    fprintf(stderr, "twinpipe_test: '%s' is not in the table of seam_lookup.c: add it there\n", name);
    fflush(stderr);
    TerminateProcess(GetCurrentProcess(), 5);
    return 0;
}

void *seam_lookup(const char *name)
{
    DWORD last_error = GetLastError();
    unsigned int i = find(name);

    if (!lookups[i].known) {
        lookups[i].function = (void *)(uintptr_t)GetProcAddress(GetModuleHandleA(lookups[i].dll), name);
        lookups[i].known = 1;
    }
    SetLastError(last_error);
    return lookups[i].function;
}

void seam_replace_lookup(const char *name, void *function)
{
    unsigned int i = find(name);

    lookups[i].function = function;
    lookups[i].known = 1;
}

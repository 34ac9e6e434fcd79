#include <stdint.h>
#include <stdio.h>
#include "platform.h"
#include "windows_version.h"

typedef NTSTATUS(WINAPI *get_version)(RTL_OSVERSIONINFOW *);

/* The 64-bit view also for a 32-bit process: the other one lacks values. Returns 0 if there is none. */
static int registry_value(const char *name, DWORD type, void *value, DWORD size)
{
    DWORD found_type = 0;
    HKEY key;
    int is_there;

    if (RegOpenKeyExA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", 0,
                      KEY_QUERY_VALUE | KEY_WOW64_64KEY, &key))
        return 0;
    is_there = !RegQueryValueExA(key, name, NULL, &found_type, value, &size) && found_type == type && size;
    RegCloseKey(key);
    return is_there;
}

static void numbers(char *text, size_t size)
{
    get_version version =
        (get_version)(uintptr_t)GetProcAddress(GetModuleHandleA("ntdll.dll"), "RtlGetVersion");
    RTL_OSVERSIONINFOW info = {.dwOSVersionInfoSize = sizeof(info)};
    DWORD revision = 0;

    if (version)
        version(&info);
    registry_value("UBR", REG_DWORD, &revision, sizeof(revision));
    snprintf(text, size, "%lu.%lu.%lu.%lu", info.dwMajorVersion, info.dwMinorVersion, info.dwBuildNumber,
             revision);
}

void windows_version_name(char *name, size_t size)
{
    char text[48];

    numbers(text, sizeof(text));
    snprintf(name, size, "windows-%s", text);
}

static size_t append_value(char *build, size_t used, size_t size, const char *name)
{
    char value[128] = "";

    if (!registry_value(name, REG_SZ, value, sizeof(value) - 1) || !*value || used >= size)
        return used;
    return used + (size_t)snprintf(build + used, size - used, "%s ", value);
}

void windows_version_build(char *build, size_t size)
{
    char text[48];
    size_t before = append_value(build, 0, size, "DisplayVersion");
    size_t used = before ? before : append_value(build, 0, size, "ReleaseId");

    used = append_value(build, used, size, "EditionID");
    used = append_value(build, used, size, "BuildLabEx");
    numbers(text, sizeof(text));
    if (used < size)
        snprintf(build + used, size - used, used ? "(%s)" : "%s", text);
}

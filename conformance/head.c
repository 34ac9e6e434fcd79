#include <stdio.h>
#include <stdint.h>
#include "platform.h"
#include <bcrypt.h>
#include "head.h"
#include "recorder.h"
#include "run_options.h"
#include "windows_version.h"

/* Asked for by name: the first three exist only in Wine, bcrypt.dll is needed by nothing else. */
typedef const char *(CDECL *wine_text)(void);
typedef void(CDECL *wine_host)(const char **system, const char **release);
typedef NTSTATUS(WINAPI *hash_open)(BCRYPT_ALG_HANDLE *, LPCWSTR, LPCWSTR, ULONG);
typedef NTSTATUS(WINAPI *hash_create)(BCRYPT_ALG_HANDLE, BCRYPT_HASH_HANDLE *, PUCHAR, ULONG, PUCHAR, ULONG,
                                      ULONG);
typedef NTSTATUS(WINAPI *hash_data)(BCRYPT_HASH_HANDLE, PUCHAR, ULONG, ULONG);
typedef NTSTATUS(WINAPI *hash_finish)(BCRYPT_HASH_HANDLE, PUCHAR, ULONG, ULONG);

static void *look_up(const char *dll, const char *name)
{
    HMODULE module = LoadLibraryA(dll);

    return module ? (void *)(uintptr_t)GetProcAddress(module, name) : NULL;
}

static int hash_file(HANDLE file, unsigned char digest[32])
{
    hash_open open = (hash_open)look_up("bcrypt.dll", "BCryptOpenAlgorithmProvider");
    hash_create create = (hash_create)look_up("bcrypt.dll", "BCryptCreateHash");
    hash_data data = (hash_data)look_up("bcrypt.dll", "BCryptHashData");
    hash_finish finish = (hash_finish)look_up("bcrypt.dll", "BCryptFinishHash");
    BCRYPT_ALG_HANDLE algorithm = NULL;
    BCRYPT_HASH_HANDLE hash = NULL;
    static unsigned char bytes[65536];
    DWORD count = 0;

    if (!open || !create || !data || !finish || open(&algorithm, L"SHA256", NULL, 0) ||
        create(algorithm, &hash, NULL, 0, NULL, 0, 0))
        return 0;
    while (ReadFile(file, bytes, sizeof(bytes), &count, NULL) && count)
        if (data(hash, bytes, count, 0))
            return 0;
    return finish(hash, digest, 32, 0) == 0;
}

int head_hash_binary(char text[65])
{
    wchar_t path[MAX_PATH * 4];
    unsigned char digest[32];
    HANDLE file;
    int hashed;

    if (!GetModuleFileNameW(NULL, path, ARRAY_SIZE(path)))
        return 0;
    file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    hashed = hash_file(file, digest);
    CloseHandle(file);
    for (int i = 0; hashed && i < 32; i++)
        sprintf(text + 2 * i, "%02x", digest[i]);
    return hashed;
}

const char *platform_name(void)
{
    static char name[64];
    wine_text wine_version = (wine_text)look_up("ntdll.dll", "wine_get_version");

    if (wine_version)
        snprintf(name, sizeof(name), "wine-%s", wine_version());
    else
        windows_version_name(name, sizeof(name));
    return name;
}

static void record_platform(void)
{
    wine_text build = (wine_text)look_up("ntdll.dll", "wine_get_build_id");
    wine_host host = (wine_host)look_up("ntdll.dll", "wine_get_host_version");
    const char *system = "", *release = "";
    char kernel[128], windows[512];

    windows_version_build(windows, sizeof(windows));
    if (host)
        host(&system, &release);
    snprintf(kernel, sizeof(kernel), "%s %s", system, release);
    record("head", "platform", on_model() ? "model" : platform_name());
    record("head", "build", on_model() ? "model" : build ? build() : windows);
    record("head", "kernel", host ? kernel : windows);
}

int record_head(const char *isolation, const char *options)
{
    char hash[65], cpus[16], date[16];
    SYSTEM_INFO system;
    SYSTEMTIME now;

    if (!head_hash_binary(hash)) {
        fprintf(stderr, "twinpipe_test: cannot compute the SHA-256 of this binary: is bcrypt.dll missing?\n");
        return 0;
    }
    GetSystemInfo(&system);
    GetSystemTime(&now);
    snprintf(cpus, sizeof(cpus), "%lu", system.dwNumberOfProcessors);
    snprintf(date, sizeof(date), "%04u-%02u-%02u", now.wYear % 10000u, now.wMonth % 100u, now.wDay % 100u);
    record("twinpipe-run", "2");
    record("head", "binary-sha256", hash);
    record("head", "architecture", ARCHITECTURE);
    record_platform();
    record("head", "cpus", cpus);
    record("head", "isolation", isolation);
    record("head", "options", options);
    record("head", "date", date);
    return 1;
}

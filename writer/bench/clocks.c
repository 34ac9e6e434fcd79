#include "clocks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double clock_now(void)
{
    LARGE_INTEGER now, frequency;

    QueryPerformanceCounter(&now);
    QueryPerformanceFrequency(&frequency);
    return (double)now.QuadPart * 1e6 / (double)frequency.QuadPart;
}

static double microseconds(FILETIME time)
{
    return (double)(((ULONGLONG)time.dwHighDateTime << 32) | time.dwLowDateTime) / 10;
}

double clock_writer(void)
{
    FILETIME created, ended, kernel, user;

    if (!GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user))
        return 0;
    return microseconds(kernel) + microseconds(user);
}

static BOOL read_proc(const WCHAR *name, char *text, DWORD size)
{
    HANDLE file =
        CreateFileW(name, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    DWORD count = 0;
    BOOL read;

    if (file == INVALID_HANDLE_VALUE)
        return FALSE;
    read = ReadFile(file, text, size - 1, &count, NULL);
    CloseHandle(file);
    text[count] = '\0';
    return read && count;
}

/* Wine's programs have their files opened by wineserver, so that to them /proc/self is wineserver, whatever
 * its process id; its name is asked for because this is no promise. The first number of schedstat is its time
 * in nanoseconds, and it has one thread. */
double clock_server(void)
{
    char text[512];

    if (!read_proc(L"\\\\?\\unix\\proc\\self\\stat", text, sizeof(text)) || !strstr(text, "(wineserver"))
        return -1;
    if (!read_proc(L"\\\\?\\unix\\proc\\self\\schedstat", text, sizeof(text)))
        return -1;
    return strtod(text, NULL) / 1e3;
}

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

double clock_percentile(double *samples, DWORD count, DWORD percent)
{
    if (!count)
        return 0;
    qsort(samples, count, sizeof(*samples), compare);
    return samples[(ULONGLONG)(count - 1) * percent / 100];
}

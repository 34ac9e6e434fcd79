#include "calls_loop.h"

void bench_results(const struct bench_objects *objects, unsigned int rounds)
{
    OVERLAPPED overlapped = {.hEvent = objects->event};
    DWORD count;

    for (unsigned int i = 0; i < rounds; i++)
        GetOverlappedResult(objects->server, &overlapped, &count, FALSE);
}

void bench_events(const struct bench_objects *objects, unsigned int rounds)
{
    for (unsigned int i = 0; i < rounds; i++) {
        SetEvent(objects->event);
        WaitForSingleObject(objects->event, 0);
        ResetEvent(objects->event);
    }
}

void bench_writes(const struct bench_objects *objects, unsigned int rounds)
{
    OVERLAPPED written = {0}, read = {0};
    BYTE bytes[16] = {0};

    for (unsigned int i = 0; i < rounds; i++) {
        WriteFile(objects->server, bytes, sizeof(bytes), NULL, &written);
        ReadFile(objects->client, bytes, sizeof(bytes), NULL, &read);
    }
}

/* This file is not behind the seam: what it calls is the platform's. */
#include "../platform.h"
#include "../run_options.h"
#include "repeated.h"
#include "seam.h"

#define BLOCKS_MOST 8
#define TRIES 8

static struct seam_calls below;
static SRWLOCK blocks_lock = SRWLOCK_INIT;
static struct {
    char *memory;
    size_t parts;
} blocks[BLOCKS_MOST];

static void unmap(char *memory, size_t parts)
{
    for (size_t i = 0; i < parts; i++)
        UnmapViewOfFile(memory + i * REPEATED_PART);
}

/* Between finding the room and mapping another thread may take it. */
static char *map_all(HANDLE section, size_t parts)
{
    char *room = VirtualAlloc(NULL, parts * REPEATED_PART, MEM_RESERVE, PAGE_NOACCESS);
    size_t mapped = 0;

    if (!room)
        return NULL;
    VirtualFree(room, 0, MEM_RELEASE);
    while (mapped < parts && MapViewOfFileEx(section, FILE_MAP_WRITE, 0, mapped ? (DWORD)REPEATED_PART : 0,
                                             REPEATED_PART, room + mapped * REPEATED_PART))
        mapped++;
    if (mapped == parts)
        return room;
    unmap(room, mapped);
    return NULL;
}

static int keep(char *memory, size_t parts)
{
    int kept = 0;

    AcquireSRWLockExclusive(&blocks_lock);
    for (unsigned int i = 0; i < BLOCKS_MOST && !kept; i++)
        if (!blocks[i].memory) {
            blocks[i].memory = memory;
            blocks[i].parts = parts;
            kept = 1;
        }
    ReleaseSRWLockExclusive(&blocks_lock);
    return kept;
}

static void *repeated_new(size_t size)
{
    HANDLE section =
        CreateFileMappingW(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 2 * (DWORD)REPEATED_PART, NULL);
    size_t parts = size / REPEATED_PART + 1;
    char *memory = NULL;

    for (int i = 0; section && !memory && i < TRIES; i++)
        memory = map_all(section, parts);
    if (section)
        CloseHandle(section);
    if (memory && !keep(memory, parts)) {
        unmap(memory, parts);
        memory = NULL;
    }
    return memory;
}

static int give_back(const char *memory)
{
    size_t parts = 0;

    AcquireSRWLockExclusive(&blocks_lock);
    for (unsigned int i = 0; i < BLOCKS_MOST && !parts; i++)
        if (memory && blocks[i].memory == memory) {
            parts = blocks[i].parts;
            blocks[i].memory = NULL;
        }
    ReleaseSRWLockExclusive(&blocks_lock);
    unmap((char *)memory, parts);
    return parts != 0;
}

static void *WINAPI repeated_HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size)
{
    return size < REPEATED_LEAST ? below.HeapAlloc(heap, flags, size) : repeated_new(size);
}

static BOOL WINAPI repeated_HeapFree(HANDLE heap, DWORD flags, void *memory)
{
    return give_back(memory) || below.HeapFree(heap, flags, memory);
}

int repeated_begin(void)
{
    if (sizeof(void *) < 8 || on_model())
        return 0;
    SEAM_LAY(HeapAlloc, repeated_HeapAlloc, &below);
    SEAM_LAY(HeapFree, repeated_HeapFree, &below);
    return 1;
}

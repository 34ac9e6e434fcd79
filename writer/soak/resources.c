#include "resources.h"

/* GetProcessHandleCount() returns 0 on Wine 8, and a new handle gets the lowest free value, so that every
 * value is asked for; they are multiples of 4. */
static unsigned int count_handles(void)
{
    enum { GAP = 4096 }; /* nothing is looked for beyond so many free ones */
    unsigned int count = 0, free_ones = 0;
    DWORD flags;

    for (ULONG_PTR value = 4; free_ones < GAP; value += 4) {
        if (GetHandleInformation((HANDLE)value, &flags)) {
            count++;
            free_ones = 0;
        } else {
            free_ones++;
        }
    }
    return count;
}

static ULONGLONG count_heap(void)
{
    PROCESS_HEAP_ENTRY entry = {0};
    ULONGLONG bytes = 0;

    HeapLock(GetProcessHeap());
    while (HeapWalk(GetProcessHeap(), &entry))
        if (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY)
            bytes += entry.cbData;
    HeapUnlock(GetProcessHeap());
    return bytes;
}

struct resources resources_now(void)
{
    return (struct resources){count_handles(), count_heap()};
}

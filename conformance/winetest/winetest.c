/* Wine's test framework, compiled once: everything behind STANDALONE in wine/test.h, its main under another
 * name. */
#include <stdio.h>
#define main winetest_main
#define STANDALONE
#include "../platform.h"
#include "threads.h"

/* The framework's main has allocated the index; explorations of scenarios do without it. */
void *winetest_exchange_thread(void *kept)
{
    void *before = winetest_argv ? TlsGetValue(tls_index) : kept;

    if (before != kept)
        TlsSetValue(tls_index, kept);
    return before;
}

void winetest_forget_thread(void *kept)
{
    if (kept)
        HeapFree(GetProcessHeap(), 0, kept);
}

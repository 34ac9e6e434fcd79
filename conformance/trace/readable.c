#include "../platform.h"
#include "readable.h"

#define PAGE ((ULONG_PTR)4096)

static int page_is_readable(ULONG_PTR page)
{
    MEMORY_BASIC_INFORMATION information;

    return VirtualQuery((void *)page, &information, sizeof(information)) == sizeof(information) &&
           information.State == MEM_COMMIT && !(information.Protect & (PAGE_NOACCESS | PAGE_GUARD));
}

int is_readable(const volatile void *bytes, size_t size)
{
    ULONG_PTR first = (ULONG_PTR)bytes / PAGE, last = ((ULONG_PTR)bytes + size - 1) / PAGE;

    return first && page_is_readable(first * PAGE) && (last == first || page_is_readable(last * PAGE));
}

/* What the process holds. */
#ifndef SOAK_RESOURCES_H
#define SOAK_RESOURCES_H

#include <windows.h>

struct resources {
    unsigned int handles;
    ULONGLONG heap; /* bytes that are allocated on the process heap */
};

struct resources resources_now(void);

#endif

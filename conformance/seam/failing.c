/* This file is not behind the seam: of the platform below, it asks the table. */
#include "failing.h"
#include "failing_state.h"
#include "seam.h"

struct failing_state failing = {.call = ""};

int failing_decide(const char *call, DWORD error)
{
    if (!failing.thread || failing.thread != seam_import_GetCurrentThreadId() || ++failing.count != failing.k)
        return 0;
    failing.call = call;
    failing.error = error;
    seam_import_SetLastError(error);
    return 1;
}

void failing_begin(unsigned int k)
{
    if (!failing.installed)
        failing_install();
    failing.count = failing.events = failing.secured_events = 0;
    failing.k = k;
    failing.bad_closes = 0;
    failing.call = "";
    failing.error = ERROR_SUCCESS;
    failing.thread = seam_import_GetCurrentThreadId();
}

unsigned int failing_end(void)
{
    failing.thread = 0;
    return failing.count;
}

long failing_open_objects(void)
{
    return failing.open_objects;
}

long failing_bad_closes(void)
{
    return failing.bad_closes;
}

const char *failing_call(void)
{
    return failing.call;
}

unsigned long failing_error(void)
{
    return failing.error;
}

void failing_events(unsigned int *made, unsigned int *secured)
{
    *made = failing.events;
    *secured = failing.secured_events;
}

#include "../symbols.h"
#include "forms.h"
#include "log.h"

#define TAG_NUMBER_MOST 0xffff /* no address is below */

static void text_value(enum observation_kind kind, ULONG_PTR value)
{
    char text[VALUE_TEXT_SIZE];

    format_value(text, sizeof(text), kind, value);
    log_text("%s", text);
}

void text_code(DWORD error)
{
    text_value(KIND_ERROR, error);
}

void text_error(DWORD error)
{
    log_text(", ");
    text_code(error);
}

void text_status(ULONG_PTR status)
{
    text_value(KIND_STATUS, (DWORD)status);
}

void text_wait(ULONG_PTR result)
{
    text_value(KIND_WAIT, (DWORD)result);
}

/* Of a signed 32-bit type if it looks like one. */
void text_number(ULONG_PTR value)
{
    if ((LONG_PTR)value < 0 && (LONG_PTR)value == (LONG)value)
        log_text("%ld", (LONG)value);
    else
        log_text("%llu", (unsigned long long)value);
}

void text_handle(ULONG_PTR handle)
{
    if (!handle)
        log_text("NULL");
    else if (handle == (ULONG_PTR)INVALID_HANDLE_VALUE)
        log_text("INVALID_HANDLE_VALUE");
    else if (handle == (ULONG_PTR)GetCurrentThread())
        log_text("this thread");
    else
        log_text("%s", name_of(NAMED_HANDLE, handle, "handle")->text);
}

void text_overlapped(ULONG_PTR address)
{
    log_text("%s", address ? name_of(NAMED_OVERLAPPED, address, "overlapped")->text : "NULL");
}

void text_tag(ULONG_PTR value)
{
    if (value <= TAG_NUMBER_MOST)
        text_number(value);
    else
        log_text("%s", name_of(NAMED_TAG, value, "tag")->text);
}

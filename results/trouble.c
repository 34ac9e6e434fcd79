#include "trouble.h"
#include "printable.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool trouble_set(struct trouble *trouble, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(trouble->text, sizeof trouble->text, format, arguments);
    va_end(arguments);
    trouble->text[printable_line(trouble->text, strlen(trouble->text))] = '\0';
    return false;
}

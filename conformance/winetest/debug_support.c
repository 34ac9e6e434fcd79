/* What wine/debug.h declares and Wine's own winecrt0 would define. Nothing of it is used by the tests: debug
 * channels are off. */
#include <stdio.h>
#include <string.h>
#include "../platform.h"

const char *__cdecl __wine_dbg_strdup(const char *text)
{
    static char buffers[8][512];
    static LONG next;
    char *buffer = buffers[(unsigned int)InterlockedIncrement(&next) % ARRAY_SIZE(buffers)];

    strncpy(buffer, text, sizeof(buffers[0]) - 1);
    return buffer;
}

unsigned char __cdecl __wine_dbg_get_channel_flags(struct __wine_debug_channel *channel)
{
    (void)channel;
    return 0;
}

int __cdecl __wine_dbg_output(const char *text)
{
    return (int)fwrite(text, 1, strlen(text), stderr);
}

int __cdecl __wine_dbg_header(enum __wine_debug_class class, struct __wine_debug_channel *channel,
                              const char *function)
{
    (void)class;
    (void)channel;
    return fprintf(stderr, "%s ", function);
}

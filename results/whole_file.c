#include "whole_file.h"
#include "memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Up to the end, or one byte more than MOST. */
static char *read_open(FILE *file, size_t most, size_t *size)
{
    char *bytes = NULL;
    size_t capacity = 0, got = 1;
    *size = 0;
    while (got && *size <= most) {
        bytes = memory_reserve(bytes, &capacity, *size + 65537, 1);
        const size_t room = capacity - *size - 1, wanted = most - *size + 1;
        got = fread(bytes + *size, 1, room < wanted ? room : wanted, file);
        *size += got;
    }
    bytes[*size] = '\0';
    return bytes;
}

char *whole_file_bytes(const char *path, size_t most, size_t *size, struct trouble *why)
{
    FILE *file = fopen(path, "re");
    if (!file) {
        trouble_set(why, "%s", strerror(errno));
        return NULL;
    }
    errno = 0;
    char *bytes = read_open(file, most, size);
    const bool is_bad = ferror(file);
    if (is_bad)
        trouble_set(why, "%s", strerror(errno ? errno : EIO));
    else if (*size > most)
        trouble_set(why, "it holds more than %zu bytes", most);
    fclose(file);
    if (!is_bad && *size <= most)
        return bytes;
    free(bytes);
    return NULL;
}

char *whole_file_text(const char *path, size_t *size, struct trouble *why)
{
    char *text = whole_file_bytes(path, WHOLE_FILE_MOST, size, why);
    if (!text || strlen(text) == *size)
        return text;
    trouble_set(why, "it has a zero byte at %zu, and is no text", strlen(text));
    free(text);
    return NULL;
}

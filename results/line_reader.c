#include "line_reader.h"
#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { BUFFER_SIZE = 8 * LINE_LIMIT };

struct line_reader {
    const char *path;
    int fd;
    bool at_end;
    size_t number;
    unsigned long crc_before; /* of the bytes before the line read last */
    unsigned long crc_after;  /* with that line */
    size_t start;             /* buffer[start..end) is not yet handed out */
    size_t end;
    char buffer[BUFFER_SIZE + 1];
};

struct line_reader *line_reader_open(const char *path, struct trouble *trouble)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        trouble_set(trouble, "%s: cannot be opened: %s; check the name and the permissions", path,
                    strerror(errno));
        return NULL;
    }
    struct line_reader *reader = memory_new(1, sizeof *reader);
    reader->path = path;
    reader->fd = fd;
    return reader;
}

void line_reader_close(struct line_reader *reader)
{
    if (!reader)
        return;
    close(reader->fd);
    free(reader);
}

size_t line_reader_number(const struct line_reader *reader)
{
    return reader->number;
}

unsigned long line_reader_crc(const struct line_reader *reader)
{
    return reader->crc_before;
}

bool line_reader_trouble(const struct line_reader *reader, size_t number, struct trouble *trouble,
                         const char *format, ...)
{
    char text[sizeof trouble->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return trouble_set(trouble, "%s:%zu: %s", reader->path, number, text);
}

static bool fill(struct line_reader *reader, struct trouble *trouble)
{
    memmove(reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
    reader->end -= reader->start;
    reader->start = 0;
    while (reader->end < BUFFER_SIZE && !reader->at_end) {
        ssize_t count = read(reader->fd, reader->buffer + reader->end, BUFFER_SIZE - reader->end);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return trouble_set(trouble, "%s: cannot be read: %s; give a file that is readable", reader->path,
                               strerror(errno));
        if (count == 0)
            reader->at_end = true;
        reader->end += (size_t)count;
    }
    return true;
}

static enum line_status hand_out(struct line_reader *reader, size_t length, bool finished, struct line *line,
                                 struct trouble *trouble)
{
    char *text = reader->buffer + reader->start;
    reader->number++;
    reader->crc_before = reader->crc_after;
    if (length > LINE_LIMIT) {
        line_reader_trouble(reader, reader->number, trouble,
                            "the line is over %d bytes: the file is damaged or no run file; get a fresh copy",
                            LINE_LIMIT);
        return LINE_TROUBLE;
    }
    reader->crc_after = crc32(reader->crc_after, (const Bytef *)text, (uInt)(length + finished));
    reader->start += length + finished;
    text[length] = '\0';
    *line = (struct line){text, length};
    if (!finished)
        return LINE_UNFINISHED;
    if (memchr(text, '\0', length)) {
        line_reader_trouble(
            reader, reader->number, trouble,
            "the line has a NUL byte: the file is damaged or no UTF-8 text; get a fresh copy");
        return LINE_TROUBLE;
    }
    return LINE_READ;
}

enum line_status line_reader_next(struct line_reader *reader, struct line *line, struct trouble *trouble)
{
    size_t length = reader->end - reader->start;
    char *feed = length ? memchr(reader->buffer + reader->start, '\n', length) : NULL;
    if (!feed && !reader->at_end) {
        if (!fill(reader, trouble))
            return LINE_TROUBLE;
        length = reader->end;
        feed = memchr(reader->buffer, '\n', length);
    }
    if (feed)
        return hand_out(reader, (size_t)(feed - reader->buffer) - reader->start, true, line, trouble);
    if (!length)
        return LINE_END;
    return hand_out(reader, length, false, line, trouble);
}

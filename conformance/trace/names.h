/* Objects are named by what made them and in the order in which they appear, so that two runs of the same
 * behaviour give the same text. All of this is called inside a line of log.h.
 *
 * A name belongs to a value (a handle, an address) until the object is gone; then the same value is another
 * object's.
 */
#ifndef TWINPIPE_TRACE_NAMES_H
#define TWINPIPE_TRACE_NAMES_H

#include "../platform.h"

/* One address can be several things: a block of memory begins with its lock. */
enum name_space { NAMED_HANDLE, NAMED_OVERLAPPED, NAMED_BUFFER, NAMED_LOCK, NAMED_MEMORY, NAMED_TAG };

struct name {
    char text[48];
    unsigned int copies;
    enum name_space space;
    ULONG_PTR value;
    SIZE_T size;       /* of memory */
    int fresh;         /* bound before the call that made it has returned */
    struct name *next; /* of the same hash */
};

/* "event3": the next of its kind, for no value yet. */
struct name *name_reserve(const char *kind);
/* value is this from now on, whatever it was. */
void name_bind(struct name *name, enum name_space space, ULONG_PTR value);

/* Of a value that was just made: what has been bound to it since, or the next of its kind. */
struct name *name_made(enum name_space space, ULONG_PTR value, const char *kind);
/* Of a value wherever it comes from. */
struct name *name_of(enum name_space space, ULONG_PTR value, const char *kind);
/* NULL if it has none. */
struct name *name_known(enum name_space space, ULONG_PTR value);

/* "event3.copy1" */
struct name *name_copy(struct name *original, ULONG_PTR value);
/* "pipe2.server", the next one "pipe2.server2"; of no pipe: the next "file". */
struct name *name_end(const WCHAR *path, const char *end, ULONG_PTR value);
/* "pipe2.reader": both ends of an anonymous pipe, made at once. */
void name_anonymous(ULONG_PTR reader, ULONG_PTR writer);
/* "pipe2" for the path of a pipe, "name1" for another name. */
const char *name_of_path(const WCHAR *path);

void name_forget(struct name *name);
/* The memory and all that lay in it. */
void name_forget_memory(ULONG_PTR value);

#endif

/* Standard input to a named pipe: copy_input NAME. Exit code 0 if the reader's side has taken everything.
 */
#include "pipe_writer.h"
#include <stdio.h>

#define CHUNK 65536

static HANDLE connect_to(const char *name)
{
    return CreateFileA(name, GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
}

/* Waits while the writer holds as much as it may, instead of reading on. */
static pipe_writer_status write_when_possible(struct pipe_writer *writer, const char *bytes, DWORD size)
{
    pipe_writer_status status;

    while ((status = pipe_writer_write(writer, bytes, size, 0, NULL)) == PIPE_WRITER_E_AGAIN)
        if ((status = pipe_writer_flush(writer, INFINITE)) != PIPE_WRITER_OK)
            break;
    return status;
}

static pipe_writer_status copy(struct pipe_writer *writer, HANDLE input)
{
    static char bytes[CHUNK];
    pipe_writer_status status = PIPE_WRITER_OK;
    DWORD size;

    while (status == PIPE_WRITER_OK && ReadFile(input, bytes, CHUNK, &size, NULL) && size)
        status = write_when_possible(writer, bytes, size);
    return status;
}

int main(int count, char **arguments)
{
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    struct pipe_writer *writer;
    pipe_writer_status status;
    pipe_writer_info info;

    if (count != 2) {
        fprintf(stderr, "usage: copy_input \\\\.\\pipe\\NAME <INPUT\n");
        return 2;
    }
    config.handle = connect_to(arguments[1]);
    config.flags = PIPE_WRITER_OWN;
    config.limit = 4 * CHUNK;
    if (pipe_writer_create(&config, &writer) != PIPE_WRITER_OK) {
        fprintf(stderr, "copy_input: %s: error %lu\n", arguments[1], GetLastError());
        return 2;
    }
    status = copy(writer, GetStdHandle(STD_INPUT_HANDLE));
    if (status == PIPE_WRITER_OK)
        status = pipe_writer_shutdown(writer, INFINITE);
    pipe_writer_query(writer, &info);
    printf("%llu of %llu bytes, status %d, error %lu\n", info.written, info.accepted, status,
           info.last_error);
    pipe_writer_destroy(writer);
    return status != PIPE_WRITER_OK;
}

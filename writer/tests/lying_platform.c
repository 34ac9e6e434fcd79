/* The writer on a platform that lies to it: what it must survive, what it must call by its name, and that
 * nothing is lost, leaked or believed. Prints what was wrong and "N lies, N wrong"; exit code 1 if something
 * was.
 */
#include <stdio.h>
#include "lies.h"
#include "writer/pipe_writer.h"

#define SIZE 200000

static unsigned int lies_told, wrong;
static HANDLE writing, reading;
static BYTE bytes[SIZE];

#define CHECK(condition_)                                                                                    \
    do {                                                                                                     \
        if (!(condition_)) {                                                                                 \
            printf("line %d: %s: not %s\n", __LINE__, name, #condition_);                                    \
            wrong++;                                                                                         \
        }                                                                                                    \
    } while (0)

static struct pipe_writer *open_pipe(DWORD quota)
{
    static unsigned int number;
    pipe_writer_config config = PIPE_WRITER_CONFIG;
    struct pipe_writer *writer = NULL;
    char name[64];

    lies_told++;
    sprintf(name, "\\\\.\\pipe\\lying-%lu-%u", GetCurrentProcessId(), number++);
    writing =
        CreateNamedPipeA(name, PIPE_ACCESS_OUTBOUND | FILE_FLAG_OVERLAPPED, 0, 1, quota, quota, 0, NULL);
    reading = CreateFileA(name, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    config.handle = writing;
    pipe_writer_create(&config, &writer);
    return writer;
}

static DWORD WINAPI read_all(void *unused)
{
    static BYTE read[4096];
    DWORD count, position = 0;

    (void)unused;
    while (ReadFile(reading, read, sizeof(read), &count, NULL))
        for (DWORD i = 0; i < count; i++)
            if (read[i] != bytes[position++ % SIZE])
                return 0xffffffff;
    return position;
}

static void transfer(const char *name, DWORD quota, enum lie which, LONG until, DWORD error,
                     pipe_writer_status expected)
{
    struct pipe_writer *writer = open_pipe(quota);
    HANDLE thread = CreateThread(NULL, 0, read_all, NULL, 0, NULL);
    pipe_writer_info info;
    DWORD received = 0;

    lie_begin(which, until, error);
    pipe_writer_write(writer, bytes, SIZE, 0, NULL);
    CHECK(pipe_writer_flush(writer, 10000) == expected);
    pipe_writer_query(writer, &info);
    CHECK(lie_calls);
    CHECK(info.accepted == info.written + info.discarded);
    CHECK(expected == PIPE_WRITER_OK || pipe_writer_write(writer, "a", 1, 0, NULL) == expected);
    CHECK(expected != PIPE_WRITER_E_SYSTEM || info.last_error == error);
    lie_begin(TRUTH, 0, 0);
    CHECK(pipe_writer_destroy(writer) == PIPE_WRITER_OK);
    CloseHandle(writing);
    WaitForSingleObject(thread, INFINITE);
    GetExitCodeThread(thread, &received);
    CHECK(received >= info.written && received <= info.written + info.uncertain);
    CHECK(!pipe_writer_violation());
    CloseHandle(thread);
    CloseHandle(reading);
}

static void stop(const char *name, enum lie which, DWORD error, pipe_writer_status expected)
{
    struct pipe_writer *writer = open_pipe(100);
    pipe_writer_cancelled result;

    pipe_writer_write(writer, bytes, 1000, 0, NULL);
    lie_begin(which, 1000, error);
    CHECK(pipe_writer_cancel(writer, &result) == expected);
    CHECK(lie_calls);
    lie_begin(TRUTH, 0, 0);
    CHECK(result.discarded == 1000 && result.uncertain == 1000);
    CHECK(expected == PIPE_WRITER_OK || pipe_writer_last_error(writer) == error);
    CHECK(pipe_writer_reset(writer) == PIPE_WRITER_OK);
    CHECK(!pipe_writer_violation());
    pipe_writer_destroy(writer);
    CloseHandle(writing);
    CloseHandle(reading);
}

static void failing_wait(const char *name)
{
    struct pipe_writer *writer = open_pipe(100);

    pipe_writer_write(writer, bytes, 1000, 0, NULL);
    lie_begin(WAIT_FAILS, 1, ERROR_INVALID_HANDLE);
    CHECK(pipe_writer_flush(writer, INFINITE) == PIPE_WRITER_E_SYSTEM);
    CHECK(pipe_writer_last_error(writer) == ERROR_INVALID_HANDLE);
    lie_begin(TRUTH, 0, 0);
    CHECK(pipe_writer_flush(writer, 0) == PIPE_WRITER_E_TIMEOUT);
    CHECK(pipe_writer_stop(writer) == PIPE_WRITER_OK);
    CHECK(!pipe_writer_violation());
    pipe_writer_destroy(writer);
    CloseHandle(writing);
    CloseHandle(reading);
}

/* Nobody reads, so that there is a wait which the APCs can end. */
static void apcs_in_a_wait(const char *name)
{
    struct pipe_writer *writer = open_pipe(100);
    const LONG apcs = 20;

    pipe_writer_write(writer, bytes, 1000, 0, NULL);
    lie_begin(WAIT_SEES_APC, apcs, 0);
    CHECK(pipe_writer_flush(writer, 500) == PIPE_WRITER_E_TIMEOUT);
    CHECK(lie_calls > apcs);
    lie_begin(TRUTH, 0, 0);
    CHECK(pipe_writer_stop(writer) == PIPE_WRITER_OK);
    CHECK(!pipe_writer_violation());
    pipe_writer_destroy(writer);
    CloseHandle(writing);
    CloseHandle(reading);
}

/* Memory, events and thread-pool objects that are not given, one after the other. */
static void create(const char *name)
{
    struct pipe_writer *writer = open_pipe(100);
    LONG before;

    pipe_writer_destroy(writer);
    before = lie_objects;
    for (LONG call = 1;; call++) {
        pipe_writer_status status;

        lie_begin(CREATION_FAILS, call, ERROR_NO_SYSTEM_RESOURCES);
        status = pipe_writer_create(NULL, &writer);
        if (lie_calls < call)
            break;
        lies_told++;
        CHECK(status == PIPE_WRITER_E_NOMEM || status == PIPE_WRITER_E_RESOURCE);
        CHECK(!writer);
        CHECK(lie_objects == before);
    }
    lie_begin(CREATION_FAILS, 1, ERROR_NO_SYSTEM_RESOURCES);
    CHECK(pipe_writer_write(writer, "a", 1, 0, NULL) == PIPE_WRITER_E_NOMEM);
    pipe_writer_stop(writer);
    for (LONG call = 1; call <= 2; call++) {
        lie_begin(CREATION_FAILS, call, ERROR_NO_SYSTEM_RESOURCES);
        CHECK(pipe_writer_reset(writer) == PIPE_WRITER_E_RESOURCE);
    }
    lie_begin(TRUTH, 0, 0);
    CHECK(pipe_writer_reset(writer) == PIPE_WRITER_OK);
    CHECK(pipe_writer_destroy(writer) == PIPE_WRITER_OK);
    CHECK(lie_objects == before);
    CloseHandle(writing);
    CloseHandle(reading);
}

int main(void)
{
    const LONG always = 1000000;

    for (DWORD i = 0; i < SIZE; i++)
        bytes[i] = (BYTE)(i * 7 + i / 251);
    lies_install();
    create("creation fails");
    for (DWORD quota = 100; quota <= 1000000; quota *= 10000) {
        transfer("half is taken", quota, WRITE_TAKES_HALF, always, 0, PIPE_WRITER_OK);
        transfer("nothing is taken 5 times", quota, WRITE_TAKES_NONE, 5, 0, PIPE_WRITER_OK);
        transfer("no resources 5 times", quota, WRITE_FAILS, 5, ERROR_NO_SYSTEM_RESOURCES, PIPE_WRITER_OK);
        transfer("no memory 5 times", quota, WRITE_FAILS, 5, ERROR_NOT_ENOUGH_MEMORY, PIPE_WRITER_OK);
        transfer("invalid user buffer 5 times", quota, WRITE_FAILS, 5, ERROR_INVALID_USER_BUFFER,
                 PIPE_WRITER_OK);
        transfer("access denied", quota, WRITE_FAILS, 1, ERROR_ACCESS_DENIED, PIPE_WRITER_E_SYSTEM);
        transfer("count too large", quota, COUNT_IS_TOO_LARGE, always, 0, PIPE_WRITER_E_PROTOCOL);
    }
    transfer("nothing is ever taken", 100, WRITE_TAKES_NONE, always, 0, PIPE_WRITER_E_PROTOCOL);
    transfer("never resources", 100, WRITE_FAILS, always, ERROR_NO_SYSTEM_RESOURCES, PIPE_WRITER_E_SYSTEM);
    transfer("incomplete 20 times", 100, RESULT_INCOMPLETE, 20, 0, PIPE_WRITER_OK);
    transfer("aborted by nobody", 100, RESULT_FAILS, 1, ERROR_OPERATION_ABORTED, PIPE_WRITER_E_SYSTEM);
    apcs_in_a_wait("APCs end waits");
    stop("cancel refused", CANCEL_REFUSED, ERROR_INVALID_HANDLE, PIPE_WRITER_E_SYSTEM);
    stop("cancel denied", CANCEL_DENIED, ERROR_INVALID_HANDLE, PIPE_WRITER_OK);
    stop("cancelled later", CANCEL_LATER, 0, PIPE_WRITER_OK);
    stop("not found, and ends later", CANCEL_LATER, ERROR_NOT_FOUND, PIPE_WRITER_OK);
    failing_wait("waits fail");
    printf("%u lies, %u wrong\n", lies_told, wrong);
    return wrong != 0;
}

/* Scenarios that use what is freed, each in another way. */
#include "../conformance.h"
#include "../../writer/imports.h"

static HANDLE event, other_event;
static LONG *block;
static volatile LONG seen;
static struct race_pipe ends;
static OVERLAPPED *operation;

static void begin(void)
{
    event = CreateEventW(NULL, TRUE, FALSE, NULL);
    other_event = CreateEventW(NULL, TRUE, FALSE, NULL);
    block = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, 64);
}

static void end(void)
{
    CloseHandle(event);
    CloseHandle(other_event);
}

static void release(void)
{
    SetEvent(other_event);
    HeapFree(GetProcessHeap(), 0, block);
}

static void use(void)
{
    SetEvent(event);
    *block = 1;
    SetEvent(event);
}

SCENARIO(used_after_free, .id = "violations/used-after-free",
         .summary = "a block is freed while it is in use", .begin = begin, .threads = {release, use},
         .end = end);

static void look(void)
{
    SetEvent(event);
    seen = *block;
    SetEvent(event);
}

SCENARIO(read_after_free, .id = "violations/read-after-free",
         .summary = "a block is freed while it is looked at", .begin = begin, .threads = {release, look},
         .end = end);

/* The C runtime's own code does not tell what it touches: that shows in the end. */
static void fill(void)
{
    SetEvent(event);
    memset(block, 1, 64);
    SetEvent(event);
}

SCENARIO(filled_after_free, .id = "violations/filled-after-free",
         .summary = "a block is freed while it is filled", .begin = begin, .threads = {release, fill},
         .end = end);

SCENARIO(freed_twice, .id = "violations/freed-twice", .summary = "two threads free one block", .begin = begin,
         .threads = {release, release}, .end = end);

static void begin_read(void)
{
    begin();
    RACE_PIPE(&ends, .quota = 64);
    operation = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(*operation));
    ReadFile(ends.reading, block, 1, NULL, operation);
}

static void free_operation(void)
{
    SetEvent(other_event);
    HeapFree(GetProcessHeap(), 0, operation);
}

static void write_to_it(void)
{
    OVERLAPPED own = {0};

    WriteFile(ends.writing, "x", 1, NULL, &own);
}

static void end_read(void)
{
    race_pipe_close(&ends);
    HeapFree(GetProcessHeap(), 0, block);
    end();
}

SCENARIO(outlived, .id = "violations/outlived",
         .summary = "the OVERLAPPED of a pending read is freed while the peer writes", .begin = begin_read,
         .threads = {write_to_it, free_operation}, .end = end_read);

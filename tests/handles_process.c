/* Handles of a pipe that another process has inherited. */
#include "conformance/conformance.h"

BEHAVIOUR(leaked, .id = "handles/inherited-dup-keeps-pipe-open",
          .summary =
              "a reader does not come to the end of an anonymous pipe while a process that has inherited "
              "the write end lives",
          .provenance = DOCUMENTED,
          .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/namedpipeapi/"
                    "nf-namedpipeapi-createpipe; inference",
          .facts = {"handles/inherited-dup-keeps-pipe-open"}, .deadline = 30000)
{
    HANDLE read, write;
    struct child *child;
    DWORD available = 0xabcd, count;
    char byte;

    REQUIRE(CreatePipe(&read, &write, NULL, 100));
    owned(read);
    child = CHILD("stays", write);
    CloseHandle(write);
    REQUIRE(child);
    check_result("PeekNamedPipe while it lives", RESULT(PeekNamedPipe(read, NULL, 0, NULL, &available, NULL)),
                 ERROR_SUCCESS);
    check_number("bytes available", available, 0);
    REQUIRE(child_ends(child));
    check_result("ReadFile when it has ended", RESULT(ReadFile(read, &byte, 1, &count, NULL)),
                 ERROR_BROKEN_PIPE);
}

static const struct child_role roles[] = {{"stays", child_says}};

START_TEST(handles_process)
{
    if (!child_main(roles, ARRAY_SIZE(roles)))
        behaviours_run(__FILE__);
}

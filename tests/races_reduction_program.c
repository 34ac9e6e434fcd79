/* Programs drawn from a number: three threads, each a few calls on events, semaphores, locks and memory that
 * they share or do not. What they do means nothing; that every order of it comes out is what is checked. */
#include "conformance/conformance.h"
#include "writer/imports.h"

#define STEPS 4

static HANDLE objects[4]; /* two events, manual and auto, two semaphores */
static SRWLOCK locks[2];
static unsigned int program;
static LONG memory[2];
static LONG seen[3];

static void open_objects(unsigned int number)
{
    program = number;
    objects[0] = CreateEventW(NULL, TRUE, FALSE, NULL);
    objects[1] = CreateEventW(NULL, FALSE, FALSE, NULL);
    objects[2] = CreateSemaphoreW(NULL, 0, 2, NULL);
    objects[3] = CreateSemaphoreW(NULL, 1, 2, NULL);
}

static unsigned int draw(unsigned int thread, unsigned int step)
{
    unsigned int value = (program * 31 + thread) * 2654435761u + step * 40503u + 12345u;

    value ^= value >> 15;
    value *= 2246822519u;
    return value ^ value >> 13;
}

static void give_signal(HANDLE object, unsigned int which)
{
    if (which < 2)
        SetEvent(object);
    else
        ReleaseSemaphore(object, 1, NULL);
}

static void take_step(unsigned int thread, unsigned int drawn)
{
    unsigned int which = (drawn >> 4) % 4;
    HANDLE object = objects[which];

    switch (drawn % 8) {
    case 0:
    case 1:
        give_signal(object, which);
        break;
    case 2:
        seen[thread] = seen[thread] * 3 + (WaitForSingleObject(object, 0) == WAIT_OBJECT_0) + 1;
        break;
    case 3:
        seen[thread] = seen[thread] * 3 + (WaitForSingleObject(object, 100) == WAIT_OBJECT_0) + 1;
        break;
    case 4:
        if (which < 2)
            ResetEvent(object);
        break;
    case 5:
        seen[thread] =
            seen[thread] * 3 + (WaitForMultipleObjects(2, objects + which % 3, which & 1, 100) == 0) + 1;
        break;
    default:
        AcquireSRWLockExclusive(&locks[which % 2]);
        memory[which % 2] = memory[which % 2] * 4 + (LONG)thread + 1;
        if (which > 1)
            give_signal(objects[which], which);
        ReleaseSRWLockExclusive(&locks[which % 2]);
    }
}

static void run(unsigned int thread)
{
    for (unsigned int step = 0; step < STEPS; step++)
        take_step(thread, draw(thread, step));
}

static void run_first(void)
{
    run(0);
}

static void run_second(void)
{
    run(1);
}

static void run_third(void)
{
    run(2);
}

static void look(void)
{
    scenario_outcome("%ld %ld %ld, %ld %ld", seen[0], seen[1], seen[2], memory[0], memory[1]);
    for (unsigned int i = 0; i < ARRAY_SIZE(objects); i++)
        CloseHandle(objects[i]);
}

#define PROGRAM(number_)                                                                                     \
    static void begin_##number_(void)                                                                        \
    {                                                                                                        \
        open_objects(number_);                                                                               \
    }                                                                                                        \
    SCENARIO(program_##number_, .id = "reduction/program-" #number_,                                         \
             .summary = "a program drawn from a number", .begin = begin_##number_,                           \
             .threads = {run_first, run_second, run_third}, .end = look)

PROGRAM(153);
PROGRAM(120);
PROGRAM(110);
PROGRAM(207);
PROGRAM(236);
PROGRAM(263);

UNIT(races_reduction_program)

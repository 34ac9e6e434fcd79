/* The records of a trace, one after the other: what is not as FORMAT.md says ends the reading. */
#include "results/bug/program_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a thread is in, the innermost last: a function, or a call that has not returned. */
struct open {
    int frame;
    int call; /* index of its event; NO_INDEX: it is the function itself */
};

struct thread_state {
    struct open *stack;
    size_t depth, capacity;
};

/* The most that a record can have, and one more to see that there are too many. */
enum { CALL_FIELDS = 7, FIELDS = CALL_FIELDS + PARAMETERS_MOST + 1 };

struct reader {
    struct program *program;
    struct thread_state *threads;
    size_t state_capacity;
    struct program_memory **memory; /* where the next piece goes; NULL: nowhere */
    char *field[FIELDS];
    size_t count;
    unsigned number;
    bool has_begun;
};

static const char too_few[] = "it has too few fields";
static const char no_number[] = "a number in it is none";
static const char no_name[] = "a name in it is none in C";

static int add_frame(struct reader *reader, int thread, const char *name)
{
    struct program *program = reader->program;
    program->frames = memory_reserve(program->frames, &program->frame_capacity, program->frame_count + 1,
                                     sizeof *program->frames);
    program->frames[program->frame_count] =
        (struct program_frame){.thread = thread, .name = name, .begun = reader->number, .ended = UINT32_MAX};
    return (int)program->frame_count++;
}

static void push(struct reader *reader, int thread, int frame, int call)
{
    struct thread_state *state = &reader->threads[thread];
    state->stack = memory_reserve(state->stack, &state->capacity, state->depth + 1, sizeof *state->stack);
    state->stack[state->depth++] = (struct open){frame, call};
}

/* The first one is main, which no record begins. */
static int find_thread(struct reader *reader, const char *name)
{
    struct program *program = reader->program;
    const size_t count = (size_t)program->thread_count;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(program->threads[i], name))
            return (int)i;
    program->threads =
        memory_reserve(program->threads, &program->thread_capacity, count + 1, sizeof *program->threads);
    reader->threads =
        memory_reserve(reader->threads, &reader->state_capacity, count + 1, sizeof *reader->threads);
    program->threads[count] = name;
    reader->threads[count] = (struct thread_state){0};
    program->thread_count++;
    if (!count)
        push(reader, 0, add_frame(reader, 0, "main"), NO_INDEX);
    return (int)count;
}

static const struct open *innermost(struct reader *reader, int thread)
{
    struct thread_state *state = &reader->threads[thread];
    return state->depth ? &state->stack[state->depth - 1] : NULL;
}

static struct program_event *add_event(struct reader *reader, int thread, enum program_kind kind)
{
    struct program *program = reader->program;
    const struct open *open = innermost(reader, thread);
    program->events = memory_reserve(program->events, &program->event_capacity, program->event_count + 1,
                                     sizeof *program->events);
    struct program_event *event = &program->events[program->event_count++];
    *event = (struct program_event){.kind = kind,
                                    .number = reader->number,
                                    .returned = UINT32_MAX,
                                    .thread = thread,
                                    .frame = open ? open->frame : 0};
    return event;
}

static const char *read_call(struct reader *reader, int thread)
{
    if (reader->count < CALL_FIELDS)
        return too_few;
    const struct open *open = innermost(reader, thread);
    if (!open)
        return "its thread is in no function";
    struct program_event *event = add_event(reader, thread, PROGRAM_CALL);
    event->name = reader->field[3];
    event->type = reader->field[4];
    event->form = reader->field[6];
    if (!is_c_name(event->name) || !is_c_type(event->type))
        return no_name;
    const char *problem = split_parameters(reader->program, event, reader->field[5], reader->field[6]);
    if (problem)
        return problem;
    if (reader->count != CALL_FIELDS + event->parameter_count)
        return "it has not one value a parameter";
    for (size_t i = 0; i < event->parameter_count; i++)
        if (!parse_hexadecimal(reader->field[CALL_FIELDS + i], &event->parameters[i].value))
            return no_number;
    push(reader, thread, event->frame, (int)reader->program->event_count - 1);
    reader->memory = &event->before;
    return NULL;
}

static struct program_event *open_call(struct reader *reader, int thread)
{
    const struct open *open = innermost(reader, thread);
    return !open || open->call == NO_INDEX ? NULL : &reader->program->events[open->call];
}

static const char *read_return(struct reader *reader, int thread)
{
    struct program_event *event = open_call(reader, thread);
    uint64_t error;
    if (reader->count < 5)
        return too_few;
    if (!event)
        return "its thread is in no call";
    if (!parse_hexadecimal(reader->field[3], &event->result) ||
        !parse_hexadecimal(reader->field[4], &error) || error > UINT32_MAX)
        return no_number;
    event->returned = reader->number;
    event->error = (unsigned)error;
    reader->threads[thread].depth--;
    reader->memory = &event->after;
    return NULL;
}

static const char *read_observed(struct reader *reader, int thread)
{
    if (reader->count < 7)
        return too_few;
    struct program_event *event = add_event(reader, thread, PROGRAM_OBSERVED);
    event->name = reader->field[3];
    event->observed_kind = reader->field[4];
    event->expression = reader->field[6];
    return parse_hexadecimal(reader->field[5], &event->value) ? NULL : no_number;
}

static const char *read_begin(struct reader *reader, int thread)
{
    push(reader, thread, add_frame(reader, thread, reader->field[3]), NO_INDEX);
    return NULL;
}

static const char *read_end(struct reader *reader, int thread)
{
    struct thread_state *state = &reader->threads[thread];
    size_t depth = state->depth;
    while (depth && state->stack[depth - 1].call != NO_INDEX)
        depth--;                     /* an exception has led out of these */
    if (depth <= (thread ? 0u : 1u)) /* main ends with the trace */
        return "what it ends has not begun";
    state->depth = depth - 1;
    reader->program->frames[state->stack[state->depth].frame].ended = reader->number;
    return NULL;
}

static const char *read_makes(struct reader *reader, int thread)
{
    struct program_event *event = open_call(reader, thread);
    if (!event)
        return "its thread is in no call";
    event->makes = reader->field[3];
    return is_c_name(event->makes) ? NULL : no_name;
}

static const char *read_memory(struct reader *reader)
{
    struct program_memory *memory = arena_alloc(&reader->program->arena, sizeof *memory);
    *memory = (struct program_memory){.is_descriptor = reader->field[0][0] == 'd'};
    if (reader->count < 3)
        return too_few;
    if (!reader->memory)
        return "no call or return stands before it";
    if (!parse_hexadecimal(reader->field[1], &memory->address))
        return no_number;
    memory->bytes = parse_bytes(reader->program, reader->field[2], &memory->size);
    if (!memory->bytes)
        return "its bytes are no pairs of hexadecimal digits";
    *reader->memory = memory;
    reader->memory = &memory->next;
    return NULL;
}

static const char *read_head(struct reader *reader)
{
    if (reader->has_begun)
        return "a second program begins";
    reader->has_begun = true;
    return reader->count > 1 && !strcmp(reader->field[1], "1")
               ? NULL
               : "its version is not 1, which this command reads";
}

static const char *read_numbered(struct reader *reader,
                                 const char *(*read)(struct reader *reader, int thread))
{
    unsigned number;
    if (reader->count < 4)
        return too_few;
    if (!parse_decimal(reader->field[1], &number))
        return no_number;
    if (number <= reader->number)
        return "its number is not larger than the one before";
    reader->number = number;
    reader->memory = NULL;
    return read(reader, find_thread(reader, reader->field[2]));
}

/* NULL, or what is wrong with it. Lines with another first word belong to others. */
static const char *read_line(struct reader *reader, char *line)
{
    static const struct {
        const char *word;
        const char *(*read)(struct reader *reader, int thread);
    } words[] = {{"call", read_call},   {"return", read_return}, {"observed", read_observed},
                 {"begin", read_begin}, {"end", read_end},       {"makes", read_makes}};
    reader->count = 0;
    for (char *field; reader->count < FIELDS && (field = strsep(&line, "\t"));)
        reader->field[reader->count++] = field;
    if (!strcmp(reader->field[0], "twinpipe-program"))
        return read_head(reader);
    if (!reader->has_begun)
        return NULL;
    if (!strcmp(reader->field[0], "memory") || !strcmp(reader->field[0], "descriptor"))
        return read_memory(reader);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(reader->field[0], words[i].word))
            return line ? "it has more fields than any record" : read_numbered(reader, words[i].read);
    return NULL;
}

/* Where a trace was cut short its last line has no end, and says nothing. */
static bool read_lines(struct reader *reader, char *text, struct trouble *trouble)
{
    size_t line = 0;
    for (char *end; (end = strchr(text, '\n')); text = end + 1) {
        *(end > text && end[-1] == '\r' ? end - 1 : end) = '\0';
        line++;
        const char *problem = read_line(reader, text);
        if (problem)
            return trouble_set(trouble,
                               "the trace is damaged: line %zu, `%.40s`: %s; trace the behaviour again, with "
                               "the test binary of this command",
                               line, text, problem);
    }
    return reader->has_begun ||
           trouble_set(trouble, "the test binary has written no program; is it older than this command?");
}

struct program *program_read(char *text, struct trouble *trouble)
{
    struct program *program = memory_new(1, sizeof *program);
    struct reader reader = {.program = program};
    program->text = text;
    const bool is_read = read_lines(&reader, text, trouble);
    for (int i = 0; i < program->thread_count; i++)
        free(reader.threads[i].stack);
    free(reader.threads);
    if (is_read)
        return program;
    program_free(program);
    return NULL;
}

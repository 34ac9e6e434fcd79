#include "results/bug/program.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 24, FRAMES_DEEP = 16 };

struct reader {
    struct program *program;
    int stack[THREADS_MOST][FRAMES_DEEP]; /* frames of each thread */
    int depth[THREADS_MOST];
    int open[THREADS_MOST][FRAMES_DEEP]; /* the call that each frame is in, NO_INDEX */
    struct program_memory **memory;      /* where the next piece goes */
    char *field[FIELDS];
    size_t count;
    bool is_program;
};

const char *program_text(struct program *program, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t size = (size_t)vsnprintf(NULL, 0, format, arguments) + 1;
    char *text = arena_alloc(&program->arena, size);
    vsnprintf(text, size, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}

const unsigned char *program_bytes(const struct program_memory *list, uint64_t address, size_t size)
{
    for (; list; list = list->next)
        if (!list->is_descriptor && address >= list->address && address + size <= list->address + list->size)
            return list->bytes + (address - list->address);
    return NULL;
}

bool program_number(const struct program_memory *list, uint64_t address, size_t size, uint64_t *number)
{
    const unsigned char *bytes = program_bytes(list, address, size);
    if (!bytes)
        return false;
    *number = 0;
    memcpy(number, bytes, size);
    return true;
}

static int add_frame(struct program *program, int thread, const char *name, unsigned number)
{
    program->frames = memory_reserve(program->frames, &program->frame_capacity, program->frame_count + 1,
                                     sizeof *program->frames);
    program->frames[program->frame_count] =
        (struct program_frame){.thread = thread, .name = name, .begun = number, .ended = UINT32_MAX};
    return (int)program->frame_count++;
}

static void push(struct reader *reader, int thread, int frame)
{
    if (reader->depth[thread] + 1 >= FRAMES_DEEP)
        return;
    reader->stack[thread][reader->depth[thread]] = frame;
    reader->open[thread][reader->depth[thread]++] = NO_INDEX;
}

static int find_thread(struct reader *reader, const char *name)
{
    struct program *program = reader->program;
    for (int i = 0; i < program->thread_count; i++)
        if (!strcmp(program->threads[i], name))
            return i;
    if (program->thread_count == THREADS_MOST)
        return NO_INDEX;
    program->threads[program->thread_count] = name;
    if (!program->thread_count)
        push(reader, 0, add_frame(program, 0, "main", 0));
    return program->thread_count++;
}

static struct program_event *add_event(struct reader *reader, int thread, enum program_kind kind)
{
    struct program *program = reader->program;
    program->events = memory_reserve(program->events, &program->event_capacity, program->event_count + 1,
                                     sizeof *program->events);
    struct program_event *event = &program->events[program->event_count++];
    memset(event, 0, sizeof *event);
    event->kind = kind;
    event->number = (unsigned)strtoul(reader->field[1], NULL, 10);
    event->returned = UINT32_MAX;
    event->thread = thread;
    event->frame = reader->depth[thread] ? reader->stack[thread][reader->depth[thread] - 1] : 0;
    for (size_t i = 0; i < sizeof event->waits / sizeof *event->waits; i++)
        event->waits[i] = event->before_turn[i] = event->after_turn[i] = NO_INDEX;
    return event;
}

/* "(HANDLE file, void *bytes)" and "bool: handle buffer" into parameters. */
static void split_parameters(struct program_event *event, char *list, char *words)
{
    char *rest = NULL, *next = words ? strchr(words, ':') : NULL;
    if (next)
        *next++ = '\0';
    char *word = next ? strtok_r(next, " ", &rest) : NULL;
    list[strlen(list) - 1] = '\0';
    for (list++; list && *list && event->parameter_count < PARAMETERS_MOST;) {
        struct program_parameter *parameter = &event->parameters[event->parameter_count++];
        char *comma = strstr(list, ", ");
        if (comma)
            *comma = '\0';
        char *name = list + strlen(list);
        while (name > list && name[-1] != ' ' && name[-1] != '*')
            name--;
        parameter->name = name;
        parameter->type = list;
        parameter->word = word ? word : "";
        word = word ? strtok_r(NULL, " ", &rest) : NULL;
        list = comma ? comma + 2 : NULL;
    }
}

/* The type alone: what stands before the name. */
static void cut_types(struct program *program, struct program_event *event)
{
    for (size_t i = 0; i < event->parameter_count; i++) {
        struct program_parameter *parameter = &event->parameters[i];
        int length = (int)(parameter->name - parameter->type);
        while (length && parameter->type[length - 1] == ' ')
            length--;
        parameter->type = program_text(program, "%.*s", length, parameter->type);
    }
    if (event->parameter_count == 1 && !strcmp(event->parameters[0].name, "void"))
        event->parameter_count = 0;
}

static void read_call(struct reader *reader, int thread)
{
    if (reader->count < 7)
        return;
    struct program_event *event = add_event(reader, thread, PROGRAM_CALL);
    event->name = reader->field[3];
    event->type = reader->field[4];
    event->form = reader->field[6];
    split_parameters(event, reader->field[5], reader->field[6]);
    cut_types(reader->program, event);
    for (size_t i = 0; i < event->parameter_count && 7 + i < reader->count; i++)
        event->parameters[i].value = strtoull(reader->field[7 + i], NULL, 16);
    if (reader->depth[thread])
        reader->open[thread][reader->depth[thread] - 1] = (int)reader->program->event_count - 1;
    reader->memory = &event->before;
}

static struct program_event *open_call(struct reader *reader, int thread)
{
    int depth = reader->depth[thread];
    int index = depth ? reader->open[thread][depth - 1] : NO_INDEX;
    return index == NO_INDEX ? NULL : &reader->program->events[index];
}

static void read_return(struct reader *reader, int thread)
{
    struct program_event *event = open_call(reader, thread);
    if (!event || reader->count < 5)
        return;
    event->returned = (unsigned)strtoul(reader->field[1], NULL, 10);
    event->result = strtoull(reader->field[3], NULL, 16);
    event->error = (unsigned)strtoul(reader->field[4], NULL, 16);
    reader->open[thread][reader->depth[thread] - 1] = NO_INDEX;
    reader->memory = &event->after;
}

static void read_observed(struct reader *reader, int thread)
{
    if (reader->count < 7)
        return;
    struct program_event *event = add_event(reader, thread, PROGRAM_OBSERVED);
    event->name = reader->field[3];
    event->observed_kind = reader->field[4];
    event->value = strtoull(reader->field[5], NULL, 16);
    event->expression = reader->field[6];
}

static void read_begin(struct reader *reader, int thread)
{
    unsigned number = (unsigned)strtoul(reader->field[1], NULL, 10);
    int frame = add_frame(reader->program, thread, reader->field[3], number);
    reader->program->frames[frame].instance = reader->count > 4 ? strtoull(reader->field[4], NULL, 16) : 0;
    push(reader, thread, frame);
}

static void read_end(struct reader *reader, int thread)
{
    if (!reader->depth[thread])
        return;
    int frame = reader->stack[thread][--reader->depth[thread]];
    reader->program->frames[frame].ended = (unsigned)strtoul(reader->field[1], NULL, 10);
}

static void read_memory(struct reader *reader)
{
    if (!reader->memory || reader->count < 3)
        return;
    size_t size = strlen(reader->field[2]) / 2;
    struct program_memory *memory = arena_alloc(&reader->program->arena, sizeof *memory);
    unsigned char *bytes = arena_alloc(&reader->program->arena, size + 1);
    for (size_t i = 0; i < size; i++) {
        char digits[3] = {reader->field[2][2 * i], reader->field[2][2 * i + 1], '\0'};
        bytes[i] = (unsigned char)strtoul(digits, NULL, 16);
    }
    *memory = (struct program_memory){.address = strtoull(reader->field[1], NULL, 16),
                                      .size = size,
                                      .bytes = bytes,
                                      .is_descriptor = reader->field[0][0] == 'd'};
    *reader->memory = memory;
    reader->memory = &memory->next;
}

static void read_makes(struct reader *reader, int thread)
{
    struct program_event *event = open_call(reader, thread);
    if (event)
        event->makes = reader->field[3];
}

static void read_line(struct reader *reader, char *line)
{
    static const struct {
        const char *word;
        void (*read)(struct reader *reader, int thread);
    } words[] = {{"call", read_call},   {"return", read_return}, {"observed", read_observed},
                 {"begin", read_begin}, {"end", read_end},       {"makes", read_makes}};
    reader->count = 0;
    for (char *field; reader->count < FIELDS && (field = strsep(&line, "\t"));)
        reader->field[reader->count++] = field;
    if (!strcmp(reader->field[0], "twinpipe-program"))
        reader->is_program = true;
    if (!strcmp(reader->field[0], "memory") || !strcmp(reader->field[0], "descriptor")) {
        read_memory(reader);
        return;
    }
    reader->memory = NULL;
    if (reader->count < 4)
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(reader->field[0], words[i].word)) {
            int thread = find_thread(reader, reader->field[2]);
            if (thread != NO_INDEX)
                words[i].read(reader, thread);
        }
}

struct program *program_read(char *text, struct trouble *trouble)
{
    struct program *program = memory_new(1, sizeof *program);
    struct reader *reader = memory_new(1, sizeof *reader);
    char *rest = text;
    reader->program = program;
    program->text = text;
    for (char *line; (line = strsep(&rest, "\n"));) {
        size_t length = strlen(line);
        if (length && line[length - 1] == '\r')
            line[length - 1] = '\0';
        read_line(reader, line);
    }
    bool is_program = reader->is_program;
    free(reader);
    if (is_program)
        return program;
    trouble_set(trouble, "the test binary has written no program; is it older than this command?");
    program_free(program);
    return NULL;
}

void program_free(struct program *program)
{
    if (!program)
        return;
    arena_free(&program->arena);
    free(program->events);
    free(program->frames);
    free(program->text);
    free(program);
}

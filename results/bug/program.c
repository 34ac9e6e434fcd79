#include "results/bug/program.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    for (; list; list = list->next) {
        if (list->is_descriptor || address < list->address)
            continue;
        const uint64_t before = address - list->address;
        if (before <= list->size && size <= list->size - before)
            return list->bytes + before;
    }
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

void turn_list_add(struct turn_list *turns, int turn)
{
    turns->list = memory_reserve(turns->list, &turns->capacity, turns->count + 1, sizeof *turns->list);
    turns->list[turns->count++] = turn;
}

void program_free(struct program *program)
{
    if (!program)
        return;
    for (size_t i = 0; i < program->event_count; i++) {
        struct program_event *event = &program->events[i];
        object_set_clear(&event->objects);
        free(event->waits.list);
        free(event->before_turn.list);
        free(event->after_turn.list);
    }
    arena_free(&program->arena);
    free(program->events);
    free(program->frames);
    free(program->threads);
    free(program->text);
    free(program);
}

/* The layer itself: a function for each row of the tables. This file is not behind the seam. */
#include "../seam/seam.h"
#include "callbacks.h"
#include "forms.h"
#include "log.h"
#include "program.h"
#include "trace.h"
#include "wrong_answer.h"

static struct seam_calls below;
static struct seam_lookups below_lookups;

static void enter(struct traced_call *call)
{
    DWORD error = GetLastError();

    if (program_is_open()) {
        program_call(call);
    } else {
        log_event(">", NULL);
        call->wrong = wrong_answer_is_due();
        form_call(call);
        log_end();
    }
    if (!strncmp(call->form, "exit", 4))
        log_flush();
    SetLastError(error);
}

static int is_made(const struct traced_call *call)
{
    return !call->wrong || !wrong_answer_skips();
}

/* Returns what the caller is told. */
static ULONG_PTR leave(struct traced_call *call, ULONG_PTR result)
{
    DWORD error;

    if (call->wrong)
        result = wrong_answer(call, result, &below);
    error = GetLastError();
    if (program_is_open()) {
        program_return(call, result, below.GetLastError());
    } else {
        log_event(call->wrong ? "< (wrong)" : "<", NULL);
        form_return(call, result, below.GetLastError()); /* which a model keeps elsewhere */
        log_end();
    }
    SetLastError(error);
    return result;
}

/* (a, b, c) as words, whatever their types. */
#define WORDS_0(...) 0
#define WORDS_1(a) (ULONG_PTR)(a)
#define WORDS_2(a, ...) (ULONG_PTR)(a), WORDS_1(__VA_ARGS__)
#define WORDS_3(a, ...) (ULONG_PTR)(a), WORDS_2(__VA_ARGS__)
#define WORDS_4(a, ...) (ULONG_PTR)(a), WORDS_3(__VA_ARGS__)
#define WORDS_5(a, ...) (ULONG_PTR)(a), WORDS_4(__VA_ARGS__)
#define WORDS_6(a, ...) (ULONG_PTR)(a), WORDS_5(__VA_ARGS__)
#define WORDS_7(a, ...) (ULONG_PTR)(a), WORDS_6(__VA_ARGS__)
#define WORDS_8(a, ...) (ULONG_PTR)(a), WORDS_7(__VA_ARGS__)
#define WORDS_9(a, ...) (ULONG_PTR)(a), WORDS_8(__VA_ARGS__)
#define WORDS_10(a, ...) (ULONG_PTR)(a), WORDS_9(__VA_ARGS__)
#define WORDS_11(a, ...) (ULONG_PTR)(a), WORDS_10(__VA_ARGS__)
#define WORDS_12(a, ...) (ULONG_PTR)(a), WORDS_11(__VA_ARGS__)
#define WORDS_13(a, ...) (ULONG_PTR)(a), WORDS_12(__VA_ARGS__)
#define WORDS_14(a, ...) (ULONG_PTR)(a), WORDS_13(__VA_ARGS__)
#define CHOOSE(x, _14, _13, _12, _11, _10, _9, _8, _7, _6, _5, _4, _3, _2, _1, chosen, ...) chosen
#define WORDS(...)                                                                                           \
    CHOOSE(x, ##__VA_ARGS__, WORDS_14, WORDS_13, WORDS_12, WORDS_11, WORDS_10, WORDS_9, WORDS_8, WORDS_7,    \
           WORDS_6, WORDS_5, WORDS_4, WORDS_3, WORDS_2, WORDS_1, WORDS_0)                                    \
    (__VA_ARGS__)

/* How many there are in (a, b, c); () has none. */
#define COUNT(...) CHOOSE(x, ##__VA_ARGS__, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)

#define CALL(type_, name_, parameters_, arguments_, form_)                                                   \
    struct traced_call call = {.name = #name_,                                                               \
                               .arguments = #arguments_,                                                     \
                               .form = form_,                                                                \
                               .type = #type_,                                                               \
                               .parameters = #parameters_,                                                   \
                               .values = (const ULONG_PTR[]){WORDS arguments_},                              \
                               .count = COUNT arguments_}

#define TRACED(prefix_, table_, type_, name_, parameters_, arguments_, form_)                                \
    static type_ WINAPI prefix_##name_ parameters_                                                           \
    {                                                                                                        \
        CALL(type_, name_, parameters_, arguments_, form_);                                                  \
        type_ result = 0;                                                                                    \
                                                                                                             \
        if (!*call.form)                                                                                     \
            return table_.name_ arguments_;                                                                  \
        enter(&call);                                                                                        \
        if (is_made(&call))                                                                                  \
            result = table_.name_ arguments_;                                                                \
        return (type_)leave(&call, (ULONG_PTR)result);                                                       \
    }

#define SEAM_CALL(type_, name_, parameters_, arguments_, form_)                                              \
    TRACED(trace_, below, type_, name_, parameters_, arguments_, form_)
#define SEAM_VOID(name_, parameters_, arguments_, form_)                                                     \
    static void WINAPI trace_##name_ parameters_                                                             \
    {                                                                                                        \
        CALL(void, name_, parameters_, arguments_, form_);                                                   \
                                                                                                             \
        if (*call.form)                                                                                      \
            enter(&call);                                                                                    \
        if (is_made(&call))                                                                                  \
            below.name_ arguments_;                                                                          \
        if (*call.form)                                                                                      \
            leave(&call, 0);                                                                                 \
    }
#include "../seam/calls.h"
#undef SEAM_CALL
#undef SEAM_VOID

#define SEAM_LOOKUP(module_, type_, name_, parameters_, arguments_, form_)                                   \
    TRACED(trace_lookup_, below_lookups, type_, name_, parameters_, arguments_, form_)
#include "../seam/lookups.h"
#undef SEAM_LOOKUP

static const struct seam_lookups over = {
#define SEAM_LOOKUP(module_, type_, name_, parameters_, arguments_, form_) .name_ = trace_lookup_##name_,
#include "../seam/lookups.h"
#undef SEAM_LOOKUP
};

void trace_begin(void *output)
{
    log_open(output);
    callbacks_install();
    seam_trace_lookups(&below_lookups, &over);
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_) SEAM_LAY(name_, trace_##name_, &below);
#include "../seam/calls.h"
#undef SEAM_CALL
    log_thread_id = below.GetCurrentThreadId;
    seam_under_trace = &below;
}

void trace_name_threads(const char *(*name)(unsigned long id))
{
    log_thread_name = name;
}

void trace_remark(const char *format, ...)
{
    DWORD error = GetLastError();
    va_list arguments;

    if (!log_is_open())
        return;
    va_start(arguments, format);
    log_lock();
    log_text_list(format, arguments);
    log_end();
    va_end(arguments);
    SetLastError(error);
}

int trace_end(void)
{
    return log_flush();
}

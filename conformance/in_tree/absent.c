/* What a Wine tree does without: the trace, the model and the schedules. */
#include "../explore/schedule_behaviours.h"
#include "../model/model.h"
#include "../trace/trace.h"

void trace_remark(const char *format, ...)
{
    (void)format;
}

void trace_observed(const char *label, const char *kind, unsigned long long value, const char *expression)
{
    (void)label;
    (void)kind;
    (void)value;
    (void)expression;
}

enum model_end model_run(void (*body)(void))
{
    (void)body;
    return MODEL_LACKS;
}

const char *model_end_text(void)
{
    return "the model";
}

const struct behaviour *schedule_behaviours(unsigned int *count)
{
    *count = 0;
    return NULL;
}

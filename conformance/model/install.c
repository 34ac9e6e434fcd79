/* The model in the place of the platform. */
#include <stdint.h>
#include "../seam/seam.h"
#include "calls.h"
#include "kernel.h"
#include "memory.h"
#include "model.h"
#include "nt_calls.h"
#include "operation.h"
#include "pool.h"
#include "reset.h"

#define SEAM_CALL(name_)                                                                                     \
    static void lacks_##name_(void)                                                                          \
    {                                                                                                        \
        model_lacks(#name_);                                                                                 \
    }
#include "../seam/calls.h"
#undef SEAM_CALL

/* Of the names that are looked up; nt_calls.c has the others. */
static const struct {
    const char *name;
    seam_function function;
} lookups[] = {
    {"CallbackMayRunLong", (seam_function)model_CallbackMayRunLong},
    {"SetThreadpoolWaitEx", (seam_function)model_SetThreadpoolWaitEx},
    {"TpSimpleTryPost", (seam_function)model_TpSimpleTryPost},
};

void model_install(void)
{
#define SEAM_CALL(name_) seam_import_##name_ = lacks_##name_;
#include "../seam/calls.h"
#undef SEAM_CALL
#define MODEL_CALL(name_) seam_import_##name_ = (seam_function)model_##name_;
#include "call_list.h"
#undef MODEL_CALL
    seam_import_NtQueryInformationFile = (seam_function)model_NtQueryInformationFile;
    model_statics_save();
    model_install_nt();
    for (unsigned int i = 0; i < ARRAY_SIZE(lookups); i++)
        seam_replace_lookup(lookups[i].name, (void *)(uintptr_t)lookups[i].function);
    model_on_thread_end(operation_thread_ended);
}

void model_forget(void)
{
    model_statics_restore();
    model_objects_reset();
    model_time_reset();
    model_threads_reset();
    model_schedule_reset();
    model_locks_reset();
    model_heap_reset();
    model_pipes_reset();
    model_pool_reset();
    model_pool_wait_reset();
    model_memory_reset();
}

/* The model in the place of the platform. */
#include "../seam/seam.h"
#include "calls.h"
#include "kernel.h"
#include "memory.h"
#include "model.h"
#include "nt_calls.h"
#include "operation.h"
#include "pool.h"
#include "reset.h"

/* Of the calls that are not in the model the arguments do not matter. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_)                                              \
    static type_ WINAPI lacks_##name_ parameters_                                                            \
    {                                                                                                        \
        model_lacks(#name_);                                                                                 \
    }
#include "../seam/calls.h"
#undef SEAM_CALL
#pragma GCC diagnostic pop

void model_install(void)
{
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_) seam_import_##name_ = lacks_##name_;
#include "../seam/calls.h"
#undef SEAM_CALL
#define MODEL_CALL(name_) seam_import_##name_ = model_##name_;
#include "call_list.h"
#undef MODEL_CALL
    seam_import_NtQueryInformationFile = model_NtQueryInformationFile;
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_) seam_beneath_##name_ = seam_import_##name_;
#include "../seam/calls.h"
#undef SEAM_CALL
    model_statics_save();
    model_install_nt();
    SEAM_REPLACE_LOOKUP(CallbackMayRunLong, model_CallbackMayRunLong);
    SEAM_REPLACE_LOOKUP(SetThreadpoolWaitEx, model_SetThreadpoolWaitEx);
    SEAM_REPLACE_LOOKUP(TpSimpleTryPost, model_TpSimpleTryPost);
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
    model_operations_reset();
    model_pool_reset();
    model_pool_wait_reset();
    model_memory_reset();
}

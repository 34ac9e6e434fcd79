/* What every file of the model that keeps something of its own has to forget before a run. */
#ifndef TWINPIPE_MODEL_RESET_H
#define TWINPIPE_MODEL_RESET_H

/* All of it. */
void model_forget(void);

#include <stddef.h>

/* statics.c */
void model_statics_save(void);
void model_statics_restore(void);
void model_statics_restore_tests(void); /* of tests and fixtures, not of the writer */
/* Those of the writer, for another set of them, which is as the model found them at first. */
void model_statics_exchange_writers(void);
size_t model_statics_size(void); /* bytes */

void model_objects_reset(void);
void model_time_reset(void);
void model_threads_reset(void);
void model_schedule_reset(void);
void model_locks_reset(void);
void model_heap_reset(void);
void model_pipes_reset(void);
void model_operations_reset(void);
void model_pool_reset(void);
void model_pool_wait_reset(void);

#endif

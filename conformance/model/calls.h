/* The calls that the model has, each a function model_NAME of NAME's own type. */
#ifndef TWINPIPE_MODEL_CALLS_H
#define TWINPIPE_MODEL_CALLS_H

#include "../platform.h"

#define MODEL_CALL(name_) __typeof__(name_) model_##name_;
#include "call_list.h"
#undef MODEL_CALL

#endif

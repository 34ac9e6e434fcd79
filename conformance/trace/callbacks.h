/* A layer under the trace that passes functions of its own on where a call takes one to be called later, so
 * that callbacks, routines and thread starts appear in the trace. */
#ifndef TWINPIPE_TRACE_CALLBACKS_H
#define TWINPIPE_TRACE_CALLBACKS_H

void callbacks_install(void);

#endif

/* The lines of a trace: numbers, threads, buffer. What is written between log_event() and log_end() is one
 * line; the lock is held in between, and names.h may be used.
 */
#ifndef TWINPIPE_TRACE_LOG_H
#define TWINPIPE_TRACE_LOG_H

#include <stdarg.h>
#include "../platform.h"

void log_open(HANDLE output);
int log_is_open(void);

/* Begins a line: number, thread, mark. role is that of a thread which has no number yet; NULL: unknown. */
void log_event(const char *mark, const char *role);
void log_text(const char *format, ...) __attribute__((format(gnu_printf, 1, 2)));
void log_text_list(const char *format, va_list arguments);
void log_end(void);

/* The same for program.h, whose records are several lines: word, number and thread, separated by tabs.
 * Between these two, lines are ended by whoever writes them. */
void log_record(const char *word, const char *role);
void log_end_record(void);

/* The calling thread begins, in this role: its system id may have been another's. */
void log_thread_is(const char *role);

/* For names outside a line. */
void log_lock(void);
void log_unlock(void);

/* Without the lock. Returns 0 if output has ever refused. */
int log_flush(void);

/* How the log asks who calls; set when the layer is installed. */
extern DWORD(WINAPI *log_thread_id)(void);

/* What threads are called, by that id; NULL: T1, T2... in the order in which they come. */
extern const char *(*log_thread_name)(DWORD id);

#endif

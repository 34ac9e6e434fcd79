/* The trace layer of the seam: what tests, fixtures and writer call and what they are told, as text, a line
 * an event. results/FORMAT.md has the form.
 *
 * It disturbs little: it allocates nothing, calls nothing through the seam, keeps the last error, and holds
 * its one lock, of the real platform, only while it names objects and writes a line into its buffer. Threads
 * still meet at that lock, so a race may go another way than without a trace.
 *
 * Threads: trace_begin() and trace_end() on the one that runs behaviours, trace_remark() on any.
 */
#ifndef TWINPIPE_TRACE_H
#define TWINPIPE_TRACE_H

/* Puts the layer over all that are installed; the text goes to output, a synchronous handle. Once. */
void trace_begin(void *output);

/* Threads are called what name() says of their ids (GetCurrentThreadId), and not T1, T2... as they come. */
void trace_name_threads(const char *(*name)(unsigned long id));

/* The same, and nobody reads the text. Returns 0, with one line on stderr, if that cannot be. */
int trace_begin_silent(void);

/* A line of its own among the events. Nothing while there is no trace. */
void trace_remark(const char *format, ...) __attribute__((format(gnu_printf, 1, 2)));

/* What a behaviour has observed, and the expression that it did so with: in a trace for programs. kind is the
 * run file's word. */
void trace_observed(const char *label, const char *kind, unsigned long long value, const char *expression);

/* Writes what is still in the buffer. Also for whoever is about to end the process: a lock that a thread
 * holds is not waited for. Returns 0 if output has refused anything. */
int trace_end(void);

/* Runs `twinpipe_test.exe trace BEHAVIOUR [-o FILE] [--program] [--perturb NAME]`; returns an exit code. */
int trace_command(int count, char **arguments);

#endif

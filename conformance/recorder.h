/* Writes lines of the run file (results/FORMAT.md) to the working file that driver and children share. Uses
 * only synchronous files and a mutex, so that it does not stand on what is being tested. Any thread of any of
 * the processes may write: a line is one write under the mutex. While no file is open every call does
 * nothing.
 */
#ifndef TWINPIPE_RECORDER_H
#define TWINPIPE_RECORDER_H

enum { EXIT_RECORD_REFUSED = 301 }; /* the exit codes of a winetest are below 256 */

enum recorder_opening { RECORDER_CREATES, RECORDER_JOINS };

/* Opens the working file for appending, and makes it if it is to; lock is a mutex handle that all writers
 * share, or NULL for a sole writer. While it is open no other program can rename or delete it. Returns 0 when
 * the file cannot be opened (GetLastError() says why).
 *
 * A run file with a hole would be worse than none. So when the disk refuses, whoever has joined says so on
 * stderr and ends its process with EXIT_RECORD_REFUSED, and for the creator recorder_has_failed() is true
 * from then on. */
int recorder_open(const wchar_t *path, void *lock, enum recorder_opening opening);
int recorder_is_open(void);
int recorder_has_failed(void);

/* Writes one record of the given fields, strings. They are escaped; an empty one becomes "-". */
#define record(...) record_fields((const char *const[]){__VA_ARGS__, NULL})
void record_fields(const char *const *fields);

/* Writes a line of another run file as it is, with its line feed. */
void record_line(const char *bytes, size_t size);

/* From now on only the calling thread of this process writes; for one that is about to end the process. */
void recorder_silence_others(void);

/* To the disk, not only to the kernel. */
void recorder_flush(void);
void recorder_close(void);

#endif

/* The binary started by a person, without arguments: everything is run, and one file is left, to be sent
 * back. */
#ifndef TWINPIPE_USER_RUN_H
#define TWINPIPE_USER_RUN_H

/* Whether a person is there: standard input is a console, be it this process's own (a double click) or that
 * of cmd, PowerShell or a terminal over ssh. A program that starts this one gives it something else. */
int user_is_there(void);

/* Runs everything, shows how far it is, and prints the path of the run file last:
 * twinpipe-PLATFORM-ARCHITECTURE-HASH.run beside the binary, or in the directory for temporary files where
 * nothing can be written there; HASH are the first digits of the binary's SHA-256. It goes on with what an
 * earlier run of the same binary there left. In a console of its own it waits for a key before it ends, or
 * the window would be gone. Needs no administrator. Returns an exit code. */
int user_run(void);

#endif

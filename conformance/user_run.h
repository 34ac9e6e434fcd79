/* The binary started without arguments, as a person does: everything is run, and one file is left, to be sent
 * back. */
#ifndef TWINPIPE_USER_RUN_H
#define TWINPIPE_USER_RUN_H

/* Runs everything, shows how far it is, and prints the path of the run file last:
 * twinpipe-PLATFORM-ARCHITECTURE-HASH.run beside the binary, or in the directory for temporary files where
 * nothing can be written there; HASH are the first digits of the binary's SHA-256. It goes on with what an
 * earlier run of the same binary there left. In a console of its own, as after a double click, it waits for a
 * key before it ends, or the window would be gone; in that of cmd, PowerShell or a terminal it does not, nor
 * where there is none, as over ssh without one. Needs no administrator. Returns an exit code. */
int user_run(void);

#endif

/* The thread of a platform that looks whether thread-pool waits are satisfied. Held, it does not look, so
 * that the step "a wait takes its signal" is taken when a script has it, as far as that is the platform's to
 * take in a thread of the process. There may be none (a kernel does it then): nothing is held.
 *
 * It says itself who it is: it runs the callbacks of registered waits that ask for the thread that waits.
 * Held is suspended where it waits, which is where it was found again and again when it had nothing to do:
 * elsewhere it may have a lock that the next call needs. A thread that takes a signal all the same while it
 * is suspended is not the one that looks, and one that does not answer is given up: nothing is held then. A
 * call that does not come back while it is held has it let go. All but waiters_find() with the gate's lock.
 */
#ifndef TWINPIPE_WAITERS_H
#define TWINPIPE_WAITERS_H

#include "../platform.h"

/* Once, before anything is steered; takes 20 short sleeps or more. A registered wait of its own stays. */
void waiters_find(void);
BOOL waiters_there_are(void);
/* Whether a wait of the run is, or was, armed: else there is nothing to hold. */
void waiters_use(BOOL use);
/* When it has settled: it knows of every wait that is armed. */
void waiters_hold(void);
/* Whether it was held. */
BOOL waiters_let_go(void);
/* Lets it go and comes back when it has taken every signal that is there for it. What was disarmed while it
 * was held is among that, on a platform that looks at it once more. */
void waiters_settle(void);

#endif

/* One wrong answer of one call, whichever: the trace tells its caller something else than what it was told.
 * Written NUMBER:KIND. NUMBER counts the calls that the trace shows of a behaviour, in their order, from 1.
 *
 *   result   success for failure and the reverse; another wait result, another status, one more
 *   error    another last error, also after a success
 *   stored   one more in what the call has stored in a number; a handle is left alone
 *   count    one more transferred, in an OVERLAPPED or IO_STATUS_BLOCK
 *   status   another status there: that of a success if it was pending, else STATUS_UNSUCCESSFUL
 *   data     another first byte in what was read
 *   event    the event of the OVERLAPPED, or the one that was passed, is signaled if it was not, and the
 * reverse skipped  the call is not made, and success is claimed
 *
 * NAME:missing   the platform lacks that function of lookups.h
 *
 * A kind that a call has nothing for changes nothing. Whether the suite depends on what a platform answers is
 * measured with it (conformance/tests/honesty).
 *
 * Threads: wrong_answer_install() as a layer is installed; the others inside the trace layer.
 */
#ifndef TWINPIPE_WRONG_ANSWER_H
#define TWINPIPE_WRONG_ANSWER_H

#include "../seam/seam.h"
#include "forms.h"

/* A name of --perturbations, NAME:missing, or NUMBER:KIND, which needs the trace layer. Returns 0, with one
 * line on stderr, if it is neither. */
int wrong_answer_install(const char *name);
int wrong_answer_needs_trace(void);

/* Counts a call; whether this one is to be answered wrongly. */
int wrong_answer_is_due(void);
/* Whether the call is left out; else it is made. */
int wrong_answer_skips(void);
/* After the call, with the platform's own calls: changes what it has stored, returns what it is to return. */
ULONG_PTR wrong_answer(const struct traced_call *call, ULONG_PTR result, const struct seam_calls *platform);

#endif

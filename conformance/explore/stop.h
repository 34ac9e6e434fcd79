/* When an exploration is to end before its time: Ctrl-C, or a limit in seconds. */
#ifndef TWINPIPE_STOP_H
#define TWINPIPE_STOP_H

/* From now on; seconds 0: no limit. A second Ctrl-C ends the process as usual. */
void stop_watch(unsigned int seconds);
int stop_is_wanted(void);

#endif

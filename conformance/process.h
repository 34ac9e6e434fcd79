/* Processes that the driver starts. */
#ifndef TWINPIPE_PROCESS_H
#define TWINPIPE_PROCESS_H

#include "platform.h"

/* CreateProcessW with handles inherited. Under load Wine sometimes refuses a process that it makes a moment
 * later: tries for two seconds. The process, and its first thread in *thread, both to be closed by the caller;
 * NULL with the error. path may be NULL; command is written to, as CreateProcessW does. */
HANDLE process_start(const wchar_t *path, wchar_t *command, DWORD flags, STARTUPINFOW *startup,
                     HANDLE *thread);

#endif

/* Is this the end of a pipe that can be written to without blocking?
 */
#ifndef PIPE_WRITER_ENDPOINT_H
#define PIPE_WRITER_ENDPOINT_H

#include <windows.h>

/* ERROR_SUCCESS, and whether it is of message type; or why not. May take long if a synchronous handle is
 * busy. */
DWORD writer_endpoint_check(HANDLE handle, BOOL *messages);

#endif

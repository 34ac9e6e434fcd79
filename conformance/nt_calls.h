/* Documented ntdll calls that behaviours ask for by name, and the control codes of named pipes ([MS-FSCC] 2.3
 * and Microsoft's ntifs.h documentation give the numbers). Each nt_ function looks its call up through the
 * seam; a platform without it is not supported, which nt_supported() says before anything is called.
 */
#ifndef TWINPIPE_NT_CALLS_H
#define TWINPIPE_NT_CALLS_H

#include "platform.h"

#define PIPE_CONTROL_ASSIGN_EVENT 0x110000
#define PIPE_CONTROL_DISCONNECT 0x110004
#define PIPE_CONTROL_LISTEN 0x110008
#define PIPE_CONTROL_PEEK 0x11400c
#define PIPE_CONTROL_QUERY_EVENT 0x110010
#define PIPE_CONTROL_TRANSCEIVE 0x11c017
#define PIPE_CONTROL_WAIT 0x110018
#define PIPE_CONTROL_IMPERSONATE 0x11001c
#define PIPE_CONTROL_SET_CLIENT_PROCESS 0x110020
#define PIPE_CONTROL_QUERY_CLIENT_PROCESS 0x110024
#define PIPE_CONTROL_GET_CONNECTION_ATTRIBUTE 0x110030

/* Whether this platform has that function of lookups.h; otherwise the behaviour is not supported and should
 * return. */
int nt_has(const char *name);
/* Whether every nt_ function can be called; otherwise the behaviour is not supported and should return. */
int nt_supported(void);

/* The status in the end: of the call, or of the operation when the call said STATUS_PENDING (it waits at most
 * 5 s). iosb may be NULL. event is needed for handles that are not synchronous. */
NTSTATUS nt_read(HANDLE file, HANDLE event, void *bytes, ULONG size);
NTSTATUS nt_write(HANDLE file, HANDLE event, const void *bytes, ULONG size);
NTSTATUS nt_control(HANDLE file, HANDLE event, ULONG code, const void *input, ULONG input_size, void *output,
                    ULONG output_size);
NTSTATUS nt_query_file(HANDLE file, void *information, ULONG size, int information_class, ULONG_PTR *count);
NTSTATUS nt_query_volume(HANDLE file, void *information, ULONG size, int information_class, ULONG_PTR *count);

/* Opens an NT name for reading and writing, closed when the behaviour ends; NULL after broken_setup(). */
HANDLE nt_open(const WCHAR *name);

#endif

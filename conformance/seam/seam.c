/* The table, filled before main() with what the loader has put into the import table. An initializer cannot
 * do it, the address of an imported function is no constant; and the linker's stubs for them would cost a
 * jump. The compiler holds each row of calls.h against the SDK's declaration here. */
#include "seam.h"

/* mingw-w64 declares these without dllimport: their address would be that of a stub. */
WINBASEAPI VOID WINAPI AcquireSRWLockExclusive(SRWLOCK *lock);
WINBASEAPI VOID WINAPI ReleaseSRWLockExclusive(SRWLOCK *lock);
__declspec(dllimport) NTSTATUS NTAPI NtQueryInformationFile(HANDLE file, IO_STATUS_BLOCK *block, void *data,
                                                            ULONG size, FILE_INFORMATION_CLASS class);

struct seam_calls *seam_under_trace;

#define SEAM_CALL(type_, name_, parameters_, arguments_, form_)                                              \
    type_(WINAPI *seam_import_##name_) parameters_;
#include "calls.h"
#undef SEAM_CALL

#define SEAM_CALL(type_, name_, parameters_, arguments_, form_)                                              \
    type_(WINAPI *seam_beneath_##name_) parameters_;
#include "calls.h"
#undef SEAM_CALL

#ifdef __WINESRC__ /* Wine's headers give some calls other types of the same size */
#define IMPORTED_(name_) (void *)name_
#else
#define IMPORTED_(name_) name_
#endif

void __attribute__((constructor)) seam_begin(void)
{
#define SEAM_CALL(type_, name_, parameters_, arguments_, form_)                                              \
    seam_import_##name_ = seam_beneath_##name_ = IMPORTED_(name_);
#include "calls.h"
#undef SEAM_CALL
}

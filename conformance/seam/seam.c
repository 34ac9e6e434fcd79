/* The table as linked: the real imports. windows.h stays out, since the address of a dllimport function is no
 * constant. */
#include "seam.h"

#define SEAM_CALL(name_)                                                                                     \
    extern void name_(void);                                                                                 \
    seam_function seam_import_##name_ = name_;
#include "calls.h"

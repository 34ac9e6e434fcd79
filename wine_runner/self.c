#include "wine_runner/self.h"

#include <uv.h>

bool self_path(char path[PATH_MAX], struct trouble *trouble)
{
    size_t size = PATH_MAX;
    return uv_exepath(path, &size) == 0 ||
           trouble_set(trouble, "/proc is missing, and Wine needs it; mount it (mount -t proc proc /proc)");
}

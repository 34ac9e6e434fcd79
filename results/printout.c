#include "printout.h"
#include "memory.h"
#include "printable.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void printout_begin(struct printout *printout)
{
    *printout = (struct printout){0};
    printout->out = memory_present(open_memstream(&printout->text, &printout->size));
}

static bool lost(int error, struct trouble *trouble)
{
    return trouble_set(trouble, "standard output cannot be written: %s",
                       error ? strerror(error) : "an earlier write failed");
}

bool printout_end(struct printout *printout, struct trouble *trouble)
{
    memory_present(fclose(printout->out) ? NULL : printout->text);
    size_t size = printable_text(printout->text, printout->size);
    errno = 0;
    int error = fwrite(printout->text, 1, size, stdout) == size ? 0 : errno;
    free(printout->text);
    return error ? lost(error, trouble) : printout_flushed(trouble);
}

void printout_drop(struct printout *printout)
{
    fclose(printout->out);
    free(printout->text);
}

bool printout_flushed(struct trouble *trouble)
{
    errno = 0;
    return (!fflush(stdout) && !ferror(stdout)) || lost(errno, trouble);
}

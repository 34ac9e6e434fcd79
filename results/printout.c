#include "printout.h"
#include "memory.h"
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void printout_begin(struct printout *printout)
{
    *printout = (struct printout){0};
    printout->out = memory_present(open_memstream(&printout->text, &printout->size));
}

bool printout_end(struct printout *printout, struct trouble *trouble)
{
    bool collected = !fclose(printout->out);
    if (collected) {
        printout->size = text_silence(printout->text, printout->size);
        errno = 0;
        collected = fwrite(printout->text, 1, printout->size, stdout) == printout->size && !fflush(stdout);
    }
    free(printout->text);
    return collected || trouble_set(trouble, "standard output cannot be written: %s", strerror(errno));
}

#include "printout.h"
#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void printout_begin(struct printout *printout)
{
    *printout = (struct printout){0};
    printout->out = memory_present(open_memstream(&printout->text, &printout->size));
}

static void silence_controls(struct printout *printout)
{
    char *to = printout->text;
    const char *end = printout->text + printout->size;
    for (const char *from = printout->text; from < end; from++) {
        unsigned char first = (unsigned char)from[0];
        unsigned char second = (unsigned char)from[1]; /* there is a NUL byte after the end */
        bool control = first == 0xc2 && second >= 0x80 && second < 0xa0;
        *to++ = control ? '?' : from[0];
        from += control;
    }
    printout->size = (size_t)(to - printout->text);
}

bool printout_end(struct printout *printout, struct trouble *trouble)
{
    bool collected = !fclose(printout->out);
    if (collected) {
        silence_controls(printout);
        errno = 0;
        collected = fwrite(printout->text, 1, printout->size, stdout) == printout->size && !fflush(stdout);
    }
    free(printout->text);
    return collected || trouble_set(trouble, "standard output cannot be written: %s", strerror(errno));
}

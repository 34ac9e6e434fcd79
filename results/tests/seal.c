/* seal: copies a run file from standard input to standard output with the end line that belongs to it.
 * The golden files were finished with it:  seal <draft >tests/golden/NAME.run */
#include <stdio.h>
#include <string.h>
#include <zlib.h>

int main(void)
{
    static char line[1 << 17];
    unsigned long outcomes = 0, observations = 0, crc = 0;
    while (fgets(line, sizeof line, stdin)) {
        if (!strncmp(line, "end\t", 4))
            continue;
        outcomes += !strncmp(line, "outcome\t", 8);
        observations += !strncmp(line, "seen\t", 5);
        crc = crc32(crc, (const Bytef *)line, (uInt)strlen(line));
        fputs(line, stdout);
    }
    printf("end\t%lu\t%lu\t%08lx\n", outcomes, observations, crc);
    return fflush(stdout) ? 1 : 0;
}

/* replay DIRECTORY: every file in it through the fuzzer's entry. */
#include "results/tests/fuzz/target.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static int replay(const char *path)
{
    static uint8_t bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    if (!file)
        return perror(path), 0;
    const size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    LLVMFuzzerTestOneInput(bytes, size);
    return 1;
}

int main(int argc, char **argv)
{
    char path[PATH_MAX];
    unsigned count = 0;
    DIR *directory = argc == 2 ? opendir(argv[1]) : NULL;
    if (!directory)
        return fputs("replay: give a directory of inputs\n", stderr), 2;
    for (const struct dirent *entry; (entry = readdir(directory));) {
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        if (entry->d_name[0] != '.' && !replay(path))
            return 2;
        count += entry->d_name[0] != '.';
    }
    closedir(directory);
    printf("%s: %u inputs\n", argv[1], count);
    return count ? 0 : 2;
}

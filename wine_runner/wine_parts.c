#include "wine_runner/wine_parts.h"

#include <elf.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where the 32-bit ntdll is, from the directory of the loader: installed by one's own hand or by Proton, by
 * Debian (Wine 5.0 has all in one directory), by Arch, and in a build directory. Windows files that a 64-bit
 * Wine has of that architecture need no 32-bit Unix part. */
static const char *const ntdlls[] = {
    "../lib/wine/i386-windows/ntdll.dll",
    "../lib/wine/i386-unix/ntdll.so",
    "../lib/wine/ntdll.dll.so",
    "../lib32/wine/i386-unix/ntdll.so",
    "../lib32/wine/ntdll.dll.so",
    "../i386-linux-gnu/wine/i386-windows/ntdll.dll",
    "../i386-linux-gnu/wine/i386-unix/ntdll.so",
    "../i386-linux-gnu/wine/ntdll.dll.so",
    "../x86_64-linux-gnu/wine/i386-windows/ntdll.dll",
    "i386-windows/ntdll.dll",
    "../../i386-linux-gnu/wine/i386-unix/ntdll.so",
    "../dlls/ntdll/i386-windows/ntdll.dll",
};

/* ELFCLASS32 or ELFCLASS64; ELFCLASSNONE for a file that is no program or library. */
static int elf_class(const char *path)
{
    unsigned char bytes[EI_CLASS + 1] = {0};
    FILE *file = fopen(path, "re");
    if (!file)
        return ELFCLASSNONE;
    const size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return count == sizeof bytes && memcmp(bytes, ELFMAG, SELFMAG) == 0 ? bytes[EI_CLASS] : ELFCLASSNONE;
}

static bool is_32_bit(const char *path)
{
    const size_t length = strlen(path);
    return strcmp(path + length - 4, ".dll") == 0 ? access(path, R_OK) == 0 : elf_class(path) == ELFCLASS32;
}

unsigned wine_parts_find(const char *loader)
{
    char path[PATH_MAX + 64];
    unsigned set = elf_class(loader) == ELFCLASS32 ? WINE_I686 : WINE_X86_64;
    for (size_t i = 0; i < sizeof ntdlls / sizeof *ntdlls; i++) {
        const int length = (int)(strrchr(loader, '/') - loader);
        snprintf(path, sizeof path, "%.*s/%s", length, loader, ntdlls[i]);
        if (is_32_bit(path))
            set |= WINE_I686;
    }
    return set;
}

unsigned wine_architecture_of(const char *word)
{
    return strcmp(word, "x86_64") == 0 ? WINE_X86_64 : strcmp(word, "i686") == 0 ? WINE_I686 : 0;
}

void wine_architecture_list(unsigned set, char *text, size_t size)
{
    snprintf(text, size, "%s%s%s", set & WINE_X86_64 ? "x86_64" : "",
             set == WINE_ALL_ARCHITECTURES ? "," : "", set & WINE_I686 ? "i686" : "");
}

#include "wine_runner/source_tree.h"

#include "results/memory.h"
#include "wine_runner/files.h"
#include "wine_runner/self.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef TWINPIPE_DATADIR
#define TWINPIPE_DATADIR "/usr/local/share/twinpipe"
#endif

bool source_tree_find(char found[PATH_MAX], struct trouble *trouble)
{
    static const char *const places[] = {"sources", "../share/twinpipe"};
    char self[PATH_MAX], path[PATH_MAX];
    if (!self_path(self, trouble))
        return false;
    *strrchr(self, '/') = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!path_join(path, self, places[i], trouble))
            return false;
        if (realpath(path, found) && source_tree_has(found, "tests/Makefile.in"))
            return true;
    }
    if (realpath(TWINPIPE_DATADIR, found))
        return true;
    return trouble_set(trouble,
                       "no sources at %s/sources or %s; install twinpipe, or start it where it was built",
                       self, TWINPIPE_DATADIR);
}

bool source_tree_has(const char *root, const char *name)
{
    char path[PATH_MAX];
    struct trouble ignored;
    return path_join(path, root, name, &ignored) && access(path, R_OK) == 0;
}

static char *read_open(FILE *file)
{
    struct stat status;
    if (fstat(fileno(file), &status) != 0)
        return NULL;
    char *text = memory_new((size_t)status.st_size + 1, 1);
    if (fread(text, 1, (size_t)status.st_size, file) == (size_t)status.st_size)
        return text;
    free(text);
    return NULL;
}

char *source_tree_read(const char *root, const char *name, struct trouble *trouble)
{
    char path[PATH_MAX];
    if (!path_join(path, root, name, trouble))
        return NULL;
    FILE *file = fopen(path, "re");
    char *text = file ? read_open(file) : NULL;
    if (!text)
        trouble_set(trouble, "cannot read %s: %s; its twinpipe is not whole", path, strerror(errno));
    if (file)
        fclose(file);
    return text;
}

bool source_tree_match(const char *root, const char *pattern, struct words *names, struct trouble *trouble)
{
    char path[PATH_MAX];
    glob_t found;
    if (!path_join(path, root, pattern, trouble))
        return false;
    if (glob(path, 0, NULL, &found) != 0)
        return trouble_set(trouble, "no file matches %s; its twinpipe is not whole", path);
    for (size_t i = 0; i < found.gl_pathc; i++)
        words_add(names, found.gl_pathv[i] + strlen(root) + 1);
    globfree(&found);
    return true;
}

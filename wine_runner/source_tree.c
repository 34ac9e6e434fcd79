#include "wine_runner/source_tree.h"

#include "results/whole_file.h"
#include "wine_runner/files.h"
#include "wine_runner/self.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
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

char *source_tree_read(const char *root, const char *name, struct trouble *trouble)
{
    char path[PATH_MAX];
    struct trouble why;
    size_t size;
    if (!path_join(path, root, name, trouble))
        return NULL;
    char *text = whole_file_text(path, &size, &why);
    if (!text)
        trouble_set(trouble, "cannot read %s: %s; its twinpipe is not whole", path, why.text);
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

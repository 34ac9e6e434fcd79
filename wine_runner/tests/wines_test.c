/* Wines in all kinds of directories: which loader, which architectures, which build, which name; and the
 * words of installing one. */
#include "wine_runner/files.h"
#include "wine_runner/root.h"
#include "wine_runner/step.h"
#include "wine_runner/suite.h"
#include "wine_runner/wine.h"
#include "wine_runner/wine_build.h"
#include "wine_runner/wine_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char directory[64];

static int make_directory(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/twinpipe-wines-XXXXXX");
    return !mkdtemp(directory);
}

static int remove_directory(void **state)
{
    (void)state;
    remove_tree(directory);
    return 0;
}

static const char *path_of(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static void make_file(const char *name, const char *text, mode_t mode)
{
    char parent[256];
    struct trouble trouble;
    snprintf(parent, sizeof parent, "%s", path_of(name));
    *strrchr(parent, '/') = '\0';
    assert_true(make_directories(parent, &trouble));
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path_of(name), mode), 0);
}

static void make_program(const char *name)
{
    make_file(name, "\177ELF\2", 0755);
}

static void check_wine(const char *asked, const char *loader, const char *server, unsigned architectures)
{
    struct wine wine;
    char path[256];
    snprintf(path, sizeof path, "%s", path_of(asked));
    assert_true(wine_locate(path, &wine));
    assert_string_equal(wine.root, "");
    assert_string_equal(wine.loader, path_of(loader));
    assert_string_equal(wine.server, path_of(server));
    assert_int_equal(wine.architectures, architectures);
}

static void test_installed(void **state)
{
    (void)state;
    make_program("a/bin/wine");
    make_program("a/bin/wineserver");
    check_wine("a", "a/bin/wine", "a/bin/wineserver", WINE_X86_64);
    make_program("a/bin/wine64");
    make_file("a/lib/wine/i386-windows/ntdll.dll", "MZ", 0644);
    check_wine("a", "a/bin/wine64", "a/bin/wineserver", WINE_ALL_ARCHITECTURES);
    check_wine("a/bin/wine", "a/bin/wine64", "a/bin/wineserver", WINE_ALL_ARCHITECTURES);
}

static void test_proton(void **state)
{
    (void)state;
    make_program("Proton 9.0/files/bin/wine64");
    make_program("Proton 9.0/files/bin/wineserver");
    make_file("Proton 9.0/files/lib/wine/ntdll.dll.so", "\177ELF\1", 0644);
    make_file("Proton 9.0/version", "1718000000 proton-9.0-2\n", 0644);
    check_wine("Proton 9.0", "Proton 9.0/files/bin/wine64", "Proton 9.0/files/bin/wineserver",
               WINE_ALL_ARCHITECTURES);
    char build[64] = "wine-9.0";
    wine_build_complete("", path_of("Proton 9.0/files/bin/wine64"), build, sizeof build);
    assert_string_equal(build, "wine-9.0 (proton-9.0-2)");
}

/* There, `wine` leads to a script in the sources. */
static void test_built(void **state)
{
    (void)state;
    make_program("sources/tools/winewrapper");
    make_program("built/loader/wine");
    make_program("built/server/wineserver");
    char link[256];
    snprintf(link, sizeof link, "%s", path_of("built/wine"));
    assert_int_equal(symlink(path_of("sources/tools/winewrapper"), link), 0);
    check_wine("built", "built/loader/wine", "built/loader/../server/wineserver", WINE_X86_64);
    check_wine("built/wine", "built/loader/wine", "built/loader/../server/wineserver", WINE_X86_64);
}

static void check_root(const char *asked)
{
    struct wine wine;
    char path[256];
    snprintf(path, sizeof path, "%s", path_of(asked));
    assert_true(wine_locate(path, &wine));
    assert_string_equal(wine.root, path_of("suite"));
    assert_string_equal(wine.loader, "/usr/lib/wine/wine64");
    assert_string_equal(wine.server, "/usr/lib/wine/wineserver64");
    assert_int_equal(wine.architectures, WINE_ALL_ARCHITECTURES);
}

static void test_root(void **state)
{
    (void)state;
    struct wine wine;
    make_program("suite/usr/lib/wine/wine64");
    make_program("suite/usr/lib/wine/wineserver64");
    make_file("suite/usr/lib/i386-linux-gnu/wine/i386-unix/ntdll.so", "\177ELF\1", 0644);
    assert_false(wine_locate(path_of("suite"), &wine));
    make_file("suite/etc/os-release", "ID=debian\n", 0644);
    check_root("suite");
    check_root("suite/usr/lib/wine/wine64");
}

/* Debian's, where all lies in one directory. */
static void test_multiarch_root(void **state)
{
    (void)state;
    struct wine wine;
    make_program("sid/usr/lib/x86_64-linux-gnu/wine/wine");
    make_program("sid/usr/lib/x86_64-linux-gnu/wine/wineserver");
    make_file("sid/usr/lib/x86_64-linux-gnu/wine/i386-windows/ntdll.dll", "MZ", 0644);
    make_file("sid/etc/os-release", "ID=debian\n", 0644);
    assert_true(wine_locate(path_of("sid"), &wine));
    assert_string_equal(wine.loader, "/usr/lib/x86_64-linux-gnu/wine/wine");
    assert_string_equal(wine.server, "/usr/lib/x86_64-linux-gnu/wine/wineserver");
    assert_int_equal(wine.architectures, WINE_ALL_ARCHITECTURES);
}

static void test_none(void **state)
{
    (void)state;
    struct wine wine;
    make_file("empty/bin/wine", "", 0644);
    assert_false(wine_locate(path_of("empty"), &wine));
    assert_false(wine_locate(path_of("empty/bin/wine"), &wine));
    assert_false(wine_locate(path_of("nowhere"), &wine));
}

static void test_package(void **state)
{
    (void)state;
    char version[64], build[64] = "wine-9.0", known[64] = "wine-10.0 (Debian 10.0~repack-6)";
    make_file("hq/var/lib/dpkg/status",
              "Package: wine-stable-amd64\nStatus: install ok installed\nVersion: 1\n\n"
              "Package: wine-devel\nStatus: deinstall ok config-files\nVersion: 2\n\n"
              "Package: wine-stable\nStatus: install ok installed\nVersion: 9.0.0.0~bookworm-1\n",
              0644);
    assert_false(
        wine_build_package(path_of("hq/var/lib/dpkg/status"), "wine-devel", version, sizeof version));
    assert_false(wine_build_package(path_of("hq/none"), "wine-stable", version, sizeof version));
    wine_build_complete(path_of("hq"), "/opt/wine-stable/bin/wine64", build, sizeof build);
    assert_string_equal(build, "wine-9.0 (wine-stable 9.0.0.0~bookworm-1)");
    wine_build_complete(path_of("hq"), "/opt/wine-stable/bin/wine64", known, sizeof known);
    assert_string_equal(known, "wine-10.0 (Debian 10.0~repack-6)");
}

static void test_names(void **state)
{
    (void)state;
    struct wine wines[] = {{.name = "wine-10.0", .loader = "/usr/lib/wine/wine64"},
                           {.name = "wine-10.0", .root = "/c/roots/trixie", .loader = "/usr/lib/wine/wine64"},
                           {.name = "wine-10.0", .root = "/d/trixie", .loader = "/usr/lib/wine/wine64"},
                           {.name = "wine-10.0", .loader = "/s/common/Proton 10.0/files/bin/wine64"},
                           {.name = "wine-9.0", .loader = "/bin/wine"},
                           {.name = "wine-9.0", .loader = "/bin/wine64"}};
    static const char *const names[] = {"wine-10.0",          "wine-10.0-trixie",
                                        "wine-10.0-trixie-2", "wine-10.0-Proton_10.0",
                                        "wine-9.0",           "wine-9.0-2"};
    for (size_t i = 0; i < sizeof wines / sizeof *wines; i++) {
        wine_name_apart(wines, i, &wines[i]);
        assert_string_equal(wines[i].name, names[i]);
    }
}

static void test_architecture_list(void **state)
{
    (void)state;
    char text[32];
    wine_architecture_list(WINE_ALL_ARCHITECTURES, text, sizeof text);
    assert_string_equal(text, "x86_64,i686");
    wine_architecture_list(WINE_I686, text, sizeof text);
    assert_string_equal(text, "i686");
    assert_int_equal(wine_architecture_of("arm64"), 0);
}

static void test_seen(void **state)
{
    char root[PATH_MAX];
    (void)state;
    struct trouble trouble;
    assert_true(root_shows(NULL, "/usr/bin/a", &trouble));
    assert_true(root_shows("/r", "/home/a", &trouble));
    assert_true(root_shows("/r", "/users/a", &trouble));
    assert_false(root_shows("/r", "/usr/local/lib/a", &trouble)); /* it has no such place to mount that on */
    assert_false(root_shows("/r", "/usr/lib/a", &trouble));
    assert_false(root_shows("/r", "/usr/localized", &trouble));
    assert_non_null(strstr(trouble.text, "/usr/localized"));
    make_file("seen/usr/local/share/a", "", 0644);
    snprintf(root, sizeof root, "%s", path_of("seen"));
    assert_true(root_shows(root, "/usr/local/lib/a", &trouble));
    assert_true(root_shows(root, "/opt/mine/a", &trouble));
    make_file("seen/usr/local/lib/wine/a", "", 0644);
    make_file("seen/opt/wine-stable/a", "", 0644);
    assert_false(root_shows(root, "/usr/local/lib/a", &trouble));
    assert_false(root_shows(root, "/opt/mine/a", &trouble));
}

static bool has_word(const struct words *words, const char *text)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->list[i], text) == 0)
            return true;
    return false;
}

static void test_suites(void **state)
{
    (void)state;
    struct words words = {0};
    assert_true(suite_is_known("trixie"));
    assert_false(suite_is_known("tri"));
    assert_false(suite_has_way("sid", &suite_ways[1]));
    suite_add_words("trixie", &suite_ways[0], "/keys", directory, "/a b'c", &words);
    assert_string_equal(words.list[0], "mmdebstrap");
    assert_true(has_word(&words, "--keyring=/keys"));
    assert_true(has_word(&words, "--format=directory"));
    assert_true(has_word(&words, "--architectures=amd64,i386"));
    assert_true(has_word(&words, "--skip=essential/unlink"));
    assert_true(has_word(&words, "--setup-hook=[ -z \"${MMDEBSTRAP_VERBOSITY+set}\" ] || { mkdir -p "
                                 "\"$1/var/cache/apt/archives\" && mount --bind '/a b'\\''c' "
                                 "\"$1/var/cache/apt/archives\"; }"));
    words_free(&words);
    suite_add_words("trixie", &suite_ways[1], "/keys", "/nowhere/a.tar", NULL, &words);
    assert_false(has_word(&words, "--skip=essential/unlink"));
    assert_true(has_word(&words, "--format=tar"));
    assert_string_equal(words.list[words.count - 1], "/nowhere/a.tar");
    assert_int_equal(strncmp(words.list[words.count - 3], "--setup-hook=", 13), 0);
    words_free(&words);
}

static void test_failures(void **state)
{
    (void)state;
    char text[128];
    assert_string_equal(step_progress_of("I: running apt-get update..."), "running apt-get update...");
    assert_null(step_progress_of("Get:1 http://mirror.example/debian"));
    make_file("log", "I: one\nErr:1 x\nE: Failed to fetch x\nI: two\nE: mmdebstrap failed to run\n", 0644);
    step_failure(path_of("log"), text, sizeof text);
    assert_string_equal(text, "Failed to fetch x");
    assert_false(step_ran_out_of_space(path_of("log")));
    make_file("log", "dpkg: error processing archive: No space left on device\nlast\n\n", 0644);
    step_failure(path_of("log"), text, sizeof text);
    assert_string_equal(text, "dpkg: error processing archive: No space left on device");
    assert_true(step_ran_out_of_space(path_of("log")));
    make_file("log", "", 0644);
    step_failure(path_of("log"), text, sizeof text);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_installed),
        cmocka_unit_test(test_proton),
        cmocka_unit_test(test_built),
        cmocka_unit_test(test_root),
        cmocka_unit_test(test_multiarch_root),
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_package),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_architecture_list),
        cmocka_unit_test(test_seen),
        cmocka_unit_test(test_suites),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}

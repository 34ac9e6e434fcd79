/* Names of pipes as NtCreateNamedPipeFile takes them. */
#include "conformance/conformance.h"
#include "conformance/nt_calls.h"
#include "conformance/seam/seam.h"

/* %s is a name of this behaviour's own. */
static const struct named {
    struct expectation status; /* of opening what other programs would take for the same name */
    const WCHAR *created, *normalised;
} names[] = {
    {EXPECT("without the backslash at the end", STATUS_OBJECT_NAME_NOT_FOUND), L"%s\\", L"%s"},
    {EXPECT("backslash for slash", STATUS_OBJECT_NAME_NOT_FOUND), L"%s/b", L"%s\\b"},
    {EXPECT("without \\.\\", STATUS_OBJECT_NAME_NOT_FOUND), L"%s\\.\\b", L"%s\\b"},
    {EXPECT("without a\\..\\", STATUS_OBJECT_NAME_NOT_FOUND), L"a\\..\\%s", L"%s"},
    {EXPECT("without the stream", STATUS_OBJECT_NAME_NOT_FOUND), L"%s:b", L"%s"},
};

static const struct {
    struct expectation created;
} created[] = {
    {EXPECT("name that ends with a backslash", STATUS_SUCCESS)},
    {EXPECT("name with a slash", STATUS_SUCCESS)},
    {EXPECT("name with \\.\\", STATUS_SUCCESS)},
    {EXPECT("name with \\..\\", STATUS_SUCCESS)},
    {EXPECT("name with a colon", STATUS_SUCCESS)},
};

static NTSTATUS open_it(const WCHAR *name)
{
    HANDLE client;
    NTSTATUS status = nt_pipe_open(NULL, name, SYNCHRONIZE, 0, &client);

    owned(client);
    return status;
}

BEHAVIOUR(literal, .id = "create/dots-and-slashes-not-normalised",
          .summary = "slashes, colons and dots in a pipe's name are characters like any other",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_names:3001-3006 (wine 10.0)",
          .facts = {"create/dots-and-slashes-not-normalised"})
{
    REQUIRE(nt_supported());
    for (unsigned int i = 0; i < ARRAY_SIZE(names); i++) {
        WCHAR name[128], other[128], path[128];
        struct nt_name unique;
        HANDLE server;

        nt_unique_name(&unique);
        wsprintfW(path, PIPE_DIRECTORY L"%s", names[i].created);
        wsprintfW(name, path, unique.nt + wcslen(PIPE_DIRECTORY));
        wsprintfW(path, PIPE_DIRECTORY L"%s", names[i].normalised);
        wsprintfW(other, path, unique.nt + wcslen(PIPE_DIRECTORY));
        check_row(KIND_STATUS, created, i, (unsigned int)nt_pipe_create(NT_PIPE(name), &server));
        owned(server);
        check_row(KIND_STATUS, names, i, (unsigned int)open_it(other));
    }
}

static const struct {
    struct expectation status;
    const WCHAR *name;
} roots[] = {
    {EXPECT("the device", STATUS_OBJECT_NAME_INVALID), PIPE_DEVICE},
    {EXPECT("its directory", STATUS_OBJECT_NAME_INVALID), PIPE_DIRECTORY},
};

BEHAVIOUR(root_name, .id = "create/device-root-as-name",
          .summary = "no pipe can have the name of the pipe device or of its directory",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_pipe_names:2998-2999 (wine 10.0)",
          .facts = {"create/device-root-as-name"})
{
    HANDLE server;

    REQUIRE(nt_supported());
    for (unsigned int i = 0; i < ARRAY_SIZE(roots); i++) {
        check_row(KIND_STATUS, roots, i, (unsigned int)nt_pipe_create(NT_PIPE(roots[i].name), &server));
        owned(server);
    }
}

BEHAVIOUR(under_device, .id = "create/name-with-backslash-under-device",
          .summary = "relative to the device without its backslash, an empty name and one with a backslash "
                     "are no pipe's",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_empty_name:2786-2802 (wine 10.0)",
          .facts = {"create/empty-name-under-device", "create/name-with-backslash-under-device"})
{
    HANDLE root, server;

    REQUIRE(nt_supported() && (root = nt_open(PIPE_DEVICE)));
    check_status("empty name", nt_pipe_create(NT_PIPE(NULL, .root = root), &server),
                 STATUS_OBJECT_NAME_INVALID);
    owned(server);
    check_status("name with a backslash", nt_pipe_create(NT_PIPE(L"twinpipe\\pipe", .root = root), &server),
                 STATUS_OBJECT_NAME_INVALID);
    owned(server);
}

BEHAVIOUR(
    under_directory, .id = "create/name-with-backslash-under-root-dir",
    .summary = "a name with a backslash relative to the pipes' directory is a pipe's, and Win32 opens it",
    .provenance = WINETEST,
    .source = "winetest:dlls/ntdll/tests/pipe.c:test_empty_name:2917-2928 (wine 10.0)",
    .facts = {"create/name-with-backslash-under-root-dir"})
{
    WCHAR relative[128], win32[128];
    HANDLE root, server, client;
    struct nt_name name;

    REQUIRE(nt_supported() && (root = nt_open(PIPE_DIRECTORY)));
    nt_unique_name(&name);
    wsprintfW(relative, L"%s\\pipe", name.nt + wcslen(PIPE_DIRECTORY));
    wsprintfW(win32, L"%s\\pipe", name.win32);
    check_status("NtCreateNamedPipeFile", nt_pipe_create(NT_PIPE(relative, .root = root), &server),
                 STATUS_SUCCESS);
    owned(server);
    client = CreateFileW(win32, GENERIC_READ, SHARE_BOTH, NULL, OPEN_EXISTING, 0, NULL);
    check_handle("CreateFileW", owned(client), HANDLE_IS_VALID);
}

BEHAVIOUR(no_directory, .id = "create/directory-object-over-pipe-root",
          .summary = "NtCreateDirectoryObject of the pipes' directory fails: it is an object of another type",
          .provenance = WINETEST,
          .source = "winetest:dlls/ntdll/tests/pipe.c:test_empty_name:2810-2811 (wine 10.0)",
          .facts = {"create/directory-object-over-pipe-root"})
{
    UNICODE_STRING name = {sizeof(PIPE_DIRECTORY) - sizeof(WCHAR), sizeof(PIPE_DIRECTORY),
                           (WCHAR *)PIPE_DIRECTORY};
    OBJECT_ATTRIBUTES attributes = {
        .Length = sizeof(attributes), .ObjectName = &name, .Attributes = OBJ_CASE_INSENSITIVE};
    __typeof__(seam_lookup_types.NtCreateDirectoryObject) create;
    HANDLE directory = NULL;

    REQUIRE(nt_has("NtCreateDirectoryObject"));
    create = (void *)(ULONG_PTR)seam_lookup("NtCreateDirectoryObject");
    check_status("NtCreateDirectoryObject", create(&directory, GENERIC_READ | SYNCHRONIZE, &attributes),
                 STATUS_OBJECT_TYPE_MISMATCH);
    owned(directory);
}

UNIT(create_native_names)

#include "results/bug/constants.h"

#include <stdbool.h>
#include <string.h>

struct bit {
    uint64_t mask, value; /* several bits can be one choice */
    const char *name;
    bool is_ours; /* no header has it: a comment */
};

static const struct bit open_modes[] = {
    {3, 3, "PIPE_ACCESS_DUPLEX", false},
    {3, 2, "PIPE_ACCESS_OUTBOUND", false},
    {3, 1, "PIPE_ACCESS_INBOUND", false},
    {0x40000000, 0x40000000, "FILE_FLAG_OVERLAPPED", false},
    {0x80000000, 0x80000000, "FILE_FLAG_WRITE_THROUGH", false},
    {0x00080000, 0x00080000, "FILE_FLAG_FIRST_PIPE_INSTANCE", false},
    {0x00040000, 0x00040000, "WRITE_DAC", false},
    {0x00080000, 0x00080000, "WRITE_OWNER", false},
    {0, 0, NULL, false},
};
static const struct bit pipe_modes[] = {
    {4, 4, "PIPE_TYPE_MESSAGE", false},
    {2, 2, "PIPE_READMODE_MESSAGE", false},
    {1, 1, "PIPE_NOWAIT", false},
    {8, 8, "PIPE_REJECT_REMOTE_CLIENTS", false},
    {0, 0, NULL, false},
};
static const struct bit accesses[] = {
    {0x1f01ff, 0x1f01ff, "FILE_ALL_ACCESS", false},   {0x80000000, 0x80000000, "GENERIC_READ", false},
    {0x40000000, 0x40000000, "GENERIC_WRITE", false}, {0x20000000, 0x20000000, "GENERIC_EXECUTE", false},
    {0x10000000, 0x10000000, "GENERIC_ALL", false},   {0x00100000, 0x00100000, "SYNCHRONIZE", false},
    {0x00080000, 0x00080000, "WRITE_OWNER", false},   {0x00040000, 0x00040000, "WRITE_DAC", false},
    {0x00020000, 0x00020000, "READ_CONTROL", false},  {0x100, 0x100, "FILE_WRITE_ATTRIBUTES", false},
    {0x80, 0x80, "FILE_READ_ATTRIBUTES", false},      {0, 0, NULL, false},
};
static const struct bit file_flags[] = {
    {0x40000000, 0x40000000, "FILE_FLAG_OVERLAPPED", false},
    {0x80000000, 0x80000000, "FILE_FLAG_WRITE_THROUGH", false},
    {0x00100000, 0x00100000, "SECURITY_SQOS_PRESENT", false},
    {0x00080000, 0x00080000, "SECURITY_EFFECTIVE_ONLY", false},
    {0x00040000, 0x00040000, "SECURITY_CONTEXT_TRACKING", false},
    {0x00030000, 0x00010000, "SECURITY_IDENTIFICATION", false},
    {0x00030000, 0x00020000, "SECURITY_IMPERSONATION", false},
    {0x00030000, 0x00030000, "SECURITY_DELEGATION", false},
    {0x02000000, 0x02000000, "FILE_FLAG_BACKUP_SEMANTICS", false},
    {0, 0, NULL, false},
};
static const struct bit sharings[] = {
    {1, 1, "FILE_SHARE_READ", false},
    {2, 2, "FILE_SHARE_WRITE", false},
    {4, 4, "FILE_SHARE_DELETE", false},
    {0, 0, NULL, false},
};
static const struct bit dispositions[] = {
    {~0ull, 1, "CREATE_NEW", false},
    {~0ull, 2, "CREATE_ALWAYS", false},
    {~0ull, 3, "OPEN_EXISTING", false},
    {~0ull, 4, "OPEN_ALWAYS", false},
    {0, 0, NULL, false},
};
static const struct bit nt_dispositions[] = {
    {~0ull, 0, "FILE_SUPERSEDE", true},
    {~0ull, 1, "FILE_OPEN", true},
    {~0ull, 2, "FILE_CREATE", true},
    {~0ull, 3, "FILE_OPEN_IF", true},
    {~0ull, 4, "FILE_OVERWRITE", true},
    {~0ull, 5, "FILE_OVERWRITE_IF", true},
    {0, 0, NULL, false},
};
static const struct bit nt_options[] = {
    {0x10, 0x10, "FILE_SYNCHRONOUS_IO_ALERT", true},
    {0x20, 0x20, "FILE_SYNCHRONOUS_IO_NONALERT", true},
    {0x01, 0x01, "FILE_DIRECTORY_FILE", true},
    {0, 0, NULL, false},
};
static const struct bit information_classes[] = {
    {~0ull, 5, "FileStandardInformation", true},
    {~0ull, 9, "FileNameInformation", true},
    {~0ull, 23, "FilePipeInformation", true},
    {~0ull, 24, "FilePipeLocalInformation", true},
    {~0ull, 30, "FileCompletionInformation", true},
    {~0ull, 41, "FileIoCompletionNotificationInformation", true},
    {0, 0, NULL, false},
};
static const struct bit control_codes[] = {
    {~0ull, 0x110004, "FSCTL_PIPE_DISCONNECT", true},
    {~0ull, 0x110008, "FSCTL_PIPE_LISTEN", true},
    {~0ull, 0x11400c, "FSCTL_PIPE_PEEK", true},
    {~0ull, 0x110010, "FSCTL_PIPE_QUERY_EVENT", true},
    {~0ull, 0x11c017, "FSCTL_PIPE_TRANSCEIVE", true},
    {~0ull, 0x110018, "FSCTL_PIPE_WAIT", true},
    {~0ull, 0x11001c, "FSCTL_PIPE_IMPERSONATE", true},
    {~0ull, 0x110024, "FSCTL_PIPE_QUERY_CLIENT_PROCESS", true},
    {~0ull, 0x110028, "FSCTL_PIPE_GET_PIPE_ATTRIBUTE", true},
    {~0ull, 0x11002c, "FSCTL_PIPE_SET_PIPE_ATTRIBUTE", true},
    {~0ull, 0x110030, "FSCTL_PIPE_GET_CONNECTION_ATTRIBUTE", true},
    {0, 0, NULL, false},
};

static const struct {
    const char *call, *parameter; /* call: a prefix, empty for any */
    const struct bit *bits;
} tables[] = {
    {"CreateNamedPipeW", "open_mode", open_modes},
    {"CreateNamedPipeW", "pipe_mode", pipe_modes},
    {"CreateFileW", "flags", file_flags},
    {"CreateFileW", "disposition", dispositions},
    {"CreateFileW", "access", accesses},
    {"Nt", "access", accesses},
    {"", "sharing", sharings},
    {"NtCreateNamedPipeFile", "disposition", nt_dispositions},
    {"Nt", "options", nt_options},
    {"NtQueryInformationFile", "class", information_classes},
    {"NtSetInformationFile", "class", information_classes},
    {"NtFsControlFile", "code", control_codes},
};

static void write_number(FILE *out, uint64_t value)
{
    fprintf(out, value > 0xffff ? "0x%llx" : "%llu", (unsigned long long)value);
}

static void write_bits(FILE *out, const struct bit *bit, uint64_t value)
{
    uint64_t left = value;
    int count = 0;
    for (; bit->name; bit++) {
        if (bit->is_ours && (value & bit->mask) == bit->value) {
            write_number(out, value);
            fprintf(out, " /* %s */", bit->name);
            return;
        }
        if (bit->is_ours || !bit->value || (left & bit->mask) != bit->value)
            continue;
        fprintf(out, "%s%s", count++ ? " | " : "", bit->name);
        left &= ~bit->mask;
    }
    if (!count || left) {
        fputs(count ? " | " : "", out);
        write_number(out, left);
    }
}

void constant_write(FILE *out, const char *call, const char *parameter, uint64_t value)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (!strncmp(call, tables[i].call, strlen(tables[i].call)) &&
            !strcmp(parameter, tables[i].parameter)) {
            write_bits(out, tables[i].bits, value);
            return;
        }
    if (!strcmp(parameter, "timeout") && value == 0xffffffff)
        fputs("INFINITE", out);
    else
        write_number(out, value);
}

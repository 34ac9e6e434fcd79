# The lines of a made-up run, all but the end line: see sample_run.sh, which gives the variables.

function random(limit) {
    state = (state * 16807) % 2147483647
    return state % limit
}

function head(key, value) { print "head", key, value }

function words() {
    split("alertable cancel close connect event flush iocp message-mode quota threadpool-wait write", areas, " ")
    split("pending-reports-incomplete zero-byte peer-gone partly-read nothing-pending from-another-thread", verbs, " ")
    split("winetest winetest winetest documented reported inferred", provenances, " ")
    split("result error status event number", kinds, " ")
    split("ERROR_IO_PENDING (997)|ERROR_NOT_FOUND (1168)|ERROR_OPERATION_ABORTED (995)|ERROR_NO_DATA (232)|50", expected, "|")
    split("ERROR_SUCCESS (0)|ERROR_BROKEN_PIPE (109)|STATUS_PENDING (0x103)|unsignaled|0", wrong, "|")
    source["winetest"] = "winetest:dlls/kernel32/tests/pipe.c:test_readfileex_pending:2645-2666 (wine 8.0=10.0)"
    source["documented"] = "doc:https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-writefile"
    source["reported"] = "thread:https://github.com/libuv/libuv/issues/1273; winetest:dlls/ntdll/tests/pipe.c:test_completion:1570 (wine 10.0)"
    source["inferred"] = "inference"
}

function declare(n) {
    area[n] = areas[n % 11 + 1]
    id[n] = (schedules ? "schedules/" area[n] "-" : area[n] "/") verbs[int(n / 11) % 6 + 1] "-" n
    proof[n] = provenances[n % 6 + 1]
    print "behaviour", id[n], area[n], proof[n], source[proof[n]], id[n], area[n] ".c", 40 + n, "An overlapped write on a full pipe stays pending until the reader has made room (case " n ")."
    if (n % 3 == 0) print "relied", id[n], n % 2 ? "qt6" : "libuv,qt6"
}

# A run with hostile text says the same things with it, under the same number of fields.
function declare_hostile() {
    evil = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    tricky = "\342\200\256gnp.exe\342\200\254 \342\200\250 \342\201\246 '\"`&amp; </script><!-- ]]> \\\\ \\x1b[31m"
    print "behaviour", "hostile/<b>'\"&$(id)", "hostile", "winetest", "doc:javascript:alert(1); doc:https://example.invalid/\"onmouseover=alert(1); thread:https://example.invalid/<b>", "<i>fact</i>", evil, 7, evil tricky
}

function body_hostile(  name) {
    name = "hostile/<b>'\"&$(id)"
    print "begin", name, 1
    print "seen", name, 1, evil, "text", tricky, evil, "differs", "winetest", 8
    print "seen", name, 1, "__proto__", "text", "constructor", tricky, "differs", "inferred", 9
    print "note", name, 1, tricky evil
    print "late", name, 1, "callback"
    print "outcome", name, 1, "differs", 1, evil
}

# Platforms may take another of the allowed values: no difference from what is allowed, but one between runs.
function another(n, o) { return o == 1 && n % 10 == 3 && platform != "wine-8.0" }

function observe(n, repeat, differ,  o, k, ok) {
    for (o = 0; o < 4; o++) {
        k = (n + o) % 5 + 1
        ok = !(differ && o == n % 4)
        print "seen", id[n], repeat, "WriteFile " o + 1, kinds[k], o == 1 ? expected[k] " | " wrong[k] : expected[k], ok ? (another(n, o) ? wrong[k] : expected[k]) : wrong[6 - k], ok ? "ok" : "differs", o == 3 ? "inferred" : proof[n], 43 + n + o
    }
}

function body(n, repeat, fate) {
    print "begin", id[n], repeat
    if (fate == 1) { print "note", id[n], repeat, "CreateNamedPipe failed: ERROR_PIPE_BUSY (231)"; finish(n, repeat, "broken-setup", "-"); return }
    if (fate == 2) { finish(n, repeat, "not-supported", "SetThreadpoolWaitEx is absent"); return }
    observe(n, repeat, fate >= 6 && fate < 14 && (fate != 9 || repeat % 3 == 0))
    if (fate == 3) finish(n, repeat, "hang", "no progress for 10 s")
    else if (fate == 4) finish(n, repeat, "crash", "exception 0xc0000005")
    else finish(n, repeat, fate >= 6 && fate < 14 && (fate != 9 || repeat % 3 == 0) ? "differs" : "conforms", "-")
    if (fate == 5) print "late", id[n], repeat, "completion"
}

function finish(n, repeat, outcome, detail) { print "outcome", id[n], repeat, outcome, n % 17, detail }

BEGIN {
    OFS = "\t"
    words()
    state = seed
    for (n = 0; n < 20; n++) random(2)
    print "twinpipe-run", 1
    head("binary-sha256", sha)
    head("architecture", architecture)
    head("platform", platform)
    head("build", platform ~ /^wine-/ ? platform " (Debian " substr(platform, 6) "~repack-4)" : platform)
    head("kernel", "Linux 6.1.0-18-amd64")
    head("cpus", 2)
    head("isolation", "pid-namespace")
    head("options", schedules ? "--schedules" : "-")
    head("date", "2026-11-21")
    for (n = 0; n < count; n++) declare(n)
    if (hostile) declare_hostile()
    last = cut ? int(count * 0.8) : count
    for (n = 0; n < last; n++) {
        fate = random(90)
        for (repeat = 1; repeat <= repeats; repeat++) body(n, repeat, platform ~ /^windows-/ && fate > 2 ? 50 : fate)
    }
    if (hostile && !cut) body_hostile()
    if (cut) print "begin", id[last], 1
}

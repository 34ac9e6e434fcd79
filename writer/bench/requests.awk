# Counts, in the trace of a wineserver (wineserver -d), the requests of the process that sets the markers of
# writer_bench, between a begin and its end:  awk -f requests.awk TRACE
# One line each:  LABEL <tab> caller | pool <tab> REQUEST <tab> COUNT
# `caller` is the thread that set the marker, `pool` the other threads of its process.

# A thread's request is "TID: NAME( ...", its answer "TID: NAME() = ...".
$2 ~ /^[a-z_0-9]+\($/ {
    thread = $1
    name = substr($2, 1, length($2) - 1)
    if (name == "open_event" && match($0, /name=L"twinpipe-(begin|end):[^"]*"/)) {
        label = substr($0, RSTART + 7, RLENGTH - 8)
        sub(/^twinpipe-[a-z]*:/, "", label)
        if (index($0, "twinpipe-begin:")) {
            current = label
            caller = thread
        } else
            current = ""
        next
    }
    if (name == "new_thread")
        own[thread] = $3 ~ /^process=ffffffff/
    else if (current != "" && (thread == caller || process_of[thread] == process_of[caller]))
        count[current "\t" (thread == caller ? "caller" : "pool") "\t" name]++
    next
}

# Who is in which process: a first thread says so, the others are in that of the thread that made them.
/: init_first_thread\(\) = 0 / {
    match($0, /pid=[0-9a-f]+/)
    process_of[$1] = substr($0, RSTART, RLENGTH)
    next
}

/: new_thread\(\) = 0 / {
    if (own[$1] && match($0, /tid=[0-9a-f]+/))
        process_of[substr($0, RSTART + 4, RLENGTH - 4) ":"] = process_of[$1]
}

END {
    for (key in count)
        print key "\t" count[key]
}

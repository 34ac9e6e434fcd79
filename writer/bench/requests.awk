# Counts, in the trace of a wineserver (wineserver -d), the requests of the process that sets the markers of
# writer_bench, between a begin and its end:  awk -f requests.awk TRACE
# One line each:  CANDIDATE:CASE <tab> caller | worker | waiter <tab> REQUEST <tab> COUNT
# caller: the thread that set the marker; waiter: one that does nothing but wait for objects, as the thread of thread-pool
# waits does; worker: any other of its process. A select that hands back the result of a completed operation, which the
# server had asked for, is called select(completion).

function kind(name)
{
    if (name == "event_op")
        return / op=1 /  ? "event_op(set)" : / op=2 / ? "event_op(reset)" : name
    return name == "select" && !/prev_apc=0000/ ? "select(completion)" : name
}

# A thread's request is "TID: NAME( ...", its answer "TID: NAME() = ...".
$2 ~ /^[a-z_0-9]+\($/ {
    thread = $1
    name = substr($2, 1, length($2) - 1)
    if (name == "open_event" && match($0, /name=L"twinpipe-(begin|end):[^"]*"/)) {
        label = substr($0, RSTART + 7, RLENGTH - 8)
        sub(/^twinpipe-[a-z]*:/, "", label)
        current = index($0, "twinpipe-begin:") ? label : ""
        caller = thread
    } else if (name == "new_thread") {
        own[thread] = $3 ~ /^process=ffffffff/
    } else if (current != "" && process_of[thread] == process_of[caller]) {
        count[current "\t" thread "\t" kind(name)]++
        if (name != "select")
            works[current "\t" thread] = 1
        if (thread == caller)
            calls[current "\t" thread] = 1
    }
    next
}

# Who is in which process: a first thread says so (on Wine 5.0 each thread does, in an init_thread), the others are in that
# of the thread that made them.
/: init_(first_)?thread\(\) = 0 / && /[ {]pid=/ {
    match($0, /pid=[0-9a-f]+/)
    process_of[$1] = substr($0, RSTART, RLENGTH)
    next
}

/: new_thread\(\) = 0 / {
    if (own[$1] && match($0, /tid=[0-9a-f]+/))
        process_of[substr($0, RSTART + 4, RLENGTH - 4) ":"] = process_of[$1]
}

END {
    for (key in count) {
        split(key, part, "\t")
        who = part[1] "\t" part[2]
        role = who in calls ? "caller" : who in works ? "worker" : "waiter"
        total[part[1] "\t" role "\t" part[3]] += count[key]
    }
    for (key in total)
        print key "\t" total[key]
}

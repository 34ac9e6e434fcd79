# The tables of times, from what `writer_bench time` prints: medians over the repetitions, with the smallest and the largest.

function sorted(list, count,    i, j, value)
{
    for (i = 2; i <= count; i++) {
        value = list[i]
        for (j = i - 1; j > 0 && list[j] > value; j--)
            list[j + 1] = list[j]
        list[j + 1] = value
    }
}

function middle(list, count)
{
    sorted(list, count)
    return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
}

# Of column COLUMN of the measurements of KEY; sets smallest and largest.
function median(key, column,    list, count, i, result)
{
    count = repetitions[key]
    for (i = 1; i <= count; i++)
        list[i] = value[key, i, column]
    result = middle(list, count)
    smallest = list[1]
    largest = list[count]
    return result
}

# To another candidate: the median of the ratios of each repetition, whose measurements follow each other.
function ratio(key, other,    list, count, i)
{
    count = repetitions[key]
    if (count != repetitions[other])
        return "-"
    for (i = 1; i <= count; i++)
        list[i] = value[key, i, "rate"] / value[other, i, "rate"]
    return sprintf("%.2f", middle(list, count))
}

function row(key,    part, cell, rate, low, high, server)
{
    split(key, part, "\t")
    cell = part[1] "\t" part[2] "\t"
    rate = median(key, "rate")
    low = smallest
    high = largest
    server = median(key, "server")
    printf "%-7s %8d  %-10s %9.0f %8.0f-%-8.0f %8.1f %9.1f %9.1f %8.2f %8s %6s %6s\n", part[1], part[2], part[3], rate, low, high,
        rate * part[2] / 1e6, median(key, "p50"), median(key, "p99"), median(key, "cpu"),
        server < 0 ? "-" : sprintf("%.2f", server), ratio(key, cell "plain"), ratio(key, cell "qt-scheme")
}

BEGIN {
    FS = "\t"
}

$1 == "time" {
    key = $3 "\t" $4 "\t" $2
    if (!(key in repetitions))
        order[++keys] = key
    n = ++repetitions[key]
    value[key, n, "rate"] = $6 / $7
    value[key, n, "p50"] = $8
    value[key, n, "p99"] = $9
    value[key, n, "cpu"] = $10 / $6
    value[key, n, "server"] = $11 < 0 ? -1 : $11 / $6
}

END {
    printf "%-7s %8s  %-10s %9s %17s %8s %9s %9s %8s %8s %6s %6s\n", "mode", "chunk", "candidate", "writes/s", "smallest-largest", "MB/s",
        "p50 us", "p99 us", "writer", "server", "/plain", "/qt"
    for (i = 1; i <= keys; i++)
        row(order[i])
    print "p50, p99: of a round, which is one write or 16. writer, server: microseconds of processor time a write. /plain, /qt: ratio of writes/s, median of the repetitions' ratios."
}

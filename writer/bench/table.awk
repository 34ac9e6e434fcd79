# Requests a write, as a table and as an account of who makes them:  awk -f table.awk CASES COUNTS
# CASES: what `writer_bench requests` printed; COUNTS: what requests.awk made of the trace.
# With -v limits=FILE (candidate, case, least, most) says what lies outside and exits with 1.

BEGIN {
    FS = "\t"
    while (limits && (getline < limits) > 0)
        if (!/^#/) {
            least[$1 ":" $2] = $3
            most[$1 ":" $2] = $4
        }
}

$1 == "case" {
    label = $2 ":" $3
    writes[label] = $4
    if (!($2 in seen_candidate))
        candidates[++candidate_count] = $2
    if (!($3 in seen_case))
        cases[++case_count] = $3
    seen_candidate[$2] = seen_case[$3] = 1
    labels[++label_count] = label
    next
}

{
    total[$1] += $4
    account[$1] = account[$1] sprintf("  %s %s %.2f", $2, $3, $4 / writes[$1])
}

function check(label,    each)
{
    each = total[label] / writes[label]
    if (!(label in writes))
        print label ": was not measured"
    else if (each < least[label] || each > most[label])
        printf "%s: %.3f requests a write, not %s to %s\n", label, each, least[label], most[label]
    else
        return 0
    return 1
}

END {
    printf "%-19s", "requests a write"
    for (c = 1; c <= candidate_count; c++)
        printf "%11s", candidates[c]
    print ""
    for (k = 1; k <= case_count; k++) {
        printf "%-19s", cases[k]
        for (c = 1; c <= candidate_count; c++) {
            label = candidates[c] ":" cases[k]
            printf "%11s", label in writes ? sprintf("%.3f", total[label] / writes[label]) : "-"
        }
        print ""
    }
    print "\nwho makes them, where a write pends:"
    for (i = 1; i <= label_count; i++)
        if (labels[i] ~ /pends/)
            print labels[i] account[labels[i]]
    for (label in least)
        bad += check(label)
    exit bad > 0
}

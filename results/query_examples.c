#include "query_examples.h"

#include <string.h>

const struct query_example query_examples[] = {
    {"outcomes", "how many behaviours of each run ended how",
     "SELECT path, outcome, count(*) AS behaviours\n"
     "FROM behaviours JOIN runs USING (run) GROUP BY run, outcome ORDER BY run, behaviours DESC, outcome"},
    {"changed", "what a platform does that another one does not: differences of some runs and not of others",
     "SELECT d.id, d.label, d.seen, d.fingerprint, group_concat(DISTINCT r.platform) AS seen_on,\n"
     "  (SELECT group_concat(DISTINCT o.platform) FROM runs AS o JOIN behaviours AS b ON b.run = o.run\n"
     "   WHERE b.id = d.id AND b.outcome IN ('conforms', 'differs') AND o.run NOT IN\n"
     "     (SELECT run FROM differences WHERE fingerprint = d.fingerprint)) AS not_seen_on\n"
     "FROM differences AS d JOIN runs AS r ON r.run = d.run\n"
     "GROUP BY d.fingerprint HAVING not_seen_on IS NOT NULL ORDER BY d.id, d.label, d.seen"},
    {"varying", "what differs in some repeats of a run only, with the rate: the races of a platform",
     "SELECT platform, id, label, seen, d.repeats AS seen_in, b.repeats, round(1.0 * d.repeats / b.repeats, "
     "3) AS rate\n"
     "FROM differences AS d JOIN behaviours AS b USING (run, id) JOIN runs USING (run)\n"
     "WHERE d.repeats < b.repeats ORDER BY rate DESC, platform, id, label, seen"},
    {"slowest", "the twenty behaviours that take longest, in milliseconds a repeat",
     "SELECT platform, id, count(*) AS repeats, CAST(avg(milliseconds) AS INTEGER) AS average,\n"
     "  max(milliseconds) AS longest\n"
     "FROM outcomes JOIN runs USING (run) GROUP BY run, id ORDER BY avg(milliseconds) DESC, id LIMIT 20"},
    {"projects",
     "what of each platform's differences touches whom: projects whose code rests on the behaviour",
     "SELECT platform, project, count(DISTINCT id) AS behaviours, group_concat(DISTINCT id) AS ids\n"
     "FROM (SELECT platform, project, id FROM differences JOIN projects USING (run, id) JOIN runs USING "
     "(run)\n"
     "  ORDER BY id) GROUP BY platform, project ORDER BY platform, behaviours DESC, project"},
};

const size_t query_example_count = sizeof query_examples / sizeof *query_examples;

const char *query_example_find(const char *name)
{
    for (size_t i = 0; i < query_example_count; i++)
        if (strcmp(query_examples[i].name, name) == 0)
            return query_examples[i].sql;
    return NULL;
}

#include "query_examples.h"

#include <string.h>

const struct query_example query_examples[] = {
    {"outcomes", "how many behaviours of each run ended how",
     "SELECT path, outcome, count(*) AS behaviours\n"
     "FROM behaviours JOIN runs USING (run) GROUP BY run, outcome ORDER BY run, behaviours DESC, outcome",
     "runs that declare behaviours"},
    {"changed",
     "what one platform does and another one does not, each with its architecture: differences that some "
     "have",
     "WITH places AS (SELECT run, platform || '-' || architecture AS place FROM runs),\n"
     "  shown AS (SELECT DISTINCT fingerprint, place FROM differences JOIN places USING (run)),\n"
     "  ended AS (SELECT DISTINCT id, place FROM behaviours JOIN places USING (run)\n"
     "    WHERE outcome IN ('conforms', 'differs'))\n"
     "SELECT id, label, seen, fingerprint,\n"
     "  (SELECT group_concat(place) FROM (SELECT place FROM shown WHERE fingerprint = d.fingerprint\n"
     "    ORDER BY place COLLATE version)) AS seen_on,\n"
     "  (SELECT group_concat(place) FROM (SELECT place FROM ended WHERE id = d.id AND place NOT IN\n"
     "    (SELECT place FROM shown WHERE fingerprint = d.fingerprint) ORDER BY place COLLATE version))\n"
     "    AS not_seen_on\n"
     "FROM differences AS d GROUP BY fingerprint HAVING not_seen_on IS NOT NULL ORDER BY id, label, seen",
     "runs of the same behaviours on two platforms or architectures that differ"},
    {"varying", "what differs in some repeats of a run only, with the rate: the races of a platform",
     "SELECT platform, architecture, id, label, seen, d.repeats AS seen_in, b.repeats,\n"
     "  round(1.0 * d.repeats / b.repeats, 3) AS rate\n"
     "FROM differences AS d JOIN behaviours AS b USING (run, id) JOIN runs USING (run)\n"
     "WHERE d.repeats < b.repeats\n"
     "ORDER BY rate DESC, platform COLLATE version, architecture, id, label, seen",
     "runs with several repeats, as `twinpipe run --repeat 20` makes them"},
    {"slowest", "the twenty behaviours that take longest, in milliseconds a repeat",
     "SELECT platform, architecture, id, count(*) AS repeats, CAST(avg(milliseconds) AS INTEGER) AS "
     "average,\n"
     "  max(milliseconds) AS longest\n"
     "FROM outcomes JOIN runs USING (run) GROUP BY run, id ORDER BY avg(milliseconds) DESC, id LIMIT 20",
     "runs in which a behaviour was run"},
    {"projects",
     "what of each platform's differences touches whom: projects whose code rests on the behaviour",
     "SELECT platform, project, count(DISTINCT id) AS behaviours, group_concat(DISTINCT id) AS ids\n"
     "FROM (SELECT platform, project, id FROM differences JOIN projects USING (run, id) JOIN runs USING "
     "(run)\n"
     "  ORDER BY id) GROUP BY platform, project\n"
     "ORDER BY platform COLLATE version, behaviours DESC, project",
     "runs that differ in behaviours which projects rest on"},
};

const size_t query_example_count = sizeof query_examples / sizeof *query_examples;

const struct query_example *query_example_find(const char *name)
{
    for (size_t i = 0; i < query_example_count; i++)
        if (strcmp(query_examples[i].name, name) == 0)
            return &query_examples[i];
    return NULL;
}

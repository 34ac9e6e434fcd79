#include <stdio.h>
#include "platform.h"
#include "catalogue.h"
#include "registry.h"
#include "run_options.h"
#include "symbols.h"

#define SITES_MAX 256

static const char *confidence(enum provenance provenance)
{
    return provenance == WINETEST  ? "verified-on-windows"
           : provenance == WINDOWS ? "measured-on-windows"
                                   : provenance_name(provenance);
}

void list_behaviours(void)
{
    for (unsigned int i = 0; i < registry_count(); i++)
        if (is_wanted(registry_at(i)))
            printf("%s\n", registry_at(i)->id);
}

static int print_site(const struct observation_site *site, int first)
{
    for (unsigned int i = 0; i < site->count; i++) {
        const struct expectation *expectation =
            (const struct expectation *)((const char *)site->expectations + i * site->stride);
        char allowed[VALUE_TEXT_SIZE];

        format_allowed(allowed, sizeof(allowed), site->kind, expectation);
        printf("%s%s = %s", first ? "" : "; ", expectation->label, allowed);
        if (site->provenance != OF_BEHAVIOUR)
            printf(" [%s]", provenance_name(site->provenance));
        first = 0;
    }
    return first;
}

static void print_behaviour(const struct behaviour *behaviour)
{
    const struct observation_site *sites[SITES_MAX];
    unsigned int count = registry_sites(behaviour, sites, SITES_MAX);
    int first = 1;

    printf("%s\t%s\t%s\t", behaviour->id, provenance_name(behaviour->provenance),
           confidence(behaviour->provenance));
    for (unsigned int i = 0; i < ARRAY_SIZE(behaviour->facts) && behaviour->facts[i]; i++)
        printf("%s%s", i ? "," : "", behaviour->facts[i]);
    printf("\t%s\t%d\t%d\t%s\t", file_name(behaviour->file), behaviour->line, behaviour->slow,
           behaviour->source);
    for (unsigned int i = 0; i < count; i++)
        first = print_site(sites[i], first);
    printf("\n");
}

void print_catalogue(void)
{
    printf("id\tprovenance\tconfidence\tfacts\tfile\tline\tslow\tsource\tallowed\n");
    for (unsigned int i = 0; i < registry_count(); i++)
        print_behaviour(registry_at(i));
}

#include <stdio.h>
#include "../platform.h"
#include "perturb.h"
#include "perturbations.h"
#include "seam.h"

#define TABLE(area_) extern const struct perturbation_table perturbations_##area_;
#include "perturb_areas.h"
#undef TABLE

static const struct perturbation_table *const tables[] = {
#define TABLE(area_) &perturbations_##area_,
#include "perturb_areas.h"
#undef TABLE
};

static const struct perturbation *find(const char *name)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(tables); i++)
        for (unsigned int j = 0; j < tables[i]->count; j++)
            if (!strcmp(tables[i]->rows[j].name, name))
                return &tables[i]->rows[j];
    return NULL;
}

int perturb_install(const char *name)
{
    const struct perturbation *perturbation = find(name);

    if (!perturbation) {
        fprintf(stderr, "twinpipe_test: no perturbation '%s': see --perturbations\n", name);
        return 0;
    }
    for (unsigned int i = 0; i < REPLACED_MOST && perturbation->replaced[i].function; i++) {
        const struct replacement *replaced = &perturbation->replaced[i];

        if (replaced->place)
            *replaced->place = replaced->function;
        else
            seam_replace_lookup(replaced->lookup, (void *)replaced->function);
    }
    return 1;
}

static void list_row(const struct perturbation *row)
{
    printf("%s\t%s\t%s\t%s\t%s\n", row->name, row->what, row->caught_by, row->may_touch,
           row->race ? "race" : "-");
}

void perturb_list(void)
{
    for (unsigned int i = 0; i < ARRAY_SIZE(tables); i++)
        for (unsigned int j = 0; j < tables[i]->count; j++)
            list_row(&tables[i]->rows[j]);
}

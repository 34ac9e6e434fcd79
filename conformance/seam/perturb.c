#include <stdio.h>
#include "../platform.h"
#include "perturb.h"
#include "perturbations.h"
#include "seam.h"

int perturb_install(const char *name)
{
    for (unsigned int i = 0; i < perturbation_count; i++) {
        if (strcmp(perturbations[i].name, name))
            continue;
        *perturbations[i].place = perturbations[i].function;
        return 1;
    }
    fprintf(stderr, "twinpipe_test: no perturbation '%s': see --perturbations\n", name);
    return 0;
}

void perturb_list(void)
{
    for (unsigned int i = 0; i < perturbation_count; i++)
        printf("%s\t%s\t%s\t%s\n", perturbations[i].name, perturbations[i].what, perturbations[i].caught_by,
               perturbations[i].may_touch);
}

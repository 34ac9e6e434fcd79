#include <stdio.h>
#include "../platform.h"
#include "perturb.h"
#include "seam.h"

int perturb_install(const char *name)
{
    fprintf(stderr, "twinpipe_test: no perturbation '%s': see --perturbations\n", name);
    return 0;
}

void perturb_list(void)
{
}

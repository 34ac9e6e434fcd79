/* In the place of conformance/run_options.c in a Wine tree: a unit runs each of its behaviours once, but for
 * those that end this Wine. With WINETEST_DEBUG=2 each one is named. */
#include "../platform.h"
#include "../registry.h"
#include "../run_options.h"
#include "known.h"

struct run_options run_options = {.only = "*", .part = "all", .repeat = 1, .platform = "real"};

int on_model(void)
{
    return 0;
}

static int is_left_out(const struct behaviour *behaviour)
{
    return GetProcAddress(GetModuleHandleA("ntdll.dll"), "wine_get_version") && known_to_end(behaviour->id);
}

static void say_what_is_left_out(const char *unit)
{
    for (unsigned int i = 0; i < registry_count(); i++)
        if (in_unit(registry_at(i), unit) && is_left_out(registry_at(i)))
            skip("%s is known to crash or to hang here\n", registry_at(i)->id);
}

const struct behaviour *step_behaviour(const char *unit, const char *part, unsigned int step,
                                       unsigned int *repeat)
{
    (void)part;
    *repeat = 1;
    if (!step)
        say_what_is_left_out(unit);
    for (unsigned int i = 0; i < registry_count(); i++)
        if (in_unit(registry_at(i), unit) && !is_left_out(registry_at(i)) && step-- == 0) {
            if (winetest_debug > 1)
                trace("%s\n", registry_at(i)->id);
            return registry_at(i);
        }
    return NULL;
}

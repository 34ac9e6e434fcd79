/* Wine's test framework, compiled once: everything behind STANDALONE in wine/test.h, its main under another
 * name. */
#include <stdio.h>
#define main winetest_main
#define STANDALONE
#include "../platform.h"

/* The places where Wines are looked for. */
#ifndef WINE_RUNNER_WINE_PLACES_H
#define WINE_RUNNER_WINE_PLACES_H

/* Calls VISIT with each path that exists and may be a Wine in the sense of wine_locate, in the order of
 * wine_list_find. One Wine may come several times. */
void wine_places(void (*visit)(const char *path, void *data), void *data);

#endif

/* How winetest counts a check that was just observed. In a Wine tree in_tree/counted.h takes this file's
 * place.
 */
#ifndef TWINPIPE_COUNTED_H
#define TWINPIPE_COUNTED_H

#define count_check(conforms_) ok(conforms_, "%s\n", observe_message())

#endif

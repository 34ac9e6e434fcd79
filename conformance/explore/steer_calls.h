/* The table of the steered platform, over the real one. */
#ifndef TWINPIPE_STEER_CALLS_H
#define TWINPIPE_STEER_CALLS_H

struct seam_calls;
void steer_calls_fill(struct seam_calls *steered, const struct seam_calls *real);
/* Its parts: what waits, and what makes or arms what calls back. */
void steer_waits_fill(struct seam_calls *steered, const struct seam_calls *real);
void steer_callbacks_fill(struct seam_calls *steered, const struct seam_calls *real);

#endif

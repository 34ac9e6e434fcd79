/* The head of a run file: which binary on which platform. */
#ifndef TWINPIPE_HEAD_H
#define TWINPIPE_HEAD_H

/* Records `twinpipe-run` and all head lines. Returns 0, having said why on stderr, when the binary cannot be
 * hashed. */
int record_head(const char *isolation, const char *options);

/* The SHA-256 of this binary, in hexadecimal; 0 if it cannot be computed. */
int head_hash_binary(char text[65]);

/* "wine-8.0", "windows-10.0.22631.4460"; valid until the process ends. */
const char *platform_name(void);

#if defined(__x86_64__)
#define ARCHITECTURE "x86_64"
#elif defined(__i386__)
#define ARCHITECTURE "i686"
#elif defined(__aarch64__)
#define ARCHITECTURE "aarch64"
#endif

#endif

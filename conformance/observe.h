/* Observing and asserting in one statement. A check records label, allowed values and the value seen, and is
 * an ok() at the caller's line:
 *
 *     check_result("WriteFile", RESULT(WriteFile(...)), ERROR_IO_PENDING);
 *     check_number("bytes read", count, 100);
 *     inferred(check_event("event", event, SIGNALED));
 *
 * Each check yields whether the value was allowed. Labels are literals, unique in their behaviour; allowed
 * values are constants, any number of them; both are so that --catalogue can list them without running
 * anything. Values that come from a table use check_row(). A check keeps the last error.
 */
#ifndef TWINPIPE_OBSERVE_H
#define TWINPIPE_OBSERVE_H

#include "platform.h"
#include "behaviour.h"
#include "counted.h"

enum observation_kind {
    KIND_RESULT,  /* of a call that returns BOOL: ERROR_SUCCESS if it returned TRUE, else its error code; see
                     RESULT() */
    KIND_ERROR,   /* a Win32 error code */
    KIND_STATUS,  /* an NTSTATUS */
    KIND_WAIT,    /* what a wait function returned */
    KIND_EVENT,   /* SIGNALED or NOT_SIGNALED */
    KIND_NUMBER,  /* a count, 64 bits */
    KIND_BOOLEAN, /* FALSE, or TRUE for anything else */
    KIND_FLAGS,   /* bits, in hexadecimal */
    KIND_HANDLE,  /* HANDLE_IS_NULL, HANDLE_IS_INVALID or HANDLE_IS_VALID */
    KIND_TEXT,    /* bytes */
};

enum event_state { NOT_SIGNALED, SIGNALED };
enum handle_class { HANDLE_IS_NULL, HANDLE_IS_INVALID, HANDLE_IS_VALID };

typedef unsigned long long observed;

/* One check in the source, or one row of a table. Exactly one of values (at most 8) and texts is used. */
struct expectation {
    const char *label;
    observed values[8];
    const char *const *texts;
    unsigned int count;
    unsigned int range; /* values are the bounds LOW and HIGH */
};

struct observation_site {
    const char *function;
    const char *file;
    int line;
    enum observation_kind kind;
    enum provenance provenance;
    const struct expectation *expectations;
    unsigned int count;
    size_t stride;          /* bytes from one expectation to the next */
    const char *expression; /* that is looked at, as text */
};

/* Records and judges; the return value goes to ok() with observe_message(). */
int observe_value(const struct observation_site *site, const struct expectation *expectation, observed value);
int observe_text(const struct observation_site *site, const struct expectation *expectation,
                 const void *bytes, size_t size);
const char *observe_message(void);

/* Zero-timeout wait, through the seam: an auto-reset event that is signaled is reset by it. */
observed observe_event(void *event);
observed observe_handle(void *handle);

/* The failure code of a BOOL call: RESULT(WriteFile(...)) is ERROR_SUCCESS or why it failed. */
#define RESULT(call_) (SetLastError(0xdeadbeef), observe_result(call_))
static inline unsigned int observe_result(int returned)
{
    unsigned int error = GetLastError();

    return returned ? ERROR_SUCCESS : error == ERROR_SUCCESS ? 0xfffffffe : error;
}

/* A weaker belief for one check: inferred(check_number(...)). */
enum { observation_provenance = OF_BEHAVIOUR };
#define BELIEVED_(provenance_, check_)                                                                       \
    ({                                                                                                       \
        enum { observation_provenance = provenance_ };                                                       \
        check_;                                                                                              \
    })
#define documented(check_) BELIEVED_(DOCUMENTED, check_)
#define reported(check_) BELIEVED_(REPORTED, check_)
#define inferred(check_) BELIEVED_(INFERRED, check_)

#define OBSERVATION_SITE_(kind_, expectations_, count_, stride_, expression_)                                \
    static const struct observation_site site_ = {                                                           \
        __func__,      __FILE__, __LINE__, kind_,      (enum provenance)observation_provenance,              \
        expectations_, count_,   stride_,  expression_};                                                     \
    static const struct observation_site *const site_entry_ __attribute__((section(".tpobs$m"), used)) =     \
        &site_

#define ALLOWED_COUNT_(...) (sizeof((const observed[]){__VA_ARGS__}) / sizeof(observed))

#define OBSERVE_(kind_, range_, label_, value_, ...)                                                         \
    ({                                                                                                       \
        static const struct expectation expectation_ = {                                                     \
            label_, {__VA_ARGS__}, 0, ALLOWED_COUNT_(__VA_ARGS__), range_};                                  \
        OBSERVATION_SITE_(kind_, &expectation_, 1, sizeof(expectation_), #value_);                           \
        int conforms_ = observe_value(site_entry_, &expectation_, (observed)(value_));                       \
        count_check(conforms_);                                                                              \
        conforms_;                                                                                           \
    })

#define check_result(label_, value_, ...) OBSERVE_(KIND_RESULT, 0, label_, value_, __VA_ARGS__)
#define check_error(label_, value_, ...) OBSERVE_(KIND_ERROR, 0, label_, value_, __VA_ARGS__)
#define check_status(label_, value_, ...)                                                                    \
    OBSERVE_(KIND_STATUS, 0, label_, (unsigned int)(value_), __VA_ARGS__)
#define check_wait(label_, value_, ...) OBSERVE_(KIND_WAIT, 0, label_, value_, __VA_ARGS__)
#define check_event(label_, event_, ...) OBSERVE_(KIND_EVENT, 0, label_, observe_event(event_), __VA_ARGS__)
#define check_number(label_, value_, ...) OBSERVE_(KIND_NUMBER, 0, label_, value_, __VA_ARGS__)
#define check_between(label_, value_, low_, high_) OBSERVE_(KIND_NUMBER, 1, label_, value_, low_, high_)
#define check_boolean(label_, value_, ...) OBSERVE_(KIND_BOOLEAN, 0, label_, !!(value_), __VA_ARGS__)
#define check_flags(label_, value_, ...) OBSERVE_(KIND_FLAGS, 0, label_, value_, __VA_ARGS__)
#define check_handle(label_, value_, ...)                                                                    \
    OBSERVE_(KIND_HANDLE, 0, label_, observe_handle(value_), __VA_ARGS__)
#define check_text(label_, bytes_, size_, ...)                                                               \
    ({                                                                                                       \
        static const char *const allowed_[] = {__VA_ARGS__};                                                 \
        static const struct expectation expectation_ = {                                                     \
            label_, {0}, allowed_, sizeof(allowed_) / sizeof(allowed_[0]), 0};                               \
        OBSERVATION_SITE_(KIND_TEXT, &expectation_, 1, sizeof(expectation_), #bytes_);                       \
        int conforms_ = observe_text(site_entry_, &expectation_, bytes_, size_);                             \
        count_check(conforms_);                                                                              \
        conforms_;                                                                                           \
    })

/* Tables: a static const array whose rows have a struct expectation as their first member, made by EXPECT().
 * In the loop: check_row(KIND_RESULT, rows, i, value). */
#define EXPECT(label_, ...)                                                                                  \
    {                                                                                                        \
        label_, {__VA_ARGS__}, 0, ALLOWED_COUNT_(__VA_ARGS__), 0                                             \
    }
#define check_row(kind_, rows_, index_, value_)                                                              \
    CHECK_OF_ROWS_(kind_, rows_, (const struct expectation *)(rows_),                                        \
                   (const struct expectation *)&(rows_)[index_], value_)

/* Of a table whose rows have several expectations, one of them: check_column(KIND_NUMBER, rows, count, i,
 * value). */
#define check_column(kind_, rows_, member_, index_, value_)                                                  \
    CHECK_OF_ROWS_(kind_, rows_, &(rows_)[0].member_, &(rows_)[index_].member_, value_)

#define CHECK_OF_ROWS_(kind_, rows_, first_, chosen_, value_)                                                \
    ({                                                                                                       \
        OBSERVATION_SITE_(kind_, first_, sizeof(rows_) / sizeof((rows_)[0]), sizeof((rows_)[0]), #value_);   \
        int conforms_ = observe_value(site_entry_, chosen_, (observed)(value_));                             \
        count_check(conforms_);                                                                              \
        conforms_;                                                                                           \
    })

/* The same for text; such a table is at file scope: check_row_text(rows, i, bytes, size). */
#define EXPECT_TEXT(label_, ...)                                                                             \
    {                                                                                                        \
        label_, {0}, (const char *const[]){__VA_ARGS__},                                                     \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), 0                             \
    }
#define check_row_text(rows_, index_, bytes_, size_)                                                         \
    ({                                                                                                       \
        OBSERVATION_SITE_(KIND_TEXT, (const struct expectation *)(rows_),                                    \
                          sizeof(rows_) / sizeof((rows_)[0]), sizeof((rows_)[0]), #bytes_);                  \
        int conforms_ =                                                                                      \
            observe_text(site_entry_, (const struct expectation *)&(rows_)[index_], bytes_, size_);          \
        count_check(conforms_);                                                                              \
        conforms_;                                                                                           \
    })

#endif

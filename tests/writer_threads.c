/* Several threads write to one writer: their blocks stay whole and each thread's in its order. */
#include "conformance/conformance.h"
#include "conformance/fixture/writer_crowd.h"

/* A behaviour a row: function, id, threads and blocks of each, quota, limit, what else the crowd does. */
#define CROWD_BEHAVIOUR(function_, id_, summary_, threads_, blocks_, quota_, limit_, ...)                    \
    BEHAVIOUR(function_, .id = id_, .summary = summary_, PROMISED,                                           \
              .facts = {"writer/threads", "writer/order", "writer/position"})                                \
    {                                                                                                        \
        static const struct crowd_options options = {                                                        \
            .threads = (threads_), .blocks = (blocks_), ##__VA_ARGS__};                                      \
        struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = (quota_)}, .limit = (limit_));        \
        struct crowd *crowd;                                                                                 \
                                                                                                             \
        REQUIRE(writer && (crowd = crowd_run(writer, &options)));                                            \
        check_crowd(crowd, (threads_) * (blocks_));                                                          \
        check_number("positions that came early", crowd->early, 0);                                          \
        check_returns("shutdown", pipe_writer_shutdown(writer->writer, 0), PIPE_WRITER_OK);                  \
        check_invariants();                                                                                  \
    }

CROWD_BEHAVIOUR(one, "writer/one-thread", "the blocks of one thread arrive whole and in order", 1, 100, 4096,
                0)
CROWD_BEHAVIOUR(two, "writer/two-threads", "the blocks of 2 threads arrive whole, each thread's in order", 2,
                60, 4096, 0)
CROWD_BEHAVIOUR(four, "writer/four-threads", "the blocks of 4 threads arrive whole, each thread's in order",
                4, 40, 1, 0)
CROWD_BEHAVIOUR(sixteen, "writer/sixteen-threads",
                "the blocks of 16 threads arrive whole, each thread's in order", 16, 15, 65536, 0)
CROWD_BEHAVIOUR(parts, "writer/sixteen-threads-in-parts",
                "the blocks of 16 threads arrive whole though each is written in parts", 16, 10, 100, 0,
                .in_parts = TRUE)
CROWD_BEHAVIOUR(limited, "writer/sixteen-threads-and-a-limit",
                "what the limit refuses of 16 threads arrives whole when it is written again", 16, 10, 100,
                5000, .in_parts = TRUE)
CROWD_BEHAVIOUR(tickets, "writer/sixteen-threads-await-their-positions",
                "each of 16 threads can wait for the position of each of its writes", 16, 8, 100, 0,
                .await_each = TRUE)

BEHAVIOUR(messages, .id = "writer/sixteen-threads-write-messages",
          .summary = "in message mode each block of 16 threads is a message", PROMISED,
          .facts = {"writer/threads", "writer/messages"})
{
    static const struct crowd_options options = {
        .threads = 16, .blocks = 10, .messages = TRUE, .in_parts = TRUE};
    struct writer_case *writer = WRITER_CASE(.pipe = {.type = PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE,
                                                      .client_mode = PIPE_READMODE_MESSAGE,
                                                      .quota_out = 4096});
    struct crowd *crowd;

    REQUIRE(writer && (crowd = crowd_run(writer, &options)));
    check_crowd(crowd, 160);
    check_returns("shutdown", pipe_writer_shutdown(writer->writer, 0), PIPE_WRITER_OK);
    check_number("operations", writer_case_info(writer).writes_sync + writer_case_info(writer).writes_pended,
                 160);
    check_invariants();
}

UNIT(writer_threads)

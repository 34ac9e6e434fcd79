/* Both modes, both ends and several quotas: the same stream arrives, whatever pends. */
#include "conformance/conformance.h"

static const DWORD sizes[] = {1, 0, 2, 4095, 4096, 4097, 30000, 65535, 65536, 65537, 3};

struct stream {
    unsigned int refused, torn, unflushed;
    LONG wrong;
    ULONGLONG missing;
};

static void read_all(struct writer_case *writer, BOOL messages, struct stream *stream)
{
    if (!messages)
        writer_case_take(writer, (DWORD)writer->position);
    for (unsigned int i = 0; messages && i < ARRAY_SIZE(sizes); i++)
        stream->torn += writer_case_take_message(writer, sizes[i] + 1) != (int)sizes[i];
}

/* Once from each end. */
static struct stream send_stream(DWORD quota, DWORD type)
{
    struct stream stream = {0};

    for (int client = 0; client < 2; client++) {
        struct writer_case *writer =
            WRITER_CASE(.pipe = {.quota_out = quota,
                                 .type = type,
                                 .client_mode = type & PIPE_TYPE_MESSAGE ? PIPE_READMODE_MESSAGE : 0},
                        .client_writes = client);

        if (!writer)
            break;
        for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++)
            stream.refused += writer_case_write(writer, sizes[i], 0) != PIPE_WRITER_OK;
        read_all(writer, (type & PIPE_TYPE_MESSAGE) != 0, &stream);
        stream.unflushed += pipe_writer_flush(writer->writer, WRITER_DEADLINE) != PIPE_WRITER_OK;
        stream.missing += writer->position - (ULONGLONG)writer->received;
        stream.wrong += writer->wrong;
    }
    return stream;
}

/* A behaviour a row. */
#define QUOTA_BEHAVIOUR(function_, id_, what_, quota_, type_)                                                \
    BEHAVIOUR(function_, .id = id_, .summary = "writes of 0 to 65537 bytes arrive through a " what_,         \
              PROMISED, .facts = {"writer/order", "writer/quotas", "writer/messages"})                       \
    {                                                                                                        \
        struct stream stream = send_stream(quota_, type_);                                                   \
                                                                                                             \
        check_number("writes refused", stream.refused, 0);                                                   \
        check_number("messages torn or joined", stream.torn, 0);                                             \
        check_number("bytes missing", stream.missing, 0);                                                    \
        check_number("wrong bytes", stream.wrong, 0);                                                        \
        check_number("flushes that failed", stream.unflushed, 0);                                            \
        check_invariants();                                                                                  \
    }

#define MESSAGES (PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE)

QUOTA_BEHAVIOUR(bytes_0, "writer/bytes-through-quota-0", "byte pipe of quota 0", QUOTA_ZERO, 0)
QUOTA_BEHAVIOUR(bytes_1, "writer/bytes-through-quota-1", "byte pipe of quota 1", 1, 0)
QUOTA_BEHAVIOUR(bytes_4096, "writer/bytes-through-quota-4096", "byte pipe of quota 4096", 4096, 0)
QUOTA_BEHAVIOUR(bytes_65536, "writer/bytes-through-quota-65536", "byte pipe of quota 65536", 65536, 0)
QUOTA_BEHAVIOUR(messages_0, "writer/messages-through-quota-0", "message pipe of quota 0", QUOTA_ZERO,
                MESSAGES)
QUOTA_BEHAVIOUR(messages_1, "writer/messages-through-quota-1", "message pipe of quota 1", 1, MESSAGES)
QUOTA_BEHAVIOUR(messages_4096, "writer/messages-through-quota-4096", "message pipe of quota 4096", 4096,
                MESSAGES)
QUOTA_BEHAVIOUR(messages_65536, "writer/messages-through-quota-65536", "message pipe of quota 65536", 65536,
                MESSAGES)

static const struct {
    struct expectation expectation;
    DWORD quota, size, type;
} first_writes[] = {
    {EXPECT_TEXT("1 byte, quota 0", "PIPE_WRITER_IN_FLIGHT"), QUOTA_ZERO, 1, 0},
    {EXPECT_TEXT("1 byte, quota 1", "PIPE_WRITER_IDLE"), 1, 1, 0},
    {EXPECT_TEXT("2 bytes, quota 1", "PIPE_WRITER_IN_FLIGHT"), 1, 2, 0},
    {EXPECT_TEXT("4096 bytes, quota 4096", "PIPE_WRITER_IDLE"), 4096, 4096, 0},
    {EXPECT_TEXT("4097 bytes, quota 4096", "PIPE_WRITER_IN_FLIGHT"), 4096, 4097, 0},
    {EXPECT_TEXT("65536 bytes, quota 65536", "PIPE_WRITER_IDLE"), 65536, 65536, 0},
    {EXPECT_TEXT("65537 bytes, quota 65536", "PIPE_WRITER_IN_FLIGHT"), 65536, 65537, 0},
    {EXPECT_TEXT("message of 1, quota 0", "PIPE_WRITER_IN_FLIGHT"), QUOTA_ZERO, 1, MESSAGES},
    {EXPECT_TEXT("empty message, quota 1", "PIPE_WRITER_IDLE"), 1, 0, MESSAGES},
    {EXPECT_TEXT("message of 4096, quota 4096", "PIPE_WRITER_IDLE"), 4096, 4096, MESSAGES},
    {EXPECT_TEXT("message of 4097, quota 4096", "PIPE_WRITER_IN_FLIGHT"), 4096, 4097, MESSAGES},
};

BEHAVIOUR(pends, .id = "writer/quota-decides-what-pends",
          .summary = "the first write is in flight if and only if it is larger than the quota", PROMISED,
          .facts = {"writer/quotas", "writer/write-starts"})
{
    for (unsigned int i = 0; i < ARRAY_SIZE(first_writes); i++) {
        struct writer_case *writer =
            WRITER_CASE(.pipe = {.quota_out = first_writes[i].quota, .type = first_writes[i].type});
        const char *name;

        REQUIRE(writer);
        writer_case_write(writer, first_writes[i].size, 0);
        name = writer_state_name(writer_case_info(writer).state);
        check_row_text(first_writes, i, name, strlen(name));
    }
    check_invariants();
}

UNIT(writer_quota)

/* What a pipe says of itself, in every kind of pipe. */
#include "conformance/conformance.h"

#define SERVER_FLAGS(label_, type_, direction_, quota_, synchronous_, nowait_)                               \
    EXPECT(label_, PIPE_SERVER_END | ((type_) == GRID_BYTES ? 0 : PIPE_TYPE_MESSAGE)),
#define CLIENT_FLAGS(label_, type_, direction_, quota_, synchronous_, nowait_)                               \
    EXPECT(label_, PIPE_CLIENT_END | ((type_) == GRID_BYTES ? 0 : PIPE_TYPE_MESSAGE)),
#define SIZE(label_, type_, direction_, quota_, synchronous_, nowait_) EXPECT(label_, quota_),

static const struct expectation server_flags[] = {GRID_SERVER_READS(SERVER_FLAGS, "flags of the server")};
static const struct expectation client_flags[] = {GRID(CLIENT_FLAGS, "flags of the client")};
static const struct expectation out_sizes[] = {
    GRID_SERVER_READS(SIZE, "size of the server's outbound buffer")};
static const struct expectation in_sizes[] = {GRID_SERVER_READS(SIZE, "size of the server's inbound buffer")};

/* To ask takes FILE_READ_ATTRIBUTES, which a server that may only write is not said to have
 * (learn.microsoft.com: GetNamedPipeInfo): those servers are not asked. */

BEHAVIOUR(
    info, .id = "modes/grid-info",
    .summary =
        "GetNamedPipeInfo tells end, type and the buffer sizes that were asked for, in every kind of pipe",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_GetNamedPipeInfo:2529-2577 (wine 8.0=10.0); inference",
    .facts = {"modes/info-flags-omit-nowait", "modes/info-zero-and-f000"})
{
    for (unsigned int i = 0; i < GRID_SERVER_READS_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open_server_reads(i);
        DWORD flags = 0xdeadbeef, out = 0xdeadbeef, in = 0xdeadbeef;

        REQUIRE(pipe);
        GetNamedPipeInfo(pipe->pair->server, &flags, &out, &in, NULL);
        check_row(KIND_FLAGS, server_flags, i, flags);
        check_row(KIND_NUMBER, out_sizes, i, out);
        check_row(KIND_NUMBER, in_sizes, i, in);
        behaviour_release(mark);
    }
    for (unsigned int i = 0; i < GRID_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open(i);
        DWORD flags = 0xdeadbeef;

        REQUIRE(pipe);
        GetNamedPipeInfo(pipe->pair->client, &flags, NULL, NULL, NULL);
        check_row(KIND_FLAGS, client_flags, i, flags);
        behaviour_release(mark);
    }
}

#define STATE(label_, type_, direction_, quota_, synchronous_, nowait_)                                      \
    EXPECT(label_, ((type_) == GRID_MESSAGES ? PIPE_READMODE_MESSAGE : 0) | (nowait_ ? PIPE_NOWAIT : 0)),

static const struct expectation server_states[] = {GRID_SERVER_READS(STATE, "state of the server")};
static const struct expectation client_states[] = {GRID(STATE, "state of the client")};

static DWORD state_of(HANDLE end)
{
    DWORD state = 0xdeadbeef;

    GetNamedPipeHandleStateW(end, &state, NULL, NULL, NULL, NULL, 0);
    return state;
}

BEHAVIOUR(
    state, .id = "modes/grid-state",
    .summary = "GetNamedPipeHandleState tells read mode and PIPE_NOWAIT of each end, in every kind of pipe",
    .provenance = INFERRED,
    .source =
        "winetest:dlls/kernel32/tests/pipe.c:test_NamedPipeHandleState:2459-2519 (wine 8.0=10.0); inference",
    .facts = {"modes/handlestate-nowait", "modes/message-pipe-readmode-switch"})
{
    for (unsigned int i = 0; i < GRID_SERVER_READS_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open_server_reads(i);

        REQUIRE(pipe);
        check_row(KIND_FLAGS, server_states, i, state_of(pipe->pair->server));
        behaviour_release(mark);
    }
    for (unsigned int i = 0; i < GRID_ROWS; i++) {
        unsigned int mark = behaviour_mark();
        struct grid_pipe *pipe = grid_open(i);

        REQUIRE(pipe);
        check_row(KIND_FLAGS, client_states, i, state_of(pipe->pair->client));
        behaviour_release(mark);
    }
}

UNIT(modes_grid)

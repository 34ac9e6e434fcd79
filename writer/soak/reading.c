#include "soak.h"

static void stall(struct lane *lane, struct draw *draw)
{
    soak_step(lane, READER, "stall");
    if (!lane->reader_drains && draw_once_in(draw, lane->plan.stall_once_in))
        Sleep(draw_below(draw, lane->plan.longest_stall));
}

/* FALSE: nothing more comes. */
static BOOL read_some(struct lane *lane)
{
    DWORD size = lane->plan.read_size, got = 0, error = ERROR_SUCCESS;

    if (size > DELIVERED_SIZE - lane->received)
        size = DELIVERED_SIZE - lane->received;
    soak_step(lane, READER, "read");
    if (!ReadFile(lane->reading, lane->delivered + lane->received, size, &got, NULL))
        error = GetLastError();
    lane->received += got;
    if (error && error != ERROR_MORE_DATA) {
        if (error != ERROR_BROKEN_PIPE && error != ERROR_PIPE_NOT_CONNECTED)
            soak_violation(lane, "the reader's end failed with error %lu", error);
        return FALSE;
    }
    if (!error && lane->plan.messages && lane->message_count < LOG_SIZE)
        lane->messages[lane->message_count++] = lane->received;
    return TRUE;
}

DWORD WINAPI soak_reading(void *argument)
{
    struct lane *lane = argument;
    struct draw draw = {draw_seed(lane->seed, 2000 + lane->stream)};
    BOOL leaves = lane->plan.end == END_PEER_CLOSES || lane->plan.end == END_PEER_DISCONNECTS;

    for (;;) {
        if (leaves && (lane->received >= lane->plan.close_at || lane->reader_drains)) {
            lane->reader_left = TRUE;
            break;
        }
        stall(lane, &draw);
        if (!read_some(lane))
            break;
    }
    if (lane->plan.end == END_PEER_DISCONNECTS)
        DisconnectNamedPipe(lane->reading);
    CloseHandle(lane->reading);
    soak_step(lane, READER, "done");
    return 0;
}

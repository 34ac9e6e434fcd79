/* Races of a stop with what the platform does late: its callbacks, and the starts that they make. */
#include "conformance/conformance.h"

#define LATE 20 /* ms; what is still armed has called back by then */

static pipe_writer_info at_stop;
static HANDLE stopped;

static void stop_and_query(void)
{
    race_say(0, race_stop());
    pipe_writer_query(race.writer, &at_stop);
}

static void write_whole(void)
{
    race_say(1, race_put(100, 0));
}

static void begin_idle(void)
{
    WRITER_RACE(.quota = 64);
}

/* The second of three operations is over as well when the notification of the first stops the writer. */
static void read_and_stop(void)
{
    race_take(100);
    stop_and_query();
    SetEvent(stopped);
}

static void begin_in_three(void)
{
    stopped = CreateEventW(NULL, TRUE, FALSE, NULL);
    WRITER_RACE(.quota = 64, .max_io = 100, .notified = 1);
    race.in_notification = read_and_stop;
    race.calls_back = TRUE;
    for (unsigned int i = 0; i < 3; i++)
        race_put(100, 0);
    race_take(100);
}

static void wait_for_stop(void)
{
    WaitForSingleObject(stopped, INFINITE);
}

static void require_no_start(const pipe_writer_info *later)
{
    scenario_require(later->writes_sync + later->writes_pended == at_stop.writes_sync + at_stop.writes_pended,
                     "an operation has started after the stop");
}

static void look_for_starts(void)
{
    pipe_writer_info later = {0};

    SleepEx(LATE, FALSE);
    pipe_writer_query(race.writer, &later);
    require_no_start(&later);
    writer_race_look();
    race_close(&stopped);
}

/* The wait object is disarmed and what was queued is cancelled, so its callback has nothing to come for. */
static void look_for_callbacks(void)
{
    pipe_writer_info later = {0};

    SleepEx(LATE, FALSE);
    pipe_writer_query(race.writer, &later);
    require_no_start(&later);
    scenario_require(later.callbacks == at_stop.callbacks, "a callback has come after the stop returned");
    writer_race_look();
}

/* A platform whose drain is no barrier calls back all the same, which the writer bears. */
#define BARRIER "what a platform's own drain lets pass is threadpool-wait/disarm-against-callback"

SCENARIO(no_callback, .id = "writer/stop-against-late-callback",
         .summary = "no callback comes after a stop has returned, while the reader reads",
         .prepare = writer_race_prepare, .begin = writer_race_pending,
         .threads = {stop_and_query, race_read_all}, .end = look_for_callbacks, .model_only = BARRIER);
SCENARIO(
    no_start, .id = "writer/notification-stops-against-callback",
    .summary = "a notification stops the writer while a callback is on its way that would start the next",
    .prepare = writer_race_prepare, .begin = begin_in_three, .threads = {wait_for_stop},
    .end = look_for_starts);
SCENARIO(no_escape, .id = "writer/stop-of-idle-against-write",
         .summary = "an idle writer is stopped against a write that pends if it is early enough",
         .prepare = writer_race_prepare, .begin = begin_idle, .threads = {stop_and_query, write_whole},
         .end = look_for_starts);

UNIT(races_writer_late)

#include "wine_runner/session.h"

#include "wine_runner/dos_path.h"
#include "wine_runner/files.h"
#include "wine_runner/interrupt.h"
#include "wine_runner/outcome.h"
#include "wine_runner/root.h"
#include "wine_runner/supervise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* Longer than the binary's own watchdog takes, which gives a scenario five minutes. */
    SILENCE_SECONDS = 420,
    DEATHS_MOST = 3, /* with no new outcome between them */
};

/* The contract with the test binary. */
enum { BINARY_CONFORMS, BINARY_DIFFERS, BINARY_TROUBLE, BINARY_DEATH = 43, BINARY_HANG = 44 };

static bool can_see(const struct session *session, struct trouble *trouble)
{
    const char *root = session->wine->root;
    return root_shows(root, session->run_file, trouble) && root_shows(root, session->binary, trouble);
}

bool session_prepare(struct session *session, struct trouble *trouble)
{
    const struct session_setup *setup = session->setup;
    char name[224], dos[PATH_MAX], shard[40] = "";
    if (setup->options->shards)
        snprintf(shard, sizeof shard, "-shard-%u-of-%u", setup->options->shard, setup->options->shards);
    snprintf(name, sizeof name, "%s-%s%s%s.run", session->wine->name, session->architecture,
             setup->options->schedules ? "-schedules" : "", shard);
    if (!path_join(session->run_file, setup->output, name, trouble))
        return false;
    strcat(name, ".part");
    if (!path_join(session->working_file, setup->output, name, trouble) || !can_see(session, trouble))
        return false;
    if (stat(session->run_file, &session->before) != 0)
        session->before = (struct stat){0};
    if (!dos_path(session->working_file, dos, sizeof dos))
        return trouble_set(trouble, "a Windows program cannot name %s; choose another -o", setup->output);
    if (!dos_path(session->binary, dos, sizeof dos))
        return trouble_set(trouble, "a Windows program cannot name %s; move it elsewhere", session->binary);
    return true;
}

static void end(struct session *session, int result)
{
    workdir_remove(&session->workdir);
    session->result = result;
    session->over = true;
}

/* How the binary begins: with an empty file, with that of an interrupted run, or after its platform's death.
 */
enum beginning { BEGIN_ANEW, BEGIN_RESUMED, BEGIN_AFTER_DEATH };

static void add_arguments(const struct session *session, struct words *words, enum beginning beginning)
{
    const struct options *options = session->setup->options;
    char dos[PATH_MAX];
    dos_path(session->run_file, dos, sizeof dos);
    words_add(words, "run");
    words_add(words, "-o");
    words_add(words, dos);
    words_add(words, "--isolation");
    words_add(words, isolation_word(session->setup->isolation));
    words_add(words, "--progress");
    if (options->schedules)
        words_add(words, "--schedules");
    if (options->only) {
        words_add(words, "--only");
        words_add(words, options->only);
    }
    if (options->repeat > 1) {
        words_add(words, "--repeat");
        words_format(words, "%u", options->repeat);
    }
    if (options->shards) {
        words_add(words, "--shard");
        words_format(words, "%u/%u", options->shard, options->shards);
    }
    if (beginning != BEGIN_ANEW)
        words_add(words, "--resume");
    if (beginning == BEGIN_AFTER_DEATH)
        words_add(words, "--platform-died");
    if (beginning == BEGIN_AFTER_DEATH && session->is_guilty)
        words_add(words, "--died-alone");
    words_add(words, "--deaths-end");
}

static void binary_ended(struct sandbox *sandbox, int code);

static bool attempt(struct session *session, enum beginning beginning)
{
    const struct session_setup *setup = session->setup;
    struct workdir *workdir = &session->workdir;
    char dos[PATH_MAX], directory[PATH_MAX];
    if (!workdir_fresh_prefix(workdir, session->cached, &session->trouble) ||
        !path_join(directory, workdir->prefix, "drive_c", &session->trouble))
        return false;
    struct sandbox_command command = {
        .self = setup->self,
        .isolation = setup->isolation,
        .root = session->wine->root,
        .server = session->wine->server[0] ? session->wine->server : NULL,
        .directory = directory,
        .output_path = workdir->log,
    };
    dos_path(session->binary, dos, sizeof dos);
    wine_add_program(session->wine, dos, &command.program);
    add_arguments(session, &command.program, beginning);
    workdir_environment(workdir, session->wine, workdir->prefix, &command.environment);
    session->source = (struct progress_source){0};
    session->heard = uv_hrtime();
    session->silent = false;
    session->sandbox.ended = binary_ended;
    session->sandbox.data = session;
    bool is_started = sandbox_start(setup->loop, &session->sandbox, &command, &session->trouble);
    words_free(&command.program);
    words_free(&command.environment);
    return is_started;
}

static enum beginning first_beginning(const struct session *session)
{
    return session->setup->options->resume ? BEGIN_RESUMED : BEGIN_ANEW;
}

/* The binary has said how far it is: by then it has put the earlier working file aside. */
static void tell_kept(struct session *session)
{
    if (!session->part_is_kept || !session->progress.total)
        return;
    session->part_is_kept = false;
    trouble_set(&session->restarted,
                "what an interrupted run left is kept as %s.1, or the next free number; --resume goes on "
                "with such a file",
                session->working_file);
}

/* What was alone in flight when the platform died, and in flight when anything died before, was run alone in
 * between. */
static void look_for_suspects(struct session *session, bool is_platform)
{
    char now[sizeof session->suspects];
    const size_t count = outcome_unfinished(session->working_file, now, sizeof now);
    session->is_guilty = is_platform && count == 1 && strstr(session->suspects, now);
    if (count)
        strcpy(session->suspects, now);
}

/* The platform died, the binary with it or a test process alone, or nothing moved. Goes on, as long as that
 * leads anywhere. What was in flight is tried again alone, and only what dies alone too has done it: anybody
 * can kill a wineserver once. */
static void go_on(struct session *session, int code, const char *what)
{
    const bool has_begun = outcome_is_new(session->working_file, &session->part_before);
    const size_t outcomes = has_begun ? outcome_count(session->working_file) : session->outcomes;
    look_for_suspects(session, code != BINARY_DEATH && code != BINARY_HANG);
    session->deaths = outcomes > session->outcomes ? 1 : session->deaths + 1;
    session->outcomes = outcomes;
    if (session->deaths > DEATHS_MOST) {
        trouble_set(&session->trouble, "%s again and again with nothing measured in between; stopped, %s%s",
                    what, outcomes ? "what was measured is kept" : "nothing was measured",
                    !outcomes && strcmp(session->architecture, "i686") == 0
                        ? "; has this Wine its 32-bit part (Debian: package wine32:i386)?"
                        : "");
        end(session, 2);
        return;
    }
    trouble_set(&session->restarted, "%s in or after %s; going on", what,
                session->progress.current[0] ? session->progress.current : "its start");
    if (!attempt(session, has_begun ? BEGIN_AFTER_DEATH : first_beginning(session)))
        end(session, 2);
}

static void explain_code(struct session *session, int code)
{
    if (code == SUPERVISE_NO_SERVER)
        trouble_set(&session->trouble, "%s%s does not start", session->wine->root, session->wine->server);
    else if (code == SUPERVISE_NOT_STARTED)
        trouble_set(&session->trouble, "%s%s does not start", session->wine->root, session->wine->loader);
    else if (code == SUPERVISE_LEFTOVERS)
        trouble_set(&session->trouble, "some processes cannot be killed");
    else
        outcome_explain_trouble(session->setup->output, session->workdir.log, &session->trouble);
}

/* What differs in a run that somebody held up is no finding. */
static int judge(struct session *session, int code)
{
    const int result = outcome_of_file(session->run_file, code == BINARY_DIFFERS, &session->trouble);
    if (result != BINARY_DIFFERS || !session->disturbance.what)
        return result;
    trouble_set(&session->trouble, "%s: what differs in %s may be due to that; run it again",
                session->disturbance.what, session->run_file);
    return BINARY_TROUBLE;
}

static void binary_ended(struct sandbox *sandbox, int code)
{
    struct session *session = sandbox->data;
    progress_read(&session->source, session->workdir.log, &session->progress);
    tell_kept(session);
    if (interrupt_signal()) {
        trouble_set(&session->trouble, "interrupted");
        end(session, 2);
    } else if (outcome_is_new(session->run_file, &session->before) && code != BINARY_TROUBLE) {
        end(session, judge(session, code));
    } else if (code == BINARY_TROUBLE || code == SUPERVISE_NO_SERVER || code == SUPERVISE_NOT_STARTED ||
               code == SUPERVISE_LEFTOVERS || outcome_directory_is_full(session->setup->output)) {
        explain_code(session, code);
        end(session, 2);
    } else {
        go_on(session, code,
              session->silent                 ? "nothing moved for minutes"
              : code == SUPERVISE_SERVER_DIED ? "the wineserver died"
              : code == BINARY_DEATH          ? "a test process vanished"
              : code == BINARY_HANG           ? "a test process hung"
                                              : "the test binary died");
    }
}

void session_start(struct session *session)
{
    session->started = true;
    if (stat(session->working_file, &session->part_before) != 0)
        session->part_before = (struct stat){0};
    if (session->setup->options->resume)
        session->outcomes = outcome_count(session->working_file);
    else
        session->part_is_kept = outcome_count(session->working_file) > 0;
    if (!workdir_make(&session->workdir, &session->trouble) || !attempt(session, first_beginning(session)))
        end(session, 2);
}

static uint64_t silence_limit(void)
{
    const char *asked = getenv("TWINPIPE_SILENCE_SECONDS");
    const int seconds = asked ? atoi(asked) : 0;
    return (uint64_t)(seconds > 0 ? seconds : SILENCE_SECONDS) * 1000000000u;
}

void session_poll(struct session *session)
{
    if (!session->started || session->over)
        return;
    const uint64_t now = uv_hrtime();
    if (progress_read(&session->source, session->workdir.log, &session->progress))
        session->heard = now;
    tell_kept(session);
    disturbance_look(&session->disturbance, session->sandbox.process.pid);
    if (now - session->heard > silence_limit()) {
        session->silent = true;
        sandbox_stop(&session->sandbox);
    }
}

void session_stop(struct session *session)
{
    if (session->started && !session->over)
        sandbox_stop(&session->sandbox);
}

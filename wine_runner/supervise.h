/* The inner process of a run: starts a wineserver and then one program, and leaves nothing running.
 *
 * The runner starts itself as `twinpipe --supervise SERVER END PROGRAM ARGUMENTS...`, inside the PID
 * namespace where there is one. SERVER is the path of a wineserver, or `-` to leave its start to Wine. END is
 * `save` to let the wineserver write its registry at the end, or `drop`; then PROGRAM is a Wine loader, and
 * Wine's services are started by it beforehand, with their output thrown away. Standard input, output and
 * error are the program's. SIGINT is passed on to the program. SIGTERM, or the death of the runner, ends
 * everything.
 */
#ifndef WINE_RUNNER_SUPERVISE_H
#define WINE_RUNNER_SUPERVISE_H

#define SUPERVISE_COMMAND "--supervise"

/* The exit code is the program's own if it is below SUPERVISE_DIED; a winetest's counts its failures. */
enum supervise_code {
    SUPERVISE_DIED = 248,  /* the program was killed, or its exit code is above */
    SUPERVISE_SERVER_DIED, /* the wineserver died first */
    SUPERVISE_NO_SERVER,   /* the wineserver does not start */
    SUPERVISE_NOT_STARTED, /* the program cannot be executed */
    SUPERVISE_STOPPED,     /* it was told to end */
    SUPERVISE_LEFTOVERS    /* something could not be killed */
};

int supervise_command(int argc, char **argv);

#endif

#include "command.h"
#include "printout.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int command_trouble(const char *command, const char *format, ...)
{
    char text[sizeof(struct trouble)];
    struct trouble trouble;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    trouble_set(&trouble, "twinpipe %s: %s", command, text);
    fprintf(stderr, "%s\n", trouble.text);
    return COMMAND_TROUBLE;
}

int command_help(const char *command, const char *help)
{
    struct trouble trouble;
    fputs(help, stdout);
    return printout_flushed(&trouble) ? 0 : command_trouble(command, "%s", trouble.text);
}

/* getopt_long names a letter that it does not know in optopt; the word before optind is another one as long
 * as letters are left in the cluster. A long option's value stands in optopt, too, if it was given one in
 * vain. */
int command_bad_option(const char *command, char **argv, const char *letters, int result)
{
    if (result == ':')
        return command_trouble(command, "`%s` needs a value; see twinpipe %s --help", argv[optind - 1],
                               command);
    if (optopt && optopt < COMMAND_LONG && !strchr(letters, optopt))
        return command_trouble(command, "unknown option `-%c`; see twinpipe %s --help", optopt, command);
    return command_trouble(command, "unknown option `%s`; see twinpipe %s --help", argv[optind - 1], command);
}

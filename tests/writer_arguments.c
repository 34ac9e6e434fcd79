#include "conformance/conformance.h"

BEHAVIOUR(arguments, .id = "writer/write-arguments-are-checked",
          .summary = "what cannot be a write is refused and changes nothing", PROMISED,
          .facts = {"writer/arguments"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    pipe_writer_buffer overflow[] = {{"a", (size_t)-2}, {"b", (size_t)-2}};

    REQUIRE(writer);
    check_returns("no writer", pipe_writer_write(NULL, "a", 1, 0, NULL), PIPE_WRITER_E_INVAL);
    check_returns("no bytes", pipe_writer_write(writer->writer, NULL, 5, 0, NULL), PIPE_WRITER_E_INVAL);
    check_returns("unknown flag", pipe_writer_write(writer->writer, "a", 1, 0x80, NULL), PIPE_WRITER_E_INVAL);
    check_returns("no parts", pipe_writer_writev(writer->writer, NULL, 1, 0, NULL), PIPE_WRITER_E_INVAL);
    check_returns("too long", pipe_writer_writev(writer->writer, overflow, 2, 0, NULL), PIPE_WRITER_E_INVAL);
    check_returns("more than there is memory", pipe_writer_write(writer->writer, "a", (size_t)-1, 0, NULL),
                  PIPE_WRITER_E_NOMEM);
    check_number("accepted", writer_case_info(writer).accepted, 0);
    check_invariants();
}

BEHAVIOUR(configuration, .id = "writer/create-checks-its-configuration",
          .summary = "create refuses what makes no sense and leaves NULL; destroy takes it", PROMISED,
          .facts = {"writer/create", "writer/arguments"})
{
    struct pipe_writer *writer = (struct pipe_writer *)1;
    pipe_writer_config config = PIPE_WRITER_CONFIG;

    check_returns("no place", pipe_writer_create(&config, NULL), PIPE_WRITER_E_INVAL);
    config.handle = INVALID_HANDLE_VALUE;
    check_returns("INVALID_HANDLE_VALUE", pipe_writer_create(&config, &writer), PIPE_WRITER_E_INVAL);
    check_handle("writer", writer, HANDLE_IS_NULL);
    config.handle = NULL;
    config.max_io = 0x80000000;
    check_returns("too large operations", pipe_writer_create(&config, &writer), PIPE_WRITER_E_INVAL);
    config.max_io = 65536;
    config.low_mark = config.limit + 1;
    check_returns("mark above the limit", pipe_writer_create(&config, &writer), PIPE_WRITER_E_INVAL);
    config.low_mark = 0;
    config.size--;
    check_returns("another size", pipe_writer_create(&config, &writer), PIPE_WRITER_E_INVAL);
    check_returns("defaults", pipe_writer_create(NULL, &writer), PIPE_WRITER_OK);
    check_returns("destroy", pipe_writer_destroy(writer), PIPE_WRITER_OK);
    check_returns("destroy of NULL", pipe_writer_destroy(NULL), PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(attach_arguments, .id = "writer/attach-takes-writable-overlapped-pipes",
          .summary = "attach refuses what is no writable overlapped pipe end, and a second pipe", PROMISED,
          .facts = {"writer/attach"})
{
    struct writer_case *writer =
        WRITER_CASE(.pipe = {.access = PIPE_ACCESS_OUTBOUND, .quota_out = 100}, .unattached = TRUE);
    struct pipe_pair *synchronous = PIPE_PAIR(.synchronous_server = TRUE);
    HANDLE event = new_event(TRUE, FALSE);

    REQUIRE(writer && synchronous && event);
    check_returns("NULL", pipe_writer_attach(writer->writer, NULL, 0), PIPE_WRITER_E_INVAL);
    check_returns("INVALID_HANDLE_VALUE", pipe_writer_attach(writer->writer, INVALID_HANDLE_VALUE, 0),
                  PIPE_WRITER_E_INVAL);
    check_error("last error", pipe_writer_last_error(writer->writer), ERROR_INVALID_HANDLE);
    check_returns("an event", pipe_writer_attach(writer->writer, event, 0), PIPE_WRITER_E_INVAL);
    check_returns("a synchronous end", pipe_writer_attach(writer->writer, synchronous->server, 0),
                  PIPE_WRITER_E_INVAL);
    check_returns("the reading end", pipe_writer_attach(writer->writer, *writer->reading, 0),
                  PIPE_WRITER_E_INVAL);
    check_error("last error then", pipe_writer_last_error(writer->writer), ERROR_ACCESS_DENIED);
    check_state("state", writer_case_info(writer).state, PIPE_WRITER_UNATTACHED);
    check_returns("the writing end", pipe_writer_attach(writer->writer, *writer->writing, 0), PIPE_WRITER_OK);
    check_returns("again", pipe_writer_attach(writer->writer, *writer->writing, 0), PIPE_WRITER_E_STATE);
    check_invariants();
}

UNIT(writer_arguments)

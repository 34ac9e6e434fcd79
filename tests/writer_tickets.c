/* Stream positions as tickets. */
#include "conformance/conformance.h"

struct ticket {
    struct writer_case *writer;
    ULONGLONG position;
    volatile pipe_writer_status status;
    pipe_writer_written result;
    HANDLE thread;
};

static DWORD WINAPI wait_for_ticket(void *argument)
{
    struct ticket *ticket = argument;

    ticket->status =
        pipe_writer_wait_written(ticket->writer->writer, ticket->position, WRITER_DEADLINE, &ticket->result);
    return 0;
}

/* Threads that wait for positions 500, 800 and 900, of which the first is in flight. */
static struct ticket *start_tickets(struct writer_case *writer)
{
    static const ULONGLONG positions[] = {500, 800, 900};
    struct ticket *tickets = behaviour_memory(sizeof(*tickets) * ARRAY_SIZE(positions));

    if (!tickets || writer_case_write(writer, 500, 0) || writer_case_write(writer, 300, 0) ||
        writer_case_write(writer, 100, 0))
        return NULL;
    for (unsigned int i = 0; i < ARRAY_SIZE(positions); i++) {
        tickets[i].writer = writer;
        tickets[i].position = positions[i];
        if (!(tickets[i].thread = thread_start(wait_for_ticket, &tickets[i])))
            return NULL;
    }
    return tickets;
}

static pipe_writer_status ticket_returned(struct ticket *ticket)
{
    return thread_join(ticket->thread) == WAIT_OBJECT_0 ? ticket->status : PIPE_WRITER_E_TIMEOUT;
}

BEHAVIOUR(partly, .id = "writer/tickets-are-served-in-turn",
          .summary = "a thread whose position is written returns, while those of later positions wait on",
          PROMISED, .facts = {"writer/wait-written", "writer/waiters"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    struct ticket *tickets;

    REQUIRE(writer && (tickets = start_tickets(writer)));
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("first", ticket_returned(&tickets[0]), PIPE_WRITER_OK);
    check_number("written for the first", tickets[0].result.written, 500);
    check_wait("the second", WaitForSingleObject(tickets[1].thread, 0), WAIT_TIMEOUT);
    check_wait("the third", WaitForSingleObject(tickets[2].thread, 0), WAIT_TIMEOUT);
    check_number("the reader gets then", writer_case_take(writer, 400), 400);
    check_returns("second", ticket_returned(&tickets[1]), PIPE_WRITER_OK);
    check_returns("third", ticket_returned(&tickets[2]), PIPE_WRITER_OK);
    check_number("written for the third", tickets[2].result.written, 900);
    check_number("wrong bytes", writer->wrong, 0);
    check_invariants();
}

BEHAVIOUR(stopped, .id = "writer/tickets-end-with-stop",
          .summary = "stop ends the waits for positions that are not written, and says what is uncertain",
          PROMISED, .facts = {"writer/wait-written", "writer/waiters", "writer/stop"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    struct ticket *tickets;

    REQUIRE(writer && (tickets = start_tickets(writer)));
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("first", ticket_returned(&tickets[0]), PIPE_WRITER_OK);
    check_state("state", writer_case_reach(writer, PIPE_WRITER_IN_FLIGHT), PIPE_WRITER_IN_FLIGHT);
    check_returns("stop", pipe_writer_stop(writer->writer), PIPE_WRITER_OK);
    check_returns("second", ticket_returned(&tickets[1]), PIPE_WRITER_E_CANCELLED);
    check_returns("third", ticket_returned(&tickets[2]), PIPE_WRITER_E_CANCELLED);
    check_number("written", tickets[2].result.written, 500);
    check_number("uncertain", tickets[2].result.uncertain, 400);
    check_returns("a position that is written", pipe_writer_wait_written(writer->writer, 500, 0, NULL),
                  PIPE_WRITER_OK);
    check_invariants();
}

BEHAVIOUR(failed, .id = "writer/tickets-end-with-an-error",
          .summary = "a failure ends the waits for positions that are not written, with its class and code",
          PROMISED, .facts = {"writer/wait-written", "writer/waiters", "writer/peer-closed"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});
    struct ticket *tickets;

    REQUIRE(writer && (tickets = start_tickets(writer)));
    check_number("the reader gets", writer_case_take(writer, 500), 500);
    check_returns("first", ticket_returned(&tickets[0]), PIPE_WRITER_OK);
    check_state("state", writer_case_reach(writer, PIPE_WRITER_IN_FLIGHT), PIPE_WRITER_IN_FLIGHT);
    pipe_end_close(writer->reading);
    check_returns("second", ticket_returned(&tickets[1]), PIPE_WRITER_E_PEER_CLOSED);
    check_returns("third", ticket_returned(&tickets[2]), PIPE_WRITER_E_PEER_CLOSED);
    check_number("written", tickets[2].result.written, 500);
    check_error("error", tickets[2].result.error, ERROR_BROKEN_PIPE);
    check_invariants();
}

BEHAVIOUR(edges, .id = "writer/positions-at-the-edges",
          .summary = "position 0 is always written, and one that was never accepted is waited for", PROMISED,
          .facts = {"writer/wait-written", "writer/timeouts"})
{
    struct writer_case *writer = WRITER_CASE(.pipe = {.quota_out = 100});

    REQUIRE(writer);
    check_returns("0", pipe_writer_wait_written(writer->writer, 0, 0, NULL), PIPE_WRITER_OK);
    writer_case_write(writer, 60, 0);
    check_returns("before the end", pipe_writer_wait_written(writer->writer, 59, 0, NULL), PIPE_WRITER_OK);
    check_returns("the end", pipe_writer_wait_written(writer->writer, 60, 0, NULL), PIPE_WRITER_OK);
    check_returns("beyond it", pipe_writer_wait_written(writer->writer, 61, 20, NULL), PIPE_WRITER_E_TIMEOUT);
    writer_case_write(writer, 1, 0);
    check_returns("beyond it then", pipe_writer_wait_written(writer->writer, 61, 0, NULL), PIPE_WRITER_OK);
    check_returns("no writer", pipe_writer_wait_written(NULL, 0, 0, NULL), PIPE_WRITER_E_INVAL);
    check_invariants();
}

UNIT(writer_tickets)

/* Completion ports: each operation that was started queues one packet, whatever ends it. */
#include "conformance/conformance.h"

enum { WRITES = 16, LENGTH = 150 };

struct crowd {
    struct pipe_pair *pair;
    HANDLE port;
    struct operation *writes[WRITES];
    unsigned int packets[WRITES], strangers, partial;
    DWORD cancels[WRITES], results[WRITES]; /* of CancelIoEx, of the packets */
};

static struct crowd *pending_writes(void)
{
    struct crowd *crowd = behaviour_memory(sizeof(*crowd));

    if (!crowd || !(crowd->pair = PIPE_PAIR(.quota_out = 100)) ||
        !(crowd->port = new_port(crowd->pair->server)))
        return NULL;
    for (unsigned int i = 0; i < WRITES; i++) {
        if (!(crowd->writes[i] = operation_new(NO_EVENT, LENGTH)))
            return NULL;
        if (start_write(crowd->writes[i], crowd->pair->server, LENGTH) != ERROR_IO_PENDING)
            broken_setup("a write does not pend");
    }
    return crowd;
}

static void count_packet(struct crowd *crowd, const struct packet *packet)
{
    unsigned int i = 0;

    while (i < WRITES && packet->overlapped != &crowd->writes[i]->overlapped)
        i++;
    if (i < WRITES) {
        crowd->packets[i]++;
        crowd->results[i] = packet->result;
    } else {
        crowd->strangers++;
    }
    crowd->partial += packet->count != (packet->result ? 0 : LENGTH);
}

/* Takes as many packets as there were writes. */
static void count_packets(struct crowd *crowd)
{
    for (unsigned int i = 0; i < WRITES; i++) {
        struct packet packet = port_wait(crowd->port);

        count_packet(crowd, &packet);
    }
}

static unsigned int without_one_packet(const struct crowd *crowd)
{
    unsigned int count = 0;

    for (unsigned int i = 0; i < WRITES; i++)
        count += crowd->packets[i] != 1;
    return count;
}

BEHAVIOUR(all_cancelled, .id = "iocp/wait-for-all-after-cancel",
          .summary =
              "when all pending writes of a bound handle are cancelled, each queues its one packet, so "
              "that an owner can count them down",
          .provenance = REPORTED,
          .source = "thread:https://github.com/tokio-rs/mio/issues/1944; "
                    "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
                    "nf-ioapiset-getqueuedcompletionstatus",
          .facts = {"iocp/wait-for-all-after-cancel"})
{
    struct crowd *crowd = pending_writes();

    REQUIRE(crowd);
    check_result("CancelIoEx", RESULT(CancelIoEx(crowd->pair->server, NULL)), ERROR_SUCCESS);
    count_packets(crowd);
    check_number("writes without exactly one packet", without_one_packet(crowd), 0);
    check_number("packets of nobody", crowd->strangers, 0);
    check_number("packets with bytes", crowd->partial, 0);
    check_result("one packet more", port_poll(crowd->port).result, WAIT_TIMEOUT);
}

static DWORD WINAPI cancel_each(void *argument)
{
    struct crowd *crowd = argument;

    for (unsigned int i = 0; i < WRITES; i++)
        crowd->cancels[i] = RESULT(CancelIoEx(crowd->pair->server, &crowd->writes[i]->overlapped));
    return 0;
}

/* Of a write, whether what CancelIoEx and its packet say go together. */
static int agrees(DWORD cancel, DWORD result)
{
    return result == ERROR_OPERATION_ABORTED
               ? cancel == ERROR_SUCCESS
               : result == ERROR_SUCCESS && (cancel == ERROR_SUCCESS || cancel == ERROR_NOT_FOUND);
}

static unsigned int contradictions(const struct crowd *crowd)
{
    unsigned int count = 0;

    for (unsigned int i = 0; i < WRITES; i++)
        count += !agrees(crowd->cancels[i], crowd->results[i]);
    return count;
}

BEHAVIOUR(
    against_reader, .id = "iocp/cancelled-in-flight-not-reported-twice",
    .summary =
        "writes that are cancelled while a reader takes them queue one packet each: complete or aborted",
    .provenance = DOCUMENTED,
    .source = "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/nf-ioapiset-cancelioex; "
              "doc:https://learn.microsoft.com/en-us/windows/win32/api/ioapiset/"
              "nf-ioapiset-getqueuedcompletionstatus",
    .facts = {"iocp/cancelled-in-flight-not-reported-twice", "cancel/race-three-outcomes"})
{
    struct crowd *crowd = pending_writes();
    HANDLE thread;

    REQUIRE(crowd && (thread = thread_start(cancel_each, crowd)));
    while (WaitForSingleObject(thread, 0) == WAIT_TIMEOUT)
        if (unread_bytes(crowd->pair->client))
            new_read(crowd->pair->client, LENGTH);
    count_packets(crowd);
    check_number("writes without exactly one packet", without_one_packet(crowd), 0);
    check_number("packets of nobody", crowd->strangers, 0);
    check_number("packets with a part of the length", crowd->partial, 0);
    check_number("writes of which CancelIoEx and the packet disagree", contradictions(crowd), 0);
    check_result("one packet more", port_poll(crowd->port).result, WAIT_TIMEOUT);
}

UNIT(iocp_count)

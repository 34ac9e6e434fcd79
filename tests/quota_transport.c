/* The write quota over each of the six transports: byte and message type, both read modes, both directions.
 */
#include "conformance/conformance.h"

BEHAVIOUR(below_quota, .id = "quota/write-below-quota-sync",
          .summary = "a write of less than the quota succeeds at once and reports its whole length",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2965-2968 (wine 8.0=10.0)",
          .facts = {"quota/write-below-quota-sync"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *write;
        DWORD count;

        REQUIRE(transport);
        REQUIRE(new_read(transport->reader, 1000));
        REQUIRE(write = new_write(transport->writer, 4000));
        check_transport(KIND_RESULT, "WriteFile", transport, write->result, EVERY(ERROR_SUCCESS));
        check_transport(KIND_NUMBER, "count", transport, write->count, EVERY(4000));
        check_transport(KIND_RESULT, "result", transport, operation_result(write, &count),
                        EVERY(ERROR_SUCCESS));
        check_transport(KIND_NUMBER, "bytes of the result", transport, count, EVERY(4000));
        check_transport(KIND_NUMBER, "unread", transport, unread_bytes(transport->reader), EVERY(3000));
    }
}

BEHAVIOUR(
    exceeds_remaining, .id = "quota/write-exceeding-remaining-pends-whole",
    .summary =
        "a write that only partly fits beside the unread bytes pends as a whole; its bytes can be peeked at",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2970-2979 (wine 8.0=10.0); "
              "winetest:dlls/kernel32/tests/pipe.c:_overlapped_write_async:2842-2854 (wine 8.0=10.0)",
    .facts = {"quota/write-exceeding-remaining-pends-whole", "quota/pending-bytes-are-visible-to-reader",
              "write/count-zeroed-on-pending"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *write;
        struct peek peek;

        REQUIRE(transport);
        REQUIRE(new_write(transport->writer, 3000));
        REQUIRE(write = new_write(transport->writer, transport->quota));
        check_transport(KIND_RESULT, "WriteFile", transport, write->result, EVERY(ERROR_IO_PENDING));
        check_transport(KIND_NUMBER, "count", transport, write->count, EVERY(0));
        check_transport(KIND_EVENT, "event", transport, observe_event(write->event), EVERY(NOT_SIGNALED));
        peek = peek_pipe(transport->reader, 12000);
        check_transport(KIND_NUMBER, "unread", transport, peek.available, BY_QUOTA(8000, 9000));
        check_transport(KIND_NUMBER, "peeked", transport, peek.count, 8000, 9000, 3000, 3000, 3000, 3000);
    }
}

BEHAVIOUR(
    partly_read, .id = "quota/pending-bytes-are-readable",
    .summary =
        "a read takes bytes out of a pending write, which stays pending while more than the quota is unread",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3028-3035 (wine 8.0=10.0)",
    .facts = {"quota/pending-bytes-are-readable", "quota/pending-stays-while-remainder-exceeds-quota"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *write, *read;
        DWORD count;

        REQUIRE(transport);
        REQUIRE(write = new_write(transport->writer, transport->quota + 2000));
        REQUIRE(read = new_read(transport->reader, 1999));
        check_transport(KIND_RESULT, "ReadFile", transport, read->result,
                        BY_READ_MODE(ERROR_SUCCESS, ERROR_MORE_DATA));
        check_transport(KIND_NUMBER, "count of ReadFile", transport, read->count, BY_READ_MODE(1999, 0));
        check_transport(KIND_RESULT, "result of the read", transport, operation_result(read, &count),
                        BY_READ_MODE(ERROR_SUCCESS, ERROR_MORE_DATA));
        check_transport(KIND_NUMBER, "bytes read", transport, count, EVERY(1999));
        check_transport(KIND_EVENT, "event of the write", transport, observe_event(write->event),
                        EVERY(NOT_SIGNALED));
        check_transport(KIND_NUMBER, "unread", transport, unread_bytes(transport->reader),
                        BY_QUOTA(5001, 6001));
    }
}

BEHAVIOUR(
    whole_length, .id = "quota/completed-write-length-is-full-request",
    .summary = "a pending write completes with its whole length as soon as no more than the quota is unread",
    .provenance = WINETEST,
    .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:3037-3040 (wine 8.0=10.0)",
    .facts = {"quota/completed-write-length-is-full-request"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *write;
        DWORD count;

        REQUIRE(transport);
        REQUIRE(write = new_write(transport->writer, transport->quota + 2000));
        REQUIRE(new_read(transport->reader, 2000));
        check_transport(KIND_EVENT, "event", transport, observe_event(write->event), EVERY(SIGNALED));
        check_transport(KIND_RESULT, "result", transport, operation_finish(write, &count),
                        EVERY(ERROR_SUCCESS));
        check_transport(KIND_NUMBER, "bytes", transport, count, BY_QUOTA(7000, 8000));
        check_transport(KIND_NUMBER, "unread", transport, unread_bytes(transport->reader),
                        BY_QUOTA(5000, 6000));
    }
}

BEHAVIOUR(empty_write, .id = "quota/zero-write-when-full-sync",
          .summary = "an empty write succeeds at once behind pending writes, which stay pending",
          .provenance = WINETEST,
          .source = "winetest:dlls/kernel32/tests/pipe.c:test_blocking_rw:2981-2986 (wine 8.0=10.0)",
          .facts = {"quota/zero-write-when-full-sync"})
{
    for (unsigned int i = 0; i < TRANSPORTS; i++) {
        struct transport *transport = transport_open(i);
        struct operation *pending, *empty;

        REQUIRE(transport);
        REQUIRE(new_write(transport->writer, transport->quota));
        REQUIRE(pending = new_write(transport->writer, 1));
        REQUIRE(empty = new_write(transport->writer, 0));
        check_transport(KIND_RESULT, "WriteFile", transport, empty->result, EVERY(ERROR_SUCCESS));
        check_transport(KIND_NUMBER, "count", transport, empty->count, EVERY(0));
        inferred(
            check_transport(KIND_EVENT, "event", transport, observe_event(empty->event), EVERY(SIGNALED)));
        check_transport(KIND_EVENT, "event of the pending write", transport, observe_event(pending->event),
                        EVERY(NOT_SIGNALED));
        check_transport(KIND_NUMBER, "unread", transport, unread_bytes(transport->reader),
                        BY_QUOTA(5001, 6001));
    }
}

UNIT(quota_transport)

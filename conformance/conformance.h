/* All that a test file needs. */
#ifndef TWINPIPE_CONFORMANCE_H
#define TWINPIPE_CONFORMANCE_H

#include "platform.h"
#include "behaviour.h"
#include "observe.h"
#include "fixture/anonymous_pipe.h"
#include "fixture/arming_thread.h"
#include "fixture/child.h"
#include "fixture/flush_thread.h"
#include "fixture/impersonation.h"
#include "fixture/operation.h"
#include "fixture/peek.h"
#include "fixture/pipe_group.h"
#include "fixture/pipe_pair.h"
#include "fixture/poll.h"
#include "fixture/port.h"
#include "fixture/private_pool.h"
#include "fixture/registered_wait.h"
#include "fixture/remote_reader.h"
#include "fixture/synchronous_write.h"
#include "fixture/thread.h"
#include "fixture/transport.h"
#include "fixture/wait_probe.h"
#include "fixture/race.h"
#include "fixture/writer_case.h"
#include "fixture/writer_race.h"
#include "fixture/writer_states.h"
#include "explore/scenario.h"
#include "seam/seam.h"

#endif

#include "util/stop_event.hpp"

#include "util/error.hpp"

#include <sys/eventfd.h>

namespace util {

StopEvent::StopEvent(const std::stop_token& stop)
    : event_(make_event()), on_stop_(stop, [event = event_.get()] { ::eventfd_write(event, 1); }) {}

UniqueFd make_event() {
    UniqueFd event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!event) throw_errno("cannot create an event descriptor");
    return event;
}

}

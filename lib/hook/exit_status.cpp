#include "hook/exit_status.hpp"

#include "dokku/names.hpp"
#include "util/error.hpp"

namespace hook {

int report_errors(util::Log& log, const std::function<int()>& body) {
    try {
        return body();
    } catch (const util::Interrupted&) {
        log.warn("Interrupted");
        return interrupted;
    } catch (const dokku::NoSuchApp& error) {
        log.warn(error.what());
        return no_such_app;
    } catch (const std::exception& error) {
        log.warn(util::full_message(error));
        return failed;
    }
}

int never_in_the_way(util::Log& log, const std::function<void()>& body) {
    report_errors(log, [&body] {
        body();
        return done;
    });
    return done;
}

}

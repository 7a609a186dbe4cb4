#pragma once

#include <string>

namespace support {

/// One injected fault: it counts as survived if no assertion fails, and nothing
/// is thrown, while this lives. Once all cases have run, a line of the process
/// says "faults injected: N, survived: N, lost: N".
class Fault {
public:
    /// `what` is shown with the assertions that fail meanwhile.
    explicit Fault(const std::string& what);
    Fault(const Fault&) = delete;
    Fault& operator=(const Fault&) = delete;
    ~Fault();

private:
    int failures_before_;
    int exceptions_before_;
};

}

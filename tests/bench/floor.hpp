#pragma once

#include "util/clock.hpp"

#include <string>
#include <vector>

namespace bench {

using Microseconds = std::chrono::microseconds;

/// What a deploy costs whoever makes it: the Engine calls that a rollout of the
/// same containers cannot do without, made by a bare client with the same
/// number of calls at once, and the app's first answer awaited.
class Floor {
public:
    /// `like`: a container whose configuration and host configuration are taken.
    explicit Floor(const std::string& like);
    ~Floor();

    /// Beside the containers of the deploy before, whose names the new ones take.
    Microseconds deploy(int containers);
    /// Away with those of earlier deploys; it is no part of any time.
    void retire_old();
    void retire_all();

private:
    std::string prefix_, create_body_, image_;
    std::vector<std::string> serving_, old_;
    int generation_ = 0;
};

/// The same with one docker process a call, one after the other, which is how
/// docker-local does it by default; without the seconds it waits for each container.
class CommandLine {
public:
    explicit CommandLine(const std::string& like);
    ~CommandLine();

    Microseconds deploy(int containers);
    void retire_old();

private:
    std::string image_;
    std::vector<std::string> command_, serving_, old_;
};

/// Ends when the address answers an HTTP request on this port.
void await_answer(const std::string& address, int port);

}

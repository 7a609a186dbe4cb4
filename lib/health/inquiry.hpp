#pragma once

#include "health/http_probe.hpp"
#include "health/observer.hpp"
#include "health/transcript.hpp"

namespace health {

/// What is asked of an endpoint, again and again.
struct Question {
    enum class Wanted { connection, answer };

    Socket endpoint;
    Wanted wanted = Wanted::answer;
    HttpQuestion http{};  ///< with an answer: target, headers and body; the rest is filled in
    std::string expected_content{};
    std::optional<util::Milliseconds> deadline{};  ///< for messages and evidence
};

/// The tries of one check at one endpoint: asks, keeps the transcript, watches
/// for wrong listeners on the way, and makes the verdict at the end.
class Inquiry {
public:
    Inquiry(const Probing& probing, Question question);

    /// Since the inquiry was made.
    util::Milliseconds elapsed() const;
    /// One try. Throws util::Interrupted when stopped.
    Attempt ask(util::Milliseconds patience);
    /// Whether the endpoint takes a connection now; no try.
    bool accepts() const;
    /// Waits until so much has elapsed. Throws util::Interrupted when stopped.
    void wait_until(util::Milliseconds moment) const;

    Verdict passed() const;
    /// What was measured at the last try. A container that is found to have
    /// ended gives the verdict on its end.
    Verdict failed();

private:
    void remember(const Attempt& attempt, util::Milliseconds patience);
    void watch(const Attempt& attempt);
    void tell_of_wrong_listeners();
    void tell(const std::string& fact);
    Code code_of_failure() const;
    Code code_of_answer() const;
    Code code_of_refusal() const;
    std::string url() const;
    Evidence evidence() const;
    Evidence evidence_of_failure() const;

    Probing probing_;
    Question question_;
    Observer observer_;
    util::Steady begun_;
    Transcript transcript_;
    std::optional<Attempt> last_;
    std::optional<util::Milliseconds> refused_since_;
    util::Milliseconds next_look_{0};
    std::vector<std::string> warnings_;
};

/// Whether a connection was made, whatever came of it.
bool is_connected(Outcome outcome);

/// Between two connects that are refused, `elapsed` after the first: a hundredth
/// of that, from 10 to 50 ms.
util::Milliseconds pause_after_refusal(util::Milliseconds elapsed);

}

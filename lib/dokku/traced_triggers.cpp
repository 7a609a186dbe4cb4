#include "dokku/traced_triggers.hpp"

#include "util/text.hpp"

namespace dokku {

namespace {

class TracedTriggers : public Triggers {
public:
    TracedTriggers(std::unique_ptr<Triggers> inner, std::function<void(const std::string&)> tell)
        : inner_(std::move(inner)), tell_(std::move(tell)) {}

    TriggerResult ask(const std::string& trigger, const std::vector<std::string>& arguments,
                      const std::stop_token& stop) override {
        return told(trigger, arguments, inner_->ask(trigger, arguments, stop));
    }

    TriggerResult show(const std::string& trigger, const std::vector<std::string>& arguments,
                       const std::map<std::string, std::string>& environment) override {
        return told(trigger, arguments, inner_->show(trigger, arguments, environment));
    }

private:
    TriggerResult told(const std::string& trigger, const std::vector<std::string>& arguments,
                       TriggerResult result) const {
        tell_(trigger + " " + util::join(arguments, " ") + ": " + std::to_string(result.status));
        return result;
    }

    std::unique_ptr<Triggers> inner_;
    std::function<void(const std::string&)> tell_;
};

}

std::unique_ptr<Triggers> make_traced_triggers(std::unique_ptr<Triggers> inner,
                                               std::function<void(const std::string&)> tell) {
    return std::make_unique<TracedTriggers>(std::move(inner), std::move(tell));
}

}

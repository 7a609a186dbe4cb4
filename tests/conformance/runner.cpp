#include "runner.hpp"

#include "expectation.hpp"

#include "util/contains.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <iostream>

namespace conformance {

namespace {

constexpr auto longest_step = std::chrono::minutes(5);

util::Ended shell(const std::string& command) {
    return util::run({.words = {"bash", "-c", command}, .timeout = longest_step});
}

/// Everything that a call which is not for us, or a bad one, must leave alone.
std::string snapshot() { return shell("snapshot").output; }

bool touches_nothing(Kind kind) { return kind == Kind::foreign || kind == Kind::bad; }

void show(const std::string& what, const std::string& text) {
    std::cout << "  " << what << ":\n"
              << text << (text.empty() || text.ends_with('\n') ? "" : "\n  (no line end)\n");
}

void show_difference(const std::string& what, const std::string& expected, const std::string& text) {
    if (matches(expected, text)) return;
    show("expected " + what, expected);
    show("got", text);
}

/// Lines that only one of two snapshots has.
void show_touched(const std::string& before, const std::string& after) {
    const auto show_missing = [](const char* mark, const std::string& text, const std::string& other) {
        const auto others = util::lines(other);
        for (const std::string& line : util::lines(text))
            if (!util::contains(others, line)) std::cout << "  " << mark << " " << line << "\n";
    };
    show_missing("-", before, after);
    show_missing("+", after, before);
}

/// Whether the step did what it should; tells what it did instead.
bool holds(const CaseFile& file, const Step& step) {
    const util::Ended ended = shell(step.command);
    if (ended.status == step.status && matches(step.output, ended.output) && matches(step.error, ended.error))
        return true;
    std::cout << file.name << ":" << step.line << ": " << step.command << "\n";
    show_difference("output", step.output, ended.output);
    show_difference("stderr", step.error, ended.error);
    if (ended.status != step.status)
        std::cout << "  expected status " << step.status << ", got " << ended.status << "\n";
    return false;
}

}

void Runner::run(const CaseFile& file) {
    for (const Case& each : file.cases) run(file, each);
}

void Runner::run(const CaseFile& file, const Case& each) {
    const std::string before = touches_nothing(each.kind) ? snapshot() : "";
    bool good = true;
    for (const Step& step : each.steps) good = holds(file, step) && good;
    if (touches_nothing(each.kind) && snapshot() != before) {
        std::cout << file.name << ":" << each.line << ": something was touched\n";
        show_touched(before, snapshot());
        good = false;
    }
    ++(good ? passed_ : failed_);
    std::cout << (good ? "passed " : "FAILED ") << file.name << ", " << name_of(each.kind) << ": "
              << each.title << std::endl;
}

}

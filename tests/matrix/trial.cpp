#include "trial.hpp"

#include "engine/standalone_host.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cstdio>

namespace matrix {

namespace {

using Json = nlohmann::json;

/// Beyond a deadline: for the Engine to stop the container, and for a loaded machine.
constexpr double leeway = 5;

using e2e::host;

std::string dockerfile(const Cell& cell) {
    // A first step of its own: the Engine's cache shares later ones, and a cell that is destroyed takes them
    // along.
    std::string text = "FROM " + cell.image + "\nLABEL cell=" + cell.app() + "\n";
    for (const std::string& command : cell.build) text += "RUN " + command + "\n";
    for (const std::string& instruction : cell.instructions) text += instruction + "\n";
    for (const std::string& port : cell.expose) text += "EXPOSE " + port + "\n";
    return text + "CMD " + cell.run + "\n";
}

std::map<std::string, std::string> files(const Cell& cell) {
    std::map<std::string, std::string> files{{"Dockerfile", dockerfile(cell)}};
    if (!cell.checks.empty()) files["app.json"] = R"({"healthchecks":{"web":)" + cell.checks + "}}";
    return files;
}

void configure(const Cell& cell) {
    std::vector<std::string> variables{
        "config:set", "--no-restart", cell.app(),
        "RELEASE_HEALTHCHECK_TIMEOUT=" + std::to_string(cell.deadline.count())};
    for (const auto& [name, value] : cell.env) variables.push_back(name + "=" + value);
    host().must(variables);
    for (const auto& [key, value] : cell.set)
        host().must({"scheduler-docker-api:set", cell.app(), key, value});
    for (const std::string& option : cell.options)
        host().must({"docker-options:add", cell.app(), "deploy", option});
}

/// How long the checks took, by when a push said that they began and ended.
class Stopwatch {
public:
    void take(std::string_view output) {
        seen_ += output;
        if (!begun_ && seen_.find("Attempting pre-flight checks") != std::string::npos)
            begun_ = std::chrono::steady_clock::now();
        const bool is_over = seen_.find("All checks successful") != std::string::npos ||
                             seen_.find(" !     ") != std::string::npos;
        if (begun_ && !ended_ && is_over) ended_ = std::chrono::steady_clock::now();
    }

    double seconds() const {
        return begun_ && ended_ ? std::chrono::duration<double>(*ended_ - *begun_).count() : 0;
    }

private:
    std::string seen_;
    std::optional<util::Steady> begun_, ended_;
};

/// Words may be broken over lines, so each is looked for in the text as a whole.
void expect_words(Trial& trial, const std::string& where, const std::string& text,
                  const std::vector<std::string>& words) {
    for (const std::string& wanted : words)
        if (text.find(wanted) == std::string::npos)
            trial.wrong.push_back(where + " lacks \"" + wanted + "\": " + text);
}

std::string joined(const Json& lines) { return util::join(lines.get<std::vector<std::string>>(), "\n"); }

/// The kept container is removed first: what was found out has to outlive it.
void judge_failure(const Cell& cell, Trial& trial) {
    for (const std::string& line : util::lines(
             e2e::docker({"ps", "--all", "--quiet", "--filter", "label=com.dokku.app-name=" + cell.app()})))
        e2e::docker({"rm", "--force", line});
    const auto told = host().run({"scheduler-docker-api:explain", cell.app(), "--format", "json"});
    const Json failure = util::try_parse_json(told.output).value_or(Json());
    if (!failure.is_object() || !failure.contains("code")) {
        trial.found = "BEFORE_START";
        expect_words(trial, "the output", util::join(trial.output, "\n"), cell.cause);
        return;
    }
    trial.found = failure["code"];
    expect_words(trial, "the cause", failure["cause"], cell.cause);
    expect_words(trial, "the fix", joined(failure["fix"]), cell.fix);
    expect_words(trial, "the evidence", joined(failure["facts"]), cell.facts);
}

void judge_success(const Cell& cell, Trial& trial) {
    trial.found = "HEALTHY";
    expect_words(trial, "the output", util::join(trial.output, "\n"), cell.cause);
    if (cell.page.empty() || cell.expect != "HEALTHY") return;
    const std::string page = host().fetch(cell.app());
    if (page != cell.page) trial.wrong.push_back("the proxy answers " + page);
}

}

Trial try_out(const Cell& cell) {
    Trial trial;
    Stopwatch stopwatch;
    e2e::TestApp app(cell.app());
    configure(cell);
    const util::Ended pushed =
        host().push(cell.app(), files(cell), [&stopwatch](std::string_view text) { stopwatch.take(text); });
    trial.output = util::lines(util::replace_all(pushed.output + pushed.error, "remote: ", ""));
    trial.seconds = stopwatch.seconds();
    if (pushed.status == 0) judge_success(cell, trial);
    else judge_failure(cell, trial);
    if (trial.found != cell.expect) trial.wrong.insert(trial.wrong.begin(), "found " + trial.found);
    if (trial.seconds > static_cast<double>(cell.deadline.count()) + leeway)
        trial.wrong.push_back("it took longer than its deadline");
    return trial;
}

std::string row(const Cell& cell, const Trial& trial) {
    char text[200];
    std::snprintf(text, sizeof text, "%-10s %-30s %-15s %-15s %5.1f s of %2d s  %s", cell.program.c_str(),
                  cell.name.c_str(), cell.expect.c_str(), trial.found.c_str(), trial.seconds,
                  static_cast<int>(cell.deadline.count()), trial.wrong.empty() ? "right" : "WRONG");
    return text;
}

}

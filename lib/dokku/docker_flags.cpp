#include "dokku/app.hpp"
#include "dokku/image_kind.hpp"
#include "dokku/run_flags.hpp"

#include "util/parallel.hpp"
#include "util/text.hpp"

#include <sys/utsname.h>
#include <algorithm>

namespace dokku {

namespace {

using Words = std::vector<std::string>;

constexpr const char* web = "web";

/// As docker-args-process-deploy calls them.
const char* source_type(ImageKind kind) {
    switch (kind) {
        case ImageKind::herokuish: return "herokuish";
        case ImageKind::buildpacks: return "pack";
        case ImageKind::dockerfile: break;
    }
    return "dockerfile";
}

Words ask_for_words(Triggers& triggers, const std::string& trigger, const Words& arguments,
                    const std::stop_token& stop) {
    const std::string answer = triggers.answer(trigger, arguments, stop);
    try {
        return util::split_words(answer);
    } catch (const util::Error&) {
        std::throw_with_nested(util::Error("the docker options of trigger " + trigger + " cannot be read"));
    }
}

bool needs_emulation(const ImageFacts& facts) {
    utsname host{};
    return facts.architecture == "amd64" && ::uname(&host) == 0 && std::string(host.machine) != "x86_64";
}

Words identity(const App& app, const ImageFacts& facts, const Replica& replica) {
    const auto label = [](const char* name, const std::string& value) {
        return std::string("--label=") + name + "=" + value;
    };
    Words words{label(label_process_type, replica.process_type), label(label_dyno, to_string(replica)),
                "--env=DYNO=" + to_string(replica)};
    if (needs_init(app.settings, facts)) words.emplace_back("--init");
    words.push_back(label(label_app, app.name));
    words.push_back(label(label_container_type, "deploy"));
    return words;
}

/// -p with a host port that the Engine picks.
Words published(const App& app, const Replica& replica) {
    Words words;
    if (!app.bind_all_interfaces || replica.process_type != web) return words;
    for (const PortMapping& mapping : app.ports) {
        const std::string port = std::to_string(mapping.container_port);
        if (std::find(words.begin(), words.end(), port) == words.end())
            words.insert(words.end(), {"-p", port});
    }
    return words;
}

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

}

std::vector<std::string> run_flags(Triggers& triggers, const std::string& app, const std::string& image_tag,
                                   const ImageFacts& facts, const std::stop_token& stop) {
    Words flags, for_process;
    util::together(stop, {[&](const std::stop_token& s) {
                              flags = ask_for_words(triggers, "docker-args-run", {app, image_tag}, s);
                          },
                          [&](const std::stop_token& s) {
                              for_process = ask_for_words(triggers, "docker-args-process-run",
                                                          {app, source_type(facts.kind), image_tag}, s);
                          }});
    append(flags, for_process);
    if (needs_emulation(facts)) flags.emplace_back("--platform=linux/amd64");
    return flags;
}

std::vector<std::string> docker_flags(Triggers& triggers, const App& app, const ImageFacts& facts,
                                      const Replica& replica, std::optional<int> port,
                                      const std::stop_token& stop) {
    const std::string& type = replica.process_type;
    const std::string index = std::to_string(replica.index);
    Words for_deploy, for_process;
    util::together(stop, {[&](const std::stop_token& s) {
                              for_deploy = ask_for_words(triggers, "docker-args-deploy",
                                                         {app.name, app.image_tag, type, index}, s);
                          },
                          [&](const std::stop_token& s) {
                              for_process = ask_for_words(
                                  triggers, "docker-args-process-deploy",
                                  {app.name, source_type(facts.kind), app.image_tag, type, index}, s);
                          }});
    Words flags = std::move(for_deploy);
    append(flags, identity(app, facts, replica));
    append(flags, app.global_flags);
    append(flags, for_process);
    if (app.trace) flags.emplace_back("--env=TRACE=true");
    append(flags, published(app, replica));
    flags.push_back("--env=PORT=" + port_variable(app, replica, port));
    if (needs_emulation(facts)) flags.emplace_back("--platform=linux/amd64");
    return flags;
}

}

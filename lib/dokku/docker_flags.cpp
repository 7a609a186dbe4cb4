#include "dokku/app.hpp"
#include "dokku/image_kind.hpp"
#include "dokku/names.hpp"
#include "dokku/run_flags.hpp"

#include "util/contains.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

#include <sys/utsname.h>

namespace dokku {

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t questions_at_once = 8;

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
    if (!app.bind_all_interfaces || replica.process_type != web_process) return words;
    for (const PortMapping& mapping : app.ports) {
        const std::string port = std::to_string(mapping.container_port);
        if (!util::contains(words, port)) words.insert(words.end(), {"-p", port});
    }
    return words;
}

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

Words ask_for_deploy(Triggers& triggers, const App& app, const Replica& replica,
                     const std::stop_token& stop) {
    return ask_for_words(triggers, "docker-args-deploy",
                         {app.name, app.image_tag, replica.process_type, std::to_string(replica.index)},
                         stop);
}

Words ask_for_process(Triggers& triggers, const App& app, const ImageFacts& facts, const Replica& replica,
                      const std::stop_token& stop) {
    return ask_for_words(triggers, "docker-args-process-deploy",
                         {app.name, source_type(facts.kind), app.image_tag, replica.process_type,
                          std::to_string(replica.index)},
                         stop);
}

/// To the two questions about one container.
struct Answers {
    Words for_deploy;
    Words for_process;
};

Words compose(const App& app, const ImageFacts& facts, const Replica& replica, std::optional<int> web_port,
              const Answers& answers) {
    Words flags = answers.for_deploy;
    append(flags, identity(app, facts, replica));
    append(flags, app.global_flags);
    append(flags, answers.for_process);
    if (app.trace) flags.emplace_back("--env=TRACE=true");
    append(flags, published(app, replica));
    const std::optional<int> port = replica.process_type == web_process ? web_port : std::nullopt;
    flags.push_back("--env=PORT=" + port_variable(app, replica, port));
    if (needs_emulation(facts)) flags.emplace_back("--platform=linux/amd64");
    return flags;
}

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

std::vector<std::vector<std::string>> docker_flags(Triggers& triggers, const App& app,
                                                   const ImageFacts& facts,
                                                   const std::vector<Replica>& replicas,
                                                   std::optional<int> web_port, const std::stop_token& stop) {
    std::vector<Answers> answers(replicas.size());
    util::parallel(2 * replicas.size(), questions_at_once, stop,
                   [&](std::size_t i, const std::stop_token& inner) {
                       const Replica& replica = replicas[i / 2];
                       Answers& own = answers[i / 2];
                       if (i % 2 == 0) own.for_deploy = ask_for_deploy(triggers, app, replica, inner);
                       else own.for_process = ask_for_process(triggers, app, facts, replica, inner);
                   });
    std::vector<Words> flags;
    for (std::size_t i = 0; i < replicas.size(); ++i)
        flags.push_back(compose(app, facts, replicas[i], web_port, answers[i]));
    return flags;
}

}

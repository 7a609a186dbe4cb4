#include "dokku/app_documents.hpp"

namespace dokku {

namespace {

constexpr const char* checks = "CHECKS";

/// docker-local extracts and fills in the CHECKS of every app, whatever its
/// scheduler; only for its own it moves them to their final name.
std::optional<SourceFile> read_filled_in_checks(const Environment& environment, const std::string& app) {
    const util::Path directory = environment.lib_root / "data" / "scheduler-docker-local" / app;
    const std::string own = std::string(checks) + "." + environment.process_id;
    std::string found;
    for (const std::string& name : util::list_directory(directory)) {
        if (name == own + ".missing") return {};
        const bool counts = name == checks || (name.starts_with("CHECKS.") && !name.ends_with(".missing"));
        if (counts && found != own) found = name;
    }
    if (found.empty()) return {};
    return SourceFile{checks, util::read_file(directory / found).value_or("")};
}

SourceFile ask_for_app_json(Triggers& triggers, const std::string& app, const std::stop_token& stop) {
    const std::string answer = triggers.answer("app-json-get-content", {app}, stop);
    return {"app.json", answer.empty() ? "{}" : answer};
}

}

RevisionFiles find_app_documents(const Environment& environment, Triggers& triggers, const std::string& app,
                                 const std::stop_token& stop) {
    auto files = Revision(environment, app).files();
    if (!files) return {ask_for_app_json(triggers, app, stop), read_filled_in_checks(environment, app)};
    const bool is_template = files->checks && files->checks->text.find("{{") != std::string::npos;
    if (is_template)
        if (auto filled_in = read_filled_in_checks(environment, app)) files->checks = std::move(filled_in);
    return *files;
}

}

#include "outcome.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <random>

using namespace e2e;

namespace {

constexpr std::uintmax_t hundred_megabytes = 100U << 20U;
constexpr int very_deep = 100'000;

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

/// The same at every run.
std::string noise(std::size_t size) {
    std::mt19937 random(1);
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

/// A pushed source of one file, extracted but not deployed.
util::Ended extract(const TestApp& app, const std::string& name, const std::string& text,
                    std::uintmax_t size = 0) {
    const util::TemporaryDirectory source;
    const util::Path file = source.path() / name;
    util::write_file(file, text, 0644);
    if (size > 0) std::filesystem::resize_file(file, size);
    std::filesystem::permissions(source.path(), std::filesystem::perms(0755));
    return hostile::trigger({"core-post-extract", app.name(), source.path().string(), std::string(40, 'a')});
}

}

TEST_CASE("a source file of a hundred megabytes is one error, and the old release serves on") {
    TestApp app("large-files");
    app.must_push({{"web", "--text=here"}});
    for (const char* name : {"app.json", "app.yml", "CHECKS", "Procfile"}) {
        CAPTURE(name);
        hostile::check_is_refused(extract(app, name, "{}", hundred_megabytes));
    }
    CHECK(host().run({"ps:restart", app.name()}).status == 0);
    CHECK(app.page() == "here");
}

TEST_CASE("documents nested a hundred thousand deep are one error") {
    TestApp app("deep-files");
    struct Document {
        const char* file;
        std::string text;
    };
    const std::string brackets = repeated("[", very_deep), braces = repeated("{\"a\":", very_deep);
    const Document documents[] = {
        {"app.json", brackets},
        {"app.json", brackets + repeated("]", very_deep)},
        {"app.json", "{\"healthchecks\":{\"web\":" + brackets + repeated("]", very_deep) + "}}"},
        {"app.json", "{\"healthchecks\":" + braces + "1" + repeated("}", very_deep) + "}"},
        {"app.yml", brackets + repeated("]", very_deep)},
        {"app.yml", "healthchecks: " + braces + "1" + repeated("}", very_deep)},
        {"app.yml", repeated("- ", very_deep)},
    };
    for (const Document& document : documents) {
        CAPTURE(document.text.substr(0, 40));
        hostile::check_is_refused(extract(app, document.file, document.text));
    }
}

TEST_CASE("binary noise for every file of a revision") {
    TestApp app("noisy-files");
    for (const char* name : {"app.json", "app.yml"}) {
        CAPTURE(name);
        hostile::check_is_refused(extract(app, name, noise(100'000)));
    }
    for (const char* name : {"CHECKS", "Procfile"}) {
        CAPTURE(name);
        hostile::check_is_bounded(extract(app, name, noise(100'000)));
    }
}

TEST_CASE("a Procfile of noise is deployed or refused, and explained either way") {
    TestApp app("noisy-procfile");
    const auto ended = app.push({}, "", {{"Procfile", noise(50'000) + "\nweb: /app_server --text=loud\n"}});
    hostile::check_is_bounded(ended);
    CHECK((ended.status != 0 || app.page() == "loud"));
}

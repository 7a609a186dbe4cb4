// conformance DIRECTORY [NAME...]: runs the cases of every trigger, in
// DIRECTORY/cases, and the scenarios in DIRECTORY/scenarios, or those named.
//
// SCHEDULER_PROGRAM lists the triggers that have to be covered; CONFORMANCE_FORM
// says which form this is. Where it runs, `trigger NAME ARGUMENT...` runs one as
// Dokku would, and `snapshot` prints all that a hook could change.

#include "coverage.hpp"
#include "runner.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <cstdlib>
#include <iostream>

namespace {

using namespace conformance;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw util::Error(std::string(name) + " is not set");
    return value;
}

std::vector<CaseFile> read_files(const util::Path& directory) {
    const std::string form = variable("CONFORMANCE_FORM");
    std::vector<CaseFile> files;
    for (const std::string& name : util::list_directory(directory))
        files.push_back(
            parse_case_file(util::Path(name).stem(), util::read_file(directory / name).value_or(""), form));
    return files;
}

/// The plugin's own table, which its links are made from.
std::set<std::string> all_triggers() {
    const auto triggers =
        util::lines(util::run({.words = {variable("SCHEDULER_PROGRAM"), "--triggers"}}).output);
    if (triggers.empty()) throw util::Error("the plugin names no trigger");
    return {triggers.begin(), triggers.end()};
}

/// Whether all triggers have their cases.
bool tell_coverage(const std::set<std::string>& triggers, const std::vector<CaseFile>& files) {
    const std::vector<std::string> lacking = uncovered(triggers, files);
    for (const std::string& line : lacking) std::cout << line << "\n";
    std::cout << triggers.size() - lacking.size() << " of " << triggers.size() << " triggers covered\n";
    return lacking.empty();
}

int run(const std::vector<std::string>& words) {
    const util::Path directory = words.at(1);
    const std::vector<std::string> wanted(words.begin() + 2, words.end());
    const std::vector<CaseFile> files = read_files(directory / "cases");
    std::vector<CaseFile> all = files;
    for (CaseFile& scenario : read_files(directory / "scenarios")) all.push_back(std::move(scenario));
    Runner runner;
    for (const CaseFile& file : all)
        if (wanted.empty() || util::contains(wanted, file.name)) runner.run(file);
    const bool covered = tell_coverage(all_triggers(), files);
    std::cout << runner.passed() << " passed, " << runner.failed() << " failed\n";
    return covered && runner.failed() == 0 ? 0 : 1;
}

}

int main(int count, char** words) try {
    if (count < 2) throw util::Error("usage: conformance DIRECTORY [NAME...]");
    return run({words, words + count});
} catch (const std::exception& error) {
    std::cerr << util::full_message(error) << "\n";
    return 2;
}

#include "deploy/journal.hpp"

#include "deploy/journal_json.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace deploy {

JournalFile::JournalFile(const dokku::Environment& environment, const std::string& app)
    : file_(environment.data(app) / "journal.json"), note_(environment.data(app) / "plugins-told") {}

bool JournalFile::exists() const { return util::read_file(file_).has_value(); }

std::optional<Journal> JournalFile::read() const {
    const auto text = util::read_file(file_);
    if (!text) return {};
    try {
        return nlohmann::json::parse(*text).get<Journal>();
    } catch (const nlohmann::json::exception& error) {
        throw util::Error("cannot read " + file_.string() + ": " + error.what());
    }
}

void JournalFile::write(const Journal& journal) const {
    util::write_file(file_, nlohmann::json(journal).dump(1) + "\n");
}

void JournalFile::remove() const {
    util::remove_file(file_);
    util::remove_file(note_);
}

void JournalFile::note_plugins_told() const {
    if (const auto journal = read()) util::write_file(note_, journal->rollout);
}

bool JournalFile::plugins_told(const Journal& journal) const {
    return util::read_file(note_) == journal.rollout;
}

}

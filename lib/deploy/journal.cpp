#include "deploy/journal.hpp"

#include "deploy/record_json.hpp"
#include "util/file.hpp"

namespace deploy {

JournalFile::JournalFile(const dokku::Environment& environment, const std::string& app)
    : file_(environment.data(app) / "journal.json"), note_(environment.data(app) / "plugins-told") {}

bool JournalFile::exists() const { return util::read_file(file_).has_value(); }

std::optional<Journal> JournalFile::read() const {
    const auto text = util::read_file(file_);
    if (!text) return {};
    return parse_record<Journal>(*text, file_.string());
}

void JournalFile::write(const Journal& journal) const { util::write_file(file_, record_text(journal)); }

void JournalFile::remove() const {
    util::remove_file(file_);
    util::remove_file(note_);
}

/// The deploy may be of a program with another layout: its name is all that is looked at.
void JournalFile::note_plugins_told() const {
    const auto json = util::try_parse_json(util::read_file(file_).value_or(""));
    if (json && json->is_object() && json->contains("rollout"))
        util::write_file(note_, json->at("rollout").get<std::string>());
}

bool JournalFile::plugins_told(const Journal& journal) const {
    return util::read_file(note_) == journal.rollout;
}

}

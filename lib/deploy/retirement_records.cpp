#include "deploy/retirement_records.hpp"

#include "deploy/record_json.hpp"
#include "docker/client.hpp"
#include "util/file.hpp"

#include <algorithm>

namespace deploy {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Retirement, app, container_id, label, image_id, due,
                                                stop_timeout, usual_stop_timeout, idle_from, told)

RetirementRecords::RetirementRecords(const dokku::Environment& environment)
    : directory_(environment.data() / ".retiring") {}

std::optional<Retirement> RetirementRecords::read(const std::string& name) const {
    const util::Path file = directory_ / name;
    const auto text = util::read_file(file);
    if (!text) return {};
    auto record = parse_record<Retirement>(*text, file.string());
    if (record.container_id != name)
        throw UnreadableRecord(file, UnreadableRecord::Cause::damaged,
                               file.string() + " is the record of another container");
    return record;
}

std::vector<Retirement> RetirementRecords::all() const {
    std::vector<Retirement> records;
    for (const std::string& name : util::list_directory(directory_)) {
        try {
            if (auto record = read(name)) records.push_back(*std::move(record));
        } catch (const util::Error&) {
            continue;
        }
    }
    std::stable_sort(records.begin(), records.end(),
                     [](const Retirement& a, const Retirement& b) { return a.due < b.due; });
    return records;
}

std::vector<UnreadableRecord> RetirementRecords::complaints() const {
    std::vector<UnreadableRecord> complaints;
    for (const std::string& name : util::list_directory(directory_)) {
        try {
            read(name);
        } catch (const UnreadableRecord& complaint) {
            complaints.push_back(complaint);
        }
    }
    return complaints;
}

void RetirementRecords::sweep() const { util::remove_unfinished_writes(directory_); }

void RetirementRecords::write(const Retirement& retirement) const {
    util::write_file(directory_ / docker::checked_id(retirement.container_id), record_text(retirement));
}

void RetirementRecords::remove(const std::string& container_id) const {
    util::remove_file(directory_ / docker::checked_id(container_id));
}

bool RetirementRecords::contains(const std::string& container_id) const {
    return std::filesystem::exists(directory_ / docker::checked_id(container_id));
}

}

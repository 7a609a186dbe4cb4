#include "doctor/doctor.hpp"

#include "util/error.hpp"
#include "util/json.hpp"

#include <algorithm>
#include <array>

namespace doctor {

namespace {

struct Examination {
    const char* area;
    void (*examine)(const Patient& patient, Findings& findings);
};

constexpr std::array examinations{
    Examination{"engine", examine_engine},      Examination{"dokku", examine_dokku},
    Examination{"proc", examine_proc},          Examination{"links", examine_links},
    Examination{"deployer", examine_deployer},  Examination{"files", examine_files},
    Examination{"records", examine_records},    Examination{"locks", examine_locks},
    Examination{"reaper", examine_reaper},      Examination{"addresses", examine_addresses},
    Examination{"containers", examine_orphans},
};

const char* word_for(Level level) {
    constexpr std::array words{"good", "note", "bad"};
    return words[static_cast<std::size_t>(level)];
}

Findings look(const Patient& patient) {
    Findings findings;
    for (const Examination& examination : examinations) {
        try {
            examination.examine(patient, findings);
        } catch (const util::Error& error) {
            findings.push_back(
                {examination.area, Level::bad, "could not be examined: " + util::full_message(error)});
        }
    }
    return findings;
}

void repair(const Patient& patient, const Findings& findings) {
    for (const Finding& finding : findings) {
        if (!finding.repair) continue;
        patient.world.log.header("Fixing " + finding.area + ": " + finding.text);
        try {
            finding.repair();
        } catch (const util::Error& error) {
            patient.world.log.warn(util::full_message(error));
        }
    }
}

void show(util::Log& log, const Finding& finding) {
    const std::string line = finding.area + ": " + finding.text;
    if (finding.level == Level::bad) log.exclaim(line);
    else log.verbose(line);
    if (!finding.command.empty()) log.verbose("  $ " + finding.command);
}

void show_json(util::Log& log, const Findings& findings) {
    nlohmann::json list = nlohmann::json::array();
    for (const Finding& finding : findings)
        list.push_back({{"area", finding.area},
                        {"level", word_for(finding.level)},
                        {"text", finding.text},
                        {"command", finding.command}});
    log.plain(util::json_text(list));
}

bool is_bad(const Finding& finding) { return finding.level == Level::bad; }

}

bool examine(const Patient& patient, const Wishes& wishes) {
    util::Log& log = patient.world.log;
    Findings findings = look(patient);
    if (wishes.fix) {
        repair(patient, findings);
        findings = look(patient);
    }
    const auto bad = std::count_if(findings.begin(), findings.end(), is_bad);
    if (wishes.json) {
        show_json(log, findings);
        return bad == 0;
    }
    for (const Finding& finding : findings) show(log, finding);
    if (bad == 0) log.header("Nothing is wrong");
    else log.exclaim(std::to_string(bad) + (bad == 1 ? " thing is wrong" : " things are wrong"));
    return bad == 0;
}

}

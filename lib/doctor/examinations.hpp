#pragma once

#include "deploy/world.hpp"
#include "doctor/finding.hpp"

namespace doctor {

/// What is examined: this host, and the links that the plugin should have there.
struct Patient {
    const deploy::World& world;
    std::vector<std::string> links;        ///< relative to the plugin's directory
    std::vector<std::string> check_rules;  ///< the command that prints what is wrong with a rule, a line each
};

// Each adds what it finds. They throw nothing but util::Interrupted and what the
// Engine says; one that cannot be carried out is a finding of the doctor's.

/// Whether the Engine answers, its version, the socket's permission, its bridge.
void examine_engine(const Patient& patient, Findings& findings);
/// What the Dokku that runs here does not do yet for a scheduler.
void examine_dokku(const Patient& patient, Findings& findings);
/// Whether /proc shows other users' processes, which evidence is read from.
void examine_proc(const Patient& patient, Findings& findings);
/// Whether every trigger leads to this program, and our files are ours.
void examine_links(const Patient& patient, Findings& findings);
void examine_files(const Patient& patient, Findings& findings);
/// Whether the program for deploys starts, and takes every rule of the operator's.
void examine_deployer(const Patient& patient, Findings& findings);
/// Interrupted deploys, records that cannot be read, who holds locks, and whether
/// what is due is being retired.
void examine_records(const Patient& patient, Findings& findings);
void examine_locks(const Patient& patient, Findings& findings);
void examine_reaper(const Patient& patient, Findings& findings);
/// Containers that serve but do not run or are elsewhere, and those that no release owns.
void examine_addresses(const Patient& patient, Findings& findings);
void examine_orphans(const Patient& patient, Findings& findings);

}

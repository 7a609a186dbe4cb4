#pragma once

#include "util/clock.hpp"
#include "util/file.hpp"

#include <map>
#include <string>
#include <vector>

namespace matrix {

/// One program with one misconfiguration, and what has to be found out about it.
struct Cell {
    std::string program;                       ///< the name of its file
    std::string name;                          ///< what is wrong
    std::string image = "test/servers";        ///< that the app is built from
    std::string run{};                         ///< CMD: for the shell, or a JSON list
    std::vector<std::string> build{};          ///< RUN, each for the shell
    std::vector<std::string> instructions{};   ///< further ones of the Dockerfile
    std::vector<std::string> expose{};         ///< EXPOSE
    std::map<std::string, std::string> env{};  ///< config variables
    std::map<std::string, std::string> set{};  ///< properties of the scheduler
    std::vector<std::string> options{};        ///< docker run flags
    std::string checks{};                      ///< healthchecks of web, as JSON
    std::string expect{};                      ///< a verdict's code, HEALTHY, or BEFORE_START
    std::vector<std::string> cause{};          ///< words of it, or of the output if nothing failed
    std::vector<std::string> fix{};
    std::vector<std::string> facts{};
    std::string page = "hello";  ///< what a healthy one answers through the proxy; empty: not asked
    util::Seconds deadline{20};
    bool in_short_form = false;

    /// "nginx-other-port": the app's name.
    std::string app() const;
};

/// The cells of all *.yml files of a directory. Throws util::Error for a key
/// that is none, or of the wrong type, with file and line.
std::vector<Cell> read_cells(const util::Path& directory);

}

#include "engine/standalone_host.hpp"
#include "trial.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <mutex>

using namespace matrix;

namespace {

/// Most cells wait for their deadline; those that compute share the processors.
constexpr std::size_t at_once = 16;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// MATRIX: "all", a part of the names of those that are wanted, or nothing for the short form.
std::vector<Cell> chosen_cells() {
    std::vector<Cell> cells = read_cells(variable("MATRIX_CELLS"));
    const std::string wanted = variable("MATRIX");
    std::erase_if(cells, [&](const Cell& cell) {
        if (wanted.empty()) return !cell.in_short_form;
        return wanted != "all" && cell.app().find(wanted) == std::string::npos;
    });
    return cells;
}

/// What the containers of cells that wait for a database connect to: nothing
/// answers, not even that there is nothing.
void make_black_hole() { util::run({.words = {"ip", "route", "add", "blackhole", "192.0.2.0/24"}}); }

void show(const Cell& cell, const Trial& trial) {
    std::cout << row(cell, trial) << std::endl;
    for (const std::string& line : trial.wrong) std::cout << "    " << line << "\n";
    if (trial.wrong.empty() && variable("MATRIX_OUTPUT").empty()) return;
    for (const std::string& line : trial.output) std::cout << "    | " << line << "\n";
}

}

TEST_CASE("every misconfiguration of a real server is told as what it is") {
    const std::vector<Cell> cells = chosen_cells();
    REQUIRE(!cells.empty());
    e2e::StandaloneHost::instance();
    make_black_hole();
    std::mutex mutex;
    std::size_t wrong = 0;

    util::parallel(cells.size(), at_once, {}, [&](std::size_t i, const std::stop_token&) {
        const Trial trial = try_out(cells[i]);
        const std::lock_guard guard(mutex);
        wrong += trial.wrong.empty() ? 0 : 1;
        show(cells[i], trial);
    });

    std::cout << cells.size() - wrong << " right, " << wrong << " wrong" << std::endl;
    CHECK(wrong == 0);
}

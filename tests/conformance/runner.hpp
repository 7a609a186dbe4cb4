#pragma once

#include "case_file.hpp"

namespace conformance {

/// Runs cases in a shell and tells on stdout what is not as expected.
class Runner {
public:
    /// The setup and teardown of a file count as one case each.
    void run(const CaseFile& file);

    int passed() const { return passed_; }
    int failed() const { return failed_; }

private:
    void run(const CaseFile& file, const Case& each);

    int passed_ = 0;
    int failed_ = 0;
};

}

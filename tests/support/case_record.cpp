// Writes how each case ended into a file of $TEST_CASES_DIRECTORY, one a command
// line: "passed NAME" or "failed NAME". Who asks later what was shown reads those.

#include <doctest/doctest.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

constexpr std::size_t longest_name = 200;

/// Of this process, as the name of a file.
std::string command_line() {
    std::ifstream file("/proc/self/cmdline");
    std::string words(std::istreambuf_iterator<char>(file), {});
    words.erase(0, words.rfind('/', words.find('\0')) + 1);
    for (char& letter : words)
        if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
    return words.substr(0, longest_name);
}

class CaseRecord : public doctest::IReporter {
public:
    explicit CaseRecord(const doctest::ContextOptions&) {}

    void test_run_start() override {
        const char* directory = std::getenv("TEST_CASES_DIRECTORY");
        if (directory == nullptr) return;
        std::filesystem::create_directories(directory);
        file_.open(std::filesystem::path(directory) / command_line());
    }
    void test_case_start(const doctest::TestCaseData& data) override { name_ = data.m_name; }
    void test_case_end(const doctest::CurrentTestCaseStats& stats) override {
        file_ << (stats.testCaseSuccess ? "passed " : "failed ") << name_ << std::endl;
    }

    void report_query(const doctest::QueryData&) override {}
    void test_run_end(const doctest::TestRunStats&) override {}
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_exception(const doctest::TestCaseException&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_assert(const doctest::AssertData&) override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}

private:
    std::string name_;
    std::ofstream file_;
};

REGISTER_LISTENER("case record", 1, CaseRecord);

}

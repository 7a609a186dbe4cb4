#include "support/fault.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdio>
#include <exception>

namespace support {

namespace {

int injected = 0;
int lost = 0;
std::string present;
std::atomic<int> failures = 0;

class Counter : public doctest::IReporter {
public:
    explicit Counter(const doctest::ContextOptions&) {}

    void log_assert(const doctest::AssertData& assertion) override {
        if (!assertion.m_failed) return;
        ++failures;
        if (!present.empty()) std::fprintf(stderr, "while the fault was: %s\n", present.c_str());
    }
    void test_run_end(const doctest::TestRunStats&) override {
        std::printf("faults injected: %d, survived: %d, lost: %d\n", injected, injected - lost, lost);
        std::fflush(stdout);
    }

    void report_query(const doctest::QueryData&) override {}
    void test_run_start() override {}
    void test_case_start(const doctest::TestCaseData&) override {}
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_end(const doctest::CurrentTestCaseStats&) override {}
    void test_case_exception(const doctest::TestCaseException&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}
};

REGISTER_LISTENER("faults", 1, Counter);

}

Fault::Fault(const std::string& what)
    : failures_before_(failures), exceptions_before_(std::uncaught_exceptions()) {
    ++injected;
    present = what;
}

Fault::~Fault() {
    present.clear();
    if (failures != failures_before_ || std::uncaught_exceptions() != exceptions_before_) ++lost;
}

}

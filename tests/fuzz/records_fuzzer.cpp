#include "attempt.hpp"

#include "deploy/failure_record.hpp"
#include "deploy/journal.hpp"
#include "deploy/retirement_records.hpp"
#include "util/file.hpp"

/// Our own records, damaged.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const util::TemporaryDirectory& root = *new util::TemporaryDirectory;
    static const dokku::Environment environment{.apps_root = root.path() / "apps", .lib_root = root.path()};
    const std::string text = fuzz::text(data, size);
    util::write_file(environment.data("app") / "journal.json", text);
    util::write_file(environment.data() / ".retiring" / "id", text);
    fuzz::attempt([&] { deploy::JournalFile(environment, "app").read(); });
    fuzz::attempt([&] { deploy::RetirementRecords(environment).all(); });
    fuzz::attempt([&] { deploy::RetirementRecords(environment).complaints(); });
    return 0;
}

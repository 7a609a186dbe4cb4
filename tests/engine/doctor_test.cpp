#include "standalone_host.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace e2e;

namespace {

const std::vector<std::string> doctor{"scheduler-docker-api:doctor"};

bool says(const util::Ended& ended, const std::string& text) {
    return ended.output.find(text) != std::string::npos;
}

}

TEST_CASE("the doctor finds an address that is not the container's, and puts it right") {
    StandaloneHost& host = StandaloneHost::instance();
    TestApp app("patient");
    app.must_push({{"web", "--text=well"}});
    const util::Path address = host.root() / "apps" / app.name() / "IP.web.1";
    const auto right = util::read_file(address);
    REQUIRE(right);
    const util::Ended well = host.run(doctor);
    CHECK_MESSAGE(well.status == 0, well.output);

    util::write_file(address, "172.17.255.254");
    std::filesystem::permissions(address, std::filesystem::perms::all);
    const util::Ended examined = host.run(doctor);
    const util::Ended fixed = host.run({"scheduler-docker-api:doctor", "--fix"});

    CHECK(examined.status == 1);
    CHECK(says(examined, "172.17.255.254"));
    CHECK(fixed.status == 0);
    CHECK(says(fixed, "Nothing is wrong"));
    CHECK(util::read_file(address) == right);
    CHECK(app.page() == "well");
}

TEST_CASE("the doctor refuses what it does not know") {
    const util::Ended ended = StandaloneHost::instance().run({"scheduler-docker-api:doctor", "--cure"});
    CHECK(ended.status == 1);
}

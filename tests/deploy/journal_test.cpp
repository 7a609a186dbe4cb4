#include "deploy/journal.hpp"

#include "util/error.hpp"
#include "util/file.hpp"

#include <doctest/doctest.h>

namespace {

struct Place {
    util::TemporaryDirectory directory;
    dokku::Environment environment;
    deploy::JournalFile file;

    Place() : environment(make(directory.path())), file(environment, "app") {}
    static dokku::Environment make(const util::Path& path) {
        dokku::Environment environment;
        environment.lib_root = path;
        return environment;
    }
};

}

TEST_CASE("a journal is read as it was written") {
    const Place place;
    CHECK_FALSE(place.file.read());

    deploy::Journal journal{.rollout = "r1", .phase = deploy::Phase::switching, .image_tag = "latest"};
    journal.newcomers.push_back(
        {{"web", 2}, "app.web.2.upcoming-7", "id2", {"on-failure", 10}, {"id2", "172.17.0.2", 5000}});
    journal.incumbents.push_back({.id = "id1",
                                  .label = "web.2",
                                  .name = "app.web.2",
                                  .stop_timeout = util::Seconds(7),
                                  .stopped_first = true});
    journal.surplus.push_back({"worker", 1});
    journal.state_files["CONTAINER.web.2"] = "id1\n";
    place.file.write(journal);

    const auto read = place.file.read();
    REQUIRE(read);
    CHECK(read->phase == deploy::Phase::switching);
    CHECK(read->newcomers[0].replica == dokku::Replica{"web", 2});
    CHECK(read->newcomers[0].placement == dokku::Placement{"id2", "172.17.0.2", 5000});
    CHECK(read->newcomers[0].restart_policy.maximum_retries == 10);
    CHECK(read->incumbents[0].stop_timeout == util::Seconds(7));
    CHECK(read->incumbents[0].stopped_first);
    CHECK(read->state_files.at("CONTAINER.web.2") == "id1\n");
}

TEST_CASE("the note that plugins were told belongs to one rollout") {
    const Place place;
    place.file.note_plugins_told();
    deploy::Journal journal{.rollout = "r1"};
    CHECK_FALSE(place.file.plugins_told(journal));
    place.file.write(journal);
    place.file.note_plugins_told();
    CHECK(place.file.plugins_told(journal));
    journal.rollout = "r2";
    CHECK_FALSE(place.file.plugins_told(journal));
    place.file.remove();
    CHECK_FALSE(place.file.read());
}

TEST_CASE("a journal that cannot be read is an error that names the file") {
    const Place place;
    util::write_file(place.environment.data("app") / "journal.json", "{\"phase\": 3");
    CHECK_THROWS_AS(place.file.read(), util::Error);
}

TEST_CASE("a journal of a newer program is left to it") {
    const Place place;
    deploy::Journal journal{.rollout = "r1"};
    place.file.write(journal);
    const util::Path file = place.environment.data("app") / "journal.json";
    std::string text = *util::read_file(file);
    REQUIRE(text.find("\"version\": 1") != std::string::npos);

    SUBCASE("it is not read, and the message says what to do") {
        text.replace(text.find("\"version\": 1"), 12, "\"version\": 2");
        util::write_file(file, text);
        std::string message;
        try {
            place.file.read();
        } catch (const util::Error& error) {
            message = error.what();
        }
        CHECK(message.find("a newer version of this plugin wrote " + file.string()) != std::string::npos);
        CHECK(message.find("update the plugin") != std::string::npos);
        place.file.note_plugins_told();
        CHECK(place.file.plugins_told(journal));
    }
    SUBCASE("one without a version is of the first") {
        text.replace(text.find("\"version\": 1"), 12, "\"unknown\": 1");
        util::write_file(file, text);
        CHECK(place.file.read()->rollout == "r1");
    }
}

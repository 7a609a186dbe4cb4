#include "host/app_json.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

TEST_CASE("an app.json is read with its comments and trailing commas") {
    const host::AppJson app_json = host::parse_app_json(
        "{ // how many\n \"formation\": {\"web\": {\"quantity\": 2, \"max_parallel\": 3}, \"worker\": "
        "{},},}");
    CHECK(app_json.content == R"({"formation":{"web":{"max_parallel":3,"quantity":2},"worker":{}}})");
    CHECK(app_json.formation.at("web").quantity == 2);
    CHECK(app_json.formation.at("web").max_parallel == 3);
    CHECK_FALSE(app_json.formation.at("worker").quantity);
    CHECK(app_json.formation.at("worker").max_parallel == 0);
}

TEST_CASE("an app.json without a formation is fine") {
    CHECK(host::parse_app_json("{}").formation.empty());
    CHECK(host::parse_app_json(R"({"formation": null})").formation.empty());
}

TEST_CASE("what is wrong in an app.json is named") {
    const auto complaint = [](const char* text) -> std::string {
        try {
            host::parse_app_json(text);
        } catch (const util::Error& error) {
            return error.what();
        }
        return "";
    };
    CHECK(complaint("{").starts_with("app.json is not valid JSON at line 1, column 2: "));
    CHECK(complaint("[]") == "app.json must hold an object");
    CHECK(complaint(R"({"formation": 1})") == "app.json: formation must be an object");
    CHECK(complaint(R"({"formation": {"web": 1}})") == "app.json: formation.web must be an object");
    CHECK(complaint(R"({"formation": {"web": {"quantity": "2"}}})") ==
          "app.json: formation.web.quantity must be a number from 0 to 1000");
    CHECK(complaint(R"({"formation": {"web": {"quantity": 100000000000000000000}}})").find("quantity") !=
          std::string::npos);
    CHECK_FALSE(complaint(R"({"formation": {"../x": {}}})").empty());
}

TEST_CASE("what is nested deeper than any app.json is refused before it is copied") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "{\"a\":";
    CHECK_THROWS_WITH_AS(host::parse_app_json(text + "1"), "app.json is nested too deeply", util::Error);
}

#include "util/redactor.hpp"

#include <doctest/doctest.h>

TEST_CASE("config values are replaced by their names") {
    const util::Redactor redact({{"URL", "postgres://u:hunter22@db"}, {"PASSWORD", "hunter22"}});
    CHECK(redact("at postgres://u:hunter22@db with hunter22") == "at $URL with $PASSWORD");
}

TEST_CASE("values that are no secrets stay") {
    const util::Redactor redact({{"SHORT", "web"}, {"NUMBER", "1234567"}, {"PORT", "500000"}});
    CHECK(redact("web 1234567 500000") == "web 1234567 500000");
}

TEST_CASE("each line of a key is a secret") {
    const util::Redactor redact(std::map<std::string, std::string>{{"KEY", "-----BEGIN\nabcdefgh\n"}});
    CHECK(redact("found abcdefgh here") == "found $KEY here");
}

#include "dokku/config.hpp"

#include "dokku/exported_config.hpp"
#include "test_host.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace dokku;

TEST_CASE("an env file is read as Dokku's config plugin reads it") {
    CHECK(parse_env_file("") == Config{});
    CHECK(parse_env_file("A=1\n\n# comment\nexport B=two words # comment\nC='si ngle'\nD: yaml\nEMPTY=\n") ==
          Config{{"A", "1"}, {"B", "two words"}, {"C", "si ngle"}, {"D", "yaml"}, {"EMPTY", ""}});
    CHECK(parse_env_file("URL=http://x/#part\r\nLAST=x") == Config{{"URL", "http://x/#part"}, {"LAST", "x"}});
    CHECK(parse_env_file("exported=1\nexport=2") == Config{{"exported", "1"}, {"export", "2"}});

    SUBCASE("double quotes know escapes and go over lines") {
        CHECK(parse_env_file(R"(A="line\nnext\tx \"q\" \\ \$HOME \` \!")") ==
              Config{{"A", "line\nnexttx \"q\" \\ $HOME ` !"}});
        CHECK(parse_env_file("A=\"one\ntwo\" B=3") == Config{{"A", "one\ntwo"}, {"B", "3"}});
        CHECK(parse_env_file(R"(A="ends in \\")") == Config{{"A", "ends in \\"}});
    }
    SUBCASE("variables of lines above are put in, but not into single quotes") {
        CHECK(parse_env_file("A=x\nB=\"${A}y$A\"\nC=$A\nD='$A'\nE=\"$NONE$(date)\"") ==
              Config{{"A", "x"}, {"B", "xyx"}, {"C", "x"}, {"D", "$A"}, {"E", "$(date)"}});
    }
    SUBCASE("what cannot be read is an error that names the line and no value") {
        CHECK_THROWS_WITH_AS(parse_env_file("A=1\nsecret words"), "line 2: NAME=value is expected",
                             util::Error);
        CHECK_THROWS_WITH_AS(parse_env_file("A=1\n\nB=\"secret"), "line 3: the quote is not closed",
                             util::Error);
        CHECK_THROWS_AS(parse_env_file("=x"), util::Error);
        CHECK_THROWS_AS(parse_env_file("A='x"), util::Error);
    }
}

TEST_CASE("an env file is written as the config plugin writes it") {
    CHECK(format_env_file({}).empty());
    CHECK(format_env_file({{"B", "it's \"so\""}, {"A", "12"}}) == "A=12\nB=\"it's \\\"so\\\"\"\n");
    CHECK(format_env_file({{"A", "007"}, {"B", "-3"}, {"C", ""}}) == "A=\"007\"\nB=-3\nC=\"\"\n");

    SUBCASE("whatever is written is read back the same") {
        const Config config{{"A", "$HOME `x` !\\"},
                            {"B", "l1\nl2\r\n#x"},
                            {"C", " blanks "},
                            {"D", "'\"'"},
                            {"E", "ünï"},
                            {"F", "${A}"},
                            {"G", "12345678901234567890"},
                            {"H", "\t"}};
        CHECK(parse_env_file(format_env_file(config)) == config);
    }
}

TEST_CASE("the configuration is found where this Dokku keeps it") {
    const TestHost host;
    CHECK(read_config(host.environment, "shop").empty());
    util::write_file(host.app_file("ENV"), "A=old");
    util::write_file(host.environment.apps_root / "ENV", "G=old");
    CHECK(read_config(host.environment, "shop").at("A") == "old");
    CHECK(read_config(host.environment, global).at("G") == "old");
    util::write_file(host.environment.lib_root / "config/shop/ENV", "A=new");
    util::write_file(host.environment.lib_root / "config/--global/ENV", "G=new");
    CHECK(read_config(host.environment, "shop").at("A") == "new");
    CHECK(read_config(host.environment, global).at("G") == "new");
    util::write_file(host.environment.lib_root / "config/config/shop/ENV", "A=host");
    CHECK(read_config(host.environment, "shop").at("A") == "host");
    CHECK_THROWS_AS(read_config(host.environment, "../shop"), util::Error);
}

TEST_CASE("an exported configuration is an object of strings") {
    CHECK(parse_exported_config(R"({"A":"1","B":""})") == Config{{"A", "1"}, {"B", ""}});
    for (const char* bad : {"", "[]", "null", "{\"A\":\"secret", "{\"A\":1}", "{\"A\":null}"}) {
        try {
            parse_exported_config(bad);
            FAIL(bad);
        } catch (const util::Error& error) {
            CHECK(std::string(error.what()).find("secret") == std::string::npos);
        }
    }
}

#include "util/file.hpp"
#include "util/process.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace {

constexpr mode_t executable = 0755;

/// A copy of the plugin's scripts with sources of no meaning, and a compiler
/// that makes a shell script of whatever it is given, or fails.
class Checkout {
public:
    Checkout() {
        const char* plugin = std::getenv("PLUGIN_DIRECTORY");
        REQUIRE_MESSAGE(plugin != nullptr, "PLUGIN_DIRECTORY names the directory of the scripts");
        util::make_directory(path());
        std::filesystem::copy(plugin, path() / "plugin", std::filesystem::copy_options::recursive);
        for (const char* name : {"install", "uninstall"})
            std::filesystem::create_symlink(std::string("plugin/") + name, path() / name);
        std::filesystem::create_symlink("plugin/install", path() / "update");
        write("meson.build", "one");
        write("meson_options.txt", "");
        write("lib/source", "one");
        write("hooks/source", "one");
        use_compiler(R"sh(cat >$1/hooks/scheduler-docker-api <<END
#!/bin/sh
[ \$1 != --triggers ] || echo "$(cat $1/../build/triggers)"
END
printf '#!/bin/sh\n' >$1/hooks/scheduler-docker-api-deploy
printf '#!/bin/sh\n' >$1/hooks/scheduler-docker-api-webhook)sh");
        write("build/triggers", "scheduler-deploy\ncheck-deploy\nsubcommands/set\n");
    }

    util::Path path() const { return directory_.path() / "checkout"; }
    void write(const std::string& file, const std::string& text, mode_t mode = 0644) const {
        util::write_file(path() / file, text, mode);
    }
    std::optional<std::string> read(const std::string& file) const { return util::read_file(path() / file); }

    /// `script` is what ninja does; $1 is the work directory.
    void use_compiler(const std::string& script) const {
        const util::Path tools = directory_.path() / "tools";
        for (const char* name : {"g++", "pkg-config"})
            util::write_file(tools / name, "#!/bin/sh\n", executable);
        util::write_file(tools / "meson", "#!/bin/sh\nmkdir -p $2/hooks; touch $2/build.ninja\n", executable);
        util::write_file(tools / "ninja",
                         "#!/bin/sh\nset -e\nshift\n" + script +
                             "\nchmod +x $1/hooks/*\n"
                             "echo compiled >>$1/../compilations\n",
                         executable);
    }
    util::Ended run(const std::string& script, const std::vector<std::string>& arguments = {}) const {
        std::vector<std::string> words{path() / script};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return util::run(
            {.words = words,
             .environment = {{"PATH", (directory_.path() / "tools").string() + ":" + std::getenv("PATH")},
                             {"DOKKU_LIB_ROOT", directory_.path() / "lib"},
                             {"DOKKU_ROOT", directory_.path() / "apps"},
                             {"DOKKU_SYSTEM_USER", ""}}});
    }
    util::Path lib_root() const { return directory_.path() / "lib"; }
    util::Path apps_root() const { return directory_.path() / "apps"; }

private:
    util::TemporaryDirectory directory_;
};

}

TEST_CASE("installing compiles the program once and links it under its triggers") {
    const Checkout checkout;
    util::make_directory(checkout.lib_root());
    const util::Ended first = checkout.run("install");
    REQUIRE_MESSAGE(first.status == 0, first.output, first.error);
    CHECK(std::filesystem::read_symlink(checkout.path() / "scheduler-deploy") ==
          "build/scheduler-docker-api");
    CHECK(std::filesystem::read_symlink(checkout.path() / "subcommands" / "set") ==
          "../build/scheduler-docker-api");
    CHECK(checkout.read("build/scheduler-docker-api-deploy"));
    CHECK(std::filesystem::is_directory(checkout.lib_root() / "data" / "scheduler-docker-api"));
    CHECK(std::filesystem::exists(checkout.path() / "build" / "scheduler-docker-api-webhook"));

    const util::Ended again = checkout.run("update");
    CHECK(again.status == 0);
    CHECK(again.output.empty());
    CHECK(checkout.read("compilations") == "compiled\n");

    checkout.write("lib/source", "two");
    checkout.write("build/triggers", "scheduler-deploy\n");
    CHECK(checkout.run("update").status == 0);
    CHECK(checkout.read("compilations") == "compiled\ncompiled\n");
    CHECK_FALSE(std::filesystem::is_symlink(checkout.path() / "check-deploy"));
    CHECK_FALSE(std::filesystem::is_symlink(checkout.path() / "subcommands" / "set"));
    CHECK(std::filesystem::is_symlink(checkout.path() / "install"));
}

TEST_CASE("a failed build keeps the program that works") {
    const Checkout checkout;
    util::make_directory(checkout.lib_root());
    REQUIRE(checkout.run("install").status == 0);
    checkout.write("lib/source", "two");
    checkout.use_compiler("echo the reason; exit 1");
    const util::Ended failed = checkout.run("update");
    CHECK(failed.status == 0);
    CHECK(failed.error.find("the reason") != std::string::npos);
    CHECK(failed.error.find("The program built before stays in use") != std::string::npos);
    CHECK(std::filesystem::exists(checkout.path() / "scheduler-deploy"));
}

TEST_CASE("a program that does not start replaces none") {
    const Checkout checkout;
    util::make_directory(checkout.lib_root());
    REQUIRE(checkout.run("install").status == 0);
    const auto before = checkout.read("build/scheduler-docker-api");
    checkout.write("lib/source", "two");
    checkout.use_compiler(
        "echo new >$1/hooks/scheduler-docker-api-deploy;"
        "printf '#!/bin/sh\\nexit 1\\n' >$1/hooks/scheduler-docker-api");
    CHECK(checkout.run("update").status == 0);
    CHECK(checkout.read("build/scheduler-docker-api") == before);
    CHECK(checkout.read("build/scheduler-docker-api-deploy") == "#!/bin/sh\n");
}

TEST_CASE("a package without sources is linked, never built") {
    const Checkout checkout;
    util::make_directory(checkout.lib_root());
    REQUIRE(checkout.run("install").status == 0);
    std::filesystem::remove(checkout.path() / "meson.build");
    std::filesystem::remove(checkout.path() / "scheduler-deploy");
    CHECK(checkout.run("install").status == 0);
    CHECK(std::filesystem::is_symlink(checkout.path() / "scheduler-deploy"));
    CHECK(checkout.read("compilations") == "compiled\n");

    SUBCASE("one that does not start names the libraries it needs") {
        checkout.write("build/scheduler-docker-api", "#!/bin/sh\necho no library; exit 127\n", executable);
        checkout.write("build/packages", "libsomething1\n");
        const util::Ended failed = checkout.run("update");
        CHECK(failed.status == 1);
        CHECK(failed.error.find("no library") != std::string::npos);
        CHECK(failed.error.find("apt-get install libsomething1") != std::string::npos);
    }
}

TEST_CASE("without any program a failed build is a failure") {
    const Checkout checkout;
    checkout.use_compiler("echo the reason; exit 1");
    const util::Ended failed = checkout.run("install");
    CHECK(failed.status == 1);
    CHECK(failed.error.find("the reason") != std::string::npos);
}

TEST_CASE("the plugin does not go while an app runs on its scheduler") {
    const Checkout checkout;
    util::make_directory(checkout.lib_root());
    util::make_directory(checkout.apps_root() / "shop");
    util::make_directory(checkout.apps_root() / "blog");
    CHECK(checkout.run("uninstall", {"scheduler-docker-api"}).status == 0);

    SUBCASE("chosen for an app") {
        util::write_file(checkout.lib_root() / "config" / "scheduler" / "shop" / "selected", "docker-api");
        const util::Ended refused = checkout.run("uninstall", {"scheduler-docker-api"});
        CHECK(refused.status == 1);
        CHECK(refused.error.find("docker-api: shop\n") != std::string::npos);
    }
    SUBCASE("chosen for all, and one app has containers") {
        util::write_file(checkout.lib_root() / "config" / "scheduler" / "--global" / "selected",
                         "docker-api");
        const util::Ended refused = checkout.run("uninstall", {"scheduler-docker-api"});
        CHECK(refused.status == 1);
        CHECK(refused.error.find("--global selected") != std::string::npos);
        util::write_file(checkout.apps_root() / "blog" / "CONTAINER.web.1", "1");
        const util::Ended again = checkout.run("uninstall", {"scheduler-docker-api"});
        CHECK(again.status == 1);
        CHECK(again.error.find("docker-api: blog\n") != std::string::npos);
    }
    SUBCASE("another plugin goes") {
        util::write_file(checkout.lib_root() / "config" / "scheduler" / "shop" / "selected", "docker-api");
        CHECK(checkout.run("uninstall", {"another"}).status == 0);
    }
}

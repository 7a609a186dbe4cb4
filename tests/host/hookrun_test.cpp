#include "running_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <csignal>

TEST_CASE("apps are created, listed and destroyed") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    host.must({"apps:create", "blog"});
    CHECK(host.must({"apps:list"}) == "=====> My Apps\nblog\nshop\n");
    CHECK(host.run({"apps:create", "shop"}).status == 1);
    CHECK(host.run({"apps:create", "../shop"}).status == 1);

    const util::Ended not_confirmed = host.run({"apps:destroy", "shop"}, "blog\n");
    CHECK(not_confirmed.status == 1);
    CHECK(not_confirmed.error ==
          " !     WARNING: Potentially Destructive Action\n"
          " !     This command will destroy shop (including all add-ons).\n"
          " !     To proceed, type \"shop\"\n"
          " !     Confirmation did not match shop. Aborted.\n");
    CHECK(host.run({"apps:destroy", "shop"}, "shop\n").status == 0);
    CHECK(host.must({"apps:list"}) == "=====> My Apps\nblog\n");
    host.must({"config:set", "blog", "A=1"});
    host.must({"ports:set", "blog", "http:80:1"});
    host.must({"apps:destroy", "--force", "blog"});
    for (const auto& entry : std::filesystem::recursive_directory_iterator(host.root()))
        CHECK_MESSAGE(entry.path().filename() != "blog", entry.path());
}

TEST_CASE("exit statuses tell what went wrong") {
    const RunningHost host;
    CHECK(host.run({"apps:exists", "shop"}).status == 20);
    CHECK(host.run({"ps:scale", "shop", "web=1"}).status == 20);
    CHECK(host.run({"apps:create"}).status == 2);
    CHECK(host.run({"no:such"}).status == 10);
    CHECK(host.run({"../bin:plugn"}).status == 10);
    CHECK(host.run({}).status == 0);
}

TEST_CASE("variables of an app lie over the global ones") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    host.must({"config:set", "--global", "A=global", "B=global"});
    host.must({"config:set", "shop", "B=it's \"quoted\"", "C=two words"});
    CHECK(host.must({"config:get", "shop", "B"}) == "it's \"quoted\"\n");
    CHECK(host.ask({"config-get", "shop", "C"}) == "two words");
    CHECK(host.ask({"config-get", "shop", "A"}).empty());
    CHECK(host.ask({"config-export", "shop", "false", "true", "json"}) ==
          "{\"A\":\"global\",\"B\":\"it's \\\"quoted\\\"\",\"C\":\"two words\"}\n");
    CHECK(host.ask({"docker-args-deploy", "shop", "latest", "web"}) == " --env=A --env=B --env=C");
    host.must({"config:unset", "shop", "B"});
    CHECK(host.ask({"config-export", "shop", "false", "false", "envfile"}) == "C=\"two words\"\n");
    CHECK(host.run({"config:set", "shop", "NOVALUE"}).status == 1);
    CHECK(host.run({"config:set", "shop", "1A=x"}).status == 1);
}

TEST_CASE("the port map is the one that was set, else http:80:5000") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    CHECK(host.ask({"ports-get", "shop"}) == "http:80:5000\n");
    host.must({"ports:set", "shop", "http:80:9000", "https:443:9000"});
    CHECK(host.ask({"ports-get", "shop"}) == "http:80:9000\nhttps:443:9000\n");
    CHECK(host.ask({"ports-get", "shop", "json"}) ==
          "[{\"container_port\":9000,\"host_port\":80,\"scheme\":\"http\"},"
          "{\"container_port\":9000,\"host_port\":443,\"scheme\":\"https\"}]\n");
    CHECK(host.run({"ports:set", "shop", "http:80"}).status == 1);
}

TEST_CASE("the scale is kept, and deployed only for an app that runs") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    host.add_hook("scheduler-docker-api", "scheduler-deploy", "echo deploy \"$@\"");
    CHECK(host.ask({"ps-current-scale", "shop"}) == "web=1");
    CHECK(host.must({"ps:scale", "shop", "web=2", "worker=1"}) ==
          "-----> Scaling shop processes: web=2 worker=1\n");
    CHECK(host.ask({"ps-current-scale", "shop"}) == "web=2\nworker=1");
    CHECK(host.run({"ps:scale", "shop", "web=many"}).status == 1);

    util::write_file(host.root() / "config" / "common" / "shop" / "deployed", "true");
    CHECK(host.must({"ps:scale", "shop", "web=2", "worker=3"}) ==
          "-----> Scaling shop processes: web=2 worker=3\ndeploy docker-api shop latest worker\n");
    CHECK(host.must({"ps:scale", "--skip-deploy", "shop", "web=9"}) ==
          "-----> Scaling shop processes: web=9\n");
}

TEST_CASE("a Procfile says which types there are and how they start") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    CHECK(host.run({"plugin:trigger", "procfile-exists", "shop"}).status == 1);
    CHECK(host.ask({"procfile-get-command", "shop", "web", "5000"}).empty());
    host.must({"config:set", "shop", "COLOUR=blue"});
    util::write_file(host.root() / "data" / "ps" / "shop" / "Procfile",
                     "web: serve $PORT $COLOUR\nworker: work\n");
    CHECK(host.run({"plugin:trigger", "procfile-exists", "shop"}).status == 0);
    CHECK(host.ask({"procfile-get-command", "shop", "web", "8000"}) == "serve 8000 blue\n");
    CHECK(host.run({"plugin:trigger", "procfile-get-command", "shop", "clock", "8000"}).status == 1);
    CHECK(host.ask({"ps-current-scale", "shop"}) == "web=1\nworker=0");
    CHECK(host.run({"ps:scale", "shop", "clock=1"}).status == 1);
}

TEST_CASE("properties are set, computed and refused") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    CHECK(host.ask({"checks-get-property", "shop", "wait-to-retire"}) == "60\n");
    host.must({"checks:set", "--global", "wait-to-retire", "20"});
    CHECK(host.ask({"checks-get-property", "shop", "wait-to-retire"}) == "20\n");
    CHECK(host.must({"checks:set", "shop", "wait-to-retire", "5"}) == "=====> Setting wait-to-retire to 5\n");
    CHECK(host.ask({"checks-get-property", "shop", "wait-to-retire"}) == "5\n");
    CHECK(host.must({"checks:set", "shop", "wait-to-retire"}) == "=====> Unsetting wait-to-retire\n");
    CHECK(host.ask({"checks-get-property", "shop", "wait-to-retire"}) == "20\n");
    CHECK(host.run({"checks:set", "shop", "no-such", "1"}).status == 1);
    CHECK(host.run({"plugin:trigger", "network-get-property", "shop", "no-such"}).status == 1);
    CHECK(host.ask({"docker-args-process-deploy", "shop", "dockerfile", "latest", "web"}) ==
          " --restart=on-failure:10");
    CHECK(host.ask({"scheduler-detect", "shop"}) == "docker-api\n");
    host.must({"scheduler:set", "shop", "selected", "other"});
    CHECK(host.ask({"scheduler-detect", "shop"}) == "other\n");
    CHECK(host.ask({"scheduler-detect", "--global"}) == "docker-api\n");
}

TEST_CASE("the scheduler is reported for an app, for all apps and for the host") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    host.must({"apps:create", "blog"});
    host.must({"scheduler:set", "shop", "selected", "other"});
    const std::string global = host.must({"scheduler:report", "--global"});
    CHECK(global.starts_with("=====> --global scheduler information\n"));
    CHECK(global.find("Scheduler global selected:") != std::string::npos);
    CHECK(host.must({"scheduler:report", "--global", "--scheduler-global-selected"}) == "docker-api\n");
    CHECK(host.must({"scheduler:report", "shop", "--scheduler-selected"}) == "other\n");
    CHECK(host.must({"scheduler:report", "shop", "--scheduler-global-selected"}) == "docker-api\n");
    CHECK(host.must({"scheduler:report", "--scheduler-computed-selected"}) == "docker-api\nother\n");
    CHECK(host.run({"scheduler:report", "--global", "--scheduler-selected"}).status == 1);
    CHECK(host.run({"scheduler:report", "nobody"}).status == 20);
}

TEST_CASE("setup says which scheduler apps run on, and leaves the one that was chosen") {
    const RunningHost host;
    CHECK(host.must({"setup"}).find("Apps that select no scheduler run on docker-api: ") !=
          std::string::npos);
    host.must({"scheduler:set", "--global", "selected", "other"});
    CHECK(host.must({"setup"}).find("Apps that select no scheduler run on other: ") != std::string::npos);
}

TEST_CASE("checks are skipped and disabled for types or all of them") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    const auto lists = [&] {
        return host.must({"checks:report", "shop", "--checks-disabled-list"}) +
               host.must({"checks:report", "shop", "--checks-skipped-list"});
    };
    CHECK(lists() == "none\nnone\n");
    host.must({"checks:disable", "shop"});
    CHECK(lists() == "_all_\nnone\n");
    host.must({"checks:skip", "shop", "web,worker"});
    CHECK(lists() == "_all_\nweb,worker\n");
    host.must({"checks:disable", "shop", "worker"});
    CHECK(lists() == "worker\nweb\n");
    host.must({"checks:enable", "shop", "web"});
    CHECK(lists() == "worker\nnone\n");
    host.must({"checks:enable", "shop"});
    CHECK(lists() == "none\nnone\n");
}

TEST_CASE("commands of checks say what Dokku says") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    CHECK(host.must({"checks:disable", "shop"}) == "-----> Disabling zero downtime for app (shop)\n");
    CHECK(host.must({"checks:disable", "shop", "web,worker"}) ==
          "-----> Disabling zero downtime for app's (shop) proctypes (web,worker)\n");
    CHECK(host.must({"checks:skip", "shop"}) == "-----> Skipping zero downtime for app (shop)\n");
    CHECK(host.must({"checks:skip", "shop", "web"}) ==
          "-----> Skipping zero downtime for app's (shop) proctypes (web)\n");
    CHECK(host.must({"checks:enable", "shop"}) == "-----> Enabling zero downtime for app's (shop)\n");
    CHECK(host.must({"checks:enable", "shop", "web"}) ==
          "-----> Enabling zero downtime for app's (shop) proctypes (web)\n");
    const util::Ended refused = host.run({"checks:skip", "shop", "../web"});
    CHECK(refused.status == 1);
    CHECK(refused.output.empty());
    CHECK(host.run({"checks:skip", "nobody"}).status == 20);
}

TEST_CASE("all properties of checks can be set, for an app and for all, and bad ones are refused") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    for (const char* key : {"attempts", "default-wait", "timeout", "wait", "wait-to-retire"}) {
        CAPTURE(key);
        CHECK(host.must({"checks:set", "shop", key, "7"}) ==
              std::string("=====> Setting ") + key + " to 7\n");
        CHECK(host.must({"checks:set", "--global", key, "8"}) ==
              std::string("=====> Setting ") + key + " to 8\n");
        const std::string flag = key;
        CHECK(host.must({"checks:report", "shop", "--checks-" + flag}) == "7\n");
        CHECK(host.must({"checks:report", "shop", "--checks-global-" + flag}) == "8\n");
        CHECK(host.must({"checks:report", "shop", "--checks-computed-" + flag}) == "7\n");
        host.must({"checks:set", "shop", key});
        CHECK(host.must({"checks:report", "shop", "--checks-computed-" + flag}) == "8\n");
        CHECK(host.must({"checks:report", "--global", "--checks-computed-" + flag}) == "8\n");
        const util::Ended refused = host.run({"checks:set", "shop", key, "soon"});
        CHECK(refused.status == 1);
        CHECK(refused.error.find("Invalid value for " + flag + ": soon. Valid is a whole number") !=
              std::string::npos);
    }
    CHECK(host.run({"checks:set", "shop"}).error == " !     No key specified\n");
    CHECK(host.run({"checks:set", "shop", "no-such", "1"}).error ==
          " !     Invalid key specified, valid keys include: attempts,\n"
          " !       default-wait, timeout, wait, wait-to-retire\n");
}

TEST_CASE("a report of checks is shown for one app, for all, for the host, and flag by flag") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    host.must({"apps:create", "blog"});
    host.must({"checks:disable", "blog"});
    const std::string shop = host.must({"checks:report", "shop"});
    CHECK(shop.starts_with("=====> shop checks information\n"));
    const auto has = [&shop](const std::string& label, const std::string& value) {
        for (const std::string& line : util::lines(shop))
            if (util::trim(line).starts_with(label + ":"))
                return util::trim(line.substr(line.find(':') + 1)) == value;
        return false;
    };
    CHECK(has("Checks computed wait to retire", "60"));
    CHECK(has("Checks disabled list", "none"));
    CHECK(has("Checks global wait to retire", ""));
    CHECK(has("Checks skipped list", "none"));
    CHECK(has("Checks wait to retire", ""));

    const std::string all = host.must({"checks:report"});
    CHECK(all.find("=====> blog checks information") < all.find("=====> shop checks information"));
    CHECK(all.find("_all_") != std::string::npos);
    CHECK(host.must({"checks:report", "--checks-disabled-list"}) == "_all_\nnone\n");
    const std::string global = host.must({"checks:report", "--global"});
    CHECK(global.starts_with("=====> --global checks information\n"));
    CHECK(global.find("disabled") == std::string::npos);
    CHECK(host.must({"checks:report", "shop", "--format", "json"}).find(R"("wait-to-retire":"")") !=
          std::string::npos);
    const util::Ended unknown = host.run({"checks:report", "shop", "--no-such"});
    CHECK(unknown.status == 1);
    CHECK(unknown.error.starts_with(" !     Invalid flag passed, valid flags: --checks-attempts, "));
    const util::Ended two = host.run({"checks:report", "shop", "--checks-wait", "--checks-timeout"});
    CHECK(two.status == 1);
    CHECK(two.error == " !     checks:report command allows only a single flag\n");
    host.must({"config:set", "--no-restart", "shop", "DOKKU_WAIT_TO_RETIRE=3"});
    CHECK(host.must({"checks:report", "shop", "--checks-computed-wait-to-retire"}) == "3\n");
}

TEST_CASE("checks are run for an app, its types or single containers") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    CHECK(host.run({"checks:run", "shop"}).error == " !     App shop has not been deployed\n");
    host.add_hook("scheduler-docker-api", "scheduler-deploy", "exit 0");
    host.add_hook("scheduler-docker-api", "check-deploy", "echo $3 $4 $5; [ $3 != bad ]");
    const auto serve = [&host](const std::string& replica, bool has_port) {
        const util::Path app = host.root() / "apps" / "shop";
        util::write_file(app / ("CONTAINER." + replica), std::string(64, 'a') + "\n");
        util::write_file(app / ("IP." + replica), "172.17.0.2");
        if (has_port) util::write_file(app / ("PORT." + replica), "5000");
    };
    serve("web.1", true);
    serve("web.2", true);
    serve("worker.1", false);

    CHECK(host.must({"checks:run", "shop"}) ==
          "-----> Running pre-flight checks\n"
          "-----> Running checks for app (shop.web.1)\nweb 5000 172.17.0.2\n"
          "-----> Running checks for app (shop.web.2)\nweb 5000 172.17.0.2\n"
          "-----> Running checks for app (shop.worker.1)\nworker 172.17.0.2\n");
    CHECK(host.must({"checks:run", "shop", "worker"}) ==
          "-----> Running pre-flight checks\n"
          "-----> Running checks for app (shop.worker.1)\nworker 172.17.0.2\n");
    CHECK(host.must({"checks:run", "shop", "web.2"}).find("shop.web.1") == std::string::npos);
    CHECK(host.must({"checks:run", "shop", "web.2,worker"}).find("shop.worker.1") != std::string::npos);
    const util::Ended no_type = host.run({"checks:run", "shop", "clock"});
    CHECK(no_type.status == 1);
    CHECK(no_type.error == " !     Invalid process type specified (shop.clock)\n");
    const util::Ended no_index = host.run({"checks:run", "shop", "web.3"});
    CHECK(no_index.status == 1);
    CHECK(no_index.error == " !     Invalid container index specified (shop.web.3)\n");

    SUBCASE("those of a disabled type are left out") {
        host.must({"checks:disable", "shop", "web"});
        CHECK(host.must({"checks:run", "shop", "web"}) ==
              "-----> Running pre-flight checks\n"
              "-----> Zero downtime is disabled for app (shop.web). Skipping checks\n");
    }
    SUBCASE("one that fails is the exit status, the others are checked all the same") {
        serve("bad.1", false);
        const util::Ended failed = host.run({"checks:run", "shop"});
        CHECK(failed.status == 1);
        CHECK(failed.output.find("shop.worker.1") != std::string::npos);
    }
}

TEST_CASE("the state files that a scheduler writes decide what the proxy routes to") {
    const RunningHost host;
    CHECK(host.fetch("any") == "No app has been deployed here.\n");
    host.must({"apps:create", "shop"});
    util::write_file(host.root() / "apps" / "shop" / "CONTAINER.web.1", std::string(64, 'a') + "\n");
    host.ask({"network-write-ipaddr", "shop", "web", "1", "127.0.0.1"});
    host.ask({"network-write-port", "shop", "web", "1", "5000"});
    CHECK(util::read_file(host.root() / "apps" / "shop" / "IP.web.1") == "127.0.0.1");
    CHECK(util::read_file(host.root() / "apps" / "shop" / "PORT.web.1") == "5000");
    host.add_hook("scheduler-docker-api", "network-build-config", "echo asked for $1");
    CHECK(host.must({"proxy:build-config", "shop"}) == "asked for shop\n-----> Configuring shop...\n");
    const std::string config = *util::read_file(host.root() / "nginx" / "nginx.conf");
    CHECK(config.find("server 127.0.0.1:5000;") != std::string::npos);

    CHECK(host.run({"plugin:trigger", "network-write-ipaddr", "shop", "web", "1", "; return 200"}).status ==
          1);
    CHECK(host.run({"plugin:trigger", "network-write-port", "shop", "web", "1", "80;"}).status == 1);
    CHECK(host.run({"plugin:trigger", "network-write-port", "shop", "../web", "1", "80"}).status == 1);
    CHECK(host.run({"domains:set", "shop", "a; return 200"}).status == 1);
}

TEST_CASE("a configuration that nginx refuses leaves the one that serves") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    util::write_file(host.root() / "apps" / "shop" / "CONTAINER.web.1", std::string(64, 'a') + "\n");
    util::write_file(host.root() / "apps" / "shop" / "PORT.web.1", "5000");
    util::write_file(host.root() / "apps" / "shop" / "IP.web.1", "not an address!");
    const util::Ended ended = host.run({"proxy:build-config", "shop"});
    CHECK(ended.status == 1);
    CHECK(ended.error.find("nginx refuses its configuration") != std::string::npos);
    CHECK(host.fetch("any") == "No app has been deployed here.\n");
}

TEST_CASE("a proxy that ended is started again") {
    const RunningHost host;
    SUBCASE("in order") { host.must({"proxy:stop"}); }
    SUBCASE("its master killed, its workers still there") {
        ::kill(std::stoi(*util::read_file(host.root() / "nginx" / "nginx.pid")), SIGKILL);
    }
    host.must({"proxy:build-config"});
    CHECK(host.fetch("any") == "No app has been deployed here.\n");
}

TEST_CASE("core-post-deploy marks the app, has the proxy built and keeps what was extracted") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    const util::TemporaryDirectory source;
    util::write_file(source.path() / "Procfile", "web: serve\nclock: tick\n");
    util::write_file(source.path() / "app.json", R"({"formation": {"clock": {"quantity": 2}}})");
    host.add_hook("zz-test", "both",
                  "plugn trigger core-post-extract shop " + source.path().string() +
                      " 1234 && "
                      "plugn trigger core-post-deploy shop '' '' latest");
    host.ask({"both"});
    CHECK(util::read_file(host.root() / "data" / "ps" / "shop" / "Procfile") == "web: serve\nclock: tick\n");
    CHECK(host.ask({"app-json-get-content", "shop"}) == R"({"formation":{"clock":{"quantity":2}}})");
    CHECK(host.ask({"ps-current-scale", "shop"}) == "clock=2\nweb=1");
    CHECK(host.must({"ps:report", "shop", "--deployed"}) == "true\n");
    CHECK(host.run({"ps:scale", "shop", "clock=1"}).status == 1);
}

TEST_CASE("a push without an Engine fails and leaves the repository as it was") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    host.add_hook("scheduler-docker-api", "scheduler-deploy", "exit 0");
    const util::TemporaryDirectory work;
    const auto git = [&](const std::string& command) {
        return util::run({.words = {"sh", "-c", "git -c user.name=a -c user.email=a@b " + command},
                          .environment = host.environment(),
                          .directory = work.path().string()});
    };
    const util::Path repository = host.root() / "apps" / "shop";
    const std::string push = "push --receive-pack='" + (host.root() / "bin" / "hookrun").string() +
                             " git-receive-pack' " + repository.string();
    git("init -q -b main .");
    util::write_file(work.path() / "Dockerfile", "FROM scratch\n");
    git("add .");
    git("commit -q -m one");
    const util::Ended refused = git(push + " main");
    CHECK(refused.status != 0);
    CHECK(refused.error.find("/no/such/socket") != std::string::npos);
    CHECK(git("ls-remote " + repository.string()).output.empty());

    const util::Ended other_branch = git(push + " main:topic");
    CHECK_MESSAGE(other_branch.status == 0, other_branch.error);
    CHECK(other_branch.error.find("you must push to main") != std::string::npos);
}

TEST_CASE("a new app tells the commands that push a checkout to it") {
    const RunningHost host;
    host.add_hook("scheduler-docker-api", "scheduler-deploy", "exit 0");
    const std::string told = host.must({"apps:create", "shop"});
    CHECK(told.starts_with("-----> Creating shop...\n-----> To deploy it, type in your checkout"));
    std::string typed;
    for (const std::string& line : util::lines(told))
        if (line.starts_with("       ")) typed += line + "\n";
    std::map<std::string, std::string> environment = host.environment();
    environment["HOOKRUN_ROOT"] = "";
    const util::TemporaryDirectory checkout;
    const util::Ended pushed =
        util::run({.words = {"sh", "-c",
                             "git init -q -b trunk . && touch Dockerfile && git add . && "
                             "git -c user.name=a -c user.email=a@b commit -q -m one && " +
                                 std::string(util::trim(typed))},
                   .environment = environment,
                   .directory = checkout.path().string()});
    CHECK_MESSAGE(pushed.error.find("/no/such/socket") != std::string::npos, pushed.error);
    CHECK(pushed.error.find("pre-receive hook declined") != std::string::npos);
}

TEST_CASE("a command that no scheduler answers fails instead of doing nothing") {
    const RunningHost host;
    host.must({"apps:create", "shop"});
    CHECK(host.run({"run", "shop", "ls"}).error.find("no scheduler is installed") != std::string::npos);
    host.add_hook("scheduler-docker-api", "scheduler-deploy", "exit 0");
    CHECK(host.run({"run", "shop", "ls"}).error.find("trigger scheduler-run") != std::string::npos);
    host.add_hook("scheduler-docker-api", "scheduler-run", "echo \"$@\"");
    CHECK(host.must({"run", "-e", "A=1", "shop", "ls", "-l"}) == "docker-api shop 1 A=1 -- ls -l\n");
    host.add_hook("scheduler-docker-api", "scheduler-enter", "echo \"$@\"; exit 7");
    CHECK(host.run({"enter", "shop", "web.1", "--", "sh", "-c", "x"}).output ==
          "docker-api shop web.1 -- sh -c x\n");
    CHECK(host.run({"enter", "shop", "--container-id", "abc"}).output ==
          "docker-api shop --container-id abc --\n");
    CHECK(host.run({"enter", "shop"}).status == 7);
}

namespace {

/// An app "shop" that was deployed, with one scheduler installed.
class DeployedShop {
public:
    DeployedShop() {
        host_.must({"apps:create", "shop"});
        host_.must({"apps:create", "other"});
        for (const char* trigger :
             {"scheduler-deploy", "scheduler-stop", "scheduler-logs", "scheduler-run", "scheduler-enter",
              "check-deploy", "scheduler-app-status", "scheduler-logs-failed"})
            host_.add_hook("scheduler-docker-api", trigger, "echo \"$(basename $0)\" \"$2\"");
        for (const char* app : {"shop", "other"}) {
            util::write_file(host_.root() / "config" / "common" / app / "deployed", "true");
            util::write_file(host_.root() / "apps" / app / "CONTAINER.web.1", std::string(64, 'a') + "\n");
        }
        util::run({.words = {"sh", "-c",
                             "cd " + (host_.root() / "apps" / "shop").string() +
                                 " && git update-ref refs/heads/main $(git -c user.name=a -c user.email=a@b"
                                 " commit-tree -m one $(git hash-object -t tree -w /dev/null))"}});
    }

    const RunningHost& host() const { return host_; }

private:
    RunningHost host_;
};

const std::vector<std::vector<std::string>> commands_that_need_a_scheduler{
    {"apps:clone", "shop", "copy"},
    {"apps:destroy", "--force", "shop"},
    {"apps:rename", "shop", "copy"},
    {"apps:rename", "--skip-deploy", "shop", "copy"},
    {"checks:run", "shop"},
    {"config:set", "shop", "A=2"},
    {"config:unset", "shop", "A"},
    {"enter", "shop"},
    {"logs", "shop"},
    {"logs:failed", "shop"},
    {"ps:inspect", "shop"},
    {"ps:rebuild", "shop"},
    {"ps:restart", "shop"},
    {"ps:restore", "shop"},
    {"ps:retire", "shop"},
    {"ps:scale", "shop", "web=2"},
    {"ps:start", "shop"},
    {"ps:stop", "shop"},
    {"run", "shop", "ls"},
    {"run:detached", "shop", "ls"},
    {"run:list", "shop"},
    {"run:logs", "shop"},
    {"run:retire", "shop"},
    {"run:stop", "shop"},
};

}

TEST_CASE("what needs a scheduler that is not there fails before anything is changed") {
    const DeployedShop shop;
    const RunningHost& host = shop.host();
    host.must({"config:set", "--no-restart", "shop", "A=1"});
    const util::Ended chosen = host.run({"scheduler:set", "shop", "selected", "docker-local"});
    CHECK(chosen.status == 0);
    CHECK(chosen.error ==
          " !     No enabled plugin is the scheduler docker-local: until one is, nothing can be "
          "deployed or stopped by it\n");
    for (const auto& command : commands_that_need_a_scheduler) {
        const std::string line = util::join(command, " ");
        CAPTURE(line);
        const util::Ended refused = host.run(command);
        CHECK(refused.status == 1);
        CHECK(refused.error ==
              " !     no enabled plugin is the scheduler docker-local, which shop has selected: "
              "hookrun scheduler:set shop selected docker-api, or install it\n");
    }
    CHECK(host.must({"apps:list"}) == "=====> My Apps\nother\nshop\n");
    CHECK(host.must({"config:get", "shop", "A"}) == "1\n");
    CHECK(host.ask({"ps-current-scale", "shop"}) == "web=1");
    CHECK(host.must({"ps:report", "shop", "--ps-restore"}) == "\n");
    CHECK(host.run({"git-hook", "shop"},
                   std::string(40, '0') + " " + std::string(40, '1') + " refs/heads/main\n")
              .error.find("no enabled plugin is the scheduler docker-local") != std::string::npos);

    SUBCASE("one of many apps keeps none of the others from their turn") {
        const util::Ended ended = host.run({"ps:restore"});
        CHECK(ended.status == 1);
        CHECK(ended.output.find("scheduler-deploy other") != std::string::npos);
        CHECK(host.run({"logs:failed", "--all"}).output.find("scheduler-logs-failed other") !=
              std::string::npos);
    }
    SUBCASE("what does not reach the containers goes on") {
        host.must({"config:set", "--no-restart", "shop", "A=3"});
        host.must({"ps:scale", "--skip-deploy", "shop", "web=3"});
        host.must({"ps:report", "shop"});
    }
    SUBCASE("an app without containers can be destroyed") {
        std::filesystem::remove(host.root() / "apps" / "shop" / "CONTAINER.web.1");
        host.must({"apps:destroy", "--force", "shop"});
    }
    SUBCASE("the way out is the one that is told") {
        host.must({"scheduler:set", "shop", "selected", "docker-api"});
        CHECK(host.must({"ps:restart", "shop"}) == "scheduler-deploy shop\n");
    }
}

TEST_CASE("a scheduler that is not there is told by where it was chosen and how to have it") {
    const DeployedShop shop;
    const RunningHost& host = shop.host();
    host.must({"scheduler:set", "--global", "selected", "docker-local"});
    const auto way_out = [&host] {
        const std::string error = host.run({"ps:stop", "shop"}).error;
        return error.substr(std::min(error.size(), error.find("which")));
    };
    CHECK(way_out() ==
          "which is selected for all apps: hookrun scheduler:set --global selected docker-api, or "
          "install it\n");
    util::make_directory(host.root() / "plugins" / "available" / "scheduler-docker-local");
    CHECK(way_out() ==
          "which is selected for all apps: hookrun scheduler:set --global selected docker-api, or "
          "hookrun plugin:enable scheduler-docker-local\n");
    host.must({"plugin:enable", "scheduler-docker-local"});
    CHECK(way_out().empty());
    CHECK(host.run({"ps:stop", "shop"}).error ==
          " !     the scheduler docker-local cannot do this: it has no trigger scheduler-stop\n");
}

TEST_CASE("logs of a type that has no container are refused") {
    const DeployedShop shop;
    const RunningHost& host = shop.host();
    CHECK(host.must({"logs", "shop", "-p", "web"}) == "scheduler-logs shop\n");
    CHECK(host.must({"logs", "shop", "-p", "web.1"}) == "scheduler-logs shop\n");
    const util::Ended refused = host.run({"logs", "shop", "-p", "worker"});
    CHECK(refused.status == 1);
    CHECK(refused.error == " !     shop has no container of worker, but of web\n");
}

TEST_CASE("help lists the commands of host and plugins in one layout, and tells of one alone") {
    const RunningHost host;
    host.add_hook("greeter", "commands",
                  "echo '    greeter:hello <name> [--loudly] [--again] [--and-again], Says hello, and more'");
    const std::string all = host.must({"help"});
    CHECK(host.must({"--help"}) == all);
    for (const std::string& line : util::lines(all)) CHECK_MESSAGE(line.size() <= 100, line);
    CHECK(all.find("  apps:create APP                           create an app\n") != std::string::npos);
    CHECK(all.find("  greeter:hello <name> [--loudly] [--again] [--and-again]\n" + std::string(44, ' ') +
                   "Says hello, and more\n") != std::string::npos);

    const std::string create = "usage: hookrun apps:create APP\n       create an app\n";
    CHECK(host.must({"help", "apps:create"}) == create);
    CHECK(host.must({"apps:create", "--help"}) == create);
    CHECK(host.must({"apps:create", "-h"}) == create);
    CHECK(host.must({"help", "run"}).starts_with("usage: hookrun run [-e KEY=VALUE]"));
    CHECK(host.must({"help", "run"}).find("run:list") == std::string::npos);
    CHECK(host.must({"help", "apps"}).find("usage: hookrun apps:list\n") != std::string::npos);
    CHECK(host.must({"help", "greeter:hello"}).find("Says hello, and more\n") != std::string::npos);
    CHECK(host.run({"help", "no-such"}).status == 10);
    host.must({"apps:create", "shop"});
    host.add_hook("scheduler-docker-api", "scheduler-deploy", "exit 0");
    host.add_hook("scheduler-docker-api", "scheduler-run", "echo \"$@\"");
    CHECK(host.must({"run", "shop", "ls", "--help"}) == "docker-api shop 0 -- ls --help\n");
}

TEST_CASE("a plugin's subcommands and commands hook are reached") {
    const RunningHost host;
    host.add_hook("greeter", "subcommands/hello", "echo sub \"$@\"");
    host.add_hook("greeter", "commands", "case $1 in greet) echo greeted \"$2\";; *) exit 10;; esac");
    CHECK(host.must({"greeter:hello", "x"}) == "sub greeter:hello x\n");
    CHECK(host.must({"greet", "you"}) == "greeted you\n");
    CHECK(host.run({"other"}).status == 10);
}

TEST_CASE("plugins are installed, updated and removed") {
    const RunningHost host;
    const util::TemporaryDirectory source;
    std::filesystem::create_symlink("plugin/plugin.toml", source.path() / "plugin.toml");
    util::write_file(source.path() / "plugin" / "plugin.toml",
                     "[plugin]\nversion = \"1.2\"\ndescription = \"a test\"\n[plugin.config]\n");
    util::write_file(source.path() / "install", "#!/bin/sh\necho installing\n", 0755);
    CHECK(host.must({"plugin:install", source.path(), "--name", "mine"}).find("installing\n") !=
          std::string::npos);
    CHECK(host.must({"plugin:list"}).find("mine 1.2 enabled a test\n") != std::string::npos);
    CHECK(host.run({"plugin:install", source.path(), "--name", "mine"}).status == 1);
    CHECK(host.must({"plugin:update", "mine"}).find("not managed by git") != std::string::npos);
    host.must({"plugin:disable", "mine"});
    CHECK(host.must({"plugin:list"}).find("mine 1.2 disabled a test\n") != std::string::npos);
    CHECK(host.run({"plugin:disable", "00_hookrun-core"}).status == 1);
    CHECK(host.run({"plugin:enable", "no-such"}).status == 1);
    host.must({"plugin:enable", "mine"});
    CHECK(host.must({"plugin:list"}).find("mine 1.2 enabled a test\n") != std::string::npos);
    host.must({"plugin:disable", "mine"});
    host.must({"plugin:uninstall", "mine"});
    CHECK(host.must({"plugin:list"}).find("mine") == std::string::npos);
    CHECK(host.run({"plugin:uninstall", "mine"}).status == 1);
    CHECK(host.run({"plugin:uninstall", "../enabled"}).status == 1);
}

TEST_CASE("a root directory that is not there, or belongs to another, is told") {
    const RunningHost host;
    std::filesystem::remove_all(host.root() / "apps");
    CHECK(host.must({"apps:list"}) == "=====> My Apps\n");
    const util::Path moved = host.root().string() + ".moved";
    std::filesystem::rename(host.root(), moved);
    CHECK(host.run({"apps:list"}).error.find("run hookrun setup") != std::string::npos);
    std::filesystem::rename(moved, host.root());
}

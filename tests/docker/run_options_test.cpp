#include "docker/run_options.hpp"

#include "docker/json.hpp"
#include "util/error.hpp"
#include "util/file.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

using docker::ContainerSpec;
using docker::RunContext;
using docker::json::Json;

namespace {

using Words = std::vector<std::string>;

ContainerSpec parse(const Words& flags, const std::string& version = "1.41") {
    return docker::parse_run_options(
        flags, {.image = "img:1", .environment = {{"KNOWN", "a=b"}}, .api_version = version});
}

Json body(const Words& flags, const std::string& version = "1.41") {
    return util::parse_json(parse(flags, version).body);
}

std::string refusal(const Words& flags, const std::string& version = "1.41") {
    try {
        parse(flags, version);
    } catch (const util::Error& error) {
        return error.what();
    }
    return "accepted";
}

/// What flags put at a place of the create body, both as JSON; null: nothing.
struct Row {
    Words flags;
    const char* place;
    const char* expected;
};

void check(const std::vector<Row>& rows, const std::string& version = "1.41") {
    for (const Row& row : rows) {
        CAPTURE(util::join(row.flags, " "));
        const Json made = body(row.flags, version);
        const Json::json_pointer place(row.place);
        CHECK((made.contains(place) ? made.at(place) : Json()) == util::parse_json(row.expected));
    }
}

}

TEST_CASE("without flags there is what the CLI always sends") {
    const ContainerSpec spec = parse({});
    const Json made = util::parse_json(spec.body);
    CHECK(made["Image"] == "img:1");
    CHECK_FALSE(made.contains("Cmd"));
    CHECK(made["AttachStdout"] == true);
    CHECK(made["AttachStderr"] == true);
    CHECK(made["AttachStdin"] == false);
    CHECK(made["HostConfig"]["NetworkMode"] == "default");
    CHECK(made["HostConfig"]["RestartPolicy"] == util::parse_json(R"({"Name":"no","MaximumRetryCount":0})"));
    CHECK(spec.restart_policy.name == "no");
    CHECK(spec.network_mode == "default");
    CHECK(spec.name.empty());
}

TEST_CASE("arguments behind the image become the command") {
    const ContainerSpec spec = docker::parse_run_options({}, {.image = "i", .command = {"a", "-b"}});
    CHECK(util::parse_json(spec.body)["Cmd"] == util::parse_json(R"(["a","-b"])"));
}

TEST_CASE("flags are written in many ways") {
    check({
        {{"--memory=1k"}, "/HostConfig/Memory", "1024"},
        {{"--memory", "1k"}, "/HostConfig/Memory", "1024"},
        {{"-m1k"}, "/HostConfig/Memory", "1024"},
        {{"-m=1k"}, "/HostConfig/Memory", "1024"},
        {{"-m", "1k"}, "/HostConfig/Memory", "1024"},
        {{"-it"}, "/Tty", "true"},
        {{"-ti"}, "/OpenStdin", "true"},
        {{"-itm", "1k"}, "/HostConfig/Memory", "1024"},
        {{"-i=false", "-t"}, "/OpenStdin", "false"},
        {{"--init=false"}, "/HostConfig/Init", "false"},
        {{"--init"}, "/HostConfig/Init", "true"},
        {{"--hostname", "--name"}, "/Hostname", "\"--name\""},
        {{"--init", "--"}, "/HostConfig/Init", "true"},
    });
    CHECK(parse({"-it"}).has_terminal);
    CHECK_FALSE(parse({"-t=false"}).has_terminal);
}

TEST_CASE("a repeated flag with one value keeps the last, a list all") {
    CHECK(parse({"--name=a", "--name=b"}).name == "b");
    CHECK(parse({"--restart=always", "--restart=no"}).restart_policy == docker::RestartPolicy{"no", 0});
    check({
        {{"--memory=1k", "--memory=2k"}, "/HostConfig/Memory", "2048"},
        {{"--add-host=a:1.2.3.4", "--add-host=b:1.2.3.4"},
         "/HostConfig/ExtraHosts",
         R"(["a:1.2.3.4","b:1.2.3.4"])"},
    });
}

TEST_CASE("what Dokku itself emits") {
    const ContainerSpec spec = parse({"--label=com.dokku.app-name=node",
                                      "--env=KNOWN",
                                      "--env=UNKNOWN",
                                      "--name=node.web.1.upcoming-1",
                                      "--init",
                                      "--restart=on-failure:10",
                                      "--log-opt=max-size=10m",
                                      "--network=own",
                                      "-v",
                                      "/var/lib/dokku:/data:ro",
                                      "--cpus=1.5",
                                      "--memory=512m",
                                      "--memory-swap=-1",
                                      "--memory-reservation=64m",
                                      "--gpus=all",
                                      "--entrypoint",
                                      "launcher",
                                      "--platform=linux/amd64",
                                      "-p",
                                      "5000"});
    const Json made = util::parse_json(spec.body);
    CHECK(spec.name == "node.web.1.upcoming-1");
    CHECK(spec.platform == "linux/amd64");
    CHECK(spec.restart_policy == docker::RestartPolicy{"on-failure", 10});
    CHECK(spec.network_mode == "own");
    CHECK(spec.bind_sources == Words{"/var/lib/dokku"});
    CHECK(spec.published_ports == Words{"5000/tcp"});
    CHECK_FALSE(spec.has_fixed_host_port);
    CHECK(made["Labels"]["com.dokku.app-name"] == "node");
    CHECK(made["Env"] == util::parse_json(R"(["KNOWN=a=b","UNKNOWN"])"));
    CHECK(made["Entrypoint"] == util::parse_json(R"(["launcher"])"));
    const Json& host = made["HostConfig"];
    CHECK(host["Init"] == true);
    CHECK(host["RestartPolicy"] == util::parse_json(R"({"Name":"on-failure","MaximumRetryCount":10})"));
    CHECK(host["LogConfig"] == util::parse_json(R"({"Config":{"max-size":"10m"}})"));
    CHECK(host["Binds"] == util::parse_json(R"(["/var/lib/dokku:/data:ro"])"));
    CHECK(host["NanoCpus"] == 1'500'000'000);
    CHECK(host["Memory"] == 512 << 20);
    CHECK(host["MemorySwap"] == -1);
    CHECK(host["MemoryReservation"] == 64 << 20);
    CHECK(host["NetworkMode"] == "own");
    CHECK(host["DeviceRequests"] ==
          util::parse_json(R"([{"Driver":"","Count":-1,"Capabilities":[["gpu"]],"Options":{}}])"));
    CHECK(host["PortBindings"] == util::parse_json(R"({"5000/tcp":[{"HostIp":"","HostPort":""}]})"));
    CHECK(made["ExposedPorts"] == util::parse_json(R"({"5000/tcp":{}})"));
}

TEST_CASE("all mistakes are told at once, by name") {
    const std::string message =
        refusal({"--bogus=1", "--memory=12x", "-z", "value", "--annotation=a=b", "--cpus", "abc", "stray",
                 "--no-healthcheck", "--health-cmd=x", "--publish"});
    CHECK(util::split(message, '\n') ==
          Words{
              "docker flags that cannot be used:",
              "  --bogus=1 is not known",
              "  -z is not known",
              "  stray is no flag",
              "  --publish needs a value",
              "  --memory=12x: expected a size such as 512m or 1g",
              "  --annotation=a=b: it needs API version 1.43, the Engine speaks 1.41",
              "  --cpus abc: expected a number of CPUs such as 1.5",
              "  --no-healthcheck excludes the --health-* flags",
          });
}

TEST_CASE("flags of a newer API need it") {
    CHECK(refusal({"--annotation=a=b"}, "1.43") == "accepted");
    for (const std::string flag :
         {"--health-start-interval=5s", "--annotation=a=b", "--network=name=a,gw-priority=1",
          "--network=name=a,mac-address=92:d0:c6:0a:29:33", "--mount=src=v,dst=/b,volume-subpath=x",
          "--mount=type=image,src=i,dst=/b", "--mount=type=bind,src=/a,dst=/b,bind-create-src"}) {
        CAPTURE(flag);
        CHECK(refusal({flag}).find("needs API version 1.4") != std::string::npos);
        CHECK(refusal({flag}, "1.51") == "accepted");
    }
}

TEST_CASE("quantities") {
    check({
        {{"--memory=100"}, "/HostConfig/Memory", "100"},
        {{"--memory=100B"}, "/HostConfig/Memory", "100"},
        {{"--memory=1.5g"}, "/HostConfig/Memory", "1610612736"},
        {{"--memory=1 GiB"}, "/HostConfig/Memory", "1073741824"},
        {{"--memory=1KB"}, "/HostConfig/Memory", "1024"},
        {{"--shm-size=64m"}, "/HostConfig/ShmSize", "67108864"},
        {{"--kernel-memory=64m"}, "/HostConfig/KernelMemory", "67108864"},
        {{"--cpus=.5"}, "/HostConfig/NanoCpus", "500000000"},
        {{"--cpus=1/4"}, "/HostConfig/NanoCpus", "250000000"},
        {{"--cpu-shares=0x10"}, "/HostConfig/CpuShares", "16"},
        {{"--cpu-shares=010"}, "/HostConfig/CpuShares", "8"},
        {{"--cpu-shares=1_000"}, "/HostConfig/CpuShares", "1000"},
        {{"--pids-limit=-1"}, "/HostConfig/PidsLimit", "-1"},
        {{"--oom-score-adj=-500"}, "/HostConfig/OomScoreAdj", "-500"},
        {{"--memory-swappiness=0"}, "/HostConfig/MemorySwappiness", "0"},
        {{"--ulimit=nofile=1024:2048", "--ulimit=nproc=5"},
         "/HostConfig/Ulimits",
         R"([{"Name":"nofile","Soft":1024,"Hard":2048},{"Name":"nproc","Soft":5,"Hard":5}])"},
        {{"--blkio-weight-device=/dev/sda:200"},
         "/HostConfig/BlkioWeightDevice",
         R"([{"Path":"/dev/sda","Weight":200}])"},
        {{"--device-read-bps=/dev/sda:1mb"},
         "/HostConfig/BlkioDeviceReadBps",
         R"([{"Path":"/dev/sda","Rate":1048576}])"},
    });
    for (const std::string flag : {"--memory=",
                                   "--memory=x",
                                   "--memory=-1",
                                   "--memory=1kk",
                                   "--memory=100bib",
                                   "--memory=inf",
                                   "--memory=99999999999p",
                                   "--cpus=1/3",
                                   "--cpus=1/0",
                                   "--cpus=0.0000000001",
                                   "--cpus=",
                                   "--cpus=1.5x",
                                   "--cpu-shares=1.5",
                                   "--cpu-shares=09",
                                   "--cpu-shares=_1",
                                   "--cpu-shares=99999999999999999999",
                                   "--memory-swappiness=101",
                                   "--blkio-weight=70000",
                                   "--ulimit=bogus=1",
                                   "--ulimit=nofile",
                                   "--ulimit=nofile=2:1",
                                   "--ulimit=nofile=-1:5",
                                   "--ulimit=nofile=x",
                                   "--blkio-weight-device=/dev/sda:5",
                                   "--blkio-weight-device=sda:100",
                                   "--device-read-bps=/dev/sda:x",
                                   "--device-read-iops=/dev/sda:1k",
                                   "--cpu-count=1",
                                   "--init=maybe"}) {
        CAPTURE(flag);
        CHECK(refusal({flag}) != "accepted");
    }
}

TEST_CASE("newer Engines are not told a limit of kernel memory") {
    check({{{"--kernel-memory=64m"}, "/HostConfig/KernelMemory", "null"}}, "1.42");
}

TEST_CASE("variables and labels, from flags and files") {
    const util::TemporaryDirectory directory;
    const std::string file = (directory.path() / "pairs").string();
    util::write_file(file,
                     "\xEF\xBB\xBF"
                     "A=1\r\n# comment\n\n  B=two words \nKNOWN\nUNKNOWN\nC=\n");
    check({
        {{"-e", "A=9", "--env-file", file}, "/Env", R"(["A=1","B=two words ","KNOWN=a=b","C=","A=9"])"},
        {{"-e", "A=1", "-e", "B=2", "-e", "A"}, "/Env", R"(["B=2","A"])"},
        {{"-l", "C=9", "--label-file", file}, "/Labels", R"({"A":"1","B":"two words ","C":"9"})"},
        {{"-lname", "--label= x=y=z"}, "/Labels", R"({"name":""," x":"y=z"})"},
    });
    util::write_file(file, "NAME=\xE4\n");
    CHECK(refusal({"--env-file", file}).find("not UTF-8: 'NAME=\\xe4'") != std::string::npos);
    util::write_file(file, "two words=1\n");
    for (const Words& flags :
         {Words{"--env-file", file}, Words{"--env-file", "/nonexistent"}, Words{"--env", "=x"},
          Words{"--label", "=x"}, Words{"--label", "a b=c"}, Words{"--env-file", "/dev/null"}}) {
        CAPTURE(util::join(flags, " "));
        CHECK(refusal(flags) != "accepted");
    }
}

TEST_CASE("ports") {
    check({
        {{"-p", "8080:80"}, "/HostConfig/PortBindings", R"({"80/tcp":[{"HostIp":"","HostPort":"8080"}]})"},
        {{"-p", "127.0.0.1::53/udp"},
         "/HostConfig/PortBindings",
         R"({"53/udp":[{"HostIp":"127.0.0.1","HostPort":""}]})"},
        {{"-p", "[::1]:1:80"}, "/HostConfig/PortBindings", R"({"80/tcp":[{"HostIp":"::1","HostPort":"1"}]})"},
        {{"-p", "::1:1:80"}, "/HostConfig/PortBindings", R"({"80/tcp":[{"HostIp":"::1","HostPort":"1"}]})"},
        {{"-p", "1-2:8-9"},
         "/HostConfig/PortBindings",
         R"({"8/tcp":[{"HostIp":"","HostPort":"1"}],"9/tcp":[{"HostIp":"","HostPort":"2"}]})"},
        {{"-p", "8000-8010:80"},
         "/HostConfig/PortBindings",
         R"({"80/tcp":[{"HostIp":"","HostPort":"8000-8010"}]})"},
        {{"-p", "published=1,target=80,protocol=udp"},
         "/HostConfig/PortBindings",
         R"({"80/udp":[{"HostIp":"","HostPort":"1"}]})"},
        {{"-p", "1:80", "-p", "2:80"},
         "/HostConfig/PortBindings",
         R"({"80/tcp":[{"HostIp":"","HostPort":"1"},{"HostIp":"","HostPort":"2"}]})"},
        {{"-p", "1:80", "--expose", "90-91/UDP"},
         "/ExposedPorts",
         R"({"80/tcp":{},"90/udp":{},"91/udp":{}})"},
        {{"-P"}, "/HostConfig/PublishAllPorts", "true"},
    });
    CHECK(parse({"-p", "8080:80"}).has_fixed_host_port);
    CHECK_FALSE(parse({"-p", "80", "-p", "0:81", "-p", "8000-8010:82"}).has_fixed_host_port);
    CHECK(parse({"-p", "1:80", "-p", "2:80", "-p", "53/udp"}).published_ports == Words{"80/tcp", "53/udp"});
    for (const std::string value : {"", "x", "1:", "80/bogus", "99999:80", "80:99999", "1-3:8-9", "9-8",
                                    "x:1:80", "1.2.3:1:80", "published=1,target", "-1", "1:2:3:4:x"}) {
        CAPTURE(value);
        CHECK(refusal({"--publish=" + value}) != "accepted");
    }
    CHECK(refusal({"--expose=80:80"}) != "accepted");
}

TEST_CASE("volumes and mounts") {
    const std::string here = std::filesystem::current_path().string();
    check({
        {{"-v", "/a:/b", "-v", "/a:/b", "-v", "v:/c:ro,Z"}, "/HostConfig/Binds", R"(["/a:/b","v:/c:ro,Z"])"},
        {{"-v", "/c"}, "/Volumes", R"({"/c":{}})"},
        {{"-v", "/c"}, "/HostConfig/Binds", "null"},
        {{"-v", "./x/../y/:/b"}, "/HostConfig/Binds", ("[\"" + here + "/y:/b\"]").c_str()},
        {{"--tmpfs=/run", "--tmpfs=/tmp:rw,size=64m"},
         "/HostConfig/Tmpfs",
         R"({"/run":"","/tmp":"rw,size=64m"})"},
        {{"--mount=type=bind,src=/a,dst=/b,readonly"},
         "/HostConfig/Mounts",
         R"([{"Type":"bind","Source":"/a","Target":"/b","ReadOnly":true}])"},
        {{"--mount=source=v,target=/b,volume-nocopy,volume-label=a=b,volume-opt=type=nfs,volume-driver=d"},
         "/HostConfig/Mounts",
         R"([{"Type":"volume","Source":"v","Target":"/b","VolumeOptions":{"NoCopy":true,"Labels":{"a":"b"},
             "DriverConfig":{"Name":"d","Options":{"type":"nfs"}}}}])"},
        {{"--mount=source=v,target=/b,volume-nocopy"},
         "/HostConfig/Mounts",
         R"([{"Type":"volume","Source":"v","Target":"/b","VolumeOptions":{"NoCopy":true,"DriverConfig":{}}}])"},
        {{"--mount=type=tmpfs,destination=/b,tmpfs-size=1m,tmpfs-mode=1770"},
         "/HostConfig/Mounts",
         R"([{"Type":"tmpfs","Target":"/b","TmpfsOptions":{"SizeBytes":1048576,"Mode":1016}}])"},
        {{"--mount=type=bind,\"src=/a,b\",dst=/c,bind-propagation=rshared,bind-recursive=disabled"},
         "/HostConfig/Mounts",
         R"([{"Type":"bind","Source":"/a,b","Target":"/c","BindOptions":{"Propagation":"rshared","NonRecursive":true}}])"},
        {{"--volumes-from=a", "--volumes-from=b:ro"}, "/HostConfig/VolumesFrom", R"(["a","b:ro"])"},
    });
    CHECK(parse({"-v", "/a:/b", "-v", "v:/c", "-v", "/d", "--mount", "type=bind,src=/e,dst=/f", "--mount",
                 "src=v,dst=/g"})
              .bind_sources == Words{"/a", "/e"});
    for (const std::string value : {"", "/a::ro", ":/b", "/a:", "/a:/b:ro:x"}) {
        CAPTURE(value);
        CHECK(refusal({"--volume=" + value}) != "accepted");
    }
    for (const std::string value :
         {"", "bogus=1", "type=bind,src", "type=bind,src=/a, dst=/b", "type=bind,volume-nocopy",
          "type=volume,tmpfs-size=1", "ro=maybe", "type=bind,bind-recursive=x",
          "type=bind,src=/a,dst=/b,bind-recursive=writable", "tmpfs-mode=9", "type=bind,\"src=/a"}) {
        CAPTURE(value);
        CHECK(refusal({"--mount=" + value}) != "accepted");
    }
}

TEST_CASE("networks") {
    const char* endpoints = "/NetworkingConfig/EndpointsConfig";
    check({
        {{"--network=own"}, endpoints, "null"},
        {{"--net=own", "--net-alias=a", "--network-alias=b"}, endpoints, R"({"own":{"Aliases":["a","b"]}})"},
        {{"--network=own", "--ip=10.0.0.5", "--ip6=fd00::5"},
         endpoints,
         R"({"own":{"IPAMConfig":{"IPv4Address":"10.0.0.5","IPv6Address":"fd00::5"}}})"},
        {{"--network=own", "--link=a:b"}, endpoints, R"({"own":{"Links":["a:b"]}})"},
        {{"--link=a:b"}, "/HostConfig/Links", R"(["a:b"])"},
        {{"--network=name=own,alias=a,ip=10.0.0.9,driver-opt=k=v"},
         endpoints,
         R"({"own":{"Aliases":["a"],"DriverOpts":{"k":"v"},"IPAMConfig":{"IPv4Address":"10.0.0.9"}}})"},
        {{"--mac-address=92:d0:c6:0a:29:33"}, "/MacAddress", "\"92:d0:c6:0a:29:33\""},
        {{"--network=host"}, "/HostConfig/NetworkMode", "\"host\""},
        {{"--network=container:x"}, "/HostConfig/NetworkMode", "\"container:x\""},
        {{"--dns=8.8.8.8", "--dns=0:0::1", "--dns=::ffff:1.2.3.4"},
         "/HostConfig/Dns",
         R"(["8.8.8.8","::1","1.2.3.4"])"},
        {{"--dns-opt=a", "--dns-option=b", "--dns-search=x.org", "--dns-search=."},
         "/HostConfig/DnsSearch",
         R"(["x.org","."])"},
        {{"--add-host=a=[::1]", "--add-host=b:host-gateway"},
         "/HostConfig/ExtraHosts",
         R"(["a:::1","b:host-gateway"])"},
    });
    check({{{"--mac-address=92:d0:c6:0a:29:33"},
            endpoints,
            R"({"default":{"MacAddress":"92:d0:c6:0a:29:33"}})"},
           {{"--network=a", "--network=b", "--network-alias=x"},
            endpoints,
            R"({"a":{"Aliases":["x"]},"b":{}})"}},
          "1.44");
    CHECK(parse({"--network=own", "--ip=10.0.0.5"}).has_fixed_address);
    CHECK_FALSE(parse({"--network=own"}).has_fixed_address);
    for (const Words& flags :
         {Words{"--network="}, Words{"--network=a", "--network=a"}, Words{"--network=a", "--network=host"},
          Words{"--network-alias=a"}, Words{"--network=host", "--network-alias=a"},
          Words{"--network=alias=a"}, Words{"--network=name=a,bogus=1"}, Words{"--network=name=a,ip=x"},
          Words{"--ip=x"}, Words{"--ip6=1.2.3.4"}, Words{"--network=name=a,alias=b", "--network-alias=c"},
          Words{"--mac-address=x"}, Words{"--dns=1.2.3"}, Words{"--dns-search="}, Words{"--dns-search=a..b"},
          Words{"--add-host=a"}, Words{"--add-host=a:b"}, Words{"--link="}, Words{"--link=a:b:c"}}) {
        CAPTURE(util::join(flags, " "));
        CHECK(refusal(flags) != "accepted");
    }
}

TEST_CASE("networks beyond the first are connected later where the API takes but one") {
    const ContainerSpec spec = parse({"--network=a", "--network=name=b,alias=y", "--network-alias=x"});
    CHECK(spec.network_mode == "a");
    CHECK(spec.further_networks == std::map<std::string, std::string>{{"b", R"({"Aliases":["y"]})"}});
    CHECK(util::parse_json(spec.body)["NetworkingConfig"]["EndpointsConfig"] ==
          util::parse_json(R"({"a":{"Aliases":["x"]}})"));
    CHECK(parse({"--network=a", "--network=b"}, "1.44").further_networks.empty());
}

TEST_CASE("the process in the container") {
    check({
        {{"--entrypoint="}, "/Entrypoint", R"([""])"},
        {{"-u", "1:2"}, "/User", "\"1:2\""},
        {{"-w/app"}, "/WorkingDir", "\"/app\""},
        {{"--stop-signal=SIGQUIT"}, "/StopSignal", "\"SIGQUIT\""},
        {{"--stop-timeout=30"}, "/StopTimeout", "30"},
        {{"--stop-timeout=-5"}, "/StopTimeout", "-5"},
        {{"-i"}, "/StdinOnce", "true"},
        {{"-i"}, "/AttachStdin", "true"},
        {{"-a", "STDOUT"}, "/AttachStderr", "false"},
        {{"-d", "-i"}, "/AttachStdout", "false"},
        {{"-d"}, "/detached", "null"},
        {{"--rm"}, "/HostConfig/AutoRemove", "true"},
        {{"--pull=never", "-q", "--sig-proxy=false", "--detach-keys=x"}, "/pull", "null"},
    });
    CHECK(parse({"--stop-timeout=30"}).stop_timeout == util::Seconds(30));
    CHECK_FALSE(parse({}).stop_timeout);
    CHECK(parse({"--cidfile=/x"}).id_file == "/x");
    const std::map<std::string, std::string> platforms = {{"linux/x86_64", "linux/amd64"},
                                                          {"arm64", "linux/arm64"},
                                                          {"Linux/ARM/v7", "linux/arm/v7"},
                                                          {"linux/aarch64", "linux/arm64"}};
    for (const auto& [given, usual] : platforms) CHECK(parse({"--platform=" + given}).platform == usual);
    for (const Words& flags :
         {Words{"--restart=bogus"}, Words{"--restart=always:3"}, Words{"--restart=on-failure:x"},
          Words{"--restart=:3"}, Words{"--rm", "--restart=always"}, Words{"-d", "-a", "stdout"},
          Words{"-a", "bogus"}, Words{"--pull=always"}, Words{"--platform=a/b/c/d"},
          Words{"--platform=li nux/x"}, Words{"--stop-timeout=x"}}) {
        CAPTURE(util::join(flags, " "));
        CHECK(refusal(flags) != "accepted");
    }
}

TEST_CASE("health checks of the Engine") {
    check({
        {{"--health-cmd=curl -f x", "--health-interval=1m30s", "--health-retries=3", "--health-timeout=1.5s"},
         "/Healthcheck",
         R"({"Test":["CMD-SHELL","curl -f x"],"Interval":90000000000,"Retries":3,"Timeout":1500000000})"},
        {{"--no-healthcheck"}, "/Healthcheck", R"({"Test":["NONE"]})"},
        {{"--no-healthcheck", "--health-interval=0s"}, "/Healthcheck", R"({"Test":["NONE"]})"},
        {{"--health-interval=0", "--health-cmd="}, "/Healthcheck", "null"},
    });
    for (const std::string flag : {"--health-interval=-5s", "--health-interval=5",
                                   "--health-interval=", "--health-interval=5x", "--health-retries=-1"})
        CHECK(refusal({flag}) != "accepted");
}

TEST_CASE("rights and isolation") {
    const util::TemporaryDirectory directory;
    const std::string profile = (directory.path() / "seccomp.json").string();
    util::write_file(profile, R"({ "b": [1, "\" x"], "a":2.0 })");
    check({
        {{"--cap-add=sys_admin", "--cap-add=CAP_NET_RAW"},
         "/HostConfig/CapAdd",
         R"(["sys_admin","CAP_NET_RAW"])"},
        {{"--cap-drop=all"}, "/HostConfig/CapDrop", R"(["all"])"},
        {{"--security-opt=no-new-privileges", "--security-opt=apparmor:unconfined"},
         "/HostConfig/SecurityOpt",
         R"(["no-new-privileges","apparmor:unconfined"])"},
        {{"--security-opt=seccomp=" + profile},
         "/HostConfig/SecurityOpt",
         R"(["seccomp={\"b\":[1,\"\\\" x\"],\"a\":2.0}"])"},
        {{"--security-opt=seccomp:unconfined"}, "/HostConfig/SecurityOpt", R"(["seccomp:unconfined"])"},
        {{"--security-opt=systempaths=unconfined"}, "/HostConfig/MaskedPaths", "[]"},
        {{"--security-opt=systempaths=unconfined"}, "/HostConfig/SecurityOpt", "[]"},
        {{"--sysctl=net.core.somaxconn=1024"}, "/HostConfig/Sysctls", R"({"net.core.somaxconn":"1024"})"},
        {{"--pid=container:x"}, "/HostConfig/PidMode", "\"container:x\""},
        {{"--group-add=audio"}, "/HostConfig/GroupAdd", R"(["audio"])"},
        {{"--device=/dev/null"},
         "/HostConfig/Devices",
         R"([{"PathOnHost":"/dev/null","PathInContainer":"/dev/null","CgroupPermissions":"rwm"}])"},
        {{"--device=/dev/null:/dev/x:r"},
         "/HostConfig/Devices",
         R"([{"PathOnHost":"/dev/null","PathInContainer":"/dev/x","CgroupPermissions":"r"}])"},
        {{"--device=nvidia.com/gpu=all"},
         "/HostConfig/DeviceRequests",
         R"([{"Driver":"cdi","DeviceIDs":["nvidia.com/gpu=all"]}])"},
        {{"--gpus=device="},
         "/HostConfig/DeviceRequests",
         R"([{"Driver":"","DeviceIDs":[""],"Capabilities":[["gpu"]],"Options":{}}])"},
        {{"--gpus=\"device=0,1\""},
         "/HostConfig/DeviceRequests",
         R"([{"Driver":"","DeviceIDs":["0","1"],"Capabilities":[["gpu"]],"Options":{}}])"},
    });
    for (const std::string flag :
         {"--security-opt=bogus", "--security-opt=label=", "--security-opt=seccomp=/nonexistent",
          "--sysctl=kernel.bogus=1", "--sysctl=net.x", "--pid=x", "--pid=container:", "--uts=x", "--userns=x",
          "--cgroupns=x", "--device=null", "--device=/dev/null:/dev/x:bogus", "--device-cgroup-rule=bogus",
          "--gpus=bogus", "--gpus=\"device=0\"1", "--dns-search=a:b.example", "--gpus=count=1,count=2",
          "--gpus=", "--storage-opt=x"}) {
        CAPTURE(flag);
        CHECK(refusal({flag}) != "accepted");
    }
    CHECK(refusal({"--log-driver=none", "--log-opt=a=b"}) != "accepted");
}

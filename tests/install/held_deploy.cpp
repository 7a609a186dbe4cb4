#include "held_deploy.hpp"

#include <doctest/doctest.h>

namespace e2e {

namespace {

constexpr int longest_wait = 1200;

bool comes(const util::Path& file) {
    for (int tries = 0; tries < longest_wait && !std::filesystem::exists(file); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return std::filesystem::exists(file);
}

std::string wait_in(const util::Path& directory) {
    return "touch " + (directory / "waits").string() + "; until [ -e " + (directory / "go").string() +
           " ]; do sleep 0.1; done";
}

}

HeldDeploy::HeldDeploy(TestApp& app, const std::string& text)
    : plugin_("zz-hold", {{"check-deploy", wait_in(directory_.path())}}) {
    std::filesystem::permissions(directory_.path(), std::filesystem::perms::all);
    push_ = std::thread([this, &app, text] { ended_ = app.push({{"web", "--text=" + text}}); });
    CHECK(comes(directory_.path() / "waits"));
}

HeldDeploy::~HeldDeploy() {
    if (push_.joinable()) finish();
}

util::Ended HeldDeploy::finish() {
    util::write_file(directory_.path() / "go", "", 0644);
    push_.join();
    return ended_;
}

}

#include "server_app.hpp"

#include <doctest/doctest.h>

using namespace servers;

namespace {

/// Takes longer to load than Gunicorn waits for a worker.
constexpr const char* patience = "--bind 0.0.0.0:5000 --timeout 1";

}

TEST_CASE("Gunicorn's workers that are killed while they boot are told, with what helps, which does") {
    ServerApp app("workers");
    app.configure({{"LOAD_SECONDS", "3"}, {"RELEASE_HEALTHCHECK_TIMEOUT", "6"}});
    const Pushed sync = app.push(std::string("gunicorn ") + patience + " app:app");
    CHECK_FALSE(sync.accepted);
    CHECK_MESSAGE(sync.says("WORKER_TIMEOUT"), sync.output);
    CHECK(sync.says("--preload"));
    CHECK(sync.says("--timeout 1"));
    CHECK(sync.says("Does not help"));

    app.configure({{"RELEASE_HEALTHCHECK_TIMEOUT", "60"}});
    const Pushed preloaded = app.push(std::string("gunicorn --preload ") + patience + " app:app");
    CHECK_MESSAGE(preloaded.accepted, preloaded.output);
    CHECK(app.page() == "hello");
}

TEST_CASE("Gunicorn's asynchronous workers are to be given more time, which helps") {
    ServerApp app("async-workers");
    app.configure({{"LOAD_SECONDS", "3"}, {"RELEASE_HEALTHCHECK_TIMEOUT", "6"}});
    const Pushed killed = app.push(std::string("gunicorn --worker-class gevent ") + patience + " app:app");
    CHECK_FALSE(killed.accepted);
    CHECK_MESSAGE(killed.says("WORKER_TIMEOUT"), killed.output);
    CHECK_FALSE(killed.says("--preload"));

    app.configure({{"RELEASE_HEALTHCHECK_TIMEOUT", "60"}});
    const Pushed patient =
        app.push("gunicorn --worker-class gevent --bind 0.0.0.0:5000 --timeout 30 app:app");
    CHECK_MESSAGE(patient.accepted, patient.output);
}

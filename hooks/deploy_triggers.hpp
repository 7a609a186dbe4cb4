#pragma once

#include "arguments.hpp"

#include "hook/runtime.hpp"

namespace hooks {

// What the deployer does (deploy.cpp): triggers that have passed their gate.
int scheduler_deploy(hook::Runtime& runtime, const Arguments& arguments);
int post_release_builder(hook::Runtime& runtime, const Arguments& arguments);
int check_container(hook::Runtime& runtime, const Arguments& arguments);
int keep_revision(hook::Runtime& runtime, const Arguments& arguments);

}

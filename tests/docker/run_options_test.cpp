#include "docker/run_options.hpp"

#include <doctest/doctest.h>

#include "attempt.hpp"

#include "diagnosis/sighting.hpp"
#include "diagnosis/signatures.hpp"

namespace {

/// Rules and the output that they search are parted by a NUL.
constexpr char separator = '\0';

void search(const diagnosis::Signatures& signatures, const std::string& output) {
    for (const health::Code code : {health::Code::exited, health::Code::no_listener})
        diagnosis::sight(signatures, {.code = code, .output = output, .command = output});
}

}

/// An operator's rules, and an app's output before them and the shipped ones.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string input = fuzz::text(data, size);
    const std::size_t end = std::min(input.find(separator), size);
    const std::string output = input.substr(std::min(end + 1, size));
    fuzz::attempt([&] { search(diagnosis::read_signatures(input.substr(0, end), "rules.yml"), output); });
    fuzz::attempt([&] { search(diagnosis::shipped_signatures(), output); });
    return 0;
}

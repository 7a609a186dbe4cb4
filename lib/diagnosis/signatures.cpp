#include "diagnosis/signatures.hpp"

#include "util/error.hpp"

#include <algorithm>
#include <iterator>

namespace diagnosis {

namespace {

struct RulesFile {
    const char* name;
    const char* text;
};

constexpr RulesFile shipped_files[] = {
#include "diagnosis/shipped_rules.inc"
};

void append(Signatures& all, Signatures more) {
    std::move(more.list.begin(), more.list.end(), std::back_inserter(all.list));
    std::move(more.complaints.begin(), more.complaints.end(), std::back_inserter(all.complaints));
}

Signatures read_shipped() {
    Signatures all;
    for (const RulesFile& file : shipped_files) append(all, read_signatures(file.text, file.name));
    return all;
}

Signatures read_file_of_operator(const util::Path& file) {
    try {
        return read_signatures(util::read_file(file).value_or(""), file);
    } catch (const util::Error& error) {
        return {.complaints = {error.what()}};
    }
}

Signatures read_directory(const util::Path& directory) {
    Signatures all;
    try {
        for (const std::string& name : util::list_directory(directory))
            if (name.ends_with(".yml")) append(all, read_file_of_operator(directory / name));
    } catch (const util::Error& error) {
        all.complaints.emplace_back(error.what());
    }
    return all;
}

}

const Signatures& shipped_signatures() {
    static const Signatures shipped = read_shipped();
    return shipped;
}

Signatures all_signatures(const util::Path& directory) {
    Signatures all = read_directory(directory);
    const std::size_t own = all.list.size();
    for (const Signature& shipped : shipped_signatures().list) {
        const auto end = all.list.begin() + static_cast<std::ptrdiff_t>(own);
        const bool is_replaced = std::any_of(
            all.list.begin(), end, [&](const Signature& signature) { return signature.id == shipped.id; });
        if (!is_replaced) all.list.push_back(shipped);
    }
    return all;
}

}

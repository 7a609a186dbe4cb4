#include "host/type_list.hpp"

#include "util/text.hpp"

#include <algorithm>

namespace host {

namespace {

constexpr const char* every_type = "_all_";

}

TypeList::TypeList(const Host& host, const std::string& app, std::string key)
    : properties_(host.properties("checks")),
      app_(app),
      key_(std::move(key)),
      types_(util::split(properties_.get(app, key_).value_or(""), ',')) {}

bool TypeList::holds(const std::string& type) const {
    return std::any_of(types_.begin(), types_.end(),
                       [&](const std::string& each) { return each == type || each == every_type; });
}

void TypeList::set_to_all() { types_ = {every_type}; }

void TypeList::add(const std::string& type) {
    remove(every_type);
    remove(type);
    types_.push_back(type);
}

void TypeList::remove(const std::string& type) {
    types_.erase(std::remove(types_.begin(), types_.end(), type), types_.end());
}

void TypeList::store() const { properties_.set(app_, key_, util::join(types_, ",")); }

}

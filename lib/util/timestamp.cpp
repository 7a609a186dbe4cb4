#include "util/timestamp.hpp"

#include "util/text.hpp"

#include <array>
#include <ctime>

namespace util {

namespace {

/// Takes fields off the head of a text; once one is missing, all are.
class FieldReader {
public:
    explicit FieldReader(std::string_view text) : text_(text) {}

    int number(std::size_t digits, int highest) {
        const auto value = parse_number(text_.substr(0, digits), 0, highest);
        good_ = good_ && value && text_.size() >= digits && text_[0] != '-';
        text_.remove_prefix(std::min(digits, text_.size()));
        return static_cast<int>(value.value_or(0));
    }

    void expect(char wanted) { good_ = take(wanted) && good_; }

    bool take(char wanted) {
        if (!text_.starts_with(wanted)) return false;
        text_.remove_prefix(1);
        return true;
    }

    std::chrono::microseconds fraction() {
        std::chrono::microseconds sum{0};
        if (!take('.')) return sum;
        for (int weight = 100'000; !text_.empty() && text_[0] >= '0' && text_[0] <= '9'; weight /= 10) {
            sum += std::chrono::microseconds(weight * (text_[0] - '0'));
            text_.remove_prefix(1);
        }
        return sum;
    }

    std::chrono::minutes offset() {
        if (take('Z') || take('z')) return {};
        const int sign = take('-') ? -1 : 1;
        if (sign > 0) expect('+');
        const std::chrono::hours hours(number(2, 23));
        expect(':');
        return sign * (hours + std::chrono::minutes(number(2, 59)));
    }

    bool is_complete() const { return good_ && text_.empty(); }

private:
    std::string_view text_;
    bool good_ = true;
};

}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
    using namespace std::chrono;
    FieldReader reader(text);
    const year year_read(reader.number(4, 9999));
    reader.expect('-');
    const month month_read(static_cast<unsigned>(reader.number(2, 12)));
    reader.expect('-');
    const year_month_day date(year_read, month_read, day(static_cast<unsigned>(reader.number(2, 31))));
    reader.expect('T');
    const hours hours_read(reader.number(2, 23));
    reader.expect(':');
    const minutes minutes_read(reader.number(2, 59));
    reader.expect(':');
    const seconds seconds_read(reader.number(2, 60));
    const microseconds fraction = reader.fraction();
    const minutes offset = reader.offset();
    if (!reader.is_complete() || !date.ok() || year_read < year(1970)) return {};
    return sys_days(date) + hours_read + minutes_read + seconds_read + fraction - offset;
}

std::string format_timestamp(std::chrono::seconds since_epoch) {
    const std::time_t moment = since_epoch.count();
    std::tm parts{};
    std::array<char, 32> text{};
    if (::gmtime_r(&moment, &parts) == nullptr) return {};
    std::strftime(text.data(), text.size(), "%FT%TZ", &parts);
    return text.data();
}

}

#include "case_file.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace conformance {

namespace {

constexpr std::array kinds{std::pair{"setup", Kind::setup}, std::pair{"ours", Kind::ours},
                           std::pair{"foreign", Kind::foreign}, std::pair{"bad", Kind::bad},
                           std::pair{"teardown", Kind::teardown}};

/// Reads one file line by line.
class Reader {
public:
    Reader(std::string name, const std::string& form)
        : file_{.name = std::move(name)}, this_form_("[" + form + "] ") {}

    void read(const std::string& text) {
        for (const std::string& line : util::split(text, '\n')) {
            ++number_;
            if (continues_) continue_command(line);
            else if (line.starts_with(this_form_)) read_line(line.substr(this_form_.size()));
            else if (!line.empty() && !line.starts_with('#') && !line.starts_with('[')) read_line(line);
        }
    }

    CaseFile take() { return std::move(file_); }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw util::Error(file_.name + ":" + std::to_string(number_) + ": " + what);
    }

    void read_line(const std::string& line) {
        struct Form {
            std::string_view prefix;
            void (Reader::*take)(const std::string& rest);
        };
        constexpr std::array forms{Form{"$ ", &Reader::command},      Form{"> ", &Reader::output_line},
                                   Form{">- ", &Reader::output_text}, Form{"2> ", &Reader::error_line},
                                   Form{"2>- ", &Reader::error_text}, Form{"= ", &Reader::status},
                                   Form{"no ", &Reader::waiver}};
        for (const Form& form : forms)
            if (line.starts_with(form.prefix)) return (this->*form.take)(line.substr(form.prefix.size()));
        if (line == ">") return output_line("");
        if (line == "2>") return error_line("");
        heading(line);
    }

    void heading(const std::string& line) {
        const auto [kind, title] = kind_and_text(line);
        file_.cases.push_back({kind, title, {}, number_});
    }

    /// KIND: TEXT
    std::pair<Kind, std::string> kind_and_text(const std::string& line) const {
        for (const auto& [name, kind] : kinds)
            if (line.starts_with(std::string(name) + ":"))
                return {kind, std::string(util::trim(line.substr(std::string_view(name).size() + 1)))};
        refuse("this is nothing that can stand here: " + line);
    }

    void waiver(const std::string& line) { file_.waived.insert(kind_and_text(line)); }

    void command(const std::string& line) {
        if (file_.cases.empty()) refuse("a command needs a case above it");
        file_.cases.back().steps.push_back({.command = line, .line = number_});
        continues_ = line.ends_with('\\');
    }

    void continue_command(const std::string& line) {
        step().command += "\n" + line;
        continues_ = line.ends_with('\\');
    }

    Step& step() {
        if (file_.cases.empty() || file_.cases.back().steps.empty()) refuse("a command has to stand above");
        return file_.cases.back().steps.back();
    }

    void output_line(const std::string& line) { step().output += line + "\n"; }
    void output_text(const std::string& text) { step().output += text; }
    void error_line(const std::string& line) { step().error += line + "\n"; }
    void error_text(const std::string& text) { step().error += text; }

    void status(const std::string& text) {
        const auto number = util::parse_number(text, 0, 255);
        if (!number) refuse("an exit status is a number from 0 to 255");
        step().status = static_cast<int>(*number);
    }

    CaseFile file_;
    std::string this_form_;
    int number_ = 0;
    bool continues_ = false;
};

}

std::string_view name_of(Kind kind) {
    return std::find_if(kinds.begin(), kinds.end(), [kind](const auto& each) { return each.second == kind; })
        ->first;
}

CaseFile parse_case_file(const std::string& name, const std::string& text, const std::string& form) {
    Reader reader(name, form);
    reader.read(text);
    return reader.take();
}

}

#include "diagnosis/programs.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace diagnosis {

namespace {

/// More exact names stand before more general ones: `bundle exec puma` is puma.
constexpr std::array servers = {
    Server{"puma", "puma -b tcp://0.0.0.0:$PORT", ""},
    Server{"thin", "thin start -a 0.0.0.0 -p $PORT", ""},
    Server{"unicorn", "unicorn -l 0.0.0.0:$PORT", ""},
    Server{"rackup", "rackup -o 0.0.0.0 -p $PORT", ""},
    Server{"jekyll", "jekyll serve --host 0.0.0.0 --port $PORT", ""},
    Server{"rails", "rails server -b 0.0.0.0 -p $PORT", "BINDING=0.0.0.0"},
    Server{"gunicorn", "gunicorn --bind 0.0.0.0:$PORT", "GUNICORN_CMD_ARGS=--bind=0.0.0.0"},
    Server{"uvicorn", "uvicorn --host 0.0.0.0 --port $PORT", "UVICORN_HOST=0.0.0.0"},
    Server{"hypercorn", "hypercorn --bind 0.0.0.0:$PORT", ""},
    Server{"daphne", "daphne -b 0.0.0.0 -p $PORT", ""},
    Server{"waitress-serve", "waitress-serve --host=0.0.0.0 --port=$PORT", ""},
    Server{"flask", "flask run --host=0.0.0.0 --port=$PORT", "FLASK_RUN_HOST=0.0.0.0"},
    Server{"manage.py", "python manage.py runserver 0.0.0.0:$PORT", ""},
    Server{"streamlit", "streamlit run --server.address 0.0.0.0 --server.port $PORT",
           "STREAMLIT_SERVER_ADDRESS=0.0.0.0"},
    Server{"jupyter", "jupyter lab --ip=0.0.0.0 --port=$PORT", ""},
    Server{"http.server", "python -m http.server --bind 0.0.0.0 $PORT", ""},
    Server{"artisan", "php artisan serve --host=0.0.0.0 --port=$PORT", ""},
    Server{"vite", "vite --host 0.0.0.0 --port $PORT", ""},
    Server{"next", "next start -H 0.0.0.0 -p $PORT", "HOSTNAME=0.0.0.0"},
    Server{"nuxt", "nuxt start", "NUXT_HOST=0.0.0.0"},
    Server{"astro", "astro preview --host 0.0.0.0 --port $PORT", ""},
    Server{"ng", "ng serve --host 0.0.0.0 --port $PORT", ""},
    Server{"webpack-dev-server", "webpack-dev-server --host 0.0.0.0 --port $PORT", ""},
    Server{"webpack", "webpack serve --host 0.0.0.0 --port $PORT", ""},
    Server{"http-server", "http-server -a 0.0.0.0 -p $PORT", ""},
    Server{"serve", "serve -l tcp://0.0.0.0:$PORT", ""},
    Server{"hugo", "hugo server --bind 0.0.0.0 --port $PORT", ""},
    Server{"dotnet", "dotnet --urls http://0.0.0.0:$PORT", "ASPNETCORE_URLS=http://0.0.0.0:{port}"},
    Server{"java", "java -Dserver.address=0.0.0.0 -Dserver.port=$PORT (Spring Boot)",
           "SERVER_ADDRESS=0.0.0.0"},
    Server{"nginx", "listen {port}; in the server block of its configuration", ""},
    Server{"apache2", "Listen {port} in its configuration", ""},
    Server{"redis-server", "redis-server --bind 0.0.0.0 --port $PORT", ""},
    Server{"postgres", "postgres -c listen_addresses='*' -p $PORT", ""},
    Server{"sshd", "sshd -D -p $PORT, and ListenAddress 0.0.0.0 in its configuration", ""},
    Server{"httpd", "httpd -f -p 0.0.0.0:$PORT (busybox); Listen {port} in its configuration (Apache)", ""},
    Server{"php", "php -S 0.0.0.0:$PORT", ""},
    Server{"deno", "Deno.serve({ hostname: '0.0.0.0', port: Deno.env.get('PORT') }, ...)", ""},
    Server{"bun", "Bun.serve({ hostname: '0.0.0.0', port: process.env.PORT, ... })", ""},
    Server{"node", "server.listen(process.env.PORT, '0.0.0.0')", "HOST=0.0.0.0"},
    Server{"npm", "server.listen(process.env.PORT, '0.0.0.0')", "HOST=0.0.0.0"},
    Server{"yarn", "server.listen(process.env.PORT, '0.0.0.0')", "HOST=0.0.0.0"},
    Server{"pnpm", "server.listen(process.env.PORT, '0.0.0.0')", "HOST=0.0.0.0"},
};

struct Daemon {
    std::string_view name;
    std::string_view foreground;
};

constexpr std::array daemons = {
    Daemon{"nginx", "nginx -g 'daemon off;'"},
    Daemon{"apache2", "apache2ctl -D FOREGROUND"},
    Daemon{"apache2ctl", "apache2ctl -D FOREGROUND"},
    Daemon{"apachectl", "apachectl -D FOREGROUND"},
    Daemon{"httpd", "httpd -DFOREGROUND (busybox: httpd -f)"},
    Daemon{"php-fpm", "php-fpm --nodaemonize"},
    Daemon{"supervisord", "supervisord --nodaemon"},
    Daemon{"redis-server", "redis-server --daemonize no"},
    Daemon{"gunicorn", "gunicorn without --daemon"},
    Daemon{"unicorn", "unicorn without -D"},
    Daemon{"puma", "puma without -d"},
    Daemon{"rails", "rails server without -d"},
    Daemon{"pm2", "pm2-runtime start"},
    Daemon{"forever", "forever without start"},
    Daemon{"lighttpd", "lighttpd -D"},
    Daemon{"haproxy", "haproxy without -D"},
    Daemon{"crond", "crond -f"},
    Daemon{"cron", "cron -f"},
    Daemon{"sshd", "sshd -D"},
    Daemon{"memcached", "memcached without -d"},
};

template <class Rows>
auto find_named(const Rows& rows, const std::vector<std::string>& command) {
    const std::vector<std::string> words = words_of(command);
    return std::find_if(rows.begin(), rows.end(), [&words](const auto& row) {
        return std::any_of(words.begin(), words.end(),
                           [&row](const std::string& word) { return base_name(word) == row.name; });
    });
}

}

std::string_view base_name(std::string_view word) {
    const auto slash = word.rfind('/');
    return slash == std::string_view::npos ? word : word.substr(slash + 1);
}

std::vector<std::string> words_of(const std::vector<std::string>& command) {
    std::vector<std::string> words;
    for (const std::string& argument : command)
        for (const std::string& word : util::split(util::replace_all(argument, "\n", " "), ' '))
            if (!word.empty()) words.push_back(word);
    return words;
}

const Server* server_in(const std::vector<std::string>& command) {
    const auto found = find_named(servers, command);
    return found == servers.end() ? nullptr : &*found;
}

std::string_view foreground_form(const std::vector<std::string>& command) {
    const auto found = find_named(daemons, command);
    return found == daemons.end() ? std::string_view{} : found->foreground;
}

}

# A Rack app for puma. STATUS: how it answers.
run ->(_) { [ENV.fetch('STATUS', '200').to_i, { 'content-type' => 'text/plain' }, ["hello\n"]] }

<?php
// STATUS: how it answers.
http_response_code((int)(getenv('STATUS') ?: 200));
echo "hello\n";

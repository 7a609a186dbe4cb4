"""A WSGI app for gunicorn. LOAD_SECONDS: it takes so long to load; STATUS, LOCATION: how it answers;
ALLOWED_HOST: the only Host that it answers to, as Django would."""
import os
import time

time.sleep(float(os.environ.get("LOAD_SECONDS", "0")))


def app(environ, start_response):
    status = os.environ.get("STATUS", "200 OK")
    if environ["HTTP_HOST"] != os.environ.get("ALLOWED_HOST", environ["HTTP_HOST"]):
        status = "400 Bad Request"
    headers = [("Content-Type", "text/plain"), ("Content-Length", "6")]
    if "LOCATION" in os.environ:
        headers.append(("Location", os.environ["LOCATION"]))
    start_response(status, headers)
    return [b"hello\n"]

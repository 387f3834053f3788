"""Three processes each of Flask, gunicorn, Express and our backend, behind one nginx in the same way."""

import json
import os

from tools import packages, web
from tools.places import BENCHMARKS, CACHE
from tools.processes import free_port, wait_until

PROCESSES = 3
# Of a worker of gunicorn, so that nginx's kept connections do not wait for each other.
THREADS = 16
PRODUCTION = {"NODE_ENV": "production"}
PATH = "/api/messages?room=benchmark&limit=20"
MESSAGES = 20

CONFIGURATION = """\
worker_processes auto;
worker_rlimit_nofile 20000;
daemon off;
pid {cache}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 8192; }}
http {{
  access_log off;
  tcp_nodelay on;
  keepalive_requests 1000000;
  client_body_temp_path {cache}/nginx-body;
  proxy_temp_path {cache}/nginx-proxy;
  fastcgi_temp_path {cache}/nginx-fastcgi;
  uwsgi_temp_path {cache}/nginx-uwsgi;
  scgi_temp_path {cache}/nginx-scgi;
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_set_header Host localhost;
{servers}
}}
"""

SERVER = """\
  upstream {name} {{
    zone {name} 64k;
    least_conn;
{members}
    keepalive 512;
    keepalive_requests 1000000;
  }}
  server {{
    listen 127.0.0.1:{port} reuseport backlog=4096;
    location / {{ proxy_pass http://{name}; }}
  }}
"""


def write_messages(base, token):
    """Fills the room, and returns the document that all of them serve."""
    for number in range(MESSAGES):
        message = {
            "room": "benchmark",
            "id": f"benchmark-{number}",
            "text": f"This is message {number} of a conversation, as long as most are.",
        }
        found, body = web.call("POST", base + "/api/messages", body=message, headers=token)
        if found not in (200, 201):
            raise SystemExit(f"A message was not taken: {found} {body[:200]!r}")
    return web.expect(200, "GET", base + PATH, headers=token)


def start_flask(processes, document):
    """Flask's own server."""
    python = packages.python_with_flask()
    app = BENCHMARKS / "rivals" / "flask_app.py"
    return _start_each(processes, "flask", document, lambda port: [python, app, port])


def start_gunicorn(processes, document):
    """The same Flask service in as many workers of one gunicorn."""
    python = packages.python_with_flask()
    folder = BENCHMARKS / "rivals"
    workers = ["--workers", PROCESSES, "--worker-class", "gthread", "--threads", THREADS]

    def command(port):
        where = ["--chdir", folder, "--bind", f"127.0.0.1:{port}", "--keep-alive", "60"]
        return [python, packages.gunicorn(), *workers, *where, "flask_app:app"]

    # It would write what Python compiles beside the sources.
    return [_start(processes, "gunicorn", document, command, {"PYTHONDONTWRITEBYTECODE": "1"})]


def start_express(processes, document):
    return _start_each(processes, "express", document, _express(1), PRODUCTION)


def start_cluster(processes, document):
    """Express in as many workers of one cluster of Node's."""
    return [_start(processes, "cluster", document, _express(PROCESSES), PRODUCTION)]


def _express(workers):
    modules = packages.node_modules()
    node = packages.tool("node", "nodejs")
    app = BENCHMARKS / "rivals" / "express_app.js"
    return lambda port: [node, app, modules, port, workers]


def _start_each(processes, name, document, command, more=None):
    """Starts a process for each of what is compared; their addresses."""
    return [
        _start(processes, f"{name}-{number}", document, command, more)
        for number in range(1, PROCESSES + 1)
    ]


def _start(processes, name, document, command, more=None):
    """Starts what serves the document, with the command for a port; its address."""
    file = CACHE / "document.json"
    file.write_text(json.dumps(document))
    port = free_port()
    environment = {**os.environ, "DOCUMENT": str(file), **(more or {})}
    process = processes.start(name, [str(word) for word in command(port)], environment)
    url = f"http://127.0.0.1:{port}{PATH}"
    wait_until(f"{name} answers", lambda: web.answers(url), processes=[process])
    return f"127.0.0.1:{port}"


def start_nginx(processes, upstreams):
    """One nginx for all, with the same settings for each; their base addresses by name."""
    ports = {name: free_port() for name in upstreams}
    servers = "".join(
        SERVER.format(
            name=name,
            port=ports[name],
            members="\n".join(f"    server {address};" for address in addresses),
        )
        for name, addresses in upstreams.items()
    )
    file = CACHE / "nginx.conf"
    file.write_text(CONFIGURATION.format(cache=CACHE, servers=servers))
    process = processes.start("nginx", [packages.nginx(), "-e", "stderr", "-c", str(file)])
    bases = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    for base in bases.values():
        wait_until("nginx answers", lambda url=base + PATH: web.answers(url), processes=[process])
    return bases

"""A small service on Python's standard library that behaves as the path says."""
import http.server
import os
import subprocess
import sys
import threading
import time

KEPT = []


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = self.path.split("?")[0]
        if name == "/die":
            os._exit(3)
        if name == "/hold":
            held = bytearray(os.urandom(1)) * 30_000_000
            time.sleep(0.2)
            self.answer(200, str(len(held)))
        elif name == "/leak":
            KEPT.append(bytearray(b"x") * 200_000)
            self.answer(200, "kept")
        elif name == "/fail":
            self.answer(500, "no")
        elif name.startswith("/items/"):
            self.answer(200, "item " + name.rsplit("/", 1)[1] + " " + self.headers.get("Authorization", ""))
        else:
            self.answer(200, "ok")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(201, "got " + body.decode())

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


if os.environ.get("WITH_CHILD"):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with open(os.environ["WITH_CHILD"], "w") as file:
        file.write(str(child.pid))
time.sleep(float(os.environ.get("SLOW_START", "0")))
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler)
print("serving on", os.environ["PORT"], flush=True)
server.serve_forever()

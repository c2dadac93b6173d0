"""gateway: an HTTP gateway for messages to phones, on this machine, for the tests: what deploy/stack hands messages to once
conf/notice.hdf names it."""
import http.server
import json
import os
import threading
import time


class Gateway:
    """What the HTTP gateway took, and what it says next."""

    def __init__(self):
        self.got, self.code, self.asked, self.slow, self.hang = [], 200, 0, 0, threading.Event()
        self.hang.set()
        gateway = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
                gateway.asked += 1
                gateway.hang.wait(30)
                if gateway.code == 200:
                    gateway.got.append((self.headers['Idempotency-Key'], self.headers['Authorization'], body))
                time.sleep(gateway.slow)
                self.send_response(gateway.code)
                self.send_header('Content-Length', '0')
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def to(self, phone):
        return list({key: body for key, _, body in self.got if body['to'] == phone}.values())


def use_gateway(stack, lines):
    """Written for the worker, which starts anew with them."""
    path = os.path.join(stack.state, 'conf', 'notice.hdf')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(''.join(f'{key} = {value}\n' for key, value in lines.items()))
    os.chown(path, os.stat(stack.state).st_uid, -1)
    stack.command('up', stdout=-3)

"""database: SQL by the administrator of a stack's database, through one client kept open.

A process for each question would cost a test more than the questions themselves.
"""
import os
import subprocess
import tempfile
import threading

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STACK = os.path.join(TOP, 'deploy', 'stack')
CLIENT = ('exec mariadb --defaults-file=conf/my.cnf --user="$(id -un)" --batch --skip-column-names --unbuffered '
          '--skip-reconnect hotline')
END = '~ end of the answer ~'
GONE = ('ERROR 2006', 'ERROR 2013')  # the server was stopped since the last question


class Database:
    def __init__(self, env):
        self.env = env
        self.lock = threading.Lock()
        self.client = None

    def rows(self, text):
        """Rows of cells. Each call is a transaction of its own; a refused statement raises CalledProcessError."""
        with self.lock:
            try:
                out = self._ask(text)
            except subprocess.CalledProcessError as failed:
                if not any(error in failed.stderr for error in GONE):
                    raise
                out = self._ask(text)
        out = out.strip()
        return [line.split('\t') for line in out.split('\n')] if out else []

    def close(self):
        if self.client:
            self.client.stdin.close()
            self.client.wait()
            self.client.stdout.close()
            self.errors.close()
            self.client = None

    def _open(self):
        self.errors = tempfile.TemporaryFile()
        self.client = subprocess.Popen([STACK, 'exec', 'sh', '-c', CLIENT], env=self.env, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=self.errors)

    def _ask(self, text):
        if not self.client:
            self._open()
        question = f"{text.strip().rstrip(';')};\nROLLBACK;\nSELECT '{END}';\n"
        try:
            self.client.stdin.write(question.encode())
            self.client.stdin.flush()
        except BrokenPipeError:
            pass
        out = b''
        while not out.endswith(f'{END}\n'.encode()):
            part = os.read(self.client.stdout.fileno(), 1 << 16)
            if not part:
                self._failed(text)
            out += part
        return out.decode()[:-len(END) - 1]

    def _failed(self, text):
        code = self.client.wait()
        self.errors.seek(0)
        said = self.errors.read().decode(errors='replace')
        try:
            self.close()
        except BrokenPipeError:
            self.client = None
        raise subprocess.CalledProcessError(code or 1, text, stderr=said)

"""A site that answers by https: its certificate is checked for its name, though the connection is made to an address."""

import shutil
import socket
import ssl
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from sites import Reply
from test_crawl import kept
from test_crawl_traps import links, report

from corpus.crawl import CrawlError, crawl

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="certificates are made with openssl")


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A key and a certificate that it signs itself, for www.congdoan.example."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=www.congdoan.example", "-addext", "subjectAltName=DNS:www.congdoan.example"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", certificate, *subject]
    subprocess.run(made, check=True, capture_output=True)
    return key, certificate


class Handler(BaseHTTPRequestHandler):
    pages: ClassVar = {
        "/robots.txt": Reply("", "text/plain"),
        "/": links("http://congdoan.example/tin-1", "/tin-2"),
        "/tin-1": report(1),
        "/tin-2": report(2),
    }
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(f"{self.headers['Host']}{self.path}")
        reply = self.pages.get(self.path, Reply(status=404))
        body = reply.body if isinstance(reply.body, bytes) else reply.body.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_https(tmp_path: Path, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    port, Handler.asked = server.server_port, []
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))])
    try:
        with pytest.raises(CrawlError, match="kết nối https không an toàn"):
            crawl(f"https://www.congdoan.example:{port}/", tmp_path / "a", "0", allow_private=True, sleep=lambda seconds: None)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
        crawl(f"https://www.congdoan.example:{port}/", tmp_path / "b", "0", allow_private=True, sleep=lambda seconds: None)
        assert kept(tmp_path / "b") == {"/tin-2"}  # the other one names another port, that is, another site
        assert {address.split("/")[0] for address in Handler.asked} == {f"www.congdoan.example:{port}"}
        with pytest.raises(CrawlError, match="kết nối https không an toàn"):  # a certificate for another name
            crawl(f"https://congdoan.example:{port}/", tmp_path / "c", "0", allow_private=True, sleep=lambda seconds: None)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

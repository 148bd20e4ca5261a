"""A small OpenID Connect provider, for tests: it vouches for whoever it is told to."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


class OidcProvider(ThreadingHTTPServer):
    """Answers on a free port until it is closed; `claims` are of who signs in next."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        # Any: claims are of every kind, and a test may write nonsense as well.
        self.claims: dict[str, Any] = {
            "sub": "u-1",
            "name": "Noor de Wit",
            "email": "noor@lindewaard.example",
        }
        # Answers that a test replaces: {path: (status, body)}.
        self.instead: dict[str, tuple[int, str]] = {}
        self.seconds_valid = 60
        self.audience = "brink"
        self.asked_with: list[dict[str, list[str]]] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def id_token(self) -> str:
        now = int(time.time())
        said = {
            **self.claims,
            "iss": self.url,
            "aud": self.audience,
            "iat": now,
            "exp": now + self.seconds_valid,
        }
        return jwt.encode(said, self.key, algorithm="RS256", headers={"kid": "1"})


class _Answers(BaseHTTPRequestHandler):
    server: OidcProvider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            asked = parse_qs(parts.query)
            back = f"{asked['redirect_uri'][0]}?{urlencode({'code': 'c', 'state': asked['state'][0]})}"
            self.send_response(302)
            self.send_header("Location", back)
            self.end_headers()
            return
        self._answer(parts.path)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        self.server.asked_with.append(parse_qs(sent))
        self._answer(urlsplit(self.path).path)

    def _answer(self, path: str) -> None:
        url = self.server.url
        bodies: dict[str, Any] = {
            "/.well-known/openid-configuration": {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/token": {"access_token": "t", "token_type": "Bearer", "id_token": self.server.id_token()},
            "/userinfo": self.server.claims,
        }
        status, body = self.server.instead.get(path) or (200, json.dumps(bodies.get(path)))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *said: Any) -> None:
        """Say nothing: tests read what fails."""

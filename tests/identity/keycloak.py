"""A real Keycloak in development mode, fetched once by Maven, set up over its own interface for machines."""

import os
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import requests

VERSION = "26.4.0"
ARTEFACT = f"org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
REALM = "werk"
PATIENCE_SECONDS = 180


class NoKeycloak(RuntimeError):
    """It cannot be had here; the message says why."""


def folder_of_keycloak() -> Path:
    """Return where Keycloak is: in `BRINK_KEYCLOAK`, or fetched once. Raises NoKeycloak."""
    if named := os.environ.get("BRINK_KEYCLOAK"):
        return Path(named)
    if not shutil.which("java"):
        raise NoKeycloak("there is no Java on the path")
    cache = Path.home() / ".cache" / "brink"
    folder = cache / f"keycloak-{VERSION}"
    if not (folder / "bin" / "kc.sh").exists():
        if not shutil.which("mvn"):
            raise NoKeycloak("there is no Maven on the path to fetch it")
        cache.mkdir(parents=True, exist_ok=True)
        fetched = subprocess.run(
            ["mvn", "-q", "-B", COPY, f"-Dartifact={ARTEFACT}", f"-DoutputDirectory={cache}"],
            capture_output=True,
            text=True,
            check=False,
        )
        if fetched.returncode != 0:
            raise NoKeycloak(f"Maven could not fetch it: {fetched.stdout[-300:]}")
        archive = cache / f"keycloak-quarkus-dist-{VERSION}.zip"
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(cache)
        archive.unlink()
        (folder / "bin" / "kc.sh").chmod(0o755)
    return folder


class Keycloak:
    """A running Keycloak with one realm, until it is stopped."""

    def __init__(self, port: int, log: Path) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.session = requests.Session()
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                [
                    str(folder_of_keycloak() / "bin" / "kc.sh"),
                    "start-dev",
                    "--db=dev-mem",
                    "--http-host=127.0.0.1",
                    f"--http-port={port}",
                ],
                env={
                    **os.environ,
                    "KC_BOOTSTRAP_ADMIN_USERNAME": "admin",
                    "KC_BOOTSTRAP_ADMIN_PASSWORD": "admin",
                    "JAVA_OPTS_KC_HEAP": "-Xms64m -Xmx400m",
                },
                stdout=said,
                stderr=said,
            )
        self._wait(log)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    # Any: what the interface of Keycloak takes and gives.
    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Return what Keycloak answers at /admin/realms`path`."""
        signed_in = requests.post(
            f"{self.url}/realms/master/protocol/openid-connect/token",
            {"grant_type": "password", "client_id": "admin-cli", "username": "admin", "password": "admin"},
            timeout=30,
        )
        signed_in.raise_for_status()
        answer = self.session.request(
            method,
            f"{self.url}/admin/realms{path}",
            json=body,
            headers={"Authorization": f"Bearer {signed_in.json()['access_token']}"},
            timeout=30,
        )
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.text else None

    def set_up(self, brink: str) -> None:
        """Make the realm, with a client of each protocol for the Brink at `brink`."""
        self.call("POST", "", {"realm": REALM, "enabled": True, "sslRequired": "none"})
        profile = self.call("GET", f"/{REALM}/users/profile")
        self.call("PUT", f"/{REALM}/users/profile", {**profile, "unmanagedAttributePolicy": "ENABLED"})
        for name in ("redactie", "iedereen"):
            self.call("POST", f"/{REALM}/groups", {"name": name})
        for client in (openid_connect_client(brink), saml_client(brink)):
            self.call("POST", f"/{REALM}/clients", client)

    def add_user(self, username: str, first_name: str, last_name: str, *groups: str) -> None:
        """Let somebody sign in there with the password `linde`."""
        self.call(
            "POST",
            f"/{REALM}/users",
            {
                "username": username,
                "enabled": True,
                "email": f"{username}@lindewaard.example",
                "emailVerified": True,
                "firstName": first_name,
                "lastName": last_name,
                "attributes": {"job_title": ["Adviseur"], "department": ["BZ"]},
                "credentials": [{"type": "password", "value": "linde", "temporary": False}],
                "groups": [f"/{group}" for group in groups],
            },
        )

    def leave_group(self, username: str, group: str) -> None:
        """Take somebody out of a group there."""
        (user,) = self.call("GET", f"/{REALM}/users?username={username}&exact=true")
        groups = self.call("GET", f"/{REALM}/users/{user['id']}/groups")
        number = next(one["id"] for one in groups if one["name"] == group)
        self.call("DELETE", f"/{REALM}/users/{user['id']}/groups/{number}")

    def _wait(self, log: Path) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise NoKeycloak(f"it does not start: {log.read_text()[-500:]}")
            try:
                if requests.get(f"{self.url}/realms/master", timeout=2).ok:
                    return
            except requests.RequestException:
                time.sleep(0.5)
        self.stop()
        raise NoKeycloak(f"it did not answer within {PATIENCE_SECONDS} seconds")


# Any: as above.
def openid_connect_client(brink: str) -> dict[str, Any]:
    shown = {"id.token.claim": "true", "access.token.claim": "true", "userinfo.token.claim": "true"}
    return {
        "clientId": "brink",
        "protocol": "openid-connect",
        "secret": "geheim",
        "publicClient": False,
        "redirectUris": [f"{brink}/*"],
        "protocolMappers": [
            {
                "name": "groups",
                "protocol": "openid-connect",
                "protocolMapper": "oidc-group-membership-mapper",
                "config": {**shown, "claim.name": "groups", "full.path": "false"},
            },
            *(
                {
                    "name": name,
                    "protocol": "openid-connect",
                    "protocolMapper": "oidc-usermodel-attribute-mapper",
                    "config": {
                        **shown,
                        "user.attribute": name,
                        "claim.name": name,
                        "jsonType.label": "String",
                    },
                }
                for name in ("job_title", "department")
            ),
        ],
    }


# Any: as above.
def saml_client(brink: str) -> dict[str, Any]:
    def mapper(name: str, kind: str, **config: str) -> dict[str, Any]:
        given = {"attribute.name": name, "attribute.nameformat": "Basic", **config}
        return {"name": name, "protocol": "saml", "protocolMapper": kind, "config": given}

    properties: list[tuple[str, str]] = [
        ("email", "email"),
        ("given_name", "firstName"),
        ("family_name", "lastName"),
    ]
    return {
        "clientId": f"{brink}/sign-in/saml/federatie/metadata/",
        "protocol": "saml",
        "redirectUris": [f"{brink}/*"],
        "attributes": {
            "saml.authnstatement": "true",
            "saml.assertion.signature": "true",
            "saml.server.signature": "false",
            "saml.client.signature": "false",
            "saml.force.post.binding": "true",
            "saml_name_id_format": "persistent",
        },
        "protocolMappers": [
            *(mapper(name, "saml-user-property-mapper", **{"user.attribute": p}) for name, p in properties),
            *(
                mapper(name, "saml-user-attribute-mapper", **{"user.attribute": name})
                for name in ("job_title", "department")
            ),
            mapper("groups", "saml-group-membership-mapper", single="true", **{"full.path": "false"}),
        ],
    }

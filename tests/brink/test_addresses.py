import pytest

from brink import addresses, env


@pytest.fixture
def with_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every driver were installed."""
    monkeypatch.setattr(addresses, "find_spec", lambda module: module)


def test_valkey_is_reached_by_the_client_of_redis(with_extras: None) -> None:
    assert addresses.cache("valkeys://:secret@cache.example:6380/2")["LOCATION"] == (
        "rediss://:secret@cache.example:6380/2"
    )


def test_a_store_gives_files_out_by_short_signed_addresses_only(with_extras: None) -> None:
    options = addresses.storage("s3://key:s%2Fcret@store.example:9000/files?region=eu-west-1")["OPTIONS"]

    assert options["secret_key"] == "s/cret"
    assert options["endpoint_url"] == "https://store.example:9000"
    assert options["bucket_name"] == "files"
    assert options["region_name"] == "eu-west-1"
    assert options["querystring_auth"] is True
    assert options["querystring_expire"] <= 60
    assert options["default_acl"] is None


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtps://mail.example:2465", 2465, False, True),
    ],
)
def test_a_mail_server_is_spoken_to_as_its_scheme_says(
    url: str, port: int, starttls: bool, tls: bool
) -> None:
    settings = addresses.email(url)

    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (
        port,
        starttls,
        tls,
    )


def test_a_mail_address_may_name_the_sender() -> None:
    settings = addresses.email("smtp://u%40x:p@mail.example?from=Brink+%3Cbrink%40example.org%3E")

    assert settings["EMAIL_HOST_USER"] == "u@x"
    assert settings["DEFAULT_FROM_EMAIL"] == "Brink <brink@example.org>"


def test_signed_addresses_lead_to_the_store_alone() -> None:
    settings = {"OPTIONS": {"endpoint_url": "https://store.example:9000", "bucket_name": "files"}}

    assert addresses.storage_origins(settings) == [
        "https://store.example:9000",
        "https://files.store.example:9000",
    ]
    assert addresses.storage_origins(env.EMBEDDED_STORAGE) == []


@pytest.mark.parametrize("path", ["inside/", "//other.example/", "https://other.example/"])
def test_the_path_inside_the_proxy_is_a_path(path: str) -> None:
    assert addresses.path("/inside") == addresses.path("/inside/") == "/inside/"
    with pytest.raises(addresses.Unreadable):
        addresses.path(path)

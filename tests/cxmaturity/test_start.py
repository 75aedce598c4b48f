import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cxmaturity import start

ROOT = Path(__file__).parents[2]
KEY = "k" * 50


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def run(folder, *arguments, **settings):
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)} | settings
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "SITE_URL is missing"),
        ("cx.example.org", "SITE_URL is no address"),
        ("ftp://cx.example.org", "SITE_URL is no address"),
        ("https://", "SITE_URL is no address"),
        ("https://[::1", "SITE_URL is no address"),
        ("https://*", "SITE_URL is no address"),
        ("https://cx.example.org:port", "SITE_URL is no address"),
        ("https://cx.example.org:99999", "SITE_URL is no address"),
        ("https://cx.example.org:0", "SITE_URL is no address"),
        ("https://cx.example.org/survey", "SITE_URL has more"),
        ("https://cx.example.org?a=1", "SITE_URL has more"),
        ("https://me@cx.example.org", "SITE_URL has more"),
    ],
)
def test_site_url_is_refused_with_what_to_set(text, told):
    with pytest.raises(ImproperlyConfigured, match=f"^{told}.*https://cx.example.org"):
        start.read_site_url(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://cx.example.org/", "https://cx.example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("HTTPS://[::1]:8443", "https://[::1]:8443"),
    ],
)
def test_site_url_is_scheme_host_and_port(text, address):
    assert start.read_site_url(text) == address


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mars",
        "Europe",
        "../../etc/passwd",
        "Europe/Paris\0",
        "localtime",
        "Factory",
        "right/UTC",
    ],
)
def test_time_zone_is_refused_when_there_is_none_of_that_name(name):
    with pytest.raises(ImproperlyConfigured, match="TIME_ZONE is no time zone"):
        start.read_time_zone(name)
    assert start.read_time_zone("Europe/Paris") == "Europe/Paris"


def test_every_host_at_once_is_refused_in_production():
    with pytest.raises(ImproperlyConfigured, match=re.escape("ALLOWED_HOSTS=*")):
        start.read_hosts(["cx.example.org", " *"], debug=False)
    assert start.read_hosts(["*"], debug=True) == ["*"]
    assert start.read_hosts([" cx.example.org", ""], debug=False) == ["cx.example.org"]


def test_log_level_is_one_of_pythons():
    assert start.read_log_level("info") == "INFO"
    with pytest.raises(ImproperlyConfigured, match="LOG_LEVEL is none of DEBUG, INFO"):
        start.read_log_level("loud")


def test_data_dir_is_made_for_its_owner_only(tmp_path):
    folder = start.open_data_dir(tmp_path / "a" / "b")

    assert mode(folder) == 0o700
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("file", "DATA_DIR is not a folder: .*file"),
        ("file/data", "DATA_DIR cannot be written to: .*file/data"),
    ],
)
def test_data_dir_that_cannot_be_used_is_named(tmp_path, below, told):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match=told):
        start.open_data_dir(tmp_path / below)


def test_data_dir_that_nobody_may_write_to_is_named():
    with pytest.raises(ImproperlyConfigured, match="DATA_DIR cannot be written to: /proc/x"):
        start.open_data_dir(Path("/proc/x"))


def test_key_is_made_once_for_its_owner_only(tmp_path):
    path = tmp_path / "secret_key"
    key = start.read_key("", path)

    assert len(key) >= 50
    assert mode(path) == 0o600
    assert start.read_key("", path) == key
    assert [each.name for each in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("before", [0o644, 0o640, 0o777])
def test_key_file_that_others_may_read_is_closed_to_them(tmp_path, before):
    path = tmp_path / "secret_key"
    path.write_text(KEY)
    path.chmod(before)

    assert start.read_key("", path) == KEY
    assert mode(path) == 0o600


def test_key_is_made_where_the_file_is_empty(tmp_path):
    path = tmp_path / "secret_key"
    path.touch()

    assert len(start.read_key("", path)) >= 50


def test_key_that_is_given_leaves_the_file_alone(tmp_path):
    assert start.read_key(KEY, tmp_path / "missing" / "secret_key") == KEY
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (KEY.encode() + "é".encode(), "The secret key in .* is not ASCII text"),
        (b"short", "The secret key is too short: give one of 50"),
    ],
)
def test_key_file_that_holds_no_key_is_refused(tmp_path, content, told):
    path = tmp_path / "secret_key"
    path.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=told) as refusal:
        start.read_key("", path)
    assert "\n" not in str(refusal.value)


def test_key_file_in_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY_FILE cannot be used: .*missing"):
        start.read_key("", tmp_path / "missing" / "secret_key")


def test_key_file_that_is_a_folder_is_refused_and_left_as_it_is(tmp_path):
    tmp_path.chmod(0o755)
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY_FILE cannot be used: .*directory"):
        start.read_key("", tmp_path)
    assert mode(tmp_path) == 0o755


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("manage.py", "check"), 1),
        (("manage.py", "demo"), 1),
        (("-c", "import cxmaturity.wsgi"), 3),
    ],
)
def test_refusal_to_start_is_one_line(tmp_path, arguments, status):
    done = run(tmp_path, *arguments, SITE_URL="http://cx.example.org")

    assert done.returncode == status
    assert done.stdout == ""
    assert done.stderr == (
        "cxmaturity does not start: SITE_URL is not https. "
        "Set CXMATURITY_INSECURE_HTTP=1 if this is a closed network.\n"
    )


@pytest.mark.parametrize(
    ("name", "value"), [("DEBUG", "maybe"), ("DATABASE_URL", "postgres://cx:hidden@host:x/cx")]
)
def test_value_that_is_not_understood_is_named_and_not_repeated(tmp_path, name, value):
    done = run(tmp_path, "manage.py", "check", SITE_URL="https://cx.example.org", **{name: value})

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert name in line
    assert value not in line
    assert "hidden" not in line


def test_gunicorn_stops_with_the_line_even_when_workers_load(tmp_path):
    done = run(tmp_path, "-m", "gunicorn", "cxmaturity.wsgi", "--bind", "127.0.0.1:0")

    assert done.returncode == 3
    assert done.stderr.count("cxmaturity does not start: SITE_URL is missing") == 1
    assert "Traceback" not in done.stderr


def test_what_the_product_writes_is_for_its_owner_only(tmp_path):
    folder = tmp_path / "data"
    # One small table: the database is the same file however much is in it.
    write = "from django.db import connection as c; c.cursor().execute('CREATE TABLE t (n)')"
    done = run(folder, "manage.py", "shell", "-c", write, SITE_URL="https://cx.example.org")

    assert done.returncode == 0, done.stderr
    assert mode(folder) == 0o700
    assert {each.name: mode(each) for each in folder.iterdir()} == {
        "secret_key": 0o600,
        "cxmaturity.sqlite3": 0o600,
    }

import stat

import pytest

from cxmaturity.documents.seals import (
    KEY_NAME,
    KNOWN_NAME,
    Altered,
    canonical,
    check_seal,
    is_known,
    make_seal,
    own_fingerprint,
)

VALUE = {"b": [1, 1.0, None, "é “x” \U0001f600"], "a": {"z": True}}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_canonical_form_sorts_names_and_has_no_spaces():
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_seal_is_the_same_for_the_same_data_and_names_its_key():
    seal = make_seal(VALUE)

    assert make_seal(dict(reversed(VALUE.items()))) == seal
    assert check_seal(VALUE, seal) == seal["fingerprint"] == own_fingerprint()


def test_key_is_made_once_for_its_owner_only(folder):
    first = own_fingerprint()

    assert stat.S_IMODE((folder / KEY_NAME).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [KEY_NAME]
    assert own_fingerprint() == first


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "AAAA"},
        {"signature": "not base64!"},
        {"public_key": "AAAA"},
        {"algorithm": "none"},
        {"fingerprint": "0" * 64},
    ],
)
def test_seal_that_was_touched_is_refused(change):
    with pytest.raises(Altered):
        check_seal(VALUE, make_seal(VALUE) | change)


def test_data_that_were_touched_are_refused():
    with pytest.raises(Altered):
        check_seal(VALUE | {"a": {"z": False}}, make_seal(VALUE))


def test_seal_of_another_key_holds_under_its_own_fingerprint(settings, tmp_path):
    seal = make_seal(VALUE)
    settings.DATA_DIR = tmp_path / "other"
    settings.DATA_DIR.mkdir()

    assert check_seal(VALUE, seal) != own_fingerprint()
    assert not is_known(seal["fingerprint"])
    (settings.DATA_DIR / KNOWN_NAME).write_text(f"x\n\n{seal['fingerprint']} friends\n")
    assert is_known(seal["fingerprint"])

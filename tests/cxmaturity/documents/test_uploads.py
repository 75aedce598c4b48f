import os
import time

import pytest

from cxmaturity.documents.uploads import (
    KEPT_SECONDS,
    MOST_FILES,
    Upload,
    drop_upload,
    find_upload,
    forget_old_uploads,
    keep_upload,
)

UPLOAD = Upload(b"slug: x\n\nmore", ".yaml")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "uploads"


def test_find_upload_finds_what_its_owner_sent():
    keep_upload(UPLOAD, 1)
    assert find_upload(UPLOAD.digest, 1) == UPLOAD


def test_find_upload_finds_nothing_of_anybody_else():
    keep_upload(UPLOAD, 1)
    assert find_upload(UPLOAD.digest, 2) is None
    assert find_upload(UPLOAD.digest, 11) is None


@pytest.mark.parametrize(
    "digest", ["", "../1-x", "/etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"]
)
def test_find_upload_takes_nothing_but_a_digest(digest):
    assert find_upload(digest, 1) is None
    assert not drop_upload(digest, 1)


def test_find_upload_forgets_after_an_hour(folder):
    keep_upload(UPLOAD, 1)
    (file,) = folder.iterdir()
    old = time.time() - KEPT_SECONDS - 1
    os.utime(file, (old, old))
    assert find_upload(UPLOAD.digest, 1) is None

    keep_upload(Upload(b"other", ".json"), 2)

    assert [file.name[:2] for file in folder.iterdir()] == ["2-"]


def test_forget_old_uploads_forgets_what_anybody_left(folder):
    forget_old_uploads()
    for owner in (1, 2, 3):
        keep_upload(UPLOAD, owner)
    old = time.time() - KEPT_SECONDS - 1
    for owner in (1, 2):
        os.utime(folder / f"{owner}-{UPLOAD.digest}", (old, old))

    forget_old_uploads()

    assert [file.name[:2] for file in folder.iterdir()] == ["3-"]


def test_find_upload_notices_a_file_that_is_not_what_its_name_says(folder):
    keep_upload(UPLOAD, 1)
    (file,) = folder.iterdir()
    file.write_bytes(b".yaml\nsomething else")
    assert find_upload(UPLOAD.digest, 1) is None


def test_keep_upload_keeps_a_few_files_of_a_person(folder):
    uploads = [Upload(str(number).encode(), ".json") for number in range(MOST_FILES + 2)]
    for age, upload in enumerate(reversed(uploads)):
        keep_upload(upload, 1)
        then = time.time() - 100 + age
        os.utime(folder / f"1-{upload.digest}", (then, then))
    keep_upload(UPLOAD, 1)
    assert len(list(folder.iterdir())) == MOST_FILES
    assert find_upload(uploads[0].digest, 1) == uploads[0]
    assert find_upload(uploads[-1].digest, 1) is None


def test_drop_upload_tells_whether_it_was_there():
    keep_upload(UPLOAD, 1)
    assert drop_upload(UPLOAD.digest, 1)
    assert not drop_upload(UPLOAD.digest, 1)
    assert find_upload(UPLOAD.digest, 1) is None

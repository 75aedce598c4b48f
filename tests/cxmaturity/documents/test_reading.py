import time
from itertools import pairwise

import pytest
from ruamel.yaml import YAML

from cxmaturity.documents.problems import DocumentErrors
from cxmaturity.documents.reading import read_document
from tests.builders import DOCUMENT, shipped_document


def read(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_document(file)


def test_read_document_reads_json_and_yaml_alike(tmp_path):
    with (tmp_path / "model.yaml").open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(shipped_document(), stream)
    from_json = read_document(DOCUMENT)
    from_yaml = read_document(tmp_path / "model.yaml")
    assert from_json.data | {"version": 1} == from_yaml.data == shipped_document()
    assert from_json.lines.keys() == from_yaml.lines.keys()


def test_read_document_knows_the_line_of_every_part(tmp_path):
    json_document = read(tmp_path, "a.json", '{\n "a": {"b": [1,\n 2]},\n\n "c": "x\\n\\"y"}')
    yaml_document = read(tmp_path, "a.yaml", "a:\n  b:\n  - 1\n  - 2\nc: x\n")
    assert json_document.lines == {
        (): 1,
        ("a",): 2,
        ("a", "b"): 2,
        ("a", "b", 0): 2,
        ("a", "b", 1): 3,
        ("c",): 5,
    }
    assert yaml_document.lines == {
        (): 1,
        ("a",): 2,
        ("a", "b"): 3,
        ("a", "b", 0): 3,
        ("a", "b", 1): 4,
        ("c",): 5,
    }


def test_read_document_takes_yaml_words_for_texts(tmp_path):
    document = read(tmp_path, "a.yaml", "NO: Norge\nanswer: no\nsize: 7\n")
    assert document.data == {"NO": "Norge", "answer": "no", "size": 7}


def test_read_document_takes_a_file_without_suffix_for_what_it_looks_like(tmp_path):
    assert read(tmp_path, "a", ' {"a": [true, null]}').data == {"a": [True, None]}
    assert read(tmp_path, "b", "a: [true, null]").data == {"a": [True, None]}


BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefg")
)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", "", "is empty"),
        ("a.yaml", " \n", "is empty"),
        ("a.yaml", "# nothing\n", "is empty"),
        ("a.json", '{"a": 1,\n}', "line 2: is not JSON: Expecting property name"),
        ("a.yaml", "a: b: c\n", "line 1: is not YAML: mapping values are not allowed here"),
        ("a.yaml", "a: 1\n---\nb: 2", "line 2: is not YAML: expected a single document"),
        ("a.yaml", "a:\n\t- b", "line 2: is not YAML: "),
        ("a.json", "[" * 5000 + "]" * 5000, "is nested more than 30 deep"),
        ("a.json", "[" * 31 + "]" * 31, "line 1: is nested more than 30 deep"),
        ("a.yaml", "a: " + "[" * 5000 + "]" * 5000, "line 1: is nested more than 30 deep"),
        ("a.yaml", BOMB, "line 1: anchors (&) and aliases (*) are not taken"),
        ("a.yaml", "[" + "a," * 60_001 + "]", "line 1: has more than 60000 parts"),
        ("a.yaml", "- a\n" * 60_001, "line 60000: has more than 60000 parts"),
        ("a.yaml", "a: 1\nb: *a", "line 2: anchors (&) and aliases (*) are not taken"),
        ("a.yaml", "a: 1\nb: 2\na: 3", "line 3: 'a' is there twice"),
        ("a.json", '{"a": 1,\n"b": {"c": 1},\n"a": 3}', "line 3: 'a' is there twice"),
        ("a.json", '[{"a": 1}, {"a": 1, "\\u0061": 2}]', "line 1: 'a' is there twice"),
        ("a.yaml", "1: x", "line 1: a name must be a text"),
        ("a.yaml", "<<: {a: 1}", "line 1: a name must be a text"),
        ("a.yaml", "a: !!python/object:os.system x", "line 1: is not YAML: could not determine"),
        ("a.yaml", "a: !!binary aGk=", "line 1: a: must be a text"),
        ("a.yaml", "\na: 2026-01-01", "line 2: a: must be a text"),
        ("a.yaml", "a: .nan", "line 1: a: the number is too large or no number"),
        ("a.json", '{"a": NaN}', "is not JSON: NaN is no number"),
        ("a.json", '{"a": 1e400}', "line 1: a: the number is too large or no number"),
        ("a.json", '{"a": ' + "9" * 5000 + "}", "is not JSON: a number is too large"),
        ("a.yaml", "a: " + "9" * 5000, "is not YAML: "),
        ("a.json", '{"a":\n "\0"}', "line 2: holds a NUL character"),
        ("a.json", '{"a":\n "\\u0000"}', "line 2: a: the text holds a control character"),
        ("a.json", '{"a": "\\ud800"}', "line 1: a: the text holds a control character"),
        ("a.json", '{"\\u0007": 1}', "line 1: a name holds a control character"),
        ("a.yaml", b"a: 1\nb: caf\xe9", "line 2: is not UTF-8 text"),
        ("a.json", b" " * 10_000_000, "is larger than 1 MB"),
    ],
)
def test_read_document_refuses(tmp_path, name, content, message):
    start = time.perf_counter()
    with pytest.raises(DocumentErrors) as caught:
        read(tmp_path, name, content)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert time.perf_counter() - start < 30  # on a busy machine


def test_read_document_refuses_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(DocumentErrors, match=r"cannot be read \(No such file or directory\)"):
        read_document(tmp_path / "none.json")
    with pytest.raises(DocumentErrors, match=r"cannot be read \(Is a directory\)"):
        read_document(tmp_path)

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sources.management.commands.generate_articles import generate


def test_the_same_number_and_seed_give_the_same_articles():
    assert list(generate(30, seed=3)) == list(generate(30, seed=3))
    assert list(generate(5, seed=3)) != list(generate(5, seed=4))


def test_articles_differ_and_are_as_long_as_was_asked():
    articles = list(generate(60, seed=1))
    assert len(set(articles)) == 60
    assert all(300 < len(text.split()) < 800 for text in articles)


def test_one_in_25_repeats_most_of_an_earlier_one():
    articles = list(generate(25, seed=1))
    assert set(articles[24].split("\n\n")[3:]) < set(articles[12].split("\n\n"))


def test_files_are_written_in_folders_of_a_thousand(tmp_path, monkeypatch):
    monkeypatch.setattr("sources.management.commands.generate_articles.IN_A_FOLDER", 2)
    out = StringIO()
    call_command("generate_articles", str(tmp_path), articles=3, stdout=out, stderr=StringIO())
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.txt"))
    assert files == ["00000/0000000.txt", "00000/0000001.txt", "00001/0000002.txt"]
    assert out.getvalue() == "3 articles written\n"


def test_a_number_that_is_none_is_refused(tmp_path):
    with pytest.raises(CommandError, match="1 or more"):
        call_command("generate_articles", str(tmp_path), articles=0, stdout=StringIO())


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match=r"file.* cannot be written"):
        call_command("generate_articles", str(tmp_path / "file"), articles=1, stdout=StringIO())

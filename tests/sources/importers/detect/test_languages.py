"""Which language a text is in."""

import pytest

from sources.importers.detect.languages import find, guess
from tests.sources.importers.samples import ENGLISH, GERMAN, GREEK, RUSSIAN, UKRAINIAN


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (GREEK, "el"),
        (RUSSIAN, "ru"),
        (UKRAINIAN, "uk"),
        ("Міністэрства паведаміла, што атака на вёску адбітая. Страт няма, сказаў ён, і гэта не першы раз.", "be"),
        ("Le ministère a déclaré que l'attaque contre le village avait été repoussée et que tout était calme.", "fr"),
        ("Ministerstwo oświadczyło, że atak na wieś został odparty i że nie było tam żadnych strat po tym.", "pl"),
        ("Ministeriö kertoi, että hyökkäys kylään on torjuttu ja että tappioita ei ole ollut, sanoi tiedottaja.", "fi"),
    ],
)
def test_a_text_is_told_by_its_commonest_words(text, tag):
    assert guess(text) == tag
    (hint,) = find(text)
    assert (hint.field, hint.value, hint.certain) == ("language", tag, False)


@pytest.mark.parametrize(
    "text", ["", "One two.", "Criniche " * 50, "12 34 56 " * 20, "zxq wvb plok trem sind nurg fal ost bim"]
)
def test_what_does_not_say_is_not_guessed(text):
    assert guess(text) == ""
    assert find(text) == []

"""French as it is printed."""

import pytest

from roadmaps.tasks.french import set_french


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("133 640 EUR; 9 600 EUR", "133 640 EUR\u202f; 9 600 EUR"),
        ("Loyauté perçue: de 34 %", "Loyauté perçue\u00a0: de 34 %"),
        ("0%, 5% et 10 %", "0\u202f%, 5\u202f% et 10 %"),
        ("dépensés\u202f; 100\u202f% du", "dépensés\u202f; 100\u202f% du"),
        ("l&#x27;écoute &amp; l’action: oui", "l&#x27;écoute &amp; l’action\u00a0: oui"),
        ("https://acme.example/?a=1; 10:30", "https://acme.example/?a=1\u202f; 10:30"),
        ("1 novembre 2026, 1\u00a0jan.\u00a02026", "1er novembre 2026, 1er\u00a0jan.\u00a02026"),
        ("11 novembre 2026, 1 mois, novembre 2026", "11 novembre 2026, 1 mois, novembre 2026"),
    ],
)
def test_french_is_set_as_printers_set_it(written, printed):
    assert printed_of(f'<p title="a: b; 5%">{written}</p>') == f'<p title="a: b; 5%">{printed}</p>'


def test_sign_that_opens_what_follows_an_element_is_parted_from_it():
    assert printed_of("<p><b>Coût</b>; plus</p>") == "<p><b>Coût</b>\u202f; plus</p>"


def printed_of(words):
    """A page's words as they are printed; its head stays as it is."""
    head = "<title>Acme: 5%; 1 mai 2026</title><body>"
    return set_french(head + words).removeprefix(head)

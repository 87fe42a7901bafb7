import pytest

from arraigo.core.accounts.devices import device

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge en Windows"),
        (f"Mozilla/5.0 (Linux; Android 14; SM-A155M) {WEBKIT} Chrome/140.0 Mobile Safari/537.36", "Chrome en Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            " Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari en iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox en Linux"),
        ("curl/8.5.0", "Un equipo que no dice cuál es"),
        ("", "Un equipo que no dice cuál es"),
    ],
)
def test_a_session_is_named_after_its_device(user_agent, words):
    assert device(user_agent) == words

"""The figures in the API: what stood there stays, and what training led to stands beside it."""

BEFORE = {"enrolled", "people", "by_modality", "by_sex", "percent", "attendances"}
BESIDE = {
    "hours",
    "sessions_held",
    "hours_held",
    "completion",
    "certificates",
    "learning",
    "satisfaction",
    "by_series",
    "by_programme_area",
}


def test_the_figures_keep_their_keys_and_say_what_training_led_to(api):
    found = api.get("/figures").json()

    assert set(found) == BEFORE | BESIDE
    assert found["completion"] == {"completed": 0, "enrolled": 0}
    assert found["learning"]["gain_points"] is None
    assert found["satisfaction"] == {"responses": 0, "mean": None}


def test_figures_are_narrowed_to_a_series(api):
    assert api.get("/figures?series=01a2202f-ed5d-7760-8e01-f41377ac3bc9").json()["people"] == 0
    assert api.get("/figures?series=x").status_code == 422

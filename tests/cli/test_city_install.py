"""`arraigo city install`: once it publishes, again it changes nothing, and a pack that is not there is said."""


def test_a_pack_is_installed_once(city_terminal):
    first = city_terminal.run("city", "install", "ec", "--json")
    again = city_terminal.json("city", "install", "ec")

    assert first.returncode == 0, first.stderr
    assert again["attention"]["routes"]["published"] == []
    assert len(again["attention"]["routes"]["unchanged"]) >= 12
    assert (again["attention"]["numbers"], again["attention"]["problems"]) == (0, [])


def test_a_pack_that_is_not_there_is_said_with_those_that_are(city_terminal):
    done = city_terminal.run("city", "install", "nada")

    assert done.returncode == 1
    assert "ec" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_contacts_of_a_city_become_services_once(city_terminal):
    first = city_terminal.json("city", "install", "ec-quito")
    again = city_terminal.json("city", "install", "ec-quito")

    assert len(first["directory"]["services"]["written"]) >= 15
    assert again["directory"]["services"]["written"] == []
    assert again["directory"]["services"]["unchanged"] == first["directory"]["services"]["written"]

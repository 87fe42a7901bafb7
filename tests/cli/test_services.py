"""`arraigo import services` and `arraigo export services`: there and back, and what is wrong is said."""

import json

ORG, SERVICE = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2))
PACKAGE = {
    "organizations": [{"id": ORG, "name": "Red", "description": "x"}],
    "services": [{"id": SERVICE, "organization_id": ORG, "name": "Acogida", "status": "active"}],
}


def test_a_package_comes_in_and_goes_out_again(city_terminal, tmp_path):
    source = tmp_path / "paquete.json"
    source.write_text(json.dumps(PACKAGE))

    first = city_terminal.json("import", "services", str(source))
    assert first["tables"]["service"] == {"created": 1, "changed": 0, "same": 0, "deleted": 0, "kept": 0}
    assert first["problems"] == []

    written = city_terminal.json("export", "services", str(tmp_path / "csv"))
    assert str(tmp_path / "csv" / "datapackage.json") in written["files"]
    again = city_terminal.json("import", "services", str(tmp_path / "csv"))
    assert again["tables"]["service"]["same"] == 1

    city_terminal.json("export", "services", str(tmp_path / "servicios.json"))
    (service,) = json.loads((tmp_path / "servicios.json").read_text())
    assert (service["name"], service["organization"]["name"]) == ("Acogida", "Red")
    assert city_terminal.run("export", "services", str(tmp_path / "servicios.xlsx")).returncode == 0


def test_what_is_wrong_is_said_and_the_rest_comes_in(city_terminal, tmp_path):
    source = tmp_path / "paquete.json"
    phone = {"id": "1", "service_id": "9", "number": "02 1"}
    source.write_text(json.dumps({**PACKAGE, "phones": [phone]}))
    done = city_terminal.run("import", "services", str(source), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["tables"]["service"]["created"] == 1
    assert "«paquete.json», en «phones[0].service_id»: no existe «9»" in done.stderr

    nothing = city_terminal.run("import", "services", str(tmp_path / "no-hay"))
    assert (nothing.returncode, "Traceback" in nothing.stderr) == (1, False)
    wrong = city_terminal.run("export", "services", str(tmp_path / "servicios.pdf"))
    assert wrong.returncode == 1
    assert not (tmp_path / "servicios.pdf").exists()

"""Every command with its arguments and help. What a command does is loaded by dotted path, when it is run."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from arraigo.cli.call import call, call_with_database
from arraigo.cli.help import Command, group
from arraigo.cli.language import _

START, DATA, CARE = _("Poner en marcha"), _("Trabajar con los datos"), _("Cuidar la instalación")

app = group(
    _("Arraigo: el programa de movilidad humana de una ciudad, de la lista a la cifra."),
    epilog=_("ARRAIGO_HOME elige la carpeta de datos; DATABASE_URL, otra base de datos.")
    + " "
    + _("Salida: 0 hecho, 1 algo anda mal y se dice, 2 orden mal escrita."),
)
city = group(_("Ciudades de esta instalación."))
user = group(_("Personas que usan el programa."))
load = group(_("Cargar listas y archivos."))
export = group(_("Llevarse los datos en formatos abiertos."))
figures = group(_("Cifras."))
plan = group(_("Planes de la ciudad: leerlos, revisarlos y compararlos."))
route = group(_("Rutas de atención y protección: comprobarlas y recorrerlas."))
guide = group(_("La guía pública de la ciudad."))
audit = group(_("El registro de lo que se hizo."))
keys = group(_("Las llaves que cifran la identidad."))
translations = group(_("Traducciones del programa."))
app.add_typer(city, name="city", rich_help_panel=DATA)
app.add_typer(user, name="user", rich_help_panel=DATA)
app.add_typer(load, name="import", rich_help_panel=DATA)
app.add_typer(export, name="export", rich_help_panel=DATA)
app.add_typer(figures, name="figures", rich_help_panel=DATA)
app.add_typer(plan, name="plan", rich_help_panel=DATA)
app.add_typer(route, name="route", rich_help_panel=DATA)
app.add_typer(guide, name="guide", rich_help_panel=DATA)
app.add_typer(audit, name="audit", rich_help_panel=CARE)
app.add_typer(keys, name="keys", rich_help_panel=CARE)
app.add_typer(translations, name="translations", hidden=True)

# As in arraigo.core.accounts.enums.Role, which needs Django; a test keeps both equal.
ROLES = (
    "coordination",
    "trainer",
    "planner",
    "case_worker",
    "cash_officer",
    "approver",
    "ally",
    "authority",
    "auditor",
    "administrator",
)

Json = Annotated[bool, typer.Option("--json", metavar="", help=_("Responde en JSON por la salida estándar."))]
City = Annotated[
    str, typer.Option("--city", metavar="SLUG", help=_("Ciudad; sin esto, la única que haya, o una llamada «ciudad»."))
]
Host = Annotated[str, typer.Option(metavar=_("DIRECCIÓN"), help=_("Dirección donde atender."))]
Port = Annotated[
    int, typer.Option(envvar="PORT", min=1, max=65535, metavar=_("NÚMERO"), help=_("Puerto donde atender."))
]
Workers = Annotated[int, typer.Option(min=1, max=64, metavar=_("NÚMERO"), help=_("Procesos que atienden páginas."))]
Text = Annotated[str, typer.Option(metavar=_("TEXTO"))]
File = Annotated[Path, typer.Argument(metavar=_("ARCHIVO"))]


def command(
    parent: typer.Typer, name: str, text: str, *, panel: str | None = None, passes_on: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the decorator that puts a command in a group; one that passes its arguments on is hidden."""
    return parent.command(
        name,
        cls=Command,
        help=text,
        options_metavar=_("[OPCIONES]"),
        rich_help_panel=panel,
        hidden=passes_on,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
        if passes_on
        else None,
    )


@command(app, "demo", _("Abre la ciudad de ejemplo, Santa Marina, en esta máquina."), panel=START)
def _demo(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 1) -> None:
    call("arraigo.cli.commands.demo:demo", host=host, port=port, workers=workers)


@command(app, "serve", _("Atiende las páginas y hace los trabajos en cola."), panel=START)
def _serve(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2) -> None:
    call("arraigo.cli.commands.serve:serve", host=host, port=port, workers=workers)


@command(app, "migrate", _("Pone la base de datos al día con esta versión."), panel=START)
def _migrate(json: Json = False) -> None:
    call("arraigo.cli.commands.migrate:migrate", json=json)


@command(city, "create", _("Crea una ciudad."))
def _city_create(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help=_("Nombre corto, en minúsculas y sin espacios."))],
    name: Annotated[str, typer.Option(metavar=_("TEXTO"), help=_("Nombre; sin esto, el nombre corto."))] = "",
    timezone: Annotated[str, typer.Option(metavar=_("ZONA"), help=_("Zona horaria."))] = "America/Guayaquil",
    country: Annotated[str, typer.Option(metavar=_("PAÍS"), help=_("País, en dos letras."))] = "EC",
    json: Json = False,
) -> None:
    call_with_database(
        "arraigo.cli.commands.city:create", slug=slug, name=name, timezone=timezone, country=country, json=json
    )


@command(city, "install", _("Instala en una ciudad las rutas, números y servicios de un paquete."))
def _city_install(
    pack: Annotated[str, typer.Argument(metavar=_("PAQUETE"), help=_("Nombre del paquete; por ejemplo, ec."))],
    city: City = "",
    json: Json = False,
) -> None:
    call_with_database("arraigo.cli.commands.city_install:install", pack=pack, city=city, json=json)


@command(user, "create", _("Crea una persona usuaria y le da un papel en la ciudad."))
def _user_create(
    email: Annotated[str, typer.Argument(metavar=_("CORREO"))],
    name: Annotated[str, typer.Option(metavar=_("TEXTO"), help=_("Nombre y apellidos."))] = "",
    role: Annotated[
        str,
        typer.Option(
            metavar=_("PAPEL"),
            help=_("Papel en la ciudad: {roles}.").format(roles=", ".join(ROLES)),
        ),
    ] = "",
    city: City = "",
    json: Json = False,
) -> None:
    call_with_database("arraigo.cli.commands.user:create", email=email, name=name, role=role, city=city, json=json)


@command(load, "training", _("Carga los cursos de una carpeta: curso.toml, inscripciones y asistencias."))
def _import_training(
    folder: Annotated[Path, typer.Argument(metavar=_("CARPETA"), help=_("Carpeta que tiene curso.toml."))],
    city: City = "",
    json: Json = False,
) -> None:
    call_with_database("arraigo.cli.commands.training:load", folder=folder, city=city, json=json)


@command(load, "services", _("Carga servicios: un paquete HSDS o la hoja que llenó una organización."))
def _import_services(
    path: Annotated[Path, typer.Argument(metavar=_("ARCHIVO|CARPETA"))],
    city: City = "",
    mend: Annotated[
        bool,
        typer.Option("--mend", metavar="", help=_("Pone en su orden las coordenadas que están intercambiadas.")),
    ] = False,
    json: Json = False,
) -> None:
    call_with_database("arraigo.cli.commands.services:load", path=path, city=city, mend=mend, json=json)


@command(export, "services", _("Escribe los servicios públicos: .json, .xlsx o una carpeta con el paquete CSV."))
def _export_services(
    path: Annotated[Path, typer.Argument(metavar=_("ARCHIVO|CARPETA"))],
    city: City = "",
    json: Json = False,
) -> None:
    call_with_database("arraigo.cli.commands.services:dump", path=path, city=city, json=json)


@command(figures, "training", _("Cifras de la formación: personas y asistencias."))
def _figures_training(
    course: Annotated[str, typer.Option(metavar=_("CÓDIGO"), help=_("Solo este curso."))] = "",
    institution: Annotated[str, typer.Option(metavar=_("NOMBRE"), help=_("Solo esta institución."))] = "",
    since: Annotated[str, typer.Option(metavar=_("AAAA-MM-DD"), help=_("Desde este día."))] = "",
    until: Annotated[str, typer.Option(metavar=_("AAAA-MM-DD"), help=_("Hasta este día, incluido."))] = "",
    city: City = "",
    json: Json = False,
) -> None:
    call_with_database(
        "arraigo.cli.commands.training:figures",
        course=course,
        institution=institution,
        since=since,
        until=until,
        city=city,
        json=json,
    )


@command(
    plan, "review", _("Revisa un plan con los criterios de un paquete y dice qué hay, hasta dónde llega y qué falta.")
)
def _plan_review(
    file: File,
    instrument: Annotated[
        str, typer.Option(metavar=_("INSTRUMENTO"), help=_("Qué clase de plan es: PMDOT, PUGS u otra del paquete."))
    ],
    pack: Annotated[str, typer.Option(metavar=_("PAQUETE"), help=_("Paquete de criterios."))] = "ec",
    out: Annotated[
        list[Path] | None,
        typer.Option(metavar=_("ARCHIVO"), help=_("Informe .json, .xlsx, .docx o .pdf; se puede repetir.")),
    ] = None,
) -> None:
    call("arraigo.cli.commands.plan_review:review", file=file, instrument=instrument, pack=pack, out_files=out or [])


@command(plan, "tag", _("Dice de qué habla cada pasaje, qué parte del plan es, si compromete, y por qué."))
def _plan_tag(
    file: Annotated[
        Path, typer.Argument(metavar=_("ARCHIVO"), help=_('Un pasaje por línea, en JSON: {"id": …, "texto": …}.'))
    ],
    out: Annotated[Path, typer.Option("--out", metavar=_("ARCHIVO"), help=_("Dónde se escriben las respuestas."))],
) -> None:
    call("arraigo.cli.commands.plan_tag:tag", file=file, out=out)


@command(plan, "structure", _("Saca la estructura de un plan u ordenanza: títulos, capítulos, artículos, apartados."))
def _plan_structure(
    file: File,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar=_("ARCHIVO"), help=_("Dónde escribir el JSON; sin esto, la salida estándar.")),
    ] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", metavar="", help=_("Lee las páginas escaneadas con Tesseract, si está instalado."))
    ] = False,
) -> None:
    call("arraigo.cli.commands.plan_structure:structure", file=file, out=out, ocr=ocr)


@command(plan, "compare", _("Dice qué fue de cada pasaje de un plan en su versión siguiente."))
def _plan_compare(
    old: Annotated[Path, typer.Argument(metavar=_("ANTERIOR"), help=_("La versión anterior."))],
    new: Annotated[Path, typer.Argument(metavar=_("NUEVA"), help=_("La versión nueva."))],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar=_("ARCHIVO"), help=_("Dónde escribir el JSON; sin esto, la salida estándar.")),
    ] = None,
    paragraphs: Annotated[
        bool,
        typer.Option(
            "--paragraphs",
            metavar="",
            help=_("Los archivos son texto y cada línea es un pasaje; los índices cuentan líneas desde 0."),
        ),
    ] = False,
    words: Annotated[
        bool, typer.Option("--words", metavar="", help=_("Añade qué palabras cambiaron en cada pasaje."))
    ] = False,
) -> None:
    call(
        "arraigo.cli.commands.plan_compare:compare_files",
        old=old,
        new=new,
        out=out,
        paragraphs=paragraphs,
        words=words,
    )


RoutePack = Annotated[
    str, typer.Option("--pack", metavar=_("PAQUETE"), help=_("Paquete que tiene los números y las necesidades."))
]


@command(route, "check", _("Dice si una ruta está bien, o en qué línea no y por qué."))
def _route_check(
    files: Annotated[
        list[Path], typer.Argument(metavar=_("ARCHIVO…"), help=_("Rutas en YAML, o carpetas que las tienen."))
    ],
    pack: RoutePack = "ec",
    json: Json = False,
) -> None:
    call("arraigo.cli.commands.route:check", files=files, pack=pack, json=json)


@command(route, "walk", _("Recorre una ruta con unas respuestas y dice a qué paso se llega."))
def _route_walk(
    file: File,
    answers: Annotated[
        str,
        typer.Option(
            metavar="A,B,C", help=_("Respuestas en orden, separadas por comas; «seguir» pasa una información.")
        ),
    ] = "",
    lang: Annotated[str, typer.Option(metavar=_("IDIOMA"), help=_("Idioma en que se dice el paso."))] = "es",
    pack: RoutePack = "ec",
    json: Json = False,
) -> None:
    call("arraigo.cli.commands.route:walk", file=file, answers=answers, lang=lang, pack=pack, json=json)


@command(guide, "export", _("Escribe la guía entera como un sitio de archivos, para cualquier servidor o CDN."))
def _guide_export(
    folder: Annotated[
        Path, typer.Argument(metavar=_("CARPETA"), help=_("Carpeta nueva, vacía o de una vez anterior."))
    ],
    city: City = "",
    language: Annotated[
        list[str] | None,
        typer.Option(metavar=_("IDIOMA"), help=_("Solo este idioma; se puede repetir. Sin esto, todos.")),
    ] = None,
    url: Annotated[
        str, typer.Option(metavar="URL", help=_("Dirección donde se publicará; sin esto, la de esta instalación."))
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", metavar="", help=_("Reemplaza la carpeta sin preguntar."))] = False,
    json: Json = False,
) -> None:
    call_with_database(
        "arraigo.cli.commands.guide:export",
        folder=folder,
        city=city,
        languages=language or [],
        url=url,
        yes=yes,
        json=json,
    )


@command(app, "chat", _("La guía en la terminal: escriba lo que necesita y siga los pasos."), panel=DATA)
def _chat(
    city: City = "",
    language: Annotated[str, typer.Option(metavar=_("IDIOMA"), help=_("Idioma; sin esto, se pregunta."))] = "",
) -> None:
    call_with_database("arraigo.cli.commands.chat:chat", city=city, language=language)


@command(app, "backup", _("Guarda todo en un archivo, menos las llaves."), panel=CARE)
def _backup(file: File, json: Json = False) -> None:
    call_with_database("arraigo.cli.commands.backup:backup", owner=True, file=file, json=json)


@command(app, "restore", _("Recupera una copia en una instalación vacía."), panel=CARE)
def _restore(
    file: File,
    without_keys: Annotated[
        bool,
        typer.Option(
            "--without-keys",
            metavar="",
            help=_("Sigue aunque falten las llaves de la copia: lo cifrado no se podrá leer."),
        ),
    ] = False,
    json: Json = False,
) -> None:
    call("arraigo.cli.commands.restore:restore", file=file, without_keys=without_keys, json=json)


@command(audit, "verify", _("Comprueba que nadie cambió el registro de lo que se hizo."))
def _audit_verify(json: Json = False) -> None:
    call_with_database("arraigo.cli.commands.audit:verify", owner=True, json=json)


@command(keys, "rotate", _("Añade una llave nueva y vuelve a cifrar con ella."))
def _keys_rotate(json: Json = False) -> None:
    call_with_database("arraigo.cli.commands.keys:rotate", owner=True, json=json)


@command(app, "doctor", _("Dice en palabras qué anda mal y cómo se arregla."), panel=CARE)
def _doctor(json: Json = False) -> None:
    call("arraigo.cli.commands.doctor:doctor", json=json)


@command(app, "manage", _("Órdenes de Django, para quien desarrolla."), passes_on=True)
def _manage(ctx: typer.Context) -> None:
    call("arraigo.cli.commands.manage:manage", arguments=ctx.args)


@command(translations, "extract", _("Busca los textos del programa y los pone en los catálogos."))
def _translations_extract() -> None:
    call("arraigo.cli.commands.translations:extract")


@command(translations, "compile", _("Compila los catálogos."))
def _translations_compile() -> None:
    call("arraigo.cli.commands.translations:compile_all")


@command(translations, "check", _("Dice qué textos faltan en los catálogos o no tienen inglés."))
def _translations_check(json: Json = False) -> None:
    call("arraigo.cli.commands.translations:check", json=json)

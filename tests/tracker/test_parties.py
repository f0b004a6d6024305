"""Parties of a cell: names stay whole, two institutions are never merged."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.spelling import fold_name
from tracker.records import Catalogue
from tracker.values.parties import recognise, split_parties

SEED = json.loads((Path(__file__).parents[2] / "seed/institutions.json").read_text("utf-8"))
SPELLINGS = [(spelling, entry["acronym"]) for entry in SEED for spelling in [entry["acronym"], entry["name"], *entry["aliases"]]]
KNOWN = Catalogue({fold_name(spelling): acronym for spelling, acronym in SPELLINGS})
NOBODY = Catalogue({})

WHOLE = [
    "Ministerio de Justicia y Derechos Humanos", "Ministerio de la Mujer y Poblaciones Vulnerables", "Ministerio de Vivienda, Construcción y Saneamiento",
    "Ministerio de Desarrollo e Inclusión Social", "Gerencia de Desarrollo Social y Humano", "Centro Emergencia Mujer y Familia",
    "Gerencia de Planeamiento, Presupuesto y Acondicionamiento Territorial", "Oficina de Planeamiento, Presupuesto, Racionalización y Estadística",
    "Comités de Autodefensa y Desarrollo Rural", "Transportes y Comunicaciones", "Secretaría de Seguridad y Convivencia",
    "Dirección de Educación, Cultura y Deporte", "Dirección de Obras y Servicios Públicos", "GERENCIA DE DESARROLLO SOCIAL Y HUMANO",
    "GERENCIA DE PLANEAMIENTO, PRESUPUESTO Y RACIONALIZACIÓN", "Sub Gerencia de Tránsito, Vialidad y Transporte", "Municipalidades de Ilo y Mariscal Nieto",
    "UGEL Ilo y Mariscal Nieto", "Warmi Ñan (CEM)", "Gobiernos Locales (Ilo, Mariscal Nieto y Omate)", "ST-CORESEC", "S.T. CORESEC", "Comisaría PNP Samegua",
    "Gobierno Regional de Puno", "Dirección Regional de Educación y Cultura",
]  # fmt: skip


@pytest.mark.parametrize("catalogue", [KNOWN, NOBODY], ids=["known", "unknown"])
@pytest.mark.parametrize("name", WHOLE)
def test_a_name_stays_whole_with_and_without_a_catalogue(name: str, catalogue: Catalogue) -> None:
    assert split_parties(name, catalogue) == (name,)


@pytest.mark.parametrize("catalogue", [KNOWN, NOBODY], ids=["known", "unknown"])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Secretaria Técnica CORESEC, Gobiernos Locales, PNP y Juntas Vecinales", ["Secretaria Técnica CORESEC", "Gobiernos Locales", "PNP", "Juntas Vecinales"]),
        ("Región Policial y Dirección Regional de Educación.", ["Región Policial", "Dirección Regional de Educación"]),
        ("Gobiernos Locales, INABIF, Secretaria Técnica del CORESEC", ["Gobiernos Locales", "INABIF", "Secretaria Técnica del CORESEC"]),
        ("Warmi Ñan, PNP", ["Warmi Ñan", "PNP"]),
        ("PNP y juntas vecinales", ["PNP", "juntas vecinales"]),
        ("PNP - GOBIERNO LOCAL", ["PNP", "GOBIERNO LOCAL"]),
        ("MP - PNP - GOBIERNO LOCAL", ["MP", "PNP", "GOBIERNO LOCAL"]),
        ("ST CORESEC/", ["ST CORESEC"]),
        ("DIRESA, DREL, MP", ["DIRESA", "DREL", "MP"]),
        ("MIDAGRI, GRH", ["MIDAGRI", "GRH"]),
        ("Alcaldía y Personería", ["Alcaldía", "Personería"]),
        ("Ministerio Público y Poder Judicial", ["Ministerio Público", "Poder Judicial"]),
        ("Policía y Fiscalía", ["Policía", "Fiscalía"]),
        ("PNP e INABIF", ["PNP", "INABIF"]),
        ("PNP, Ministerio de Justicia y Derechos Humanos y DREMO", ["PNP", "Ministerio de Justicia y Derechos Humanos", "DREMO"]),
        ("GERENCIA DE PLANEAMIENTO, PRESUPUESTO Y RACIONALIZACIÓN, PNP", ["GERENCIA DE PLANEAMIENTO, PRESUPUESTO Y RACIONALIZACIÓN", "PNP"]),
        ("POLICÍA NACIONAL DEL PERÚ Y MINISTERIO PÚBLICO", ["POLICÍA NACIONAL DEL PERÚ", "MINISTERIO PÚBLICO"]),
        ("PNP\nDREMO\nPrefectura", ["PNP", "DREMO", "Prefectura"]),
        ("PNP\ny Juntas Vecinales", ["PNP", "Juntas Vecinales"]),
        ("• PNP\n• DREMO", ["PNP", "DREMO"]),
        ("- PNP\n- Fiscalía", ["PNP", "Fiscalía"]),
        ("1. PNP\n2. DREMO", ["PNP", "DREMO"]),
        ("1. PNP 2. DREMO 3. Gobiernos Locales", ["PNP", "DREMO", "Gobiernos Locales"]),
        ("PNP;MP;PJ", ["PNP", "MP", "PJ"]),
        ("PNP y/o Fiscalía", ["PNP", "Fiscalía"]),
        ("PNP/DREMO", ["PNP", "DREMO"]),
        ("PNP, DREMO, y UGEL", ["PNP", "DREMO", "UGEL"]),
        ("la PNP y los Gobiernos Locales", ["PNP", "Gobiernos Locales"]),
        ("(PNP y DREMO)", ["PNP", "DREMO"]),
        ("PNP y vecinos", ["PNP", "vecinos"]),
        ("Director y docentes", ["Director", "docentes"]),
        ("Gobiernos Locales (Ilo y Omate), PNP", ["Gobiernos Locales (Ilo y Omate)", "PNP"]),
        ("Fuerza Aérea, Ejército y Marina", ["Fuerza Aérea", "Ejército", "Marina"]),
        ("Dirección Regional\nde Educación", ["Dirección Regional de Educación"]),
        ("Jefe de OTI y Gerente de Logística", ["Jefe de OTI", "Gerente de Logística"]),
        ("Contabilidad, Tesorería y Logística", ["Contabilidad", "Tesorería", "Logística"]),
        ("PNP, pnp., PNP", ["PNP"]),
        ("Prefectura.", ["Prefectura"]),
        ("N/A", []), ("-", []), ("", []), ("12", []),
    ],
)  # fmt: skip
def test_the_parties_of_a_cell_are_parted(text: str, names: list[str], catalogue: Catalogue) -> None:
    assert list(split_parties(text, catalogue)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SECRETARIA TÉCNICA -CORESEC y PNP", ["SECRETARIA TÉCNICA -CORESEC", "PNP"]),
        ("Secretaría Técnica\nCORESEC", ["Secretaría Técnica CORESEC"]),
        ("Rondas campesinas y comités de autodefensa y desarrollo rural, PNP", ["Rondas campesinas y comités de autodefensa y desarrollo rural", "PNP"]),
        ("Policía Nacional del Perú – Región Policial Moquegua", ["Policía Nacional del Perú – Región Policial Moquegua"]),
        ("Aurora y Aurora", ["Aurora"]),
        ("Prefectura, Moquegua", ["Prefectura", "Moquegua"]),
    ],
)  # fmt: skip
def test_a_known_spelling_keeps_the_signs_that_it_has(text: str, names: list[str]) -> None:
    assert list(split_parties(text, KNOWN)) == names


def test_the_ten_spellings_of_the_acta_are_eight_institutions() -> None:
    spellings = ["Secretaria Técnica CORESEC", "Secretaria Técnica del CORESEC", "PNP", "Región Policial", "Gobiernos Locales", "Juntas Vecinales", "Warmi Ñan",
                 "Prefectura", "Dirección Regional de Educación", "INABIF"]  # fmt: skip
    assert {recognise(spelling, KNOWN) for spelling in spellings} == {
        "ST CORESEC", "PNP", "Gobiernos Locales", "Juntas Vecinales", "Warmi Ñan", "Prefectura", "DREMO", "INABIF"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("S.T. CORESEC", "ST CORESEC"), ("S.T CORESEC", "ST CORESEC"), ("st-coresec", "ST CORESEC"), ("P.N.P.", "PNP"), ("M.P.", "Ministerio Público"),
        ("MP", "Ministerio Público"), ("MPI", "MP Ilo"), ("MPMN", "MPMN"), ("Municipalidad de Moquegua", "MPMN"), ("Municipalidades", "Gobiernos Locales"),
        ("Gobierno Regional", "GORE Moquegua"), ("Gobierno Local", "Gobiernos Locales"), ("Secretaría Técnica", "ST CORESEC"), ("Warmi Nan", "Warmi Ñan"),
        ("Dirección Regional de Educación (DREMO)", "DREMO"), ("Defensoria del Pueblo.", "Defensoría"),
        ("Warmi Ñan (CEM)", None), ("Gobierno Regional de Puno", None), ("Comisaría PNP", None), ("UPE", None), ("", None), ("(PNP", "PNP"),
    ],
)  # fmt: skip
def test_an_institution_is_known_by_a_whole_spelling_only(name: str, acronym: str | None) -> None:
    assert recognise(name, KNOWN) == acronym


def test_a_spelling_that_two_institutions_share_but_for_its_signs_is_nobody() -> None:
    shared = Catalogue({fold_name("M.P."): "Ministerio Público", fold_name("M-P"): "MP Ilo"})
    assert recognise("M.P.", shared) == "Ministerio Público"
    assert recognise("mp", shared) == "Ministerio Público"
    apart = Catalogue({fold_name("Junta-Vecinal"): "A", fold_name("Junta Vecinal."): "B"})
    assert recognise("Junta. Vecinal", apart) is None


LIST_OF_KNOWN = st.lists(st.sampled_from([spelling for spelling, _ in SPELLINGS]), min_size=1, max_size=5, unique_by=fold_name)


@settings(max_examples=200, deadline=None)
@given(LIST_OF_KNOWN, st.sampled_from([", ", "; ", " / ", "\n", " - ", "/"]), st.booleans())
def test_no_known_institution_is_lost_whatever_parts_them(spellings: list[str], sign: str, final_and: bool) -> None:
    text = sign.join(spellings)
    if final_and and len(spellings) > 1:
        text = f"{sign.join(spellings[:-1])} y {spellings[-1]}"
    found = {recognise(name, KNOWN) for name in split_parties(text, KNOWN)}
    assert found == {recognise(spelling, KNOWN) for spelling in spellings}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["PNP", "Gerencia de", "Salud", "Cultura", "y", "e", ",", "/", "-", "(", ")", ".", "la", "1.", "Fiscalía", "DREL", "de", "\n", "–", "Ilo", "•"]),
        max_size=12,
    )
    .map(" ".join)
    | st.text(alphabet="PNy e,.-/()\n1aÑ", max_size=30),
    st.sampled_from([KNOWN, NOBODY]),
)
def test_splitting_a_name_again_gives_the_name(text: str, catalogue: Catalogue) -> None:
    for name in split_parties(text, catalogue):
        assert split_parties(name, catalogue) == (name,)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_the_words_of_a_cell_stand_in_its_names(text: str) -> None:
    joined = " ".join(split_parties(text, NOBODY))
    assert all(word in text or word in joined for word in joined.split())

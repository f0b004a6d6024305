"""The one door to the typesetter: a template of this folder and plain values in, the bytes of a PDF out.

What others typed reaches the template as data and is never read as markup. The result is tagged and declares PDF/UA-1
(ISO 14289-1); nothing of the machine enters it, neither its clock nor its fonts, so that the same values give the same bytes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"


def typeset(template: str, data: Mapping[str, object]) -> bytes:
    """The PDF that a template makes of `data`.

    `template`: the name of a file of this folder ("presidency.typ"); it may import the others, and takes the values by
    `json(bytes(sys.inputs.data))`. `data`: what JSON knows; dates come as words. A template sets its own title, language and
    date, because an accessible document needs the first two and no clock is asked for the third.
    """
    try:
        return _compiled(template, data, ["ua-1"])
    except typst.TypstError:
        # A sign that no font has, such as a pictograph pasted from a telephone, may not stand in an accessible document.
        # The sheet is wanted all the same: still tagged, it shows an empty box there and promises no more than it holds.
        return _compiled(template, data, [])


def _compiled(template: str, data: Mapping[str, object], standards: list[Literal["ua-1"]]) -> bytes:
    made = typst.compile(
        HERE / template, root=HERE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)},
        pdf_standards=[*standards], timestamp=0, format="pdf",
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError(template)  # several files, which only formats of pictures give
    return made

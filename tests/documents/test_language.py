import subprocess
import sys

import pytest

from detente.documents.language import require_english
from detente.errors import InputError

from .samples import BODY, FRENCH


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY.upper(),
        "Russia struck Kyiv.",
        "Hamas",
        "Lavrov slams NATO",
        "Erdogan meets Aliyev, Pashinyan in Prague",
        "Abiy Ahmed, Isaias Afwerki sign Jeddah accord",
        "Kim Jong Un, Moon Jae-in meet in Panmunjom",
        "Benjamin Netanyahu, Mahmoud Abbas meet Barack Obama in Sharm el-Sheikh",
        "Ursula von der Leyen, Charles Michel visit Ankara",
        "Luis Inacio Lula da Silva meets Gustavo Petro in Leticia",
        "Xi Jinping (习近平) meets Putin",
    ],
)
def test_english_is_never_refused(text: str) -> None:
    require_english(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "French"),
        ("Macron appelle Poutine à la désescalade", "French"),
        ("Russland zieht Truppen an der Grenze zusammen", "German"),
        ("El ministro ruso dijo que las tropas se quedarán cerca de la frontera.", "Spanish"),
        ("Rusland verzamelt troepen aan de grens met Oekraïne", "Dutch"),
        ("Rosja gromadzi wojska na granicy z Ukrainą", "Polish"),
        ("Rusya Ukrayna sınırına asker yığıyor", "Turkish"),
        ("Россия стягивает войска к границе", "Russian"),
        ("وزير الخارجية الروسي يلتقي نظيره", "Arabic"),
        ("러시아가 국경에 병력을 집결", "Korean"),
    ],
)
def test_another_language_is_named(text: str, language: str) -> None:
    with pytest.raises(InputError, match=f"seems to be {language}; only English is read for now"):
        require_english(text)


@pytest.mark.parametrize("text", ["12345", "--- * ---", "!"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no words"):
        require_english(text)


def test_reading_plain_english_imports_nothing_heavy() -> None:
    heavy = ["trafilatura", "pypdf", "py3langid", "charset_normalizer", "lxml", "numpy"]
    program = (
        "import sys\nfrom detente.documents import make_document\n"
        f"make_document({BODY!r})\nassert not set({heavy}) & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own program

"""Reads damaged documents by the thousand and tells of hangs, crashes and faults that are not said in words.

    python benchmarks/fuzz/reading.py --inputs 5000 --seed 1

Every input follows from its number alone: `--only N` makes input N again, keeps it and shows the fault's traceback.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import sys
import tempfile
import threading
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
HANG = 10.0
LIKELY = (
    "document.xml", "styles.xml", "numbering.xml", "content.xml", "sheet1.xml", "sharedStrings.xml", "workbook.xml",
)  # fmt: skip
"""The parts of a package that are damaged most."""

_TOKENS = (
    b"<<", b">>", b"[", b"]", b"obj", b"endobj", b"stream", b"endstream", b"/Kids", b"/Count -1", b"/Parent",
    b"/Type/Page", b"0 0 R", b"1 0 R", b"99999999999", b"-1", b"NaN", b"%PDF-", b"%%EOF", b"trailer",
    b"/Encrypt 1 0 R", b"\x00" * 8, b"\xff" * 8, b"{", b"}", b"\\par", b"\\u-1", b"\\'zz", b"</w:p>", b"<w:tbl>",
    b"<table>", b"</td>", b"&#x0;", b"&#1114112;", b"<!DOCTYPE x>", b"]]>", b"\xed\xa0\x80", b"\xe2\x80\xae",
    b"\t" * 40, b"\f" * 9, b"1." * 50, b"(" * 60, b" not" * 90,
)  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """The sound documents that inputs are made from, by file name."""
    pdfs = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.pdf"))]
    texts = [_text(data) for _, data in pdfs]
    small = [(f"small-{name}", _few_pages(data)) for name, data in pdfs]
    made = [
        ("letter.docx", _docx(texts[0])),
        ("letter.html", _html(texts[0])),
        ("table.html", _table(texts[0])),
        ("letter.rtf", _rtf(texts[1])),
        ("letter.odt", _odt(texts[1])),
        ("letter.txt", "\n\n".join(texts[0]).encode()),
    ]
    return [*pdfs, *small, *small, *small, *made, *made]


def _text(data: bytes) -> list[str]:
    from tracker.reading.files.pdf import open_pdf

    return [line.text for line in open_pdf(data, "sample.pdf").lines][:160]


def _few_pages(data: bytes) -> bytes:
    import pypdfium2

    source, target, buffer = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new(), io.BytesIO()
    target.import_pages(source, [0, 1, 2])
    target.save(buffer)
    target.close()
    source.close()
    return buffer.getvalue()


def _docx(lines: list[str]) -> bytes:
    import docx

    document, buffer = docx.Document(), io.BytesIO()
    for number, line in enumerate(lines):
        if number % 12 == 0:
            document.add_heading(line, 1 + number // 12 % 3)
        elif number % 5 == 0:
            document.add_paragraph(line, style="List Bullet" if number % 2 else "List Number")
        elif number % 31 == 0:
            document.add_table(2, 2).cell(0, 1).text = line
        else:
            document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def _html(lines: list[str]) -> bytes:
    items = "".join(
        f"<li>{line}<sup>1</sup></li>" if n % 3 else f"</ul><h2>{line}</h2><ul>" for n, line in enumerate(lines)
    )
    table = "<table><tr><td>Judgement</td><td><b>Grade</b></td></tr></table>"
    return (
        f"<!DOCTYPE html><html><head><title>Letter</title></head><body>{table}<ul>{items}</ul></body></html>".encode()
    )


def _table(lines: list[str]) -> bytes:
    """Recommendations in a web page's table whose cells reach over rows and columns."""
    rows = "".join(
        f"<tr><td rowspan={n % 4}>{n}.</td><td>{line}</td><td colspan={n % 3} rowspan=2>Head</td><td>May 2027</td></tr>"
        for n, line in enumerate(lines)
    )
    titles = "<tr><th>Ref</th><th>Recommendation</th><th>Management response</th><th>By when</th></tr>"
    return f"<html><body><h1>Audit report</h1><table>{titles}{rows}</table></body></html>".encode()


def _rtf(lines: list[str]) -> bytes:
    body = "".join(f"\\pard\\b {line}\\b0\\par {{\\listtext\\'95\\tab}}{line}\\par\n" for line in lines)
    return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}" + body + "}").encode("cp1252", errors="replace")


def _odt(lines: list[str]) -> bytes:
    body = "".join(f"<text:p>{line.replace('&', '').replace('<', '')}</text:p>" for line in lines)
    spaces = 'xmlns:office="o:office" xmlns:text="o:text"'
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{inner}</office:document-content>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return buffer.getvalue()


def mutated(number: int, sound: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Input `number`: its file name and bytes."""
    rnd = random.Random(number)
    name, data = sound[rnd.randrange(len(sound))]
    kind = name.rpartition(".")[2]
    if kind in ("docx", "odt", "xlsx") and rnd.random() < 0.85:
        data = _inside_package(data, rnd)
    elif kind == "pdf" and rnd.random() < 0.5:
        data = _inside_streams(data, rnd) if rnd.random() < 0.6 else _numbers(data, rnd)
    else:
        data = _damaged(data, rnd)
    if rnd.random() < 0.05:
        name = f"{name}.{rnd.choice(('pdf', 'docx', 'txt', 'html'))}"
    return f"{number}-{name}", data


def _damaged(data: bytes, rnd: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rnd.choice((1, 1, 2, 5, 20))):
        if not out:
            break
        at = rnd.randrange(len(out))
        size = rnd.choice((1, 4, 40, 400, 4000))
        act = rnd.randrange(7)
        if act == 0:
            out[at] ^= 1 << rnd.randrange(8)
        elif act == 1:
            del out[at : at + size]
        elif act == 2:
            out[at:at] = out[max(0, at - size) : at]
        elif act == 3:
            out[at:at] = rnd.choice(_TOKENS) * rnd.choice((1, 1, 1, 3, 300))
        elif act == 4:
            out[at : at + size] = rnd.randbytes(min(size, 400))
        elif act == 5:
            other = rnd.randrange(len(out))
            out[at : at + size] = out[other : other + size]
        elif rnd.random() < 0.3:
            del out[at:]
    return bytes(out)


def _numbers(data: bytes, rnd: random.Random) -> bytes:
    places = list(re.finditer(rb"(?<![\w.])\d{1,6}(?![\w.])", data))
    out, end = [], 0
    for match in sorted(rnd.sample(places, min(len(places), rnd.choice((1, 3, 10)))), key=re.Match.start):
        value = rnd.choice((b"0", b"-1", b"1", b"65536", b"4294967295", b"999999999", str(rnd.randrange(400)).encode()))
        out += [data[end : match.start()], value]
        end = match.end()
    return b"".join((*out, data[end:]))


def _inside_streams(data: bytes, rnd: random.Random) -> bytes:
    """One packed stream unpacked, damaged and packed again, so that the damage reaches what it describes."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    for match in rnd.sample(streams, min(len(streams), 12)):
        try:
            plain = zlib.decompress(match[1])
        except zlib.error:
            continue
        packed = zlib.compress(_damaged(plain, rnd))
        start = data.rfind(b"/Length", 0, match.start())
        head = data[:start] + re.sub(
            rb"/Length \d+(?! \d+ R)", b"/Length %d" % len(packed), data[start : match.start(1)], count=1
        )
        return head + packed + data[match.end(1) :]
    return _damaged(data, rnd)


def _inside_package(data: bytes, rnd: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    likely = [name for name in parts if name.endswith(LIKELY)]
    chosen = rnd.choice(likely if rnd.random() < 0.9 else list(parts))
    parts[chosen] = _tagwise(parts[chosen], rnd) if rnd.random() < 0.5 else _damaged(parts[chosen], rnd)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _tagwise(xml: bytes, rnd: random.Random) -> bytes:
    """Changes that leave the XML well formed: other values, other names, elements gone."""
    for _ in range(rnd.choice((1, 3, 10))):
        act = rnd.randrange(3)
        if act == 0:
            values = list(re.finditer(rb'="([^"]*)"', xml))
            if not values:
                continue
            match = rnd.choice(values)
            new = rnd.choice((b"", b"-1", b"0", b"99999999999", b"x", b"true", b"\xc2\xa0"))
            xml = (
                xml[: match.start(1)] + new + xml[match.end(1) :]
                if b"http" not in match[1] and b":" not in match[1]
                else xml
            )
        elif act == 1:
            empty = list(re.finditer(rb"<\w+:\w+[^<>]*/>", xml))
            if empty:
                match = rnd.choice(empty)
                xml = xml[: match.start()] + xml[match.end() :]
        else:
            names = sorted(set(re.findall(rb"<(\w+:\w+)", xml)))
            old, new = rnd.choice(names or [b"a:a"]), rnd.choice(names or [b"a:a"])
            xml = re.sub(rb"(</?)" + old + rb"(?=[\s/>])", rb"\g<1>" + new, xml, count=0 if rnd.random() < 0.1 else 2)
    return xml


def attempt(data: bytes, name: str, folder: Path) -> str:
    """ "read", "refused" (a UserError with words and hint), or the fault met, reading one input in this process."""
    from tracker.errors import UserError
    from tracker.reading.reader import read_file

    path = folder / name
    path.write_bytes(data)
    try:
        read_file(path)
    except UserError as fault:
        return "refused" if fault.message else "a UserError without words"
    except Exception as fault:  # noqa: BLE001 - any other fault is what is being looked for
        return f"{type(fault).__name__}: {fault}"
    finally:
        path.unlink()
    return "read"


def run(first: int, inputs: int, workers: int, say: Callable[[str], None]) -> dict[str, object]:
    """Reads the inputs in worker processes; counts what came of them and lists hangs, crashes and faults by number."""
    sound, state = seeds(), _Run(first, inputs)
    with tempfile.TemporaryDirectory() as folder:
        threads = [threading.Thread(target=_serve, args=(state, sound, Path(folder), say)) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return {
        "first": first,
        "inputs": inputs,
        "came to": dict(state.counts),
        "slowest": state.slowest,
        "faults": state.faults,
    }


class _Run:
    def __init__(self, first: int, inputs: int) -> None:
        self.numbers = iter(range(first, first + inputs))
        self.lock = threading.Lock()
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.slowest: tuple[float, str] = (0.0, "")


def _serve(state: _Run, sound: list[tuple[str, bytes]], folder: Path, say: Callable[[str], None]) -> None:
    from tracker.errors import UserError
    from tracker.reading.sandbox import Reader

    with Reader() as reader:
        while True:
            with state.lock:
                number = next(state.numbers, None)
            if number is None:
                return
            name, data = mutated(number, sound)
            path = folder / name
            path.write_bytes(data)
            begun = time.monotonic()
            try:
                reader.read(path, timeout=HANG)
                outcome = "read"
            except UserError as fault:
                outcome = _outcome(fault.message, fault.hint)
            took = time.monotonic() - begun
            path.unlink()
            with state.lock:
                state.slowest = max(state.slowest, (round(took, 2), name))
                state.counts[outcome] += 1
                if outcome not in ("read", "refused"):
                    state.faults.append(f"{name}: {outcome}")
                    say(state.faults[-1])


def _outcome(message: str, hint: str) -> str:
    if "was given up after" in message:
        return "hang"
    if "broke the reader" in message:
        return "crash"
    if "unlike any document" in message:
        return f"fault {hint.partition('(')[2]}"
    return "refused" if hint else f"refused without a hint: {message}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1, help="the first input's number is SEED times a million")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", type=int, help="make this input again and read it here")
    arguments = parser.parse_args()
    if arguments.only is not None:
        return _again(arguments.only)
    result = run(arguments.seed * 1_000_000, arguments.inputs, arguments.workers, print)
    print(json.dumps(result, indent=1))
    return 1 if result["faults"] else 0


def _again(number: int) -> int:
    from tracker.reading.reader import read_file

    return shown(*mutated(number, seeds()), lambda path: read_file(path).document_type)


def shown(name: str, data: bytes, read: Callable[[Path], object]) -> int:
    """Makes an input a file, says where it is and what is read from it; 1 where reading it fails, 0 otherwise."""
    from tracker.errors import UserError

    path = Path(tempfile.gettempdir()) / name
    path.write_bytes(data)
    print(path)
    try:
        print(read(path))
    except UserError as fault:
        print(fault.message, fault.hint)
    except Exception:  # noqa: BLE001 - shown, not handled
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

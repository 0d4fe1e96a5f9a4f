"""Link checks against a server on this machine."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from typing_extensions import override

from tracker.links import WebLinks, fault_of, is_inside


class Site(BaseHTTPRequestHandler):
    """A small site; what it was asked stands in `asked`."""

    asked: list[tuple[str, str, str]]

    def do_HEAD(self) -> None:
        self.answer("HEAD")

    def do_GET(self) -> None:
        self.answer("GET")

    def answer(self, method: str) -> None:
        self.asked.append((method, self.path, self.headers.get("User-Agent", "")))
        places = {"/page": 200, "/gone": 410, "/no-head": 405 if method == "HEAD" else 206, "/odd": 418,
                  "/slow": 0, "/short": 405 if method == "HEAD" else 416}  # fmt: skip
        moved = {"/moved": "/page", "/away": "ftp://127.0.0.1/page", "/file": "file:///etc/hosts"}
        if self.path in moved:
            self.send_response(302)
            self.send_header("Location", moved[self.path])
        elif self.path == "/slow":
            self.server.socket.settimeout(1)
            self.connection.close()
            return
        else:
            self.send_response(places.get(self.path, 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    @override
    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the small site."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(Site, "asked", [], raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/page", ""),
        ("/moved", ""),
        ("/no-head", ""),
        ("/short", ""),
        ("/page?q=Überblick", "not found (404)"),
        ("/none", "not found (404)"),
        ("/gone", "gone (410)"),
        ("/odd", "refused (418)"),
        ("/away", "sent on to another kind of address"),
        ("/file", "sent on to nowhere (302)"),
    ],
)
def test_an_address_is_found_or_its_fault_is_named(site: str, path: str, fault: str) -> None:
    assert fault_of(site + path, inside=True) == fault


def test_no_more_goes_out_than_the_address(site: str) -> None:
    assert fault_of(f"{site}/page", inside=True) == ""
    assert [(method, path) for method, path, _ in Site.asked] == [("HEAD", "/page")]
    assert Site.asked[0][2] == "Mozilla/5.0 (link check)"


def test_a_site_that_does_not_answer_is_said_so(site: str) -> None:
    assert fault_of(f"{site}/slow", inside=True).startswith("no answer (")
    assert fault_of("http://127.0.0.1:1/page", inside=True) == "the site refuses connections"


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("ftp://example.org/x", "not looked up: ftp"),
        ("mailto:someone", "not looked up: mailto"),
        ("example.org", "not looked up: no kind of address"),
        ("https://[half", "not an address"),
        ("\\\\no-such-server\\share\\audit.docx", "not looked up: no kind of address"),
        ("file://no-such-server/share/audit.docx", "not looked up: file"),
    ],
)
def test_what_is_no_page_is_not_looked_up(address: str, fault: str) -> None:
    assert fault_of(address) == fault


def test_many_are_checked_each_once_and_the_rest_left_when_cancelled(site: str) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    found = WebLinks(inside=True).check([f"{site}/page", f"{site}/none", f"{site}/page"], tell)
    assert found == {f"{site}/page": "", f"{site}/none": "not found (404)"}
    assert told == [(1, 2), (2, 2)]
    assert WebLinks(inside=True).check([f"{site}/page"], cancelled=lambda: True) == {}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x", "http://localhost/x", "http://10.1.2.3/", "https://192.168.0.1/x", "http://intranet/x",
        "http://[::1]/x", "http://169.254.169.254/latest", "http://server.local/x", "http://[::ffff:10.0.0.1]/",
    ],
)  # fmt: skip
def test_what_lies_inside_is_not_asked_unless_told(address: str) -> None:
    assert is_inside(address)
    assert WebLinks().check([address]) == {}


@pytest.mark.parametrize("address", ["https://93.184.216.34/x", "https://[half", "http://no-such-site.invalid/x", "x"])
def test_anything_else_is_asked(address: str) -> None:
    assert not is_inside(address)


def test_a_page_outside_does_not_lead_inside(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.links.is_inside", lambda address: address.endswith("/page"))
    assert fault_of(f"{site}/moved") == "sent on to an address inside this network"

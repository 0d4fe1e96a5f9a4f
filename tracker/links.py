"""Whether the links of evidence still lead somewhere: asked only when a person asks, and telling nothing of the plan.

Only the address itself goes out, and only over http and https: looking for a file on a share would tell that share who
asks. No redirect leaves these two, and no address is waited for longer than ten seconds.
"""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import IO
from urllib.parse import quote, urlsplit

from typing_extensions import override

SECONDS = 10.0
AT_ONCE = 8
WEB = ("http", "https")
SAID = {
    301: "sent on to nowhere (301)", 302: "sent on to nowhere (302)", 303: "sent on to nowhere (303)",
    400: "refused (400)", 401: "asks for a sign-in (401)", 403: "access refused (403)", 404: "not found (404)",
    405: "refused (405)", 410: "gone (410)", 429: "too many questions, try later (429)",
    500: "the site is at fault (500)", 502: "the site is at fault (502)", 503: "the site is closed for now (503)",
}  # fmt: skip
_HEADERS = {"User-Agent": "Mozilla/5.0 (link check)", "Accept": "*/*"}
_INNER = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".home.arpa")
_NOT_BY_HEAD = (400, 403, 405, 500, 501, 503)
"""Answers to HEAD that say little: some sites answer only to GET."""


class WebLinks:
    """Checks addresses over the network; those of this machine and of its own network only where `inside` is said."""

    def __init__(self, *, inside: bool = False) -> None:
        self._inside = inside

    def check(
        self,
        addresses: Sequence[str],
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> dict[str, str]:
        """What is wrong with each address, "" where nothing is; it leaves out those that are not asked.

        Those are the rest once it was cancelled, and what lies inside.
        """
        asked = list(dict.fromkeys(addresses))
        found: dict[str, str] = {}
        with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="links") as pool:
            answers = pool.map(lambda one: None if cancelled() else self._fault(one), asked)
            for number, (address, fault) in enumerate(zip(asked, answers, strict=True), 1):
                if fault is not None:
                    found[address] = fault
                progress(number, len(asked))
        return found

    def _fault(self, address: str) -> str | None:
        return None if not self._inside and is_inside(address) else fault_of(address, inside=self._inside)


def is_inside(address: str) -> bool:
    """Whether an address leads to this machine or its own network, as far as can be told without asking it."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return False
    if not host or ("." not in host and ":" not in host) or host.casefold().endswith(_INNER):
        return bool(host)
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return False
    return any(not _is_public(str(one)) for one in found)


def _is_public(number: str) -> bool:
    found = ip_address(number.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_global)


def fault_of(address: str, seconds: float = SECONDS, *, inside: bool = False) -> str:
    """What is wrong with one address, in a few words; "" where it leads somewhere."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return "not an address"
    if parts.scheme.casefold() not in WEB or not host:
        return f"not looked up: {parts.scheme or 'no kind of address'}"
    return _web_fault(address, seconds, _INSIDE_TOO if inside else _OUTSIDE)


def _web_fault(address: str, seconds: float, opener: urllib.request.OpenerDirector) -> str:
    fault = _asked("HEAD", address, seconds, opener)
    if isinstance(fault, int) and fault in _NOT_BY_HEAD:
        fault = _asked("GET", address, seconds, opener)
    return SAID.get(fault, f"refused ({fault})") if isinstance(fault, int) else fault


def _asked(method: str, address: str, seconds: float, opener: urllib.request.OpenerDirector) -> int | str:
    """The answer's number where it is a refusal, else words for the fault, or "" for none."""
    headers = {**_HEADERS, "Range": "bytes=0-0"} if method == "GET" else _HEADERS
    plain = quote(address, safe="%/:=&?~#+!$,;'@()*[]")
    request = urllib.request.Request(plain, headers=headers, method=method)  # noqa: S310 - http and https only
    try:
        with opener.open(request, timeout=seconds):
            return ""
    except urllib.error.HTTPError as error:
        error.close()
        return "" if error.code == 416 else error.code
    except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError) as error:
        return _why(error)


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, _ElsewhereError):
        return reason.said
    if isinstance(reason, TimeoutError):
        return "no answer within ten seconds"
    if isinstance(reason, socket.gaierror):
        return "there is no such site"
    if isinstance(reason, ConnectionRefusedError):
        return "the site refuses connections"
    if isinstance(reason, ValueError | http.client.InvalidURL):
        return "not an address"
    return f"no answer ({type(reason).__name__})"


class _ElsewhereError(OSError):
    """A redirect that is not followed: `said` is where it leads."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects within http and https only, and into this machine's own network only where that is said."""

    def __init__(self, *, inside: bool) -> None:
        self._inside = inside

    @override
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme.casefold() not in WEB:
            raise _ElsewhereError("sent on to another kind of address")
        if not self._inside and is_inside(newurl):
            raise _ElsewhereError("sent on to an address inside this network")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(*, inside: bool) -> urllib.request.OpenerDirector:
    made = urllib.request.build_opener(_Redirects(inside=inside))
    made.addheaders = []
    return made


_OUTSIDE, _INSIDE_TOO = _opener(inside=False), _opener(inside=True)

"""A way to Elasticsearch that a test can break: the node itself is everybody's."""

import contextlib
import socket
import threading
import time
from urllib.parse import urlsplit

CHUNK = 65_536


class Proxy:
    """Passes on what is said to the node and back, until it is told to die, to hold or to be slow."""

    def __init__(self, url: str) -> None:
        target = urlsplit(url)
        self.target = (target.hostname or "127.0.0.1", target.port or 80)
        self.delay = 0.0
        self._goes_on = threading.Event()
        self._goes_on.set()
        self._open: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self._port = 0
        self.come_back()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def die(self) -> None:
        """Break all connections and refuse new ones, as a node that was killed."""
        listener, self._listener = self._listener, None
        if listener:
            _close(listener)
        for each in list(self._open):
            _close(each)

    def come_back(self) -> None:
        """Answer again, at the address of before."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        listener.listen(64)
        self._port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=[listener], daemon=True).start()

    def hold(self) -> None:
        """Keep connections and say nothing, as a node that was paused."""
        self._goes_on.clear()

    def go_on(self) -> None:
        """Say what was held back."""
        self._goes_on.set()

    def _accept(self, listener: socket.socket) -> None:
        # Closed by die(): then there is nothing to accept any more.
        with contextlib.suppress(OSError):
            while True:
                caller, _address = listener.accept()
                try:
                    node = socket.create_connection(self.target)
                except OSError:
                    _close(caller)
                    continue
                self._open |= {caller, node}
                for one, other in ((caller, node), (node, caller)):
                    threading.Thread(target=self._pass_on, args=[one, other], daemon=True).start()

    def _pass_on(self, giver: socket.socket, taker: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := giver.recv(CHUNK):
                self._goes_on.wait()
                time.sleep(self.delay)
                taker.sendall(said)
        for each in (giver, taker):
            self._open.discard(each)
            _close(each)


def _close(each: socket.socket) -> None:
    # Wakes whoever waits at it, which closing alone does not.
    with contextlib.suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()

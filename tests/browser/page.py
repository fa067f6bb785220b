"""A page of a JupyterLab server: what is done in it, and what a reader sees."""

from __future__ import annotations

from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Locator, Page, TimeoutError

from tests.browser.lab import Lab

THEMES = ("JupyterLab Light", "JupyterLab Dark")


class LabPage:
    """A browser page with a notebook open; it keeps what was requested and what went wrong."""

    def __init__(self, page: Page, lab: Lab) -> None:
        self.page = page
        self.lab = lab
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._has_kernel = False
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._on_console)
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def forget(self) -> None:
        """Begin anew with what was requested and what went wrong."""
        self.requests.clear()
        self.errors.clear()

    def show(self, cell: str) -> None:
        """Run one code cell in place of what is open, in the same kernel.

        A kernel that has loaded the kit and a Lab that has loaded its files serve all boards.
        """
        if not self._has_kernel:
            self.open(self.lab.notebook("boards.ipynb", []))
        self.page.evaluate(_REPLACE, cell)
        self.page.wait_for_selector(".jp-OutputArea-child", state="detached")
        self.run_all()

    def open(self, notebook: str) -> None:
        """Open a notebook, with a kernel of its own, and wait for it."""
        self.shut_down()
        address = f"{self.lab.address}/lab/tree/{notebook}?reset"
        self.page.goto(address, wait_until="commit", timeout=90_000)
        self.page.wait_for_function(
            "() => { const book = window.jupyterapp?.shell.currentWidget;"
            " return book?.context?.sessionContext?.session?.kernel?.status === 'idle' }",
            timeout=90_000,
        )
        self._has_kernel = True

    def shut_down(self) -> None:
        """End the kernel of the notebook that is open: idle ones would pile up in memory."""
        if self._has_kernel:
            self.page.evaluate(f"() => {_SESSION}.shutdown()")
            self._has_kernel = False

    def close(self) -> None:
        self.shut_down()
        self.page.close()

    def run_all(self, timeout: float = 240) -> None:
        """Run every cell and wait until the kernel has answered all of it."""
        self.page.set_default_timeout(timeout * 1000)
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(
            f"() => {_SESSION}.session.kernel.status === 'idle'",
        )
        self.page.set_default_timeout(90_000)

    def theme(self, name: str) -> None:
        """Switch Lab to one of `THEMES`."""
        self.page.evaluate(
            "name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})",
            name,
        )
        light = str(name == THEMES[0]).lower()
        self.page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")

    def set(self, code: str) -> str:
        """Run a line in the notebook's kernel, as a cell would, and return what it printed."""
        said: str = self.page.evaluate(EXECUTE, code)
        return said

    def drawn(self, selector: str = ".kit-chart") -> Locator:
        """Wait until every chart is drawn and return them."""
        self.page.wait_for_selector(selector)
        boxes = self.page.locator(selector)
        try:
            self.page.wait_for_function(
                "name => [...document.querySelectorAll(name)].every(box => box.dataset.drawn)",
                arg=selector,
            )
        except TimeoutError:
            states = boxes.evaluate_all(
                "all => all.map(box => [box.dataset.drawn, box.clientWidth, box.innerText])"
            )
            raise AssertionError(f"not every chart is drawn: {states}, {self.errors}") from None
        return boxes

    def tracebacks(self) -> list[str]:
        """Return the errors that cells ended with."""
        return self.page.locator(
            "[data-mime-type='application/vnd.jupyter.error']"
        ).all_inner_texts()

    def marks(self, chart: Locator) -> int:
        """Return how many marks a chart draws, axes and legends not counted."""
        count: int = chart.evaluate(
            "box => box.querySelectorAll('svg g.role-mark > :not(g), svg g.role-mark > g > path')"
            ".length"
        )
        return count

    def violations(self, selector: str) -> list[str]:
        """Return what axe calls serious or critical within an element."""
        self.page.evaluate(AXE_SCRIPT)
        # Told of violations alone, axe does not describe the thousands of nodes that passed.
        found: list[str] = self.page.evaluate(
            "async selector => (await axe.run(selector, {resultTypes: ['violations']})).violations"
            ".filter(v => ['serious', 'critical'].includes(v.impact))"
            ".map(v => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 300)}`)",
            selector,
        )
        return found

    def elsewhere(self) -> list[str]:
        """Return the addresses requested that are not on this machine."""
        here = {"127.0.0.1", "localhost", ""}
        outside = [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).hostname not in here
        ]
        return sorted(set(outside))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


_SESSION = "window.jupyterapp.shell.currentWidget.context.sessionContext"
_REPLACE = """source => {
  const { model } = window.jupyterapp.shell.currentWidget.content;
  const cell = { cell_type: "code", source, metadata: {}, outputs: [], execution_count: null };
  model.fromJSON({ ...model.toJSON(), cells: [cell] });
}"""
EXECUTE = """async code => {
  const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
  let said = "";
  const future = kernel.requestExecute({code, silent: false, store_history: false});
  future.onIOPub = message => {
    if (message.header.msg_type === "stream") said += message.content.text;
    if (message.header.msg_type === "error") said += message.content.traceback.join("\\n");
  };
  await future.done;
  return said;
}"""

// A table whose cells are text and nothing else: sorting by its headers, one row chosen by mouse
// or keyboard. The rows come formatted and cut from Python.

function make(tag, attributes = {}, text = null) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) node.setAttribute(name, value);
  }
  if (text !== null) node.textContent = text;
  return node;
}

// Rows that are drawn at once; the others follow when the browser has time.
const AT_ONCE = 30;

const ARROWS = { ascending: " ↑", descending: " ↓" };

function head(shown, onSort) {
  const row = make("tr");
  for (const column of shown.columns) {
    const sorted = column.name === shown.sort ? shown.direction : null;
    const cell = make("th", { scope: "col", class: column.kind, "aria-sort": sorted });
    const button = make("button", { type: "button", title: column.help ?? null }, column.label);
    button.append(make("span", { "aria-hidden": "true", class: "kit-arrow" }, ARROWS[sorted] ?? ""));
    button.addEventListener("click", () => onSort(column.name));
    cell.append(button);
    row.append(cell);
  }
  const whole = make("thead");
  whole.append(row);
  return whole;
}

function bodyRow(record, columns, index) {
  const row = make("tr", { "data-key": record.key, "aria-rowindex": index + 2 });
  record.cells.forEach((text, i) => {
    const cell = make("td", { class: columns[i].kind });
    // The direction of a reviewer's text stays within its cell.
    const inner = make("bdi", {}, text);
    if (columns[i].kind === "text") inner.title = text;
    cell.append(inner);
    row.append(cell);
  });
  return row;
}

function render({ model, el }) {
  el.classList.add("kit-table");
  const chooses = model.get("chooses");
  const caption = make("div", { class: "kit-caption" });
  const scroll = make("div", { class: "kit-scroll" });
  const foot = make("div", { class: "kit-foot" });
  el.append(caption, scroll, foot);
  let body = null;
  let later = 0;

  const rows = () => [...(body?.children ?? [])];

  function mark() {
    const selected = model.get("selected");
    const all = rows();
    const chosen = all.find((row) => row.dataset.key === selected);
    for (const row of all) {
      row.setAttribute("aria-selected", String(row === chosen));
      row.tabIndex = -1;
    }
    const reachable = chosen ?? all[0];
    if (reachable) reachable.tabIndex = 0;
  }

  function choose(row) {
    if (!row) return;
    const key = row.dataset.key;
    model.set("selected", key === model.get("selected") ? "" : key);
    model.save_changes();
  }

  function move(event) {
    const row = event.target.closest("tbody tr");
    if (!row) return;
    const all = rows();
    const at = all.indexOf(row);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    steps.PageDown = Math.min(at + 10, all.length - 1);
    steps.PageUp = Math.max(at - 10, 0);
    if (event.key === "Enter" || event.key === " ") choose(row);
    else if (event.key in steps) {
      const next = all[steps[event.key]];
      if (next) {
        row.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      }
    } else return;
    event.preventDefault();
    // Lab's notebook has its own meaning for these keys.
    event.stopPropagation();
  }

  function sort(name) {
    const { sort: by, direction } = model.get("shown");
    const down = by === name ? direction !== "descending" : true;
    model.set("order", [name, down ? "descending" : "ascending"]);
    model.save_changes();
  }

  function show() {
    const shown = model.get("shown");
    const held = el.contains(document.activeElement) ? document.activeElement : null;
    const key = held?.dataset.key;
    const column = held?.closest("th")?.cellIndex;
    caption.textContent = shown.title;
    foot.textContent = shown.says;
    const table = make("table", {
      role: chooses ? "grid" : null,
      "aria-label": shown.title,
      "aria-rowcount": shown.total + 1,
    });
    if (!shown.records.length) {
      scroll.replaceChildren(make("p", { class: "kit-empty" }, shown.empty));
      scroll.removeAttribute("tabindex");
      body = null;
      clearTimeout(later);
      return;
    }
    body = make("tbody");
    const more = (from, to) =>
      body.append(
        ...shown.records.slice(from, to).map((record, i) => bodyRow(record, shown.columns, from + i)),
      );
    clearTimeout(later);
    more(0, AT_ONCE);
    if (shown.records.length > AT_ONCE) {
      later = setTimeout(() => {
        more(AT_ONCE);
        if (chooses) mark();
      }, 150);
    }
    table.append(head(shown, sort), body);
    if (chooses) {
      body.addEventListener("click", (event) => choose(event.target.closest("tr")));
      body.addEventListener("keydown", move);
      mark();
    }
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", `${shown.title}, scrolls`);
    scroll.replaceChildren(table);
    if (key !== undefined) rows().find((row) => row.dataset.key === key)?.focus();
    else if (column >= 0) table.querySelectorAll("th button")[column]?.focus();
  }

  const marked = () => mark();
  model.on("change:shown", show);
  model.on("change:selected", marked);
  show();
  return () => {
    clearTimeout(later);
    model.off("change:shown", show);
    model.off("change:selected", marked);
  };
}

export default { render };

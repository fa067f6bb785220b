// Draws one Vega-Lite chart from traits, swaps its data without drawing it anew, and gives its
// selections back as traits.

const PERIOD = "exhibit-a:period";

// Data never names an address that is fetched.
const REFUSE = {
  load: () => Promise.reject(new Error("Charts fetch nothing.")),
  sanitize: () => Promise.reject(new Error("Charts fetch nothing.")),
};

// Rows that are swapped in do not pass the parser that the first ones passed.
function parser(format) {
  const dates = Object.entries(format?.parse ?? {})
    .filter(([, type]) => type === "date")
    .map(([name]) => name);
  return (rows) =>
    rows.map((row) => {
      const parsed = { ...row };
      for (const name of dates) parsed[name] = row[name] == null ? null : Date.parse(row[name]);
      return parsed;
    });
}

// The brush's rectangles have nothing to say: a screen reader has the fields From and To instead.
// Every other set of marks gets a name, which it lacks while it is empty.
function named(compiled) {
  for (const mark of compiled.marks ?? []) {
    if (/^brush_brush/.test(mark.name ?? "")) mark.aria = false;
    else if (mark.type !== "group") mark.description ??= (mark.name ?? "").replaceAll("_", " ");
    named(mark);
  }
  return compiled;
}

async function draw(vegaEmbed, model, box, tip) {
  const figure = model.get("figure");
  const spec = {
    ...figure,
    datasets: model.get("datasets"),
    description: model.get("description"),
    params: [{ name: "title_text", value: model.get("title") }, ...(figure.params ?? [])],
  };
  const { view, vgSpec, finalize } = await vegaEmbed(box, spec, {
    mode: "vega-lite",
    patch: named,
    actions: false,
    defaultStyle: false,
    renderer: model.get("renderer"),
    loader: REFUSE,
    tooltip: tip.call,
  });
  const parsers = Object.fromEntries(vgSpec.data.map((part) => [part.name, parser(part.format)]));

  function swap(name, rows) {
    if (!(name in parsers)) return;
    const all = () => true;
    view.change(name, view.changeset().remove(all).insert(parsers[name](rows)));
  }

  let period = [];
  const followed = Object.keys(model.get("follows"));

  function rowsNow(name) {
    const rows = model.get("datasets")[name] ?? [];
    const [field, days] = model.get("follows")[name] ?? [];
    if (!field || !period.length) return rows;
    return rows.filter((row) => {
      const time = Date.parse(row[field]);
      return time + days * 86400000 > period[0] && time < period[1];
    });
  }

  const signals = Object.keys(view.getState({ signals: () => true }).signals);
  const brushes = signals.includes("brush_x");
  let waiting = 0;
  let touched = -Infinity;
  let held = false;
  let brushed = false;
  const touch = (event) => {
    held = event.type === "pointerdown" || (held && event.type !== "pointerup");
    touched = performance.now();
  };
  // A hand may let go anywhere on the page.
  const letGo = () => {
    if (held) touched = performance.now();
    held = false;
    if (brushed && followed.length) requestAnimationFrame(() => requestAnimationFrame(zoom));
    brushed = false;
  };
  window.addEventListener("pointerup", letGo);
  const touches = ["pointerdown", "pointerup", "wheel", "dblclick"];
  for (const type of touches) box.addEventListener(type, touch, { capture: true, passive: true });

  function tell(ends) {
    period = ends;
    brushed = true;
    const channel = model.get("channel");
    window.dispatchEvent(new CustomEvent(PERIOD, { detail: { channel, period, from: model } }));
    model.set("period", period);
    model.save_changes();
  }
  if (brushes) {
    view.addSignalListener("brush", (_, value) => {
      // A brush that code moved has nothing to tell: only a reader's hand does.
      if (!held && performance.now() - touched > 300) return;
      const ends = Object.values(value ?? {})[0] ?? [];
      const sorted = ends.length === 2 ? ends.map(Number).sort((a, b) => a - b) : [];
      // One message for each frame that the browser draws, the newest.
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => tell(sorted));
    });
  }
  if (signals.includes("picked")) {
    view.addSignalListener("picked", (_, value) => {
      const fields = Object.entries(value ?? {}).filter(([, found]) => Array.isArray(found));
      model.set("picked", JSON.parse(JSON.stringify(Object.fromEntries(fields))));
      model.save_changes();
    });
  }

  function moveBrush() {
    const x = view.scale("x");
    view.signal("brush_x", period.length ? period.map((end) => x(end)) : [0, 0]);
  }

  // A chart that shows nothing but the period has no need of a brush over all of it.
  function zoom() {
    for (const name of followed) swap(name, rowsNow(name));
    if (brushes) view.signal("brush_x", [0, 0]);
    return view.runAsync();
  }

  return {
    view,
    data(names) {
      for (const name of names) swap(name, rowsNow(name));
      view.signal("title_text", model.get("title")).description(model.get("description"));
      return view.runAsync();
    },
    show(newPeriod) {
      if (JSON.stringify(newPeriod) === JSON.stringify(period)) return undefined;
      period = newPeriod;
      if (followed.length) return zoom();
      if (brushes) moveBrush();
      return view.runAsync();
    },
    stop() {
      cancelAnimationFrame(waiting);
      window.removeEventListener("pointerup", letGo);
      for (const type of touches) box.removeEventListener(type, touch, { capture: true });
      finalize();
    },
  };
}

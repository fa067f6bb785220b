// Draws one Vega-Lite chart from traits, swaps its data without drawing it anew, and gives its
// selections back as traits. Vega comes from the Runtime widget, once for the whole page.

const SHARED = Symbol.for("exhibit-a.vega");
const PERIOD = "exhibit-a:period";

async function load(model) {
  const id = model.get("runtime").replace("IPY_MODEL_", "");
  const runtime = await model.widget_manager.get_model(id);
  const code = new Blob([runtime.get("code")], { type: "text/javascript" });
  const url = URL.createObjectURL(code);
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function vegaOfPage(model) {
  window[SHARED] ??= load(model).catch((error) => {
    delete window[SHARED];
    throw error;
  });
  return window[SHARED];
}

// Data never names an address that is fetched.
const REFUSE = {
  load: () => Promise.reject(new Error("Charts fetch nothing.")),
  sanitize: () => Promise.reject(new Error("Charts fetch nothing.")),
};

function tooltip() {
  const box = document.createElement("div");
  box.className = "kit-tooltip";
  box.setAttribute("role", "tooltip");
  function call(handler, event, item, value) {
    if (value == null || value === "") return box.remove();
    const rows = typeof value === "object" ? Object.entries(value) : [["", value]];
    box.replaceChildren(
      ...rows.map(([name, said]) => {
        const line = document.createElement("div");
        const label = document.createElement("span");
        const text = document.createElement("bdi");
        label.textContent = name;
        text.textContent = String(said);
        line.append(label, text);
        return line;
      }),
    );
    document.body.append(box);
    const left = Math.min(event.clientX + 14, window.innerWidth - box.offsetWidth - 8);
    const below = event.clientY + 14;
    const fits = below + box.offsetHeight < window.innerHeight;
    box.style.left = `${Math.max(4, left)}px`;
    box.style.top = `${fits ? below : event.clientY - box.offsetHeight - 10}px`;
    return box;
  }
  return { call, remove: () => box.remove() };
}

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

// The brush's rectangles have no name to say: a screen reader has the fields From and To instead.
function silent(compiled) {
  for (const mark of compiled.marks ?? []) {
    if (/^brush_brush/.test(mark.name ?? "")) mark.aria = false;
    if (mark.marks) silent(mark);
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
    patch: silent,
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

  function rowsNow(name) {
    const rows = model.get("datasets")[name] ?? [];
    const field = model.get("follows")[name];
    if (!field || !period.length) return rows;
    return rows.filter((row) => {
      const time = Date.parse(row[field]);
      return time >= period[0] && time <= period[1];
    });
  }

  const signals = Object.keys(view.getState({ signals: () => true }).signals);
  const brushes = signals.includes("brush_x");
  let waiting = 0;
  let touched = -Infinity;
  let held = false;
  const touch = (event) => {
    held = event.type === "pointerdown" || (held && event.type !== "pointerup");
    touched = performance.now();
  };
  const touches = ["pointerdown", "pointerup", "wheel", "dblclick"];
  for (const type of touches) box.addEventListener(type, touch, { capture: true, passive: true });

  function tell(brushed) {
    period = brushed;
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
      const brushed = ends.length === 2 ? ends.map(Number).sort((a, b) => a - b) : [];
      // One message for each frame that the browser draws, the newest.
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => tell(brushed));
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
      const followed = Object.keys(model.get("follows"));
      for (const name of followed) swap(name, rowsNow(name));
      // A chart that shows nothing but the period has no need of a brush over all of it.
      if (brushes && !followed.length) moveBrush();
      return view.runAsync();
    },
    stop() {
      cancelAnimationFrame(waiting);
      for (const type of touches) box.removeEventListener(type, touch, { capture: true });
      finalize();
    },
  };
}

function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "kit-chart";
  el.append(box);
  const tip = tooltip();
  let live = null;
  let stopped = false;
  let width = 0;
  let heard = null;
  let heardAt = -Infinity;

  async function anew() {
    const { vegaEmbed } = await vegaOfPage(model);
    if (stopped || !box.clientWidth) return;
    live?.stop();
    live = null;
    box.replaceChildren();
    if (!Object.keys(model.get("figure")).length) return;
    width = box.clientWidth;
    live = await draw(vegaEmbed, model, box, tip);
    await live.show(heard ?? model.get("period"));
    box.dataset.drawn = "true";
  }
  const guarded = () =>
    anew().catch((error) => {
      box.textContent = `The chart could not be drawn: ${error.message}`;
    });

  const changed = () => {
    const before = model.previous("datasets") ?? {};
    const now = model.get("datasets");
    live?.data(Object.keys(now).filter((name) => now[name] !== before[name]));
  };
  // The kernel repeats what another chart's brush said, later: old news is left alone.
  const onPeriod = () => {
    if (performance.now() - heardAt < 600) return;
    heard = null;
    live?.show(model.get("period"));
  };
  const onOthers = ({ detail }) => {
    if (detail.channel !== model.get("channel")) return;
    heardAt = performance.now();
    heard = detail.period;
    if (detail.from !== model) live?.show(detail.period);
  };
  window.addEventListener(PERIOD, onOthers);
  model.on("change:figure", guarded);
  model.on("change:datasets change:title change:description", changed);
  model.on("change:period", onPeriod);

  // Lab draws outputs out of sight and panels change their width: follow the box, not the window.
  const observer = new ResizeObserver(() => {
    if (box.clientWidth === width || !box.clientWidth) return;
    if (!live) return guarded();
    width = box.clientWidth;
    live.view.width(width).runAsync();
  });
  observer.observe(box);

  return () => {
    stopped = true;
    observer.disconnect();
    window.removeEventListener(PERIOD, onOthers);
    tip.remove();
    model.off("change:figure", guarded);
    model.off("change:datasets change:title change:description", changed);
    model.off("change:period", onPeriod);
    live?.stop();
  };
}

export default { render };

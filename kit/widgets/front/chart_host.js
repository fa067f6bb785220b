// A chart in its place on the page: drawn when it has a width, kept in step with its traits. Vega
// comes from the Runtime widget, once for the whole page. `tooltip` and `draw` stand before this
// file in the module (see chart_host.py).

const SHARED = Symbol.for("exhibit-a.vega");

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
    if (stopped) return;
    if (!box.clientWidth) {
      // Out of sight, perhaps for less than a frame while a theme loads, which the observer misses.
      observer.unobserve(box);
      observer.observe(box);
      return;
    }
    live?.stop();
    live = null;
    box.replaceChildren();
    if (!Object.keys(model.get("figure")).length) return;
    width = box.clientWidth;
    live = await draw(vegaEmbed, model, box, tip);
    await live.show(heard ?? model.get("period"));
    box.dataset.drawn = "true";
  }
  // One drawing after the other: two at once would empty each other's box.
  let drawing = Promise.resolve();
  const guarded = () => {
    drawing = drawing.then(anew).catch((error) => {
      box.textContent = `The chart could not be drawn: ${error.message}`;
    });
  };

  const onData = () => live?.data(Object.keys(model.get("datasets")));
  const onTitle = () => live?.data([]);
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
  model.on("change:datasets", onData);
  model.on("change:title", onTitle);
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
    model.off("change:datasets", onData);
    model.off("change:title", onTitle);
    model.off("change:period", onPeriod);
    live?.stop();
  };
}

export default { render };

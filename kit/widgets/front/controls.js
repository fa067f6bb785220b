// A row of native form controls, each with its label: sliders, dates, choices, texts, buttons.

function make(tag, attributes = {}, text = null) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  if (text !== null) node.textContent = text;
  return node;
}

const said = (value) => Number(value).toLocaleString("en-GB", { maximumSignificantDigits: 6 });
const ISO_DAY = "\\d{4}-\\d{2}-\\d{2}";

const KINDS = {
  range(field, id, commit) {
    const { low: min, high: max, step, unit } = field;
    const described = unit ? `${id}-unit` : null;
    const input = make("input", { id, type: "range", min, max, step, "aria-describedby": described });
    const output = make("output", { for: id });
    const show = (value) => {
      output.textContent = said(value);
      input.setAttribute("aria-valuetext", `${output.textContent} ${unit}`.trim());
    };
    input.addEventListener("input", () => show(input.value));
    input.addEventListener("change", () => commit(Number(input.value)));
    const set = (value) => {
      input.value = value;
      show(value);
    };
    const extra = unit ? [output, make("span", { id: described, class: "kit-unit" }, unit)] : [output];
    return { input, extra, set };
  },
  // A native date field shows the day in the browser's own order; here every day is ISO.
  date(field, id, commit) {
    const input = make("input", { id, type: "text", pattern: ISO_DAY, maxlength: 10 });
    input.placeholder = "YYYY-MM-DD";
    input.addEventListener("change", () => {
      const day = input.value.trim();
      const known = !day || (input.validity.valid && !Number.isNaN(Date.parse(day)));
      input.setAttribute("aria-invalid", String(!known));
      if (known) commit(day);
    });
    return { input, set: (value) => (input.value = value ?? "") };
  },
  choice(field, id, commit) {
    const input = make("select", { id });
    for (const [value, label] of field.options) {
      input.append(make("option", { value }, label));
    }
    input.addEventListener("change", () => commit(input.value));
    return { input, set: (value) => (input.value = value ?? "") };
  },
  search(field, id, commit) {
    const input = make("input", { id, type: "search", list: `${id}-list`, autocomplete: "off" });
    if (field.placeholder) input.placeholder = field.placeholder;
    const list = make("datalist", { id: `${id}-list` });
    for (const value of field.options) list.append(make("option", { value }));
    input.addEventListener("change", () => commit(input.value.trim()));
    return { input, extra: [list], set: (value) => (input.value = value ?? "") };
  },
  text(field, id, commit) {
    const input = make("input", { id, type: "text", maxlength: field.most, autocomplete: "off" });
    input.addEventListener("change", () => commit(input.value));
    return { input, set: (value) => (input.value = value ?? "") };
  },
  lines(field, id, commit) {
    const input = make("textarea", { id, rows: 3, maxlength: field.most });
    input.addEventListener("change", () => commit(input.value));
    return { input, set: (value) => (input.value = value ?? "") };
  },
};

function render({ model, el }) {
  el.classList.add("kit-controls");
  // Each widget evaluates this file for itself, so a counter here would give ids twice.
  const own = `kit-${Math.random().toString(36).slice(2)}`;
  let setters = {};

  function commit(name, value) {
    model.set("values", { ...model.get("values"), [name]: value });
    model.save_changes();
  }

  function build() {
    setters = {};
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", model.get("label"));
    el.replaceChildren(
      ...model.get("fields").map((field) => {
        if (field.kind === "button") {
          const button = make("button", { type: "button", class: "kit-button" }, field.label);
          // What was typed a moment ago may still wait to be sent: it goes with the press.
          const press = () => model.send({ pressed: field.name, values: model.get("values") });
          button.addEventListener("click", press);
          return button;
        }
        const id = `${own}-${field.name}`;
        const part = KINDS[field.kind](field, id, (value) => commit(field.name, value));
        setters[field.name] = part.set;
        const box = make("div", { class: `kit-field kit-${field.kind}` });
        const label = make("label", { for: id }, field.label);
        if (field.help) label.title = field.help;
        box.append(label, part.input, ...(part.extra ?? []));
        return box;
      }),
    );
    fill();
  }

  function fill() {
    const values = model.get("values");
    for (const [name, set] of Object.entries(setters)) set(values[name]);
  }

  // Lab's notebook would take arrow keys and letters for its own commands.
  const keep = (event) => event.stopPropagation();
  el.addEventListener("keydown", keep);
  model.on("change:fields", build);
  model.on("change:values", fill);
  build();
  return () => {
    model.off("change:fields", build);
    model.off("change:values", fill);
  };
}

export default { render };

// Headlines, notes, facts, evidence and queries: blocks of text, set as text.

function make(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

function labelled(block, tag, name) {
  const node = make(tag, name);
  if (block.label) node.append(make("strong", "", block.label), " ");
  node.append(make("bdi", "", block.text));
  return node;
}

const KINDS = {
  headline: (block) => make("h3", "kit-headline", block.text),
  heading: (block) => make("h4", "kit-heading", block.text),
  note: (block) => labelled(block, "p", "kit-note"),
  caution: (block) => labelled(block, "p", "kit-caution"),
  facts(block) {
    const list = make("dl", "kit-facts");
    for (const [label, value] of block.items) {
      const pair = make("div");
      const said = make("dd");
      said.append(make("bdi", "", value));
      pair.append(make("dt", "", label), said);
      list.append(pair);
    }
    return list;
  },
  evidence(block) {
    const list = make("ul", "kit-evidence");
    for (const item of block.items) {
      const entry = make("li");
      const top = make("div", "kit-evidence-top");
      top.append(make("span", "kit-family", item.family), make("strong", "", item.title));
      const whys = item.why.map((text) => {
        const line = make("p", "kit-why");
        line.append(make("bdi", "", text));
        return line;
      });
      entry.append(top, ...whys);
      if (item.chance) entry.append(make("p", "kit-chance", item.chance));
      if (item.innocent) {
        const innocent = make("p", "kit-innocent");
        innocent.append(make("strong", "", "Rule out first:"), " ", make("span", "", item.innocent));
        entry.append(innocent);
      }
      list.append(entry);
    }
    return list;
  },
  folded(block) {
    const whole = make("details", "kit-folded");
    const table = make("table");
    const head = make("tr");
    for (const name of block.columns) {
      const cell = make("th", "", name);
      cell.scope = "col";
      head.append(cell);
    }
    const lines = block.rows.map((row) => {
      const line = make("tr");
      for (const text of row) {
        const cell = make("td");
        cell.append(make("bdi", "", text));
        line.append(cell);
      }
      return line;
    });
    const [top, body] = [make("thead"), make("tbody")];
    top.append(head);
    body.append(...lines);
    table.append(top, body);
    table.setAttribute("aria-label", block.label);
    whole.append(make("summary", "", block.label), make("p", "kit-note", block.note), table);
    return whole;
  },
  query(block) {
    const whole = make("details", "kit-query");
    const code = make("pre", "", block.text);
    code.tabIndex = 0;
    code.setAttribute("role", "region");
    code.setAttribute("aria-label", block.label);
    whole.append(make("summary", "", block.label), code);
    return whole;
  },
};

function render({ model, el }) {
  el.classList.add("kit-text");
  if (model.get("live")) el.setAttribute("aria-live", "polite");

  function show() {
    const open = new Set();
    for (const part of el.querySelectorAll("details[open] > summary")) open.add(part.textContent);
    el.replaceChildren(...model.get("blocks").map((block) => KINDS[block.kind](block)));
    for (const part of el.querySelectorAll("details > summary")) {
      part.parentElement.open = open.has(part.textContent);
    }
  }
  const keep = (event) => event.stopPropagation();
  el.addEventListener("keydown", keep);
  model.on("change:blocks", show);
  show();
  return () => model.off("change:blocks", show);
}

export default { render };

// What a mark says under the pointer, as text.

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

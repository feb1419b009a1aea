
// Creates all elements, from text only: no markup is ever parsed.

/** element("p", {class: "hint"}, "text", otherElement) */
function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (name.startsWith("aria-")) made.setAttribute(name, String(value));
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...content.filter(piece => piece !== null && piece !== undefined && piece !== ""));
  return made;
}

/** A details element whose body is created when it is first opened. */
function disclosure(attributes, summary, body) {
  const made = element("details", attributes, element("summary", {}, ...summary));
  const fill = () => {
    if (made.open && !made.dataset.filled) {
      made.dataset.filled = "yes";
      made.append(element("div", {class: "body"}, ...body()));
    }
  };
  made.addEventListener("toggle", fill);
  made.reveal = () => { made.open = true; fill(); };
  return made;
}

/** A text with links: [text] or [text, address]. Addresses come from this program, never from the target. */
function linked(pieces) {
  return pieces.map(([text, address]) => address ? link(text, address) : text);
}

function link(text, address) {
  return element("a", {href: address, rel: "noreferrer noopener", target: "_blank"}, text);
}

/** A field's path, which may break after its dots. */
function pathPieces(path) {
  return path.split(/(?<=\.)/).flatMap((piece, index) => index ? [element("wbr"), piece] : [piece]);
}

/** Moves the one tab stop of a group of elements with the arrow keys. */
function arrowKeys(container, selector, step) {
  container.addEventListener("keydown", event => {
    const all = [...container.querySelectorAll(selector)].filter(one => one.offsetParent !== null);
    const at = all.indexOf(document.activeElement);
    const to = at < 0 ? undefined : step(event.key, at, all);
    const next = typeof to === "number" ? all[to] : to;
    if (!next) return;
    event.preventDefault();
    document.activeElement.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

function alongALine(key, at, all) {
  return {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1}[key];
}


// A frame as bytes in rows of 16, next to the fields decoded from them.

const ROWS_AT_FIRST = 32;
const FIELDS_AT_FIRST = 60;

class ByteView {
  constructor(frame, blame, title) {
    this.frame = frame;
    this.blame = blame;
    this.bytes = frame.bytes;
    this.fields = withBlamed(frame.fields, blame);
    this.owner = owners(this.fields, this.bytes.length);
    this.cells = new Map();
    this.fieldItems = new Map();
    this.blamedField = blame ? blamedField(this.fields, blame) : -1;
    const rows = Math.ceil(this.bytes.length / 16);
    [this.from, this.to] = firstRows(this.bytes.length, blame ? blame.start : 0, ROWS_AT_FIRST);
    this.rows = element("div", {class: "rows", role: "group", "aria-label": title + ", " + plural(frame.size, "byte")
      + ". Arrow keys move from byte to byte."});
    this.status = element("p", {class: "status", role: "status"});
    this.before = this.moreButton("before", () => { this.from = Math.max(0, this.from - 256); });
    this.after = this.moreButton("after", () => { this.to = Math.min(rows, this.to + 256); });
    this.root = element("div", {class: "byte-view"},
      element("div", {class: "hex"}, this.before, this.rows, this.after, this.cutNote(), this.status),
      this.fields.length ? this.fieldList() : element("p", {class: "hint"}, "No field could be decoded from these bytes."));
    this.draw();
    this.rows.addEventListener("mouseover", event => this.point(event.target));
    this.rows.addEventListener("focusin", event => this.point(event.target));
    this.rows.addEventListener("mouseleave", () => this.rest());
    arrowKeys(this.rows, ".byte", (key, at, all) =>
      ({ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + 16, ArrowUp: at - 16, Home: at - at % 16,
        End: Math.min(all.length - 1, at - at % 16 + 15)})[key]);
    this.rest();
  }

  moreButton(where, widen) {
    return element("button", {type: "button", class: "more", click: () => { widen(); this.draw(); }}, "Show bytes " + where);
  }

  cutNote() {
    const missing = this.frame.size - this.bytes.length;
    return missing ? element("p", {class: "hint"}, "This page ends here; " + plural(missing, "more byte")
      + " followed.") : null;
  }

  isBlamed(at) {
    return this.blame && at >= this.blame.start && at < this.blame.end;
  }

  draw() {
    this.cells.clear();
    const lines = [];
    for (let row = this.from; row < this.to; row++) lines.push(this.row(row));
    if (this.missingAtEnd()) {
      if (this.bytes.length % 16 === 0 || !lines.length) lines.push(this.emptyRow());
      const hex = lines[lines.length - 1].children[1];
      hex.append(element("span", {class: "hole"}, "??"));
    }
    this.rows.replaceChildren(...lines);
    this.before.hidden = this.from === 0;
    this.after.hidden = this.to >= Math.ceil(this.bytes.length / 16);
    const first = this.cells.get(this.blame && this.cells.has(this.blame.start) ? this.blame.start : this.from * 16);
    if (first) first.tabIndex = 0;
  }

  missingAtEnd() {
    return this.blame && this.blame.start === this.blame.end && this.blame.start >= this.bytes.length
      && this.bytes.length === this.frame.size;
  }

  emptyRow() {
    return element("div", {class: "row"},
      element("span", {class: "offset"}, this.bytes.length.toString(16).padStart(4, "0")),
      element("span", {class: "sixteen"}), element("span", {class: "ascii"}));
  }

  row(row) {
    const hex = element("span", {class: "sixteen"});
    const text = element("span", {class: "ascii", "aria-hidden": "true"});
    for (let at = row * 16; at < Math.min(this.bytes.length, row * 16 + 16); at++) {
      const digits = this.bytes[at].toString(16).padStart(2, "0");
      const cell = element("span", {class: "byte " + this.style(at), tabindex: "-1", "data-at": at}, digits);
      hex.append(cell);
      text.append(element("span", {class: this.isBlamed(at) ? "blamed" : null, "data-at": at}, ascii(this.bytes[at])));
      this.cells.set(at, cell);
    }
    return element("div", {class: "row"},
      element("span", {class: "offset", "aria-hidden": "true"}, (row * 16).toString(16).padStart(4, "0")), hex, text);
  }

  style(at) {
    const {blame} = this;
    if (this.isBlamed(at)) {
      return "blamed" + (at === blame.start ? " first" : "") + (at === blame.end - 1 ? " last" : "");
    }
    const gap = blame && blame.start === blame.end && at === blame.start ? " gap" : "";
    return (this.owner[at] < 0 ? "unread" : this.owner[at] % 2 ? "odd" : "even") + gap;
  }

  fieldList() {
    const {fields, frame: {leftOut}} = this;
    const list = element("ol", {class: "fields", "aria-label": "Fields. Arrow keys move from field to field."});
    const centre = Math.max(0, this.blamedField);
    const from = fields.length <= FIELDS_AT_FIRST ? 0 : Math.max(0, centre - FIELDS_AT_FIRST / 2);
    const show = (low, high) => {
      this.fieldItems.clear();
      list.replaceChildren(...fields.slice(low, high).map((field, i) => this.fieldItem(field, low + i)));
      const first = this.fieldItems.get(this.blamedField) || this.fieldItems.get(low);
      if (first) first.tabIndex = 0;
    };
    show(from, from + FIELDS_AT_FIRST);
    const blamed = this.fieldItems.get(this.blamedField);
    if (blamed) requestAnimationFrame(() => { list.scrollTop = blamed.offsetTop - list.clientHeight / 2; });
    list.addEventListener("mouseleave", () => this.rest());
    arrowKeys(list, ".field", alongALine);
    const all = fields.length <= FIELDS_AT_FIRST ? null : element("button", {type: "button", class: "more",
      click: () => { show(0, fields.length); all.remove(); }}, "Show all " + plural(fields.length, "field"));
    return element("div", {class: "field-box"}, list, all,
      leftOut ? element("p", {class: "hint"}, "Not on this page: " + plural(leftOut, "more field") + ".") : null);
  }

  fieldItem([start, end, path, type, value], index) {
    const blamed = index === this.blamedField;
    const item = element("button", {type: "button", tabindex: "-1", class: "field" + (blamed ? " blamed" : ""), "data-field": index},
      element("span", {class: "at"}, start === end ? String(start) : start + "–" + (end - 1)),
      element("span", {class: "path"}, ...pathPieces(path)),
      element("span", {class: "type"}, type),
      element("span", {class: "value"}, value),
      blamed ? element("span", {class: "visually-hidden"}, "blamed") : null);
    const show = () => this.mark(start, end, index);
    item.addEventListener("mouseover", show);
    item.addEventListener("focus", show);
    item.addEventListener("click", show);
    this.fieldItems.set(index, item);
    return element("li", {}, item);
  }

  point(target) {
    if (target.dataset.at === undefined) return;
    const at = Number(target.dataset.at);
    const index = this.owner[at];
    if (index < 0) this.mark(at, at + 1, -1);
    else this.mark(this.fields[index][0], this.fields[index][1], index, at);
  }

  mark(start, end, index, at) {
    this.unmark();
    for (let i = start; i < end; i++) {
      const cell = this.cells.get(i);
      if (cell) cell.classList.add("lit");
    }
    const item = this.fieldItems.get(index);
    if (item) item.classList.add("lit");
    const field = this.fields[index];
    const where = at === undefined ? byteRange(start, end)
      : "byte " + at + " (0x" + at.toString(16) + ") is 0x" + this.bytes[at].toString(16).padStart(2, "0");
    this.status.replaceChildren(
      field ? element("b", {}, field[2] || "the message") : element("b", {}, "no field was read here"),
      field ? element("span", {}, " " + (field[3] ? field[3] + " = " : "") + field[4]) : "",
      element("span", {class: "where"}, where));
    this.status.classList.remove("blamed");
  }

  unmark() {
    for (const lit of this.root.querySelectorAll(".lit")) lit.classList.remove("lit");
  }

  /** Without a selection, the status shows what is blamed. */
  rest() {
    this.unmark();
    this.status.classList.toggle("blamed", Boolean(this.blame));
    this.status.replaceChildren(...(this.blame ? [
      element("b", {}, ...pathPieces(this.blame.path || "the message as a whole")), element("span", {}, " is wrong"),
      element("span", {class: "where"}, byteRange(this.blame.start, this.blame.end))]
      : [element("span", {}, "Point at a byte to see its field.")]));
  }
}


// The page: filters, the matrix, and the cases they select.

/** With more failed checks than that, each is printed in a few lines: the causes say what there is to say. */
const CARDS_PRINTED = 40;

const data = JSON.parse(document.getElementById("run-data").textContent);
const cases = readCases(data);
const names = apiNames(cases);
const matrix = document.getElementById("matrix");
const columns = Number(matrix.dataset.columns);
const list = document.getElementById("case-list");
const filter = noFilter();
const controls = {};

function noFilter() {
  return {verdicts: new Set(ORDER), level: "", key: "", version: "", profile: "", cause: "", text: ""};
}

function distinct(values) {
  return [...new Set(values)];
}

function choice(name, label, options) {
  const select = element("select", {id: "filter-" + name, change: () => { filter[name] = select.value; if (name === "key") filter.version = ""; update(); }},
    element("option", {value: ""}, "any"), ...options.map(([value, text]) => element("option", {value}, text)));
  controls[name] = select;
  return element("label", {class: "choice"}, element("span", {}, label), select);
}

function verdictToggle(verdict, label) {
  const number = cases.filter(one => one.verdict === verdict).length;
  const button = element("button", {type: "button", class: "toggle " + verdict, "aria-pressed": "true", disabled: number === 0, click: () => {
    if (!filter.verdicts.delete(verdict)) filter.verdicts.add(verdict);
    update();
  }}, sign(verdict, "must"), label, element("span", {class: "number"}, number.toLocaleString("en")));
  controls[verdict] = button;
  return button;
}

function key(name) {
  return element("kbd", {}, name);
}

function buildFilters() {
  const apis = [...names].sort(([a], [b]) => a - b).map(([key, name]) => [String(key), name]);
  const profiles = distinct(cases.map(one => one.check.profile)).sort().map(name => [name, name]);
  controls.text = element("input", {type: "search", id: "filter-text", placeholder: "Search checks, fields, clients …",
    "aria-label": "Search", autocomplete: "off", spellcheck: "false", input: () => { filter.text = controls.text.value; later(); }});
  controls.shown = element("p", {class: "shown", role: "status"});
  controls.reset = element("button", {type: "button", class: "reset", click: () => reset()}, "Clear filters");
  document.getElementById("filters").append(
    element("form", {role: "search", "aria-label": "Filter the cases", submit: event => event.preventDefault()},
      element("div", {class: "line"}, controls.text,
        element("div", {class: "toggles", role: "group", "aria-label": "Verdicts"}, verdictToggle("fail", "failed"),
          verdictToggle("error", "errors"), verdictToggle("blocked", "blocked"), verdictToggle("not-played", "not played"),
          verdictToggle("skipped", "skipped"), verdictToggle("pass", "passed"))),
      element("div", {class: "line"},
        choice("level", "Level", [["must", "must"], ["should", "should"]]), choice("key", "API", apis),
        choice("profile", "Profile", profiles), controls.shown, controls.reset),
      element("p", {class: "keys"}, key("/"), " searches, ", key("↓"), " ", key("↑"), " or ", key("j"), " ", key("k"),
        " walk, ", key("→"), " ", key("←"), " open and close, ", key("Esc"), " leaves. The address of this page leads to what it shows.")));
}

/** Clears all filters but the given ones; a step that the browser can take back if it leads elsewhere. */
function reset(kept, leadsElsewhere) {
  Object.assign(filter, noFilter(), kept);
  if (leadsElsewhere) writeAddress(true);
  update();
}

let waiting = 0;

/** While the user types, the list is redrawn when the browser is idle. */
function later() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(update);
}

function update() {
  draw();
  if (shownTarget && !causeAt(shownTarget)) {
    const item = itemOf(shownTarget);
    if (item) revealCase(item, shownTarget);
    else shownTarget = "";
  }
  writeAddress();
}

function draw() {
  const shown = cases.filter(one => matches(one, filter, columns));
  for (const verdict of ORDER) controls[verdict].setAttribute("aria-pressed", filter.verdicts.has(verdict));
  for (const name of ["level", "key", "profile"]) controls[name].value = filter[name];
  if (controls.text.value !== filter.text) controls.text.value = filter.text;
  const all = shown.length === cases.length;
  const at = filter.version === "" ? "" : filter.version === "other" ? ", no or another version" : ", v" + filter.version;
  const api = filter.key === "" || filter.version === "" ? "" : controls.key.selectedOptions[0].textContent + at + ": ";
  const cause = filter.cause === "" ? "" : "cause " + filter.cause + ": ";
  controls.shown.textContent = cause + api + (all ? "all " : "") + plural(shown.length, "case") + (all ? "" : " of " + cases.length.toLocaleString("en"));
  controls.reset.hidden = all;
  for (const cell of matrix.querySelectorAll("button.cell")) {
    cell.setAttribute("aria-pressed", filter.version !== "" && cell.dataset.key === filter.key && cell.dataset.version === filter.version);
  }
  const sections = caseSections(shown);
  list.replaceChildren(...(sections.length ? sections : [element("p", {class: "empty"}, "No case matches these filters.")]));
}

function choose(cell) {
  const chosen = cell.getAttribute("aria-pressed") === "true";
  shownTarget = "";
  reset(chosen ? {} : {key: cell.dataset.key, version: cell.dataset.version});
  if (!chosen) {
    const first = list.querySelector(".card");
    if (first) first.reveal();
    show(document.getElementById("cases"));
  }
}

/** Scrolls to an element: at once if it is far away, since the way there shows nothing that anyone can read. */
function show(target) {
  const far = Math.abs(target.getBoundingClientRect().top) > 2 * innerHeight;
  const calm = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({behavior: calm ? "instant" : "smooth", block: "start"});
}

/** Cells are a grid with one tab stop: arrows go to the next cell that has cases, in the row or in the column. */
function nextCell(key, at, all) {
  const cell = all[at];
  if (key === "ArrowRight") return at + 1;
  if (key === "ArrowLeft") return at - 1;
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const same = all.filter(other => other.dataset.version === cell.dataset.version);
  return same[same.indexOf(cell) + (key === "ArrowDown" ? 1 : -1)];
}

function wireMatrix() {
  matrix.addEventListener("click", event => {
    const cell = event.target.closest("button");
    if (!cell) return;
    if (cell.classList.contains("cell")) return choose(cell);
    const open = cell.getAttribute("aria-expanded") !== "true";
    cell.setAttribute("aria-expanded", open);
    document.getElementById(cell.getAttribute("aria-controls")).classList.toggle("folded", !open);
  });
  arrowKeys(matrix, "button.cell", nextCell);
  const start = matrix.querySelector("button.cell");
  if (start) start.tabIndex = 0;
}

buildFilters();
wireMatrix();
wireCauses();
wireAddresses();
wireKeys();
if (!followAddress()) {
  const first = list.querySelector(".card");
  if (!openFirstCause() && first) first.reveal();
}
addEventListener("beforeprint", () => {
  const failed = list.querySelectorAll(".card.fail");
  if (failed.length <= CARDS_PRINTED) for (const one of failed) one.reveal();
});

"use strict";

const MOST_FOUND = 40;
const EXCERPT = 160;

const field = document.getElementById("words");
const found = document.getElementById("found");
const navigation = document.getElementById("navigation");
const menu = document.getElementById("menu");

/** The words of a search, in lower case. */
function wordsOf(text) {
  return text.toLowerCase().split(/\s+/).filter(word => word !== "");
}

/** How well a section fits; 0 if one of the words is missing. Headings count more than text, and whole words more than parts. */
function rank(section, words) {
  let sum = 0;
  for (const word of words) {
    const inHeading = section.heading.indexOf(word);
    const inTitle = section.title.indexOf(word);
    const inText = section.text.indexOf(word);
    if (inHeading < 0 && inTitle < 0 && inText < 0) return 0;
    sum += (inHeading >= 0 ? 20 : 0) + (inTitle >= 0 ? 8 : 0);
    if (inText >= 0) sum += 2 + (isWordStart(section.text, inText) ? 2 : 0) + Math.min(3, section.text.split(word).length - 2);
  }
  return sum;
}

function isWordStart(text, at) {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);
}

let sections = null;

/** The index, prepared when somebody searches for the first time. */
function prepared() {
  sections ??= SEARCHED.map(([address, title, heading, text]) => ({
    address, shown: title === heading || heading === "" ? title : title + " › " + heading, original: text,
    title: title.toLowerCase(), heading: heading.toLowerCase(), text: text.toLowerCase()}));
  return sections;
}

function search() {
  const words = wordsOf(field.value);
  found.hidden = words.length === 0;
  if (found.hidden) {
    found.replaceChildren();
    return;
  }
  const hits = prepared().map(section => ({section, rank: rank(section, words)})).filter(hit => hit.rank > 0)
    .sort((one, other) => other.rank - one.rank);
  const count = document.createElement("p");
  count.textContent = hits.length === 0 ? "Nothing found" : hits.length === 1 ? "1 section"
    : hits.length + " sections" + (hits.length > MOST_FOUND ? ", the first " + MOST_FOUND + " of them" : "");
  const list = document.createElement("ol");
  for (const {section} of hits.slice(0, MOST_FOUND)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = section.address;
    link.append(...marked(section.shown, words));
    const excerpt = document.createElement("span");
    excerpt.className = "excerpt";
    excerpt.append(...marked(excerptOf(section, words), words));
    item.append(link, excerpt);
    list.append(item);
  }
  found.replaceChildren(count, list);
}

/** The text around the first word that is found in it. */
function excerptOf(section, words) {
  const places = words.map(word => section.text.indexOf(word)).filter(at => at >= 0);
  const start = places.length === 0 ? 0 : Math.max(0, Math.min(...places) - EXCERPT / 3);
  const text = section.original.slice(start, start + EXCERPT).trim();
  return (start > 0 ? "… " : "") + text + (start + EXCERPT < section.original.length ? " …" : "");
}

/** A text with the words marked. */
function marked(text, words) {
  const pattern = words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp("(" + pattern + ")", "i")).map((part, index) => {
    if (index % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

field.addEventListener("input", search);
field.form.addEventListener("submit", event => {
  event.preventDefault();
  const first = found.querySelector("a");
  if (first) first.click();
});
found.addEventListener("click", event => {
  if (event.target.closest("a")) close();
});

function close() {
  field.value = "";
  search();
}

document.addEventListener("keydown", event => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
  } else if (event.key === "Escape" && !found.hidden) {
    close();
    field.blur();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    walk(event);
  }
});

/** Arrow keys walk through what was found. */
function walk(event) {
  const stops = [field, ...found.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (found.hidden || at < 0) return;
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

menu.addEventListener("click", () => {
  const open = navigation.classList.toggle("open");
  menu.setAttribute("aria-expanded", String(open));
});

for (const heading of document.querySelectorAll("main :is(h1, h2, h3, h4)[id]")) {
  const link = document.createElement("a");
  link.className = "anchor";
  link.href = "#" + heading.id;
  link.setAttribute("aria-label", "Link to " + heading.textContent);
  link.textContent = "#";
  heading.append(link);
}

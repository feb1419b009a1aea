
// What the address of the page says is shown, and what is shown stands in the address.

let shownTarget = "";
let writing = 0;

/** Takes what is shown into the address. Browsers limit how often it may change, so what is typed waits a little. */
function writeAddress(newEntry) {
  clearTimeout(writing);
  const write = () => {
    const query = queryOf(filter, names);
    const hash = shownTarget || query ? "#" + shownTarget + (query ? "?" + query : "") : "";
    if (hash === location.hash) return;
    const address = hash || location.pathname + location.search;
    try {
      if (newEntry) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch (refused) {
      // Some browsers refuse for pages that are not served: then the address stays as it is.
    }
  };
  if (newEntry) write();
  else writing = setTimeout(write, 200);
}

/** Says in the address what is shown: a case, a check, a cause, or nothing (""). */
function remember(target, newEntry) {
  shownTarget = target;
  writeAddress(newEntry);
}

/** The element of a cause, by its address or number. */
function causeAt(target) {
  const at = data.causes.findIndex(([, address]) => address === target);
  return document.getElementById(at >= 0 ? "cause-" + (at + 1) : /^cause-\d+$/.test(target) ? target : "");
}

let byAddress = null;

/** The cases at an address: one case, or all of a check, or all of a check for an API. */
function casesAt(target) {
  if (!byAddress) {
    byAddress = new Map();
    const put = (address, one) => byAddress.has(address) ? byAddress.get(address).push(one) : byAddress.set(address, [one]);
    for (const one of cases) {
      for (const address of new Set([segment(one.check.id), groupAddress(one), caseAddress(one)])) put(address, one);
    }
  }
  return byAddress.get(target) || [];
}

/** The card or line of the first case at an address; more of the list is drawn if needed. */
function itemOf(target) {
  const one = casesAt(target).find(each => matches(each, filter, columns));
  const section = one && list.querySelector(".verdict-section." + one.verdict);
  if (!section) return null;
  const address = one.verdict === "fail" || one.verdict === "error" ? groupAddress(one) : segment(one.check.id);
  for (;;) {
    const item = [...section.querySelectorAll("[data-address]")].find(each => each.dataset.address === address);
    const more = section.querySelector(":scope > .more");
    if (item || !more) return item || null;
    more.click();
  }
}

function revealCase(item, target) {
  item.reveal();
  const one = casesAt(target).find(each => each === item.shown) || casesAt(target)[0];
  if (item.choose && one) item.choose(one);
}

/** Shows what an address leads to; returns whether there is such a thing. */
function openAddress(target) {
  const cause = causeAt(target);
  if (cause) {
    showCause(cause);
    return true;
  }
  if (!casesAt(target).length) return false;
  if (!itemOf(target)) {
    Object.assign(filter, noFilter());
    draw();
  }
  const item = itemOf(target);
  revealCase(item, target);
  item.querySelector("summary").focus({preventScroll: true});
  show(item);
  return true;
}

/** Says that an address leads nowhere, such as that of a case which another run has played. */
function sayIfLost(target) {
  const said = document.getElementById("lost");
  if (said) said.remove();
  if (target === "") return;
  document.querySelector("main").prepend(element("p", {id: "lost", role: "status"}, "This run has nothing at ",
    element("code", {}, "#" + target), ": no cause, check or case of that name."));
}

/** Shows what the address of the page says; returns whether it says anything. */
function followAddress() {
  const {target, query} = readAddress(location.hash);
  if (list.children.length && !query && document.getElementById(target) && !causeAt(target)) return true;
  Object.assign(filter, filterOf(query, names));
  draw();
  const found = target !== "" && openAddress(target);
  shownTarget = found ? target : "";
  sayIfLost(found || document.getElementById(target) ? "" : target);
  if (!found && query) show(document.getElementById("cases"));
  return found || query !== "";
}

function addressOf(item) {
  if (item.matches(".cause")) return data.causes[Number(item.dataset.cause) - 1][1];
  return item.shown ? caseAddress(item.shown) : item.dataset.address;
}

function wireAddresses() {
  document.addEventListener("click", event => {
    const summary = event.target.closest(".cause > summary, .card > summary, .line-item > summary");
    if (!summary) return;
    const item = summary.parentElement;
    if (!item.open) remember(addressOf(item));
    else if (shownTarget === addressOf(item)) remember("");
  });
  addEventListener("hashchange", followAddress);
}

const ITEMS = ".cause > summary, .card > summary, .line-item > summary";

/** Moves the focus among causes and cases. */
function walk(step) {
  const items = [...document.querySelectorAll(ITEMS)].filter(one => one.offsetParent !== null);
  const inside = document.activeElement.closest(".cause, .card, .line-item");
  const at = inside ? items.indexOf(inside.querySelector("summary")) : -1;
  const next = at >= 0 ? items[at + step] : items.find(one => one.getBoundingClientRect().top >= 0) || items[0];
  if (!next) return;
  next.focus({preventScroll: true});
  next.scrollIntoView({block: "nearest"});
}

/** Leaves what has the focus: the search, or an open cause or case, which is closed. */
function leave(active) {
  const item = active.closest(".cause[open], .card[open], .line-item[open]");
  if (item && active !== controls.text) {
    item.open = false;
    item.querySelector("summary").focus();
    if (shownTarget === addressOf(item)) remember("");
  } else {
    active.blur();
  }
}

/** "/" searches, arrows or j and k walk, right and left open and close, Escape leaves. */
function wireKeys() {
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const active = document.activeElement;
    const typing = active.matches("input, textarea, select");
    const onItem = active.matches(ITEMS);
    const {key} = event;
    if (key === "/" && !typing) {
      controls.text.focus();
      controls.text.select();
    } else if (key === "Escape" && active !== document.body) leave(active);
    else if (key === "ArrowDown" && active === controls.text) {
      const first = list.querySelector("summary");
      if (first) first.focus();
    } else if (!typing && (key === "j" || (onItem && key === "ArrowDown"))) walk(1);
    else if (!typing && (key === "k" || (onItem && key === "ArrowUp"))) walk(-1);
    else if (onItem && key === "ArrowRight" && !active.parentElement.open) active.click();
    else if (onItem && key === "ArrowLeft" && active.parentElement.open) active.click();
    else return;
    event.preventDefault();
  });
}

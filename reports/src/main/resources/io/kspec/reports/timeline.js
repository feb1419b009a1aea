
// What happened during a case, in order, with the bytes of each exchange behind it.

const NOTE_MARKS = {connect: "+", disconnect: "×", timeout: "!", wait: "…", repeat: "↻", remark: "–"};

function timeline(events, blamed) {
  if (!events.length) return null;
  const end = events.reduce((latest, event) => Math.max(latest, event.received || event.at + (event.limit || 0)), 0.001);
  const list = element("ol", {class: "timeline"});
  events.forEach((event, index) => {
    const blame = blamed && blamed.event === index ? blamed : null;
    list.append(event.kind === "exchange" ? exchangeItem(event, blame, end) : noteItem(event, end));
  });
  return element("section", {class: "happened"}, element("h4", {}, "What happened"), list);
}

/** The time of an event on the scale of its case. Set through the object model: the page allows no style attribute. */
function lane(from, to, end, style) {
  const bar = element("span", {class: "bar " + style});
  bar.style.left = "min(" + (100 * from / end).toFixed(2) + "%, 100% - 3px)";
  bar.style.width = (100 * Math.max(0, to - from) / end).toFixed(2) + "%";
  return element("span", {class: "lane", "aria-hidden": "true"}, bar);
}

function who(event) {
  if (!event.role) return "";
  return event.connection > 1 ? event.role + " · " + event.connection : event.role;
}

function noteItem(event, end) {
  const lasts = event.kind === "repeat";
  const limit = event.limit === undefined ? "" : (lasts ? " (for " : " (limit ") + milliseconds(event.limit) + ")";
  return element("li", {class: "note " + event.kind},
    element("span", {class: "time"}, milliseconds(event.at)),
    lane(event.at, event.at + (event.kind === "timeout" || event.kind === "wait" || lasts ? event.limit || 0 : 0), end, event.kind),
    element("span", {class: "role"}, who(event)),
    element("span", {class: "what"}, element("span", {class: "sign", "aria-hidden": "true"}, NOTE_MARKS[event.kind]),
      event.kind === "remark" || lasts ? "" : element("b", {}, event.kind + " "), event.text + limit));
}

function exchangeItem(event, blame, end) {
  const answered = event.response !== undefined;
  const item = disclosure({class: "exchange" + (blame ? " blamed" : "") + (answered ? "" : " unanswered")}, [
    element("span", {class: "time"}, milliseconds(event.at)),
    lane(event.at, answered ? event.received : end, end, answered ? "answered" : "open"),
    element("span", {class: "role"}, who(event)),
    element("span", {class: "what"}, element("b", {}, event.api),
      event.correlation === null ? "" : element("span", {class: "correlation", title: "correlation id"}, "#" + event.correlation),
      element("span", {class: "sizes"}, "→ " + event.request.size + " B",
        answered ? "  ← " + event.response.size + " B in " + milliseconds(event.received - event.at) : ""),
      answered ? "" : element("span", {class: "silence"}, "no answer"),
      blame ? element("span", {class: "flag"}, "wrong bytes") : ""),
  ], () => frames(event, blame));
  if (blame) item.reveal();
  return element("li", {}, item);
}

const LOG_ALONE = "These bytes are in the run log only, run.jsonl: this page is kept small enough to mail.";

/** Request and response as two tabs, the blamed one chosen, else the response. */
function frames(event, blame) {
  const sides = event.response === undefined ? ["request"] : ["request", "response"];
  const tabs = element("div", {class: "tabs", role: "tablist", "aria-label": "Bytes of " + event.api});
  const panel = element("div", {class: "panel", role: "tabpanel"});
  const show = side => {
    for (const tab of tabs.children) {
      const chosen = tab.dataset.side === side;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
    }
    panel.setAttribute("aria-label", side);
    const frame = event[side];
    if (frame.isElsewhere) return panel.replaceChildren(element("p", {class: "hint"}, LOG_ALONE));
    panel.replaceChildren(element("div", {class: "tools"}, copyButton("Copy the bytes", () => hexOf(frame.bytes)),
      frame.isCut ? "" : copyButton("Copy kspec explain", () => explainCommand(event, side, frame))),
    new ByteView(frame, blame && blame.side === side ? blame : null, event.api + " " + side).root);
  };
  for (const side of sides) {
    tabs.append(element("button", {type: "button", role: "tab", "data-side": side, click: () => show(side), focus: () => show(side)},
      side === "request" ? "Request" : "Response", element("span", {class: "size"}, plural(event[side].size, "byte")),
      blame && blame.side === side ? element("span", {class: "flag"}, "wrong bytes") : ""));
  }
  arrowKeys(tabs, "button", alongALine);
  if (sides.every(side => event[side].isElsewhere)) return [element("p", {class: "hint"}, LOG_ALONE)];
  show(blame && sides.includes(blame.side) ? blame.side : sides[sides.length - 1]);
  return [tabs, panel];
}

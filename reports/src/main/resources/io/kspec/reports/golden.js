
// The answer of a broker that is known to be right, beside the target's.

const PAIRS_AT_FIRST = 12;

function goldenBox(golden, blame) {
  if (!golden) return "";
  const {mine, response, broker, outcome} = golden;
  const asked = [valuesOf(mine.request), valuesOf(golden.request)];
  return element("section", {class: "golden"}, element("h4", {}, "What " + broker + " answers"),
    element("p", {class: "hint"}, "To a recorded request like this one, “" + golden.shows + "”. ", askedElse(asked, golden.own)),
    response ? pairsTable(golden, asked, blame) : element("p", {}, "No response: " + outcome + "."),
    disclosure({class: "recorded"}, [element("span", {}, "Its bytes"), element("code", {class: "hint"}, golden.file)],
      () => frames(golden, null)));
}

/** In what the recorded request differs from the case's. */
function askedElse([mine, theirs], own) {
  const nothing = {fields: []};
  const others = pairs(mine, theirs, nothing, nothing, own)
    .filter(({path, mark, mine, theirs}) => mark === "differs" && path !== "CorrelationId" && path !== "ClientId" && !areNames(mine, theirs));
  if (!others.length) return "Apart from names and ids, both ask the same.";
  return "It differs in " + others.slice(0, 3).map(({path, theirs}) => path + (theirs === undefined ? ", which it does not have" : " = " + theirs)).join(", ")
    + (others.length > 3 ? " and " + plural(others.length - 3, "more field") : "") + ".";
}

/** Whether two values are texts that each client makes up. */
function areNames(one, other) {
  return [one, other].every(value => value !== undefined && !NOTHING.has(value) && /[a-zA-Z]/.test(value) && !/^(true|false)$/.test(value));
}

function pairsTable(golden, [mineAsked, theirsAsked], blame) {
  const {mine, broker} = golden;
  const answer = mine.response && !mine.response.isElsewhere ? valuesOf(mine.response) : {fields: [], isWhole: !mine.response};
  const rows = pairs(answer, valuesOf(golden.response), mineAsked, theirsAsked, golden.own);
  const isBlamed = ({path}) => blame && blame.event === golden.event && blame.side === "response" && blame.path === path;
  const telling = rows.filter(row => row.mark === "differs" || isBlamed(row));
  const body = element("tbody");
  const show = some => body.replaceChildren(...some.map(row => pairRow(row, isBlamed(row))));
  show((telling.length ? telling : rows).slice(0, PAIRS_AT_FIRST));
  const more = rows.length > body.children.length ? element("button", {type: "button", class: "more",
    click: () => { show(rows); more.remove(); }}, "Show all " + plural(rows.length, "field")) : "";
  return element("div", {class: "pairs"},
    mine.response ? telling.length ? "" : element("p", {}, "Both answers say the same, apart from what each broker has of its own.")
      : element("p", {}, "The target did not answer."),
    element("table", {}, element("thead", {}, element("tr", {}, ...["Field", "The target", broker].map(name => element("th", {scope: "col"}, name)))), body),
    more);
}

const MARK_WORDS = {differs: "differs", own: "each its own", unseen: "not on this page", same: ""};

function pairRow({path, mine, theirs, mark}, blamed) {
  const value = text => text === undefined ? element("span", {class: "hint"}, mark === "unseen" ? "not on this page" : "absent")
    : text === "" ? element("span", {class: "hint"}, "empty") : text;
  return element("tr", {class: mark + (blamed ? " blamed" : "")},
    element("th", {scope: "row"}, ...pathPieces(path), mark === "own" || blamed || mark === "differs"
      ? element("span", {class: "flag"}, blamed ? "wrong bytes" : MARK_WORDS[mark]) : ""),
    element("td", {}, value(mine)), element("td", {}, value(theirs)));
}

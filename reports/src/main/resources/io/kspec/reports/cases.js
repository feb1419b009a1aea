
// The list of cases: failures as cards, the rest as lines.

const SIGNS = {fail: "✗", error: "!", blocked: "⊘", "not-played": "○", skipped: "–", pass: "✓"};
const LINES_AT_FIRST = 400;

function sign(verdict, level) {
  const soft = verdict === "fail" && level === "should";
  return element("span", {class: "mark " + (soft ? "departs" : verdict), "aria-hidden": "true"}, soft ? "≠" : SIGNS[verdict]);
}

/** A check that failed, or could not run, for an API; one button per version. */
function card(group) {
  const {check} = group;
  const cases = [...group.cases].sort((a, b) => a.version - b.version);
  const verdict = cases[0].verdict;
  const versions = versionRanges(cases.filter(one => one.version !== null).map(one => one.version));
  const made = disclosure({class: "card " + verdict + " " + check.level, "data-group": group.id, "data-address": groupAddress(group)}, [
    sign(verdict, check.level),
    element("span", {class: "head"},
      element("span", {class: "line"},
        element("span", {class: "api"}, group.api || "No single API"), versions ? element("span", {class: "versions"}, versions) : "",
        element("span", {class: "level"}, verdict === "error" ? "harness error" : check.hostile ? check.level + ", robustness" : check.level)),
      element("span", {class: "title"}, check.title), element("span", {class: "why"}, explanation(cases[0].details))),
    element("code", {class: "id"}, check.id),
  ], () => cardBody(made, check, cases));
  made.shown = cases[0];
  return made;
}

/** A card's body shows one case at a time: made.shown, which made.choose(case) changes. */
function cardBody(made, check, cases) {
  const stage = element("div", {class: "case"});
  const picker = cases.length > 1 ? casePicker(cases, one => { made.choose(one); remember(caseAddress(one)); }) : null;
  made.choose = one => {
    made.shown = one;
    if (picker) picker.querySelectorAll("button").forEach((button, at) => button.setAttribute("aria-pressed", cases[at] === one));
    stage.replaceChildren(...[causeLink(one.details.cause), ...caseBody(one)].filter(Boolean));
  };
  made.choose(made.shown);
  return [picker, stage, element("dl", {class: "requirement"},
    ...pair("Requirement", check.requirement), ...pair("Why it matters", check.why), ...pair("Source", ...linked(check.source)))];
}

function pair(name, ...content) {
  return content.some(piece => piece !== "") ? [element("dt", {}, name), element("dd", {}, ...content)] : [];
}

function casePicker(cases, choose) {
  return element("div", {class: "picker", role: "group", "aria-label": "Case"},
    element("span", {class: "hint"}, plural(cases.length, "case") + ":"),
    ...cases.map((one, index) => element("button", {type: "button", click: () => choose(one)},
      one.version === null ? "case " + (index + 1) : "v" + one.version)));
}

/** What a person takes away from a case: the command that plays it again, its address, its packets. */
function caseTools(one, events) {
  return element("div", {class: "tools"},
    copyButton("Copy the command", () => runCommand(one, data.target)),
    copyButton("Copy a link", () => location.href.replace(/#.*/s, "") + "#" + caseAddress(one)),
    captureButton("Save its packets", [one], events));
}

/** Saves the exchanges of some cases; nothing if they have none with all of their bytes. */
function captureButton(label, some, known) {
  const exchanges = known ? known.filter(event => event.kind === "exchange") : [null];
  if (!exchanges.length) return "";
  return element("button", {type: "button", class: "save", title: "A packet capture (pcapng) for Wireshark and kspec explain",
    click: event => {
      const capture = new Capture(Date.parse(data.started) || 0);
      for (const one of some) capture.add(one, timelineOf(data, one) || []);
      saveFile("kspec-" + (some.length === 1 ? caseAddress(some[0]).replaceAll("/", "-") : "failures") + ".pcapng", capture.toBytes());
      const told = event.currentTarget.querySelector(".told");
      told.textContent = " – saved" + (capture.leftOut ? " without " + plural(capture.leftOut, "exchange") + " too long for this page" : "");
    }}, label, element("span", {class: "told", role: "status"}));
}

function caseBody(one) {
  const {details} = one;
  const events = timelineOf(data, one);
  const body = [];
  if (details.reason) body.push(element("p", {class: "reason"}, details.reason));
  if (details.blame) body.push(blameBox(details));
  if (details.death) body.push(deathBox(details.death));
  if (details.found !== undefined) {
    body.push(element("dl", {class: details.expected ? "versus" : "versus alone"},
      details.expected ? element("div", {class: "expected"}, element("dt", {}, "Expected"), element("dd", {}, details.expected)) : "",
      element("div", {class: "found"}, element("dt", {}, "Found"), element("dd", {}, details.found))));
  }
  if (details.need) body.push(element("p", {class: "hint"}, "The requirement itself was not tested: it needs " + details.need + " first."));
  if (details.clients.length) body.push(clientList(details.clients));
  if (details.findings && details.findings.length) {
    body.push(element("section", {class: "findings"}, element("h4", {}, "Noticed"),
      element("ul", {}, ...details.findings.map(finding => element("li", {}, finding)))));
  }
  if (one.verdict === "fail") body.push(goldenBox(goldenOf(data, one, events), details.blame));
  body.push(events ? timeline(events, details.blame) : element("p", {class: "hint"}, "What happened, with its bytes, is in the run"
    + " log only, run.jsonl, line " + (one.index + 2) + ": this page is kept small enough to mail."),
  element("p", {class: "hint"}, "Took " + milliseconds(one.ms) + ", " + plural(one.exchanges, "exchange") + "."),
  caseTools(one, events || []));
  return body.filter(Boolean);
}

/** How the target died: the request, what the process said, and the command that repeats it. */
function deathBox({request, status, output, repeat, aftermath}) {
  return element("section", {class: "death"}, element("h4", {}, "How the target died"),
    element("dl", {},
      ...pair("Killed by", request || "an unknown request"), ...pair("Its end", status),
      ...(output.length ? [element("dt", {}, "Last output"), element("dd", {}, element("pre", {}, output.join("\n")))] : []),
      element("dt", {}, "To repeat it"), element("dd", {}, element("code", {}, repeat), " ", copyButton("Copy", () => repeat)),
      ...pair("After that", aftermath)));
}

function blameBox({blame, wrong}) {
  const certainty = certaintyInWords(blame.certainty);
  return element("section", {class: "blame"},
    element("h4", {}, "What is wrong"),
    element("p", {class: "sentence"}, blame.sentence),
    element("p", {class: "place"}, wrong ? element("span", {}, "in the answer to " + subject({api: wrong[2], version: wrong[1]})) : "", blame.path ? element("code", {}, ...pathPieces(blame.path)) : "",
      element("span", {}, blame.side + " " + byteRange(blame.start, blame.end)),
      certainty ? element("span", {}, certainty) : ""));
}

function clientList(clients) {
  return element("section", {class: "clients"}, element("h4", {}, "Clients affected"),
    element("dl", {}, ...clients.flatMap(({client, reaction, version, source, address}) =>
      [element("dt", {}, client), element("dd", {}, element("span", {class: "said"}, reaction), knownFrom(version, source, address))])));
}

/** Which version of a client it is known of, and from where. */
function knownFrom(version, source, address) {
  if (!version && !source) return "";
  return element("span", {class: "known-from"}, address ? link(source || version, address) : source, source && version ? ", " + version : "");
}

/** A check that passed or was not played: one line with its versions. */
function line(group) {
  const {check, cases} = group;
  const verdict = cases[0].verdict;
  const names = subjects(cases);
  const few = names.length <= 2 ? names.join(", ") : names.length + " APIs";
  return disclosure({class: "line-item " + verdict, "data-group": group.id, "data-address": segment(check.id)}, [
    sign(verdict, check.level),
    element("span", {class: "title"}, check.title),
    element("span", {class: "subjects"}, few),
    element("span", {class: "number"}, cases.length.toLocaleString("en")),
  ], () => lineBody(check, cases));
}

function lineBody(check, cases) {
  const body = [element("p", {}, check.requirement, " ", element("span", {class: "hint"}, ...linked(check.source)))];
  for (const reason of grouped(cases, one => one.details ? one.details.reason : "")) {
    if (reason.id) body.push(element("p", {class: "reason"}, reason.id));
    const names = subjects(reason.cases);
    if (names.length) body.push(element("ul", {class: "names"}, ...names.map(name => element("li", {}, name))));
  }
  const ms = cases.reduce((sum, one) => sum + one.ms, 0);
  body.push(element("p", {class: "hint"}, element("code", {}, check.id), " · " + check.level + " · " + check.profile + " · "
    + plural(cases.length, "case") + " in " + milliseconds(ms)));
  return body;
}

/** The sections of the list, failures first. */
function caseSections(cases) {
  const titles = {fail: "Failed", error: "Harness errors", blocked: "Blocked", "not-played": "Not played", skipped: "Skipped", pass: "Passed"};
  return ORDER.map(verdict => {
    const some = cases.filter(one => one.verdict === verdict);
    if (!some.length) return null;
    const cards = verdict === "fail" || verdict === "error";
    const groups = cards ? gravestFirst(grouped(some, groupId)) : grouped(some, one => one.check.id);
    const section = element("section", {class: "verdict-section " + verdict},
      element("div", {class: "section-head"},
        element("h3", {}, titles[verdict] + " ", element("span", {class: "number"}, some.length.toLocaleString("en"))),
        verdict === "fail" ? captureButton("Save the packets of all", some) : ""));
    appendSome(section, groups, cards ? card : line);
    return section;
  }).filter(Boolean);
}

function appendSome(section, groups, make) {
  section.append(...groups.slice(0, LINES_AT_FIRST).map(make));
  const rest = groups.slice(LINES_AT_FIRST);
  if (rest.length) {
    const button = element("button", {type: "button", class: "more", click: () => { button.remove(); appendSome(section, rest, make); }},
      "Show " + plural(rest.length, "more check"));
    section.append(button);
  }
}

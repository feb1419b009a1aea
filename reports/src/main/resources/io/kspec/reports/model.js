// The data of the page: no function here touches the document.

const NO_API = 2147483647;
const ORDER = ["fail", "error", "blocked", "not-played", "skipped", "pass"];

/** The cases of a run-data block, each with its check. */
function readCases(data) {
  const twins = new Map();
  return data.cases.map(([check, verdict, api, version, ms, exchanges, details], index) => {
    const name = [check, api, version].join();
    twins.set(name, (twins.get(name) || 0) + 1);
    const [key, apiName] = data.apis[api];
    return {index, check: data.checks[check], verdict: ORDER[verdict], key, api: apiName, version, ms, exchanges,
      twin: twins.get(name), details: details ? readDetails(data, details) : null};
  });
}

function readDetails(data, details) {
  const text = number => data.strings[number];
  const read = {...details, clients: (details.clients || []).map(number => {
    const [client, reaction, version, source, address] = data.reactions[number];
    return {client, reaction, version, source, address};
  })};
  for (const name of ["reason", "expected", "found", "need"]) if (name in details) read[name] = text(details[name]);
  if (details.findings) read.findings = details.findings.map(text);
  if (details.blame) read.blame = {...details.blame, path: text(details.blame.path), sentence: text(details.blame.sentence)};
  if (details.wrong) read.wrong = [data.apis[details.wrong[0]][0], details.wrong[1], data.apis[details.wrong[0]][1]];
  return read;
}

/** Computes the same as FailedCheck.idOf(). */
function groupId(one) {
  return one.check.id + "|" + one.key;
}

/** "OffsetFetch v2", "OffsetFetch", or "" if it is not about an API. */
function subject(one) {
  return one.version === null ? one.api : one.api + " v" + one.version;
}

/** The names of the APIs that cases are about, and of those whose answers were wrong, by key. */
function apiNames(cases) {
  const names = new Map();
  for (const {key, api, details} of cases) {
    names.set(key, key === NO_API ? "No single API" : api);
    if (details && details.wrong) names.set(details.wrong[0], details.wrong[2]);
  }
  return names;
}

function haystack(one) {
  if (one.haystack === undefined) {
    const {check, details} = one;
    const words = [check.id, check.title, check.requirement, check.source.map(([text]) => text).join(""), check.why, check.level, one.verdict, subject(one)];
    if (details) {
      words.push(details.reason, details.expected, details.found, details.need, ...(details.findings || []));
      if (details.blame) words.push(details.blame.sentence, details.blame.path);
      for (const {client, reaction} of details.clients) words.push(client, reaction);
    }
    one.haystack = words.filter(Boolean).join("\n").toLowerCase();
  }
  return one.haystack;
}

/** Whether an API and version lie in the chosen cell or row; the version "other" is whatever has no column. */
function isPlace(key, version, filter, columns) {
  if (filter.key !== "" && key !== Number(filter.key)) return false;
  if (filter.version === "other") return version === null || version < 0 || version >= columns;
  return filter.version === "" || version === Number(filter.version);
}

/**
 * Whether a filter lets a case through. A filter has a set of verdicts, and level, key, profile, version, cause and text,
 * each "" for any. A case belongs to the API that it is about, and to the one whose answer was wrong.
 */
function matches(one, filter, columns) {
  if (!filter.verdicts.has(one.verdict)) return false;
  if (filter.level !== "" && one.check.level !== filter.level) return false;
  if (filter.profile !== "" && one.check.profile !== filter.profile) return false;
  if (filter.cause !== "" && (!one.details || one.details.cause !== filter.cause)) return false;
  const wrong = one.details && one.details.wrong;
  if (!isPlace(one.key, one.version, filter, columns) && !(wrong && isPlace(wrong[0], wrong[1], filter, columns))) return false;
  const text = filter.text.trim().toLowerCase();
  return text === "" || text.split(/\s+/).every(word => haystack(one).includes(word));
}

/** "v0–v3, v5" */
function versionRanges(versions) {
  const sorted = [...new Set(versions)].sort((a, b) => a - b);
  const ranges = [];
  for (const version of sorted) {
    const last = ranges[ranges.length - 1];
    if (last && version === last[1] + 1) last[1] = version;
    else ranges.push([version, version]);
  }
  return ranges.map(([from, to]) => from === to ? "v" + from : "v" + from + "–v" + to).join(", ");
}

/** Cases in groups of equal id, in the order of their first; the id of failures and errors tells APIs apart. */
function grouped(cases, idOf) {
  const groups = new Map();
  for (const one of cases) {
    const id = idOf(one);
    if (!groups.has(id)) groups.set(id, {id, check: one.check, key: one.key, api: one.api, cases: []});
    groups.get(id).cases.push(one);
  }
  return [...groups.values()];
}

/** Failures of level must first, then those of the most cases, then by API key: the order of FailedCheck. */
function gravestFirst(groups) {
  const grave = group => group.check.level === "must" ? 0 : 1;
  return groups.sort((a, b) => grave(a) - grave(b) || b.cases.length - a.cases.length || a.key - b.key);
}

/** One text per API: "OffsetFetch v0–v3". */
function subjects(cases) {
  const versions = new Map();
  for (const one of cases) {
    if (!versions.has(one.api)) versions.set(one.api, []);
    if (one.version !== null) versions.get(one.api).push(one.version);
  }
  return [...versions].map(([api, list]) => (api + " " + versionRanges(list)).trim()).filter(name => name !== "");
}

/** The most useful sentence: the blame, otherwise what was found, otherwise the reason. */
function explanation({blame, found, reason}) {
  return blame ? blame.sentence : found !== undefined ? "found " + found : reason;
}

/** Which field a blame is about, or -1. */
function blamedField(fields, {path, start, end}) {
  const named = fields.findIndex(field => field[2] === path && path !== "");
  return named >= 0 ? named : fields.findIndex(field => field[0] === start && field[1] === end && end > start);
}

/** The fields, with the blamed one in its place even if it could not be decoded. */
function withBlamed(fields, blame) {
  if (!blame || blame.path === "" || blamedField(fields, blame) >= 0) return fields;
  const unread = [blame.start, blame.end, blame.path, "", blame.start === blame.end ? "missing" : "not readable"];
  const after = fields.findIndex(field => field[0] >= blame.end && field[1] > blame.start);
  const at = after < 0 ? fields.length : after;
  return [...fields.slice(0, at), unread, ...fields.slice(at)];
}

/** For each byte the position of the narrowest field that covers it, or -1. */
function owners(fields, size) {
  const owner = new Int32Array(size).fill(-1);
  const widestFirst = fields.map((field, index) => index).sort((a, b) =>
    (fields[b][1] - fields[b][0]) - (fields[a][1] - fields[a][0]) || a - b);
  for (const index of widestFirst) {
    owner.fill(index, Math.min(size, fields[index][0]), Math.min(size, fields[index][1]));
  }
  return owner;
}

/** The rows of 16 to show at first: all if few, else a window with the blamed bytes in it. */
function firstRows(size, blamedAt, limit) {
  const rows = Math.ceil(size / 16);
  if (rows <= limit) return [0, rows];
  const from = Math.max(0, Math.min(Math.floor(blamedAt / 16) - Math.floor(limit / 2), rows - limit));
  return [from, from + limit];
}

function ascii(byte) {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
}

function milliseconds(ms) {
  if (ms >= 10000) return (ms / 1000).toFixed(1) + " s";
  return (ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2)) + " ms";
}

function plural(number, noun) {
  return number.toLocaleString("en") + " " + noun + (number === 1 ? "" : "s");
}

/** "byte 24", "bytes 24–25", "missing at byte 24" */
function byteRange(start, end) {
  if (start === end) return "missing at byte " + start;
  return end - start === 1 ? "byte " + start : "bytes " + start + "–" + (end - 1);
}

function certaintyInWords(certainty) {
  if (certainty === undefined) return "";
  const words = certainty >= 0.9 ? "almost certain" : certainty >= 0.6 ? "likely" : certainty >= 0.3 ? "possible" : "a guess";
  return words + " (" + Math.round(certainty * 100) + " %)";
}

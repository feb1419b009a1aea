
// Two answers of one API and version, field by field: no function here touches the document.

const NOTHING = new Set(["", "null", "-1", "0", "AAAAAAAAAAAAAAAAAAAAAA"]);

/** The answer that a case's is to be compared with, and the case's exchange; null if there is none. */
function goldenOf(data, one, events) {
  const known = data.golden.cases[one.index];
  if (!known || !events) return null;
  const [broker, shows, file, outcome, request, requestId, response, responseId] = data.golden.answers[known[1]];
  const [mine, text] = [events[known[0]], number => data.strings[number]];
  const answer = {broker: text(broker), shows: text(shows), file: text(file), outcome: text(outcome), own: new Set(data.golden.own),
    mine, event: known[0], api: mine.api, correlation: requestId, request: new Frame(data, request, requestId)};
  return response === undefined ? answer : {...answer, response: new Frame(data, response, responseId)};
}

/** A frame as its values, without what only frames them: lengths, and tagged fields that are none. */
function valuesOf(frame) {
  const fields = frame.fields.filter(([, , , type, value]) => !type.endsWith("length") && (type !== "tagged fields" || value !== "0"));
  return {fields, isWhole: !frame.isCut && !frame.leftOut};
}

/** The entries of arrays that begin with an integer: {entry, array, number}. */
function numbered(fields) {
  const seen = new Set();
  const found = [];
  for (const [, , path, type, value] of fields) {
    const [, entry, array] = path.match(/^((.*)\[\d+\])\.\w+$/) || [];
    if (entry && !seen.has(entry) && /^int(16|32)$/.test(type) && !path.endsWith("ErrorCode")) {
      found.push({entry, array: array.replace(/\d+/g, ""), number: value});
    }
    seen.add(entry);
  }
  return found;
}

/**
 * What to call each field in both frames: its path, in which an entry of an array is known by the integer that it begins with if the
 * arrays of both frames have such entries in common, and otherwise by its place.
 */
function namesOf(fields, others) {
  const theirs = new Set(numbered(others).map(({array, number}) => array + " " + number));
  const mine = numbered(fields);
  const common = new Set(mine.filter(({array, number}) => theirs.has(array + " " + number)).map(({array}) => array));
  const numbers = new Map(mine.filter(({array}) => common.has(array)).map(({entry, number}) => [entry, "{" + number + "}"]));
  const taken = new Map();
  return fields.map(([, , path, type]) => {
    let name = "";
    let end = 0;
    for (const {0: place, index} of path.matchAll(/\[\d+\]/g)) {
      name += path.slice(end, index);
      end = index + place.length;
      const entry = path.slice(0, end);
      const number = numbers.get(entry) || place;
      if (!taken.has(name + number)) taken.set(name + number, entry);
      name += taken.get(name + number) === entry ? number : place;
    }
    return name + path.slice(end) + (type.endsWith("count") ? " (count)" : "");
  });
}

function lastName(path) {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** Whether a field only repeats what its own request said: a correlation id, the number of a partition, a name. */
function repeats([, , path, type, value], asked) {
  return asked.fields.some(([, , otherPath, , other]) => other === value
    && (lastName(otherPath) === lastName(path) || (/string|uuid/.test(type) && !NOTHING.has(value))));
}

/**
 * Two frames side by side, a row for each field: {path, mine, theirs, mark}. A value is undefined where there is no such field. The
 * mark is "same"; "own" if each has a value of its own; "unseen" if one is not on the page; or "differs".
 */
function pairs(mine, theirs, mineAsked, theirsAsked, own) {
  const names = namesOf(mine.fields, theirs.fields);
  const otherNames = namesOf(theirs.fields, mine.fields);
  const places = new Map(otherNames.map((name, at) => [name, at]));
  const known = new Set(names);
  const rows = [];
  let next = 0;
  const theirsUpTo = at => {
    for (; next < at; next++) {
      if (!known.has(otherNames[next])) rows.push(row(undefined, theirs.fields[next]));
    }
  };
  const row = (one, other) => ({path: (one || other)[2], mine: one && one[4], theirs: other && other[4], mark: mark(one, other)});
  const mark = (one, other) => {
    if (!one || !other) return (one ? theirs : mine).isWhole ? "differs" : "unseen";
    if (one[4] === other[4]) return "same";
    const declared = own.has(lastName(one[2])) && !NOTHING.has(one[4]) && !NOTHING.has(other[4]);
    return declared || (repeats(one, mineAsked) && repeats(other, theirsAsked)) ? "own" : "differs";
  };
  mine.fields.forEach((field, at) => {
    const place = places.get(names[at]);
    if (place !== undefined) theirsUpTo(place + 1);
    rows.push(row(field, place === undefined ? undefined : theirs.fields[place]));
  });
  theirsUpTo(theirs.fields.length);
  return rows;
}

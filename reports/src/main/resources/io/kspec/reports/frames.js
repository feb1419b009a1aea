
// Timelines and frames, put together from what they share with others when they are first looked at.

const EVENT_KINDS = ["exchange", "connect", "disconnect", "timeout", "wait", "repeat", "remark"];

/** How the text of a value follows from its bytes, by the ordinals of FieldReading. */
const READINGS = [
  () => "",
  bytes => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return String(bytes.length === 1 ? view.getInt8(0) : bytes.length === 2 ? view.getInt16(0)
      : bytes.length === 4 ? view.getInt32(0) : view.getBigInt64(0));
  },
  bytes => String.fromCharCode(...bytes),
  bytes => String(varint(bytes) - 1),
  bytes => String(varint(bytes)),
  bytes => String(bytes[0] !== 0),
  bytes => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  bytes => hexOf(bytes),
];

function varint(bytes) {
  return bytes.reduce((value, byte, at) => value + (byte & 0x7f) * 2 ** (7 * at), 0);
}

function hexOf(bytes) {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), one => one.charCodeAt(0));
}

/** Bytes with a correlation id where it belongs. */
function withId(rest, idAt, id) {
  if (idAt < 0) return rest;
  const bytes = new Uint8Array(rest.length + 4);
  bytes.set(rest.subarray(0, idAt));
  new DataView(bytes.buffer).setInt32(idAt, id);
  bytes.set(rest.subarray(idAt), idAt + 4);
  return bytes;
}

/** The fields of a frame: [start, end, path, type, value]. */
function readFields(bytes, layout, differences, values, strings) {
  const places = new Map();
  for (let i = 0; i < differences.length; i += 3) places.set(differences[i], [differences[i + 1], differences[i + 2]]);
  const texts = new Map();
  for (let i = 0; i < values.length; i += 2) texts.set(values[i], strings[values[i + 1]]);
  const fields = [];
  let end = 0;
  for (let i = 0; i * 5 < layout.length; i++) {
    const [path, type, usualGap, usualLength, reading] = layout.slice(i * 5, i * 5 + 5);
    const [gap, length] = places.get(i) || [usualGap, usualLength];
    const start = end + gap;
    end = start + length;
    fields.push([start, end, strings[path], strings[type],
      texts.has(i) ? texts.get(i) : READINGS[reading](bytes.subarray(start, end))]);
  }
  return fields;
}

class Frame {
  constructor(data, number, id) {
    [this.size, this.blob, this.idAt, this.layout, this.leftOut = 0, this.differences, this.values] = data.frames[number];
    this.data = data;
    this.id = id;
  }

  /** Whether the page has no room for its bytes. */
  get isElsewhere() {
    return this.blob === undefined;
  }

  get bytes() {
    if (this.isElsewhere) return new Uint8Array();
    if (!this.read) this.read = withId(fromBase64(this.data.blobs[this.blob]), this.idAt, this.id);
    return this.read;
  }

  get fields() {
    const {layouts, strings} = this.data;
    return this.layout === undefined ? []
      : readFields(this.bytes, layouts[this.layout], this.differences, this.values, strings);
  }

  get isCut() {
    return this.bytes.length < this.size;
  }
}

function readEvent(data, [kind, role, connection, at, ...rest]) {
  const event = {kind: EVENT_KINDS[kind], role: data.strings[role], connection, at};
  if (kind > 0) return {...event, text: data.strings[rest[0]], limit: rest[1]};
  const [api, correlation, request, requestId, received, response, responseId] = rest;
  Object.assign(event, {api: data.strings[api], correlation, request: new Frame(data, request, requestId)});
  return received === undefined ? event : {...event, received, response: new Frame(data, response, responseId)};
}

/** What happened in a case, in order; empty if nothing did, and null if the page has no room for it. */
function timelineOf(data, one) {
  const events = data.timelines[one.index];
  if (events) return events.map(event => readEvent(data, event));
  return one.exchanges > 0 && one.details && one.verdict !== "blocked" ? null : [];
}

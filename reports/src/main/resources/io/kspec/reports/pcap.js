
// Exchanges as a packet capture (pcapng) that Wireshark and kspec read: TCP over IPv4, made up around the bytes of the run.
// The broker is 10.255.0.1, port 9092, where Wireshark expects Kafka; each case has an address of its own.

const BROKER = [10, 255, 0, 1];
const BROKER_PORT = 9092;
const FIRST_PORT = 50000;
const SEGMENT = 16384;
const RAW_IP = 101;
const [SYN, PSH, ACK] = [2, 8, 16];

class Capture {
  constructor(startMs) {
    this.startMs = startMs;
    this.parts = [];
    this.cases = 0;
    this.leftOut = 0;
    this.block(0x0a0d0d0a, bytesOf([4, 0x1a2b3c4d], [2, 1], [2, 0], [4, 0xffffffff], [4, 0xffffffff]));
    this.block(1, bytesOf([2, RAW_IP], [2, 0], [4, 0]));
  }

  block(type, body) {
    const length = 12 + body.length;
    this.parts.push(bytesOf([4, type], [4, length]), body, bytesOf([4, length]));
  }

  /** Appends a case: its first packet says which it is, and the wrong response what is wrong with it. */
  add(one, events) {
    this.cases++;
    const host = [10, 0, this.cases >> 8 & 255, this.cases & 255];
    const frames = [];
    events.forEach((event, index) => {
      if (event.kind !== "exchange") return;
      if (event.request.isCut || (event.response && event.response.isCut)) {
        this.leftOut++;
        return;
      }
      const key = event.role + " " + event.connection;
      const blame = one.details.blame && one.details.blame.event === index ? one.details.blame : null;
      const told = side => blame && blame.side === side ? blame.sentence : "";
      frames.push({key, at: event.at, fromBroker: false, bytes: event.request.bytes, comment: told("request")});
      if (event.response) {
        frames.push({key, at: event.received, fromBroker: true, bytes: event.response.bytes, comment: told("response")});
      }
    });
    frames.sort((a, b) => a.at - b.at);
    const connections = new Map();
    let title = caseName(one) + ": " + explanation(one.details);
    for (const {key, at, fromBroker, bytes, comment} of frames) {
      if (!connections.has(key)) {
        connections.set(key, {host, port: FIRST_PORT + connections.size, sent: [1, 1]});
        this.handshake(connections.get(key), at, title);
        title = "";
      }
      this.send(connections.get(key), at, fromBroker, bytes, comment);
    }
    this.startMs += one.ms + 1;
    return frames.length;
  }

  handshake(connection, at, comment) {
    this.packet({...connection, sent: [0, 0]}, at, false, SYN, [], comment);
    this.packet({...connection, sent: [1, 0]}, at, true, SYN | ACK, [], "");
    this.packet(connection, at, false, ACK, [], "");
  }

  send(connection, at, fromBroker, bytes, comment) {
    const framed = new Uint8Array(4 + bytes.length);
    new DataView(framed.buffer).setUint32(0, bytes.length);
    framed.set(bytes, 4);
    for (let from = 0; from < framed.length; from += SEGMENT) {
      const part = framed.subarray(from, from + SEGMENT);
      this.packet(connection, at, fromBroker, PSH | ACK, part, from === 0 ? comment : "");
      connection.sent[fromBroker ? 1 : 0] += part.length;
    }
  }

  packet({host, port, sent}, at, fromBroker, flags, data, comment) {
    const [mine, theirs] = fromBroker ? [1, 0] : [0, 1];
    const [source, target] = fromBroker ? [BROKER, host] : [host, BROKER];
    const [from, to] = fromBroker ? [BROKER_PORT, port] : [port, BROKER_PORT];
    const packet = new Uint8Array(40 + data.length);
    const view = new DataView(packet.buffer);
    packet.set([0x45, 0, packet.length >> 8, packet.length & 255, 0, 0, 0x40, 0, 64, 6, 0, 0, ...source, ...target]);
    view.setUint16(10, checksum(packet.subarray(0, 20), 0));
    view.setUint16(20, from);
    view.setUint16(22, to);
    view.setUint32(24, sent[mine]);
    view.setUint32(28, flags & ACK ? sent[theirs] : 0);
    packet.set([0x50, flags, 255, 255], 32);
    packet.set(data, 40);
    view.setUint16(36, checksum(packet.subarray(12), 6 + packet.length - 20));
    const micros = BigInt(Math.round((this.startMs + at) * 1000));
    this.block(6, concatenate([
      bytesOf([4, 0], [4, Number(micros >> 32n)], [4, Number(micros & 0xffffffffn)], [4, packet.length], [4, packet.length]),
      padded(packet), ...(comment ? [option(1, new TextEncoder().encode(comment).subarray(0, 60000)), bytesOf([4, 0])] : [])]));
  }

  toBytes() {
    return concatenate(this.parts);
  }
}

/** Little-endian numbers: [bytes, value]. */
function bytesOf(...numbers) {
  const bytes = [];
  for (const [size, value] of numbers) for (let i = 0; i < size; i++) bytes.push(value >>> (8 * i) & 255);
  return Uint8Array.from(bytes);
}

function padded(bytes) {
  const all = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  all.set(bytes);
  return all;
}

function option(code, value) {
  return concatenate([bytesOf([2, code], [2, value.length]), padded(value)]);
}

function concatenate(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The checksum of the Internet protocols. */
function checksum(bytes, start) {
  let sum = start;
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i] << 8 | (bytes[i + 1] || 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

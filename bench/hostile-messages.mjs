/**
 * Messages that nobody should send: a seeded generator of multiparts, some of them signed, for the fuzzer of the tests and
 * its longer run here.
 */
import { createHmac } from "node:crypto";

const requests = {
  execute_request: ["code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error"],
  kernel_info_request: [],
  is_complete_request: ["code"],
  complete_request: ["code", "cursor_pos"],
  inspect_request: ["code", "cursor_pos", "detail_level"],
  history_request: ["hist_access_type", "output", "raw", "session", "start", "stop", "n", "pattern", "unique"],
  comm_open: ["comm_id", "target_name", "data"],
  comm_msg: ["comm_id", "data"],
  comm_close: ["comm_id", "data"],
  comm_info_request: ["target_name"],
  interrupt_request: [],
  input_reply: ["value"],
  debug_request: ["type", "seq", "command", "arguments"],
  no_such_request: ["anything"],
  constructor: ["__proto__"],
  __proto__: [],
};

/** Where messages go. */
export const channels = ["shell", "control", "stdin"];

/**
 * Draws messages for a kernel with this key. Nothing that a message does may take long: code that is text does nothing.
 *
 * @param {number} seed
 * @param {string} key
 */
export function hostileMessages(seed, key) {
  const random = mulberry(seed);
  const pick = (values) => values[Math.floor(random() * values.length)];
  const bytes = (most) => Buffer.from(Array.from({ length: Math.floor(random() * most) }, () => random() * 256));
  let count = 0;

  const value = (depth = 0) => {
    const kinds = depth > 3 ? 9 : 12;
    return [
      () => null,
      () => true,
      () => false,
      () => pick([0, -1, 1e308, -1e-308, 0.5, 2 ** 53, -(2 ** 31)]),
      () => "",
      () => pick(["1", "let x = 1", "}", "__proto__", "\ud800", "\u0000", "😀", "range", "tail", "search", "*?["]),
      () => "(".repeat(random() * 2000),
      () => "x".repeat(random() * (random() < 0.01 ? 1e6 : 1000)),
      () => [],
      () => ({}),
      () => Array.from({ length: random() * 5 }, () => value(depth + 1)),
      () =>
        JSON.parse(`{${JSON.stringify(pick(["__proto__", "constructor", "toJSON", "a"]))}:${text(value(depth + 1))}}`),
    ][Math.floor(random() * kinds)]();
  };
  const content = (type) => {
    const names = [...(requests[type] ?? []), ...(random() < 0.1 ? ["__proto__", "extra"] : [])];
    const entries = names.filter(() => random() < 0.8).map((name) => `${JSON.stringify(name)}:${text(value())}`);
    return `{${entries.join()}}`;
  };
  const part = (whole) => {
    const roll = random();
    if (roll < 0.85) return Buffer.from(whole);
    if (roll < 0.88) return Buffer.from(text(value()));
    if (roll < 0.9) return Buffer.from("[".repeat(random() * 10_000));
    if (roll < 0.92) return Buffer.from(`{"deep":${"[".repeat(5000)}${"]".repeat(5000)}}`);
    if (roll < 0.95) return Buffer.from(whole).subarray(0, random() * whole.length);
    if (roll < 0.97) return bytes(200);
    return Buffer.alloc(0);
  };

  /** The frames of a message. */
  const next = () => {
    if (random() < 0.05) return Array.from({ length: random() * 8 }, () => bytes(100));
    const type = pick(Object.keys(requests));
    const header = {
      msg_id: `fuzz-${seed}-${count++}`,
      session: "fuzz",
      username: "",
      date: "",
      msg_type: type,
      version: "5.5",
    };
    if (random() < 0.03) header[pick(Object.keys(header))] = value();
    const parts = [JSON.stringify(header), "{}", "{}", content(type)].map(part);
    if (random() < 0.03) parts.splice(random() * parts.length, 1);
    const signature = createHmac("sha256", random() < 0.8 ? key : "another key");
    for (const one of parts.slice(0, 4)) signature.update(one);
    const frames = [Buffer.from("<IDS|MSG>"), Buffer.from(signature.digest("hex")), ...parts];
    if (random() < 0.03) frames.splice(random() * frames.length, 1);
    if (random() < 0.1) frames.push(bytes(1000));
    if (random() < 0.001) frames.push(Buffer.alloc(1e6));
    if (random() < 0.05) frames.unshift(bytes(20));
    return frames;
  };
  return { next, pick, bytes, random };
}

function text(value) {
  return JSON.stringify(value) ?? "null";
}

/** Random numbers in [0, 1) from a seed. */
function mulberry(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

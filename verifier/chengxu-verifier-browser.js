// Chengxu (程序) stand-alone verifier. Generated from verifier/ by `npm run generate`; Apache-2.0.
// It takes nothing from npm, sends nothing anywhere and needs nothing else. docs/bag.md says what it checks.

"use strict";
(() => {
  // verifier/core/bytes.ts
  var encoder = new TextEncoder();
  var decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  var utf8 = (text) => encoder.encode(text);
  var isTypeError = (error) => error?.name === "TypeError";
  function textOf(bytes) {
    try {
      return decoder.decode(bytes);
    } catch (error) {
      if (isTypeError(error)) return void 0;
      throw error;
    }
  }
  var DIGITS = "0123456789abcdef";
  var HEX = Array.from({ length: 16 }, (_, value) => DIGITS.charCodeAt(value));
  function hexOf(bytes) {
    const codes = [];
    for (const byte of bytes) codes.push(HEX[byte >> 4], HEX[byte & 15]);
    return String.fromCharCode(...codes);
  }
  function bytesOfHex(hex) {
    const bytes = new Uint8Array(hex.length / 2);
    for (let at2 = 0; at2 < bytes.length; at2 += 1) bytes[at2] = Number.parseInt(hex.slice(at2 * 2, at2 * 2 + 2), 16);
    return bytes;
  }
  var COMMON = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  var STANDARD = tableOf(`${COMMON}+/`);
  var URL_SAFE = tableOf(`${COMMON}-_`);
  function tableOf(alphabet) {
    const table = new Int8Array(128).fill(-1);
    for (let value = 0; value < 64; value += 1) table[alphabet.charCodeAt(value)] = value;
    return table;
  }
  function bytesOfBase64(text) {
    if (text.length % 4 !== 0) return void 0;
    const body = text.endsWith("==") ? text.slice(0, -2) : text.endsWith("=") ? text.slice(0, -1) : text;
    return decoded(body, STANDARD);
  }
  var bytesOfBase64Url = (text) => decoded(text, URL_SAFE);
  function decoded(body, table) {
    if (body.length % 4 === 1) return void 0;
    const bytes = new Uint8Array(Math.floor(body.length * 3 / 4));
    let bits = 0;
    let held = 0;
    let at2 = 0;
    for (let i = 0; i < body.length; i += 1) {
      const value = table[body.charCodeAt(i)] ?? -1;
      if (value < 0) return void 0;
      held = (held << 6 | value) & 4095;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      bytes[at2] = held >> bits & 255;
      at2 += 1;
    }
    return (held & (1 << bits) - 1) === 0 ? bytes : void 0;
  }
  var base64Of = (bytes) => encoded(bytes, `${COMMON}+/`, true);
  var base64UrlOf = (bytes) => encoded(bytes, `${COMMON}-_`, false);
  function encoded(bytes, alphabet, padded2) {
    let text = "";
    for (let at2 = 0; at2 < bytes.length; at2 += 3) {
      const [a, b, c] = [bytes[at2] ?? 0, bytes[at2 + 1] ?? 0, bytes[at2 + 2] ?? 0];
      const four = [a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63];
      const count = Math.min(bytes.length - at2, 3) + 1;
      for (let i = 0; i < count; i += 1) text += alphabet[four[i] ?? 0];
      if (padded2) text += "=".repeat(4 - count);
    }
    return text;
  }
  function equal(a, b) {
    return a.length === b.length && a.every((byte, at2) => byte === b[at2]);
  }
  function joined(parts) {
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at2 = 0;
    for (const part of parts) {
      whole.set(part, at2);
      at2 += part.length;
    }
    return whole;
  }
  var byCodeUnit = (a, b) => a < b ? -1 : a > b ? 1 : 0;

  // verifier/core/findings.ts
  var Usage = class extends Error {
    constructor(words) {
      super(words.en);
      this.words = words;
    }
    words;
  };
  var Ended = class extends Error {
    constructor(finding) {
      super(finding.en);
      this.finding = finding;
    }
    finding;
  };
  var KEPT = 100;
  var Findings = class {
    kept = [];
    counts = /* @__PURE__ */ new Map();
    /**
     * @param part the letter of a part as 1, 2 …; 0 where a step has none
     * @param place `seq` or `size`, or the line; what has none comes last
     */
    add(step, part, place, finding) {
      const count = (this.counts.get(finding.code) ?? 0) + 1;
      this.counts.set(finding.code, count);
      const placed = { ...finding, order: [step, part, place] };
      if (count <= KEPT) {
        this.kept.push(placed);
        return;
      }
      const last = this.kept.reduce(
        (latest, one, at2) => one.code === finding.code && (latest < 0 || before(this.kept[latest], one)) ? at2 : latest,
        -1
      );
      const held = this.kept[last];
      if (held && before(placed, held)) this.kept[last] = placed;
    }
    has(code) {
      return this.counts.has(code);
    }
    /** Whether an error stands in one of these steps. */
    failedIn(...steps) {
      return this.kept.some(({ code, order: [step] }) => code.startsWith("E_") && steps.includes(step));
    }
    /** In order, with how many more there are of each code. */
    told() {
      const sorted = [...this.kept].sort((a, b) => before(a, b) ? -1 : before(b, a) ? 1 : 0);
      const more = [...this.counts].filter(([, n]) => n > KEPT).map(([code, n]) => [code, n - KEPT]);
      return { findings: sorted.map(({ order: _, ...finding }) => finding), more: Object.fromEntries(more) };
    }
  };
  function before(a, b) {
    const at2 = a.order.findIndex((value, i) => value !== b.order[i]);
    return at2 >= 0 && Number(a.order[at2]) < Number(b.order[at2]);
  }
  var MERE_NOTES = ["W_WITHHELD", "W_SM_UNCHECKED"];
  function verdictOf(findings) {
    const error = findings.find(({ code }) => code.startsWith("E_"));
    if (error) return { code: error.code, exit: 1 };
    const open = findings.find(({ code }) => !MERE_NOTES.includes(code));
    return open ? { code: open.code, exit: 2 } : { code: "OK", exit: 0 };
  }

  // verifier/core/json.ts
  var MAX_DEPTH = 16;
  var LONE_SURROGATE = /\p{Cs}/u;
  var CONTROL = /\p{Cc}/u;
  function readJson(bytes) {
    const text = textOf(bytes);
    if (text === void 0) return { is: "malformed" };
    const value = parsedLeniently(text);
    if (value !== void 0 && (isPlainlyCanonical(value, text) || canonical(value) === text))
      return { is: "canonical", value };
    return isStrict(text) ? { is: "strict" } : { is: "malformed" };
  }
  function readCanonical(bytes) {
    const reading = readJson(bytes);
    return reading.is === "canonical" ? reading.value : void 0;
  }
  function parsedLeniently(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (error instanceof SyntaxError) return void 0;
      throw error;
    }
  }
  function isPlainlyCanonical(value, text) {
    return !text.includes("\\u") && JSON.stringify(value) === text && isSorted(value, 0);
  }
  var fitNames = /* @__PURE__ */ new Set();
  function isSorted(value, depth) {
    if (typeof value === "number") return Number.isSafeInteger(value);
    if (typeof value !== "object" || value === null) return true;
    if (depth === MAX_DEPTH) return false;
    if (Array.isArray(value)) return value.every((one) => isSorted(one, depth + 1));
    let before2 = "";
    for (const name of Object.keys(value)) {
      if (before2 >= name && before2 !== "") return false;
      if (!isFit(name) || !isSorted(value[name], depth + 1)) return false;
      before2 = name;
    }
    return true;
  }
  function isFit(name) {
    if (fitNames.has(name)) return true;
    if (name === "" || name === "__proto__" || CONTROL.test(name)) return false;
    if (fitNames.size < 1e3) fitNames.add(name);
    return true;
  }
  function canonical(value) {
    try {
      return written(value, 0);
    } catch (error) {
      if (error === NONE) return void 0;
      throw error;
    }
  }
  var NONE = new Error("This value has no canonical text.");
  function written(value, depth) {
    if (typeof value === "string") return quoted(value);
    if (typeof value === "number") {
      if (!Number.isSafeInteger(value)) throw NONE;
      return String(value);
    }
    if (value === null || typeof value === "boolean") return String(value);
    if (depth === MAX_DEPTH) throw NONE;
    if (Array.isArray(value)) return `[${value.map((one) => written(one, depth + 1)).join(",")}]`;
    let text = "";
    for (const name of Object.keys(value).sort()) {
      if (name === "__proto__" || CONTROL.test(name)) throw NONE;
      text += `${text === "" ? "" : ","}${quoted(name)}:${written(value[name], depth + 1)}`;
    }
    return `{${text}}`;
  }
  function quoted(text) {
    if (LONE_SURROGATE.test(text) || text.includes("\0")) throw NONE;
    return JSON.stringify(text);
  }
  var SPACE = /[ \t\n\r]*/y;
  var SCALAR = /null|true|false|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
  function isStrict(text) {
    return new Grammar(text).holds();
  }
  var Grammar = class {
    constructor(text) {
      this.text = text;
    }
    text;
    at = 0;
    /** Names seen in each object that is open; null for an array. */
    open = [];
    holds() {
      this.space();
      for (; ; ) {
        const began = this.value();
        if (began === "broken") return false;
        if (began === "entered") continue;
        const ended = this.after();
        if (ended !== "more") return ended === "end" && this.at === this.text.length;
      }
    }
    /** A whole scalar or empty container, or the way into one. */
    value() {
      const first = this.text[this.at];
      if (first === '"') return this.string() === void 0 ? "broken" : "whole";
      if (first !== "{" && first !== "[") return this.scalar() ? "whole" : "broken";
      if (this.open.length === MAX_DEPTH) return "broken";
      this.at += 1;
      this.space();
      if (this.take(first === "{" ? "}" : "]")) return "whole";
      this.open.push(first === "{" ? /* @__PURE__ */ new Set() : null);
      return first === "[" || this.name() ? "entered" : "broken";
    }
    /** What follows a finished value: the next one, or the end of what holds it. */
    after() {
      for (; ; ) {
        this.space();
        const names = this.open.at(-1);
        if (names === void 0) return "end";
        if (this.take(",")) {
          this.space();
          return names === null || this.name() ? "more" : "broken";
        }
        if (!this.take(names === null ? "]" : "}")) return "broken";
        this.open.pop();
      }
    }
    name() {
      const names = this.open.at(-1);
      const name = this.text[this.at] === '"' ? this.string() : void 0;
      if (name === void 0 || name === "__proto__" || !names || names.has(name)) return false;
      names.add(name);
      this.space();
      if (!this.take(":")) return false;
      this.space();
      return true;
    }
    string() {
      const from = this.at;
      for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
        if (this.text[this.at] === "\\") this.at += 1;
        if (this.at >= this.text.length) return void 0;
      }
      this.at += 1;
      const value = parsedLeniently(this.text.slice(from, this.at));
      if (typeof value !== "string" || LONE_SURROGATE.test(value) || value.includes("\0")) return void 0;
      return value;
    }
    scalar() {
      SCALAR.lastIndex = this.at;
      const found2 = SCALAR.exec(this.text)?.[0];
      if (found2 === void 0) return false;
      this.at += found2.length;
      return /^[ntf]/.test(found2) || Number.isFinite(Number(found2));
    }
    space() {
      SPACE.lastIndex = this.at;
      this.at += SPACE.exec(this.text)?.[0].length ?? 0;
    }
    take(character) {
      if (this.text[this.at] !== character) return false;
      this.at += 1;
      return true;
    }
  };
  var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  var stringsIn = (value) => Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

  // verifier/core/forms.ts
  var matches = (pattern) => (value) => typeof value === "string" && pattern.test(value);
  var isDigest = matches(/^[0-9a-f]{64}$/);
  var isDigestOrNone = matches(/^(?:[0-9a-f]{64})?$/);
  var isSdDigest = matches(/^[A-Za-z0-9_-]{43}$/);
  var isWord = matches(/^[^\s\p{Cc}]{1,256}$/u);
  var isWordOrNone = matches(/^[^\s\p{Cc}]{0,256}$/u);
  var isUuid7 = matches(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  var isBase64Url = (from, to) => matches(new RegExp(`^[A-Za-z0-9_-]{${from},${to}}$`));
  var isText = (value) => typeof value === "string";
  var isKeyName = matches(/^[^\s\p{Cc}\p{Cs}+]+$/u);
  var isOneOf = (...values) => (value) => values.includes(value);
  var isPlainObject = (value) => isObject(value);
  var isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
  var MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/;
  var isInstant = (value) => {
    if (typeof value !== "string" || !MOMENT.test(value)) return false;
    const at2 = Date.parse(value);
    return !Number.isNaN(at2) && new Date(at2).toISOString() === value;
  };
  var DATE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;
  var isDate = (value) => {
    const [, day, time = "00:00:00"] = typeof value === "string" ? DATE.exec(value) ?? [] : [];
    return day !== void 0 && isInstant(`${day}T${time}.000Z`);
  };
  var isListOf = (form, { rising = false, max = Infinity } = {}) => (value) => Array.isArray(value) && value.length <= max && value.every((one, at2) => form(one) && (!rising || at2 === 0 || String(value[at2 - 1]) < String(one)));
  var isPath = isListOf(isDigest, { max: 64 });
  function wrongMember(value, members) {
    if (!isObject(value)) return "{}";
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
    if (unknown !== void 0) return unknown;
    return Object.entries(members).find(([name, { form, optional }]) => {
      const member = value[name];
      return member === void 0 ? !optional : !form(member);
    })?.[0];
  }

  // verifier/core/note.ts
  var MAX_NOTE = 1e6;
  var MAX_SIGNATURES = 100;
  function readNote(note) {
    const blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return void 0;
    const lines = note.slice(blank + 2, -1).split("\n");
    if (lines.length > MAX_SIGNATURES) return void 0;
    const signatures = lines.map(signatureIn);
    if (signatures.some((one) => one === void 0)) return void 0;
    return { text: note.slice(0, blank + 1), signatures };
  }
  function signatureIn(line) {
    const [, name = "", base64 = ""] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
    const bytes = bytesOfBase64(base64);
    if (!isKeyName(name) || !bytes || bytes.length < 5) return void 0;
    return { name, id: hexOf(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
  }
  function readCheckpoint(text) {
    const [, origin = "", decimal2 = "", base64 = ""] = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n$/u.exec(text) ?? [];
    const size = Number(decimal2);
    const root = bytesOfBase64(base64);
    if (!isKeyName(origin) || decimal2 === "" || !Number.isSafeInteger(size) || root?.length !== 32)
      return void 0;
    if (size === 0 && base64 !== EMPTY_ROOT) return void 0;
    return { origin, size, root };
  }
  var EMPTY_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  function readSignedCheckpoint(bytes) {
    const note = bytes.length > MAX_NOTE ? void 0 : readNoteBytes(bytes);
    const checkpoint = note && readCheckpoint(note.text);
    return note && checkpoint && { ...note, ...checkpoint };
  }
  function readNoteBytes(bytes) {
    const text = textOf(bytes);
    return text === void 0 ? void 0 : readNote(text);
  }
  var checkpointText = ({ origin, size, root }) => `${origin}
${size}
${base64Of(root)}
`;
  function readVkey(host, vkey, type) {
    const [, name = "", id = "", base64 = ""] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(vkey) ?? [];
    const typed = bytesOfBase64(base64);
    if (!isKeyName(name) || typed?.length !== 33 || typed[0] !== type) return void 0;
    const expected = hexOf(host.sha256(utf8(`${name}
`), typed).subarray(0, 4));
    return expected === id ? { name, id, type, bytes: typed.subarray(1) } : void 0;
  }
  var sameKey = (a, b) => equal(a.bytes, b.bytes);
  async function signaturesOf(host, { text, signatures }, keys) {
    const holding = [];
    let broken2;
    for (const line of signatures) {
      const known = keys.filter(({ name, id }) => name === line.name && id === line.id);
      if (known.length === 0) continue;
      const held = [];
      for (const key of known) {
        const one = await heldBy(host, key, text, line.signature);
        if (one) held.push(one);
      }
      if (held.length === 0) broken2 ??= line;
      holding.push(...held);
    }
    return { holding, broken: broken2 };
  }
  async function heldBy(host, key, text, line) {
    if (key.type === 1) {
      const holds3 = line.length === 64 && await host.verifiesEd25519(key.bytes, utf8(text), line);
      return holds3 ? { key } : void 0;
    }
    if (line.length !== 72) return void 0;
    const seconds = new DataView(line.buffer, line.byteOffset, 8).getBigUint64(0);
    if (seconds >= 2n ** 63n) return void 0;
    const message = joined([utf8(`cosignature/v1
time ${seconds}
`), utf8(text)]);
    const holds2 = await host.verifiesEd25519(key.bytes, message, line.subarray(8));
    return holds2 ? { key, time: Number(seconds) } : void 0;
  }

  // verifier/core/policy.ts
  function readPolicy(host, bytes) {
    const reader = new PolicyReader(host);
    let octets = "";
    for (const byte of bytes) octets += String.fromCharCode(byte);
    if (!octets.endsWith("\n")) throw unreadable(octets.split("\n").length);
    octets.slice(0, -1).split("\n").forEach((line, at2) => {
      const words = line.split(/[ \t]+/).filter((word2) => word2 !== "");
      const isForbidden = /[\u0000-\u0008\u000b-\u001f\u007f]/.test(line);
      if (isForbidden) throw unreadable(at2 + 1);
      if (words.length === 0 || words[0]?.startsWith("#")) return;
      if (!reader.takes(words)) throw unreadable(at2 + 1);
    });
    return reader.whole();
  }
  var unreadable = (line) => new Usage({ zh: `信任策略第 ${line} 行无法读取`, en: `line ${line} of the policy cannot be read` });
  var PolicyReader = class {
    constructor(host) {
      this.host = host;
    }
    host;
    logs = [];
    witnesses = [];
    rules = /* @__PURE__ */ new Map();
    quorum;
    takes([keyword, ...words]) {
      if (keyword === "log") return this.log(words);
      if (keyword === "witness") return this.witness(words);
      if (keyword === "group") return this.group(words);
      return keyword === "quorum" && this.decides(words);
    }
    whole() {
      const { logs, witnesses, quorum } = this;
      if (!quorum) throw new Usage({ zh: "信任策略没有 quorum 行", en: "the policy has no quorum line" });
      return { logs, witnesses, meets: quorum };
    }
    log([vkey = "", ...rest]) {
      return rest.length <= 1 && this.keeps(this.logs, vkey, 1) !== void 0;
    }
    witness([name = "", vkey = "", ...rest]) {
      if (rest.length > 1 || !this.isNew(name)) return false;
      const key = this.keeps(this.witnesses, vkey, 4);
      if (key) this.rules.set(name, (cosigned) => cosigned.some((one) => sameKey(one, key)));
      return key !== void 0;
    }
    group([name = "", threshold = "", ...members]) {
      const rules = members.map((member) => this.rules.get(member));
      const needed = threshold === "any" ? 1 : threshold === "all" ? members.length : decimal(threshold);
      const isOdd = new Set(members).size < members.length || needed < 1 || needed > members.length;
      if (!this.isNew(name) || members.length === 0 || isOdd || rules.includes(void 0)) return false;
      this.rules.set(name, (cosigned) => rules.filter((rule) => rule?.(cosigned)).length >= needed);
      return true;
    }
    decides([name = "", ...rest]) {
      const rule = name === "none" ? () => true : this.rules.get(name);
      if (rest.length > 0 || this.quorum || !rule) return false;
      this.quorum = rule;
      return true;
    }
    isNew(name) {
      return name !== "" && name !== "none" && !this.rules.has(name);
    }
    keeps(keys, octets, type) {
      const vkey = textOf(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)));
      const key = vkey === void 0 ? void 0 : readVkey(this.host, vkey, type);
      if (!key || keys.some((one) => sameKey(one, key))) return void 0;
      keys.push(key);
      return key;
    }
  };
  var decimal = (text) => /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : 0;

  // verifier/core/lines.ts
  var NEWLINE = 10;
  var Lines = class {
    constructor(file, max) {
      this.max = max;
      this.chunks = file.chunks()[Symbol.asyncIterator]();
    }
    max;
    chunks;
    chunk = new Uint8Array();
    at = 0;
    /** Of the line that comes next, from 1. */
    number = 1;
    /** The next line without its newline; `undefined` at the end; `'broken'` for one that is too long or has no end. */
    async next() {
      const parts = [];
      let length = 0;
      for (; ; ) {
        const end = this.chunk.indexOf(NEWLINE, this.at);
        const part = this.chunk.subarray(this.at, end < 0 ? this.chunk.length : end);
        length += part.length;
        if (length > this.max) return "broken";
        if (end >= 0) {
          this.at = end + 1;
          this.number += 1;
          return parts.length === 0 ? part : joined([...parts, part]);
        }
        if (part.length > 0) parts.push(part);
        const more = await this.chunks.next();
        if (more.done) return length === 0 ? void 0 : "broken";
        [this.chunk, this.at] = [more.value, 0];
      }
    }
    /** Lets go of the file before its end. */
    async close() {
      await this.chunks.return?.();
    }
  };
  var MAX_LINE = 262144;
  var RecordFile = class {
    constructor(file, members, order) {
      this.file = file;
      this.members = members;
      this.order = order;
      this.lines = file && new Lines(file, MAX_LINE);
    }
    file;
    members;
    order;
    lines;
    ahead;
    before;
    started = false;
    fault;
    /** The line that comes next, without taking it. */
    async peek() {
      if (!this.started) await this.take();
      return this.ahead;
    }
    async take() {
      const taken = this.ahead;
      this.started = true;
      this.ahead = await this.read();
      return taken;
    }
    /** Reads to the end, so that every line has been looked at; what is left is given to `see`. */
    async drain(see) {
      for (let line = await this.peek(); line !== void 0; line = await this.peek()) {
        see(line);
        await this.take();
      }
    }
    async read() {
      if (!this.lines || this.fault) return void 0;
      const { number } = this.lines;
      const bytes = await this.lines.next();
      if (bytes === void 0) return void 0;
      const value = bytes === "broken" ? void 0 : readCanonical(bytes);
      const members = typeof this.members === "function" ? this.members(value ?? {}) : this.members;
      if (value === void 0 || wrongMember(value, members) !== void 0 || !this.follows(value)) {
        this.fault = notParsed(this.file?.path ?? "", `line ${number}`, `第 ${number} 行`);
        return void 0;
      }
      return value;
    }
    follows(line) {
      const { by, strictly } = this.order;
      const place = line[by];
      const { before: before2 } = this;
      this.before = place;
      return before2 === void 0 || before2 < place || !strictly && before2 === place;
    }
  };
  function notParsed(file, en, zh) {
    return {
      code: "E_PARSE",
      file,
      zh: `${zh}不是规定的格式`,
      en: `${en}: not in the form that it must have`
    };
  }

  // verifier/core/tree.ts
  var LEAF = new Uint8Array([0]);
  var NODE = new Uint8Array([1]);
  var leafHash = (hash, bytes) => hash(LEAF, bytes);
  var nodeHash = (hash, left, right) => hash(NODE, left, right);
  var GrowingTree = class {
    constructor(hash) {
      this.hash = hash;
    }
    hash;
    size = 0;
    edge = [];
    append(leaf) {
      let node = leaf;
      for (let full = this.size; full % 2 === 1; full = (full - 1) / 2)
        node = nodeHash(this.hash, this.edge.pop(), node);
      this.edge.push(node);
      this.size += 1;
    }
    root() {
      if (this.edge.length === 0) return this.hash();
      return this.edge.reduceRight((right, left) => nodeHash(this.hash, left, right));
    }
  };
  function includes(hash, {
    index,
    size,
    leaf,
    path,
    root
  }) {
    if (index >= size) return false;
    let [at2, last, node] = [index, size - 1, leaf];
    for (const sibling of path) {
      if (last === 0) return false;
      if (at2 % 2 === 1 || at2 === last) {
        node = nodeHash(hash, sibling, node);
        while (at2 % 2 === 0 && at2 !== 0) [at2, last] = [half(at2), half(last)];
      } else {
        node = nodeHash(hash, node, sibling);
      }
      [at2, last] = [half(at2), half(last)];
    }
    return last === 0 && equal(node, root);
  }
  function isConsistent(hash, from, to, path) {
    if (from.size > to.size) return false;
    if (from.size === 0) return path.length === 0;
    if (from.size === to.size) return path.length === 0 && equal(from.root, to.root);
    const proof = isPowerOfTwo(from.size) ? [from.root, ...path] : path;
    let [at2, last] = [from.size - 1, to.size - 1];
    while (at2 % 2 === 1) [at2, last] = [half(at2), half(last)];
    const first = proof[0];
    if (!first) return false;
    let [older, newer] = [first, first];
    for (const sibling of proof.slice(1)) {
      if (last === 0) return false;
      if (at2 % 2 === 1 || at2 === last) {
        older = nodeHash(hash, sibling, older);
        newer = nodeHash(hash, sibling, newer);
        while (at2 % 2 === 0 && at2 !== 0) [at2, last] = [half(at2), half(last)];
      } else {
        newer = nodeHash(hash, newer, sibling);
      }
      [at2, last] = [half(at2), half(last)];
    }
    return last === 0 && equal(older, from.root) && equal(newer, to.root);
  }
  var half = (n) => Math.floor(n / 2);
  function isPowerOfTwo(n) {
    let rest = n;
    while (rest > 1 && rest % 2 === 0) rest /= 2;
    return rest === 1;
  }
  var pathOf = (hexes) => hexes.map(bytesOfHex);

  // verifier/core/consistency.ts
  var consistencyOf = (files, of = "ledger") => new RecordFile(
    files.get(`data/${of}/consistency.jsonl`),
    (line) => ({
      from: { form: (from) => isCount(from) && Number(from) < Number(line["to"]) },
      path: { form: isPath },
      to: { form: isCount }
    }),
    { by: "from", strictly: true }
  );
  async function notProved(hash, notes, lines, fail) {
    for (const [at2, to] of notes.entries()) {
      const from = notes[at2 - 1];
      if (!from) continue;
      let line = await lines.peek();
      for (; line && line.from < from.size; line = await lines.peek()) {
        fail(line.from, line.to);
        await lines.take();
      }
      const own = line?.from === from.size ? line : void 0;
      if (own) await lines.take();
      if (own?.to !== to.size || !isConsistent(hash, from, to, pathOf(own.path))) fail(from.size, to.size);
    }
    await lines.drain(({ from, to }) => fail(from, to));
  }

  // verifier/core/container.ts
  function broken(zh, en, file) {
    return new Ended({ code: "E_BAG", zh, en, ...file === void 0 ? {} : { file } });
  }
  var NAME = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
  var MAX_NAME = 255;
  function refuseOddNames(names) {
    const seen = /* @__PURE__ */ new Set();
    const folders = /* @__PURE__ */ new Set();
    for (const name of names) {
      const parts = name.split("/");
      const isPlain = NAME.test(name) && name.length <= MAX_NAME && !parts.some((part) => /^\.{1,2}$/.test(part));
      if (!isPlain)
        throw broken("文件名不是相对的普通名称", "a name is not relative and plain", name.slice(0, 300));
      const lower = name.toLowerCase();
      if (seen.has(lower))
        throw broken("同名文件，或仅大小写不同", "a name stands here twice, if only in another case", name);
      seen.add(lower);
      for (let at2 = 1; at2 < parts.length; at2 += 1) folders.add(parts.slice(0, at2).join("/").toLowerCase());
    }
    for (const folder of folders)
      if (seen.has(folder))
        throw broken("既是文件又是文件夹", "a name is that of a file and of a folder", folder);
  }
  var BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
  var REQUIRED = ["bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data/bag.json"];
  var TAG_FILES = [...REQUIRED.slice(0, 3), "bag-info.txt", "README.txt", "index.html"];
  var PAYLOAD = [
    /^data\/bag\.json$/,
    /^data\/ledger\/(?:leaves|disclosures|withheld|inclusion|consistency|heads)\.jsonl$/,
    /^data\/ledger\/checkpoints\/(?:0|[1-9][0-9]{0,15})\.note$/,
    /^data\/ledger\/tokens\/(?:0|[1-9][0-9]{0,15})\.tsr$/,
    /^data\/ledger\/receipts\/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.txt$/,
    /^data\/sm\/(?:inclusion|consistency)\.jsonl$/,
    /^data\/sm\/checkpoints\/(?:0|[1-9][0-9]{0,15})\.note$/,
    /^data\/documents\/[0-9a-f]{64}$/,
    /^data\/definitions\/[0-9a-f]{64}\.mjs$/,
    /^data\/content\/[0-9a-f]{64}\.json$/,
    /^data\/views\/.+$/
  ];
  var MAY_BE_EMPTY = /^data\/(?:documents|views)\//;
  var MAX_MANIFEST = 512 * 1024 * 1024;
  async function checkedBag(host, files, seen) {
    refuseOddNames(files.keys());
    for (const path of REQUIRED)
      if (!files.has(path)) throw broken("缺少必需的文件", "a file that every bag has is missing", path);
    for (const { path, size } of files.values()) {
      refuseUnknown(path, size);
      refuseStrayToken(path, files);
    }
    const bagit = await wholeOf(files, "bagit.txt", BAGIT.length);
    if (textOf(bagit) !== BAGIT) throw broken("不是 BagIt 1.0", "this is not BagIt 1.0", "bagit.txt");
    const payload = await manifestIn(files, "manifest-sha256.txt", (path) => path.startsWith("data/"));
    const tags = await manifestIn(files, "tagmanifest-sha256.txt", (path) => isTagFile(path));
    for (const [path, file] of files) {
      const expected = payload.get(path) ?? tags.get(path);
      if (expected !== void 0 && await digestOf(host, file, seen) !== expected)
        throw broken("内容与清单中的摘要不符", "its bytes are not those of the manifest", path);
    }
    return payload;
  }
  var isTagFile = (path) => !path.startsWith("data/") && path !== "tagmanifest-sha256.txt";
  function refuseStrayToken(path, files) {
    const [, size] = /^data\/ledger\/tokens\/(\d+)\.tsr$/.exec(path) ?? [];
    if (size !== void 0 && !files.has(`data/ledger/checkpoints/${size}.note`))
      throw broken("时间戳没有对应的检查点", "a token whose checkpoint is not here", path);
  }
  function refuseUnknown(path, size) {
    if (path === "fetch.txt")
      throw broken("不得含有 fetch.txt", "a bag must not send for anything (fetch.txt)", path);
    const isKnown = path.startsWith("data/") ? PAYLOAD.some((form) => form.test(path)) : TAG_FILES.includes(path);
    if (!isKnown) throw broken("不属于本格式的文件", "a file that has no place in this format", path);
    if (size === 0 && !MAY_BE_EMPTY.test(path)) throw broken("空文件", "an empty file", path);
  }
  async function manifestIn(files, name, covers) {
    const text = textOf(await wholeOf(files, name, MAX_MANIFEST));
    if (!text?.endsWith("\n")) throw broken("清单格式不符", "this is no manifest", name);
    const listed = /* @__PURE__ */ new Map();
    for (const line of text.slice(0, -1).split("\n")) {
      const [, digest, path] = /^([0-9a-f]{64}) {2}([^ \n][^\n]*)$/.exec(line) ?? [];
      if (digest === void 0 || path === void 0 || listed.has(path))
        throw broken("清单格式不符", "this is no manifest", name);
      if (!covers(path) || !files.has(path))
        throw broken("清单所列文件不在包内", "a file that the manifest lists is not here", path);
      listed.set(path, digest);
    }
    for (const path of files.keys())
      if (covers(path) && !listed.has(path))
        throw broken("文件未列入清单", "a file that no manifest lists", path);
    return listed;
  }
  async function digestOf(host, file, seen) {
    const hasher = host.hasher();
    for await (const chunk of file.chunks()) {
      hasher.update(chunk);
      seen(chunk.length);
    }
    return hexOf(hasher.digest());
  }
  async function wholeOf(files, path, max) {
    const file = files.get(path);
    if (!file) throw broken("缺少文件", "a file is missing", path);
    return bytesOf(file, max);
  }
  async function bytesOf(file, max) {
    if (file.size > max) throw broken("文件过大", "a file is too large", file.path);
    const whole = new Uint8Array(file.size);
    let at2 = 0;
    for await (const chunk of file.chunks()) {
      if (at2 + chunk.length > whole.length)
        throw broken("文件在核验时改变", "a file changed while it was read", file.path);
      whole.set(chunk, at2);
      at2 += chunk.length;
    }
    if (at2 < whole.length) throw broken("文件在核验时改变", "a file changed while it was read", file.path);
    return whole;
  }
  function pathsUnder(files, folder) {
    return [...files.keys()].filter((path) => path.startsWith(folder)).sort(byCodeUnit);
  }
  function filesInMemory(contents) {
    return new Map(
      [...contents].map(([path, bytes]) => [
        path,
        {
          path,
          size: bytes.length,
          async *chunks() {
            yield bytes;
          }
        }
      ])
    );
  }

  // verifier/core/receipt.ts
  var MAX_PATH = 63;
  function readReceipt(bytes) {
    const text = bytes.length > MAX_NOTE ? void 0 : textOf(bytes);
    const blank = text?.indexOf("\n\n") ?? -1;
    if (text === void 0 || blank < 0) return void 0;
    const [first, ...lines] = text.slice(0, blank).split("\n");
    const extra = lines[0]?.startsWith("extra ") ? lines.shift()?.slice("extra ".length) : void 0;
    const [, decimal2 = ""] = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? "") ?? [];
    const index = Number(decimal2);
    if (first !== "c2sp.org/tlog-proof@v1" || decimal2 === "" || !Number.isSafeInteger(index)) return void 0;
    if (extra !== void 0 && (extra === "" || !bytesOfBase64(extra))) return void 0;
    const path = lines.map(bytesOfBase64);
    if (path.length > MAX_PATH || path.some((hash) => hash?.length !== 32)) return void 0;
    const note = readNote(text.slice(blank + 2));
    const checkpoint = note && readCheckpoint(note.text);
    return note && checkpoint && { index, path, checkpoint: { ...note, ...checkpoint } };
  }

  // verifier/core/notes.ts
  var CHECKPOINTS = "data/ledger/checkpoints/";
  var RECEIPTS = "data/ledger/receipts/";
  var keptCheckpoints = (files) => checkpointsUnder(files, CHECKPOINTS);
  async function checkpointsUnder(files, folder) {
    const notes = [];
    const faults = [];
    for (const path of pathsUnder(files, folder)) {
      const signed = await signedAt(files, path);
      if (signed && path === `${folder}${signed.size}.note`)
        notes.push({ origin: signed.origin, size: signed.size, root: signed.root.slice(), path });
      else faults.push(notParsed(path, "note", "检查点"));
    }
    return { notes: notes.sort((a, b) => a.size - b.size), faults };
  }
  async function noteOf(files, kept) {
    const signed = await signedAt(files, kept.path);
    if (!signed || signed.text !== checkpointText(kept))
      throw new Error(`${kept.path} changed while it was read.`);
    return signed;
  }
  async function signedAt(files, path) {
    const file = files.get(path);
    if (!file || file.size > MAX_NOTE) return void 0;
    return readSignedCheckpoint(await bytesOf(file, MAX_NOTE));
  }
  async function receiptSizes(files) {
    const sizes = [];
    const faults = [];
    for (const path of receiptPaths(files)) {
      const file = files.get(path);
      const receipt = file && file.size <= MAX_NOTE ? readReceipt(await bytesOf(file, MAX_NOTE)) : void 0;
      if (receipt) sizes.push(receipt.checkpoint.size);
      else faults.push(notParsed(path, "receipt", "回执"));
    }
    return { sizes, faults };
  }
  var receiptPaths = (files) => pathsUnder(files, RECEIPTS);
  var eventIdOf = (path) => path.slice(RECEIPTS.length, -".txt".length);

  // verifier/core/sm2.ts
  var P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
  var A = P - 3n;
  var B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
  var N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
  var G = {
    x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
    y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n
  };
  var ID = utf8("1234567812345678");
  var INFINITY = [1n, 1n, 0n];
  var PUBLIC_KEY_SIZE = 65;
  function isSm2Key(bytes) {
    return pointIn(bytes) !== void 0;
  }
  function verifiesSm2(hash, key, message, signature) {
    const point = pointIn(key);
    if (!point || signature.length !== 64) return false;
    const r = numberIn(signature.subarray(0, 32));
    const s = numberIn(signature.subarray(32));
    if (r < 1n || r >= N || s < 1n || s >= N) return false;
    const t = (r + s) % N;
    if (t === 0n) return false;
    const e = numberIn(hash(identityOf(hash, point), message));
    const sum = affine(combined(s, G, t, point));
    return sum !== void 0 && (e + sum.x) % N === r;
  }
  function identityOf(hash, { x, y }) {
    const length = ID.length * 8;
    return hash(
      joined([new Uint8Array([length >> 8, length & 255]), ID, ...[A, B, G.x, G.y, x, y].map(bytesOf2)])
    );
  }
  function pointIn(bytes) {
    if (bytes.length !== PUBLIC_KEY_SIZE || bytes[0] !== 4) return void 0;
    const [x, y] = [numberIn(bytes.subarray(1, 33)), numberIn(bytes.subarray(33))];
    if (x >= P || y >= P) return void 0;
    return (y * y - (x * x * x + A * x + B)) % P === 0n ? { x, y } : void 0;
  }
  function combined(u, p, v, q) {
    const [first, second] = [
      [p.x, p.y, 1n],
      [q.x, q.y, 1n]
    ];
    const both = added(first, second);
    let sum = INFINITY;
    for (let bit = 255n; bit >= 0n; bit -= 1n) {
      sum = doubled(sum);
      const [a, b] = [u >> bit & 1n, v >> bit & 1n];
      if (a && b) sum = added(sum, both);
      else if (a) sum = added(sum, first);
      else if (b) sum = added(sum, second);
    }
    return sum;
  }
  function doubled([x, y, z]) {
    if (z === 0n || y === 0n) return INFINITY;
    const yy = y * y % P;
    const s = 4n * x * yy % P;
    const zz = z * z % P;
    const m = 3n * (x - zz) * (x + zz) % P;
    const x3 = (m * m - 2n * s) % P;
    return [x3, (m * (s - x3) - 8n * yy * yy) % P, 2n * y * z % P];
  }
  function added(p, q) {
    const [[x1, y1, z1], [x2, y2, z2]] = [p, q];
    if (z1 === 0n) return q;
    if (z2 === 0n) return p;
    const [zz1, zz2] = [z1 * z1 % P, z2 * z2 % P];
    const [u1, s1] = [x1 * zz2 % P, y1 * zz2 * z2 % P];
    const h = (x2 * zz1 - u1) % P;
    const r = (y2 * zz1 * z1 - s1) % P;
    if (h === 0n) return r === 0n ? doubled(p) : INFINITY;
    const hh = h * h % P;
    const [hhh, v] = [h * hh % P, u1 * hh % P];
    const x3 = (r * r - hhh - 2n * v) % P;
    return [x3, (r * (v - x3) - s1 * hhh) % P, h * z1 * z2 % P];
  }
  function affine([x, y, z]) {
    if (z % P === 0n) return void 0;
    const inverse = power(positive(z), P - 2n);
    const square = inverse * inverse % P;
    return { x: positive(x * square), y: positive(y * square * inverse) };
  }
  function power(base, exponent) {
    let [result, factor] = [1n, base];
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = result * factor % P;
      factor = factor * factor % P;
    }
    return result;
  }
  var positive = (number) => (number % P + P) % P;
  var numberIn = (bytes) => BigInt(`0x${hexOf(bytes)}`);
  var bytesOf2 = (number) => bytesOfHex(number.toString(16).padStart(64, "0"));

  // verifier/core/second-origin.ts
  var TYPE = Uint8Array.from([255, ...utf8("1.2.156.10197.1.501")]);
  function readSmKey(host, vkey) {
    const key = smKeyIn(host, vkey);
    if (key) return key;
    throw new Usage({
      zh: "--sm-key 应为第二来源的公钥（名称+编号+SM2 公钥）",
      en: "--sm-key takes a public key of the second origin (name+id+SM2 key)"
    });
  }
  function smKeyIn(host, vkey) {
    const [, name = "", id = "", base64 = ""] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(vkey) ?? [];
    const typed = bytesOfBase64(base64);
    const isTyped = typed?.length === TYPE.length + PUBLIC_KEY_SIZE && TYPE.every((byte, at2) => typed[at2] === byte);
    const bytes = typed?.subarray(TYPE.length) ?? new Uint8Array();
    const isOwn = typed && hexOf(host.sha256(utf8(`${name}
`), typed).subarray(0, 4)) === id;
    return isKeyName(name) && isTyped && isOwn && isSm2Key(bytes) ? { name, id, bytes } : void 0;
  }
  var CHECKPOINTS2 = "data/sm/checkpoints/";
  async function secondOriginIn(files) {
    return checkpointsUnder(files, CHECKPOINTS2);
  }
  var SecondOrigin = class {
    constructor(host, files, claims, notes, given, findings) {
      this.host = host;
      this.files = files;
      this.claims = claims;
      this.notes = notes;
      this.given = given;
      this.findings = findings;
      this.keys = given;
      const file = files.get("data/sm/inclusion.jsonl");
      const members = { path: { form: isPath }, seq: { form: isCount } };
      this.inclusion = new RecordFile(file, members, { by: "seq", strictly: true });
      this.tree = new GrowingTree(host.sm3);
      this.newest = notes.at(-1);
      this.isThere = notes.length > 0 || file !== void 0 || files.has("data/sm/consistency.jsonl");
    }
    host;
    files;
    claims;
    notes;
    given;
    findings;
    inclusion;
    tree;
    roots = /* @__PURE__ */ new Map();
    newest;
    isThere;
    beyond;
    /** Those that the auditor gave, and those that they hand on to in the tree. */
    keys;
    /** @param isRising whether the leaves stand in order so far: only then proofs beside them can be compared */
    async see(seq, bytes, isRising) {
      if (!this.isThere) return;
      const hash = leafHash(this.host.sm3, bytes);
      if (seq >= (this.newest?.size ?? 0)) this.beyond ??= seq;
      if (this.claims.scope === "ledger") {
        this.tree.append(hash);
        if (this.notes.some(({ size }) => size === this.tree.size))
          this.roots.set(this.tree.size, this.tree.root());
      } else if (isRising) await this.included(seq, hash);
    }
    /** Reads what is left of the file beside the leaves. @returns what in the files is not as it must be */
    async faults() {
      await this.inclusion.drain(({ seq }) => this.notIncluded(seq));
      const consistency = consistencyOf(this.files, "sm");
      await consistency.drain(() => void 0);
      return [this.inclusion.fault, consistency.fault].filter((one) => one !== void 0);
    }
    async end(said) {
      const { given, notes, findings } = this;
      if (!this.isThere) {
        if (given.length > 0) findings.add(6, 13, 0, { code: "W_SM_MISSING", ...MISSING });
        return;
      }
      for (const rotation of said.smRotations) await this.follow(rotation, said.origins);
      for (const note of notes) {
        this.checkPlace(note);
        if (given.length > 0) await this.checkSigned(note);
        if (this.claims.scope === "ledger") this.checkRoot(note);
      }
      if (this.claims.scope === "decision") await this.checkConsistency();
      if (given.length === 0) findings.add(6, 13, 0, { code: "W_SM_UNCHECKED", ...UNCHECKED });
      else if (this.beyond !== void 0)
        findings.add(6, 13, this.beyond, { code: "W_SM_TAIL", seq: this.beyond, ...TAIL });
    }
    /** A rotation that no checkpoint here reaches hands on nothing yet; one before a restore is another log's. */
    async follow({ seq, vkey }, origins) {
      const name = `${this.claims.origin}/sm`;
      const isOurs = this.given.some((key2) => key2.name === name) && origins.at(seq + 1) === this.claims.origin;
      if (!isOurs || seq >= (this.newest?.size ?? 0)) return;
      const key = typeof vkey === "string" ? smKeyIn(this.host, vkey) : void 0;
      if (key?.name === name) {
        if (this.keys.some((known) => hexOf(known.bytes) === hexOf(key.bytes))) return;
        if (await this.isCovered(seq, name)) {
          this.keys = [...this.keys, key];
          return;
        }
      }
      const zh = `第 ${seq} 号事件更换第二来源的密钥不成立：没有原密钥签署的检查点覆盖它`;
      const en = `event ${seq} hands on a key of the second origin, and no checkpoint over it is signed with one known before`;
      this.findings.add(6, 9, seq, { code: "E_KEY", seq, zh, en });
    }
    async isCovered(seq, name) {
      const known = this.keys.filter((key) => key.name === name);
      for (const kept of this.notes) {
        if (kept.size <= seq || kept.origin !== name) continue;
        const note = await noteOf(this.files, kept);
        if (this.linesOf(known, note).some((one) => this.holds(one, note))) return true;
      }
      return false;
    }
    checkPlace({ size, path: file }) {
      if (size > 0 && size <= this.claims.size) return;
      const zh = `第二来源的检查点 ${size} 不应在此包内`;
      const en = `checkpoint ${size} of the second origin has no place in this bag`;
      this.findings.add(6, 10, size, { code: "E_BAG", size, file, zh, en });
    }
    async checkSigned(kept) {
      const { size, path: file } = kept;
      const keys = this.keys.filter(({ name }) => name === kept.origin);
      if (keys.length === 0) {
        const zh2 = `第二来源的检查点 ${size} 属于另一个账本`;
        const en2 = `checkpoint ${size} of the second origin is of another log`;
        this.findings.add(6, 10, size, { code: "E_ORIGIN", size, file, zh: zh2, en: en2 });
      }
      if (this.isSignedBy(keys, await noteOf(this.files, kept))) return;
      const zh = `第二来源的检查点 ${size}：没有已知密钥的有效 SM2 签名`;
      const en = `checkpoint ${size} of the second origin: a signature (SM2) does not hold, or none is by a key that is known`;
      this.findings.add(6, 10, size, { code: "E_SIG", size, file, zh, en });
    }
    /** Every line that is by a known key holds, and there is one. */
    isSignedBy(keys, note) {
      const known = this.linesOf(keys, note);
      return known.length > 0 && known.every((one) => this.holds(one, note));
    }
    linesOf(keys, { signatures }) {
      return signatures.flatMap(({ name, id, signature }) => {
        const by = keys.filter((key) => key.name === name && key.id === id);
        return by.map(({ bytes }) => ({ bytes, signature }));
      });
    }
    holds({ bytes, signature }, { text }) {
      return verifiesSm2(this.host.sm3, bytes, utf8(text), signature);
    }
    /** Where a key was rotated there are several: that each continues the one before. */
    async checkConsistency() {
      await notProved(this.host.sm3, this.notes, consistencyOf(this.files, "sm"), (from, to) => {
        const zh = `第二来源的检查点 ${from} 与 ${to} 之间缺少一致性证明，或证明不成立`;
        const en = `between checkpoints ${from} and ${to} of the second origin there is no proof that one continues the other, or it does not hold`;
        this.findings.add(6, 11, from, { code: "E_INCONSISTENT", size: from, zh, en });
      });
    }
    checkRoot({ size, root }) {
      const own = this.roots.get(size);
      if (own && hexOf(own) === hexOf(root)) return;
      const zh = `第二来源的检查点 ${size}：由事件算出的树根不同`;
      const en = `checkpoint ${size} of the second origin: the events give another root`;
      this.findings.add(6, 12, size, { code: "E_ROOT", size, zh, en });
    }
    async included(seq, leaf) {
      for (let line2 = await this.inclusion.peek(); line2 && line2.seq < seq; line2 = await this.inclusion.peek()) {
        this.notIncluded(line2.seq);
        await this.inclusion.take();
      }
      const line = await this.inclusion.peek();
      const isThere = line?.seq === seq;
      if (isThere) await this.inclusion.take();
      const { size, root } = this.newest ?? { size: 0, root: new Uint8Array() };
      if (seq >= size) {
        if (isThere) this.notIncluded(seq);
        return;
      }
      const proof = { index: seq, size, leaf, path: pathOf(line?.path ?? []), root };
      if (!isThere || !includes(this.host.sm3, proof)) this.notIncluded(seq);
    }
    notIncluded(seq) {
      const zh = `第 ${seq} 号事件不在第二来源的树根之下：内容被改动，或缺少证明`;
      const en = `event ${seq} is not below the root of the second origin: it was changed, or its proof is missing or stray`;
      this.findings.add(6, 12, seq, { code: "E_ROOT", seq, zh, en });
    }
  };
  var MISSING = {
    zh: "给出了第二来源（SM2/SM3）的公钥，而包内没有它的检查点",
    en: "a key of the second origin (SM2/SM3) was given, and the bag has no checkpoint of it"
  };
  var UNCHECKED = {
    zh: "第二来源（SM2/SM3）的签名未核对：没有给出 --sm-key；第一来源已核对",
    en: "the signatures of the second origin (SM2/SM3) were not checked: no --sm-key was given; the first origin stands"
  };
  var TAIL = {
    zh: "第二来源（SM2/SM3）尚未覆盖此号及以后的事件",
    en: "the second origin (SM2/SM3) does not cover the events from here on"
  };

  // verifier/core/auditor.ts
  function auditorFrom(host, given, now) {
    const definitions = given.definitions ?? [];
    if (!definitions.every((digest) => /^[0-9a-f]{64}$/.test(digest)))
      throw new Usage({
        zh: "--definition 应为 64 位小写十六进制摘要",
        en: "--definition takes a SHA-256 in lower-case hex"
      });
    return {
      policy: given.policy && readPolicy(host, given.policy),
      pins: (given.pins ?? []).map(pinIn),
      authorities: given.authorities ?? [],
      definitions: new Set(definitions),
      smKeys: (given.smKeys ?? []).map((vkey) => readSmKey(host, vkey.trim())),
      asOf: given.asOf === void 0 ? now : timeIn(given.asOf)
    };
  }
  function pinIn(bytes, at2) {
    const text = textOf(bytes);
    const pin = (text === void 0 ? void 0 : readCheckpoint(text)) ?? readSignedCheckpoint(bytes);
    if (pin) return { origin: pin.origin, size: pin.size, root: pin.root };
    throw new Usage({ zh: `第 ${at2 + 1} 个 --pin 不是检查点`, en: `--pin number ${at2 + 1} is no checkpoint` });
  }
  var MOMENT2 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
  function timeIn(text) {
    const at2 = MOMENT2.test(text) ? Date.parse(text) : Number.NaN;
    if (!Number.isNaN(at2)) return at2;
    throw new Usage({
      zh: "--as-of 应为 RFC 3339 时间",
      en: "--as-of takes a time as in RFC 3339, with its offset"
    });
  }

  // verifier/core/report.ts
  var VERDICTS = [
    { zh: "核验通过", en: "Verified" },
    { zh: "发现被改动的证据", en: "Evidence of tampering" },
    { zh: "未发现改动，但有事项无法判定", en: "Nothing wrong is known, and something could not be decided" }
  ];
  var LIMITS = {
    zh: "“通过”证明：记录自检查点签署后未被改动，并且每一步都符合所依程序。不证明：记录的内容属实。",
    en: '"Verified" shows that the record was not changed after its checkpoints were signed, and that every step was one that its procedure allows. Not that what was recorded is true.'
  };
  function placeOf({ file, seq, size, subject }) {
    const parts = [
      seq === void 0 ? void 0 : `seq ${seq}`,
      size === void 0 ? void 0 : `size ${size}`,
      subject,
      file
    ];
    return parts.filter((part) => part !== void 0).join(" · ");
  }
  function factsOf({ bag, events, checkpoints, erased, replayed }) {
    const facts = [
      [{ zh: "内容", en: "Holds" }, bag && (bag.subject ?? bag.scope)],
      [{ zh: "账本", en: "Ledger" }, bag && `${bag.origin} · ${bag.size}`],
      [{ zh: "树根", en: "Root" }, bag?.root],
      [{ zh: "导出时间（导出方所称）", en: "Exported, as the exporter says" }, bag?.exportedAt],
      [{ zh: "事件", en: "Events" }, events?.toString()],
      [{ zh: "检查点", en: "Checkpoints" }, checkpoints?.toString()],
      [{ zh: "依法删除的披露", en: "Disclosures lawfully removed" }, erased ? `${erased}` : void 0],
      [{ zh: "重放", en: "Replayed" }, replayed && `${replayed.decisions} · ${replayed.events}`]
    ];
    return facts.flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]);
  }
  function textReport(report, language) {
    const { code, exit, findings, more = {} } = report;
    const lines = [`${VERDICTS[exit]?.[language]} · ${code}`];
    for (const [name, value] of factsOf(report)) lines.push(`  ${name[language]}: ${value}`);
    for (const finding of findings) {
      const place = placeOf(finding);
      lines.push(
        `${finding.code.startsWith("E_") ? "✗" : "!"} ${finding.code}${place ? ` (${place})` : ""}: ${finding[language]}`
      );
    }
    for (const [name, count] of Object.entries(more))
      lines.push(language === "zh" ? `  ${name} 另有 ${count} 处` : `  and ${count} more of ${name}`);
    lines.push(LIMITS[language]);
    return `${lines.join("\n")}
`;
  }
  var escaped = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
  function htmlReport(report, language, at2) {
    const order = language === "zh" ? ["zh", "en"] : ["en", "zh"];
    const both = (words) => order.map((one) => `<span lang="${one === "zh" ? "zh-CN" : "en"}">${escaped(words[one])}</span>`).join("<br>");
    const { code, exit, findings } = report;
    const facts = factsOf(report).map(([name, value]) => `<tr><th>${both(name)}<td>${escaped(value)}`);
    const rows = findings.map(
      (finding) => `<tr><th>${escaped(finding.code)}<td>${both(finding)}<td>${escaped(placeOf(finding))}`
    );
    return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}"><meta charset="utf-8"><title>${escaped(VERDICTS[exit]?.[language] ?? "")} · ${escaped(code)}</title>
<style>body{font:16px/1.7 "Noto Sans SC",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fdfbf7}
h1{font-size:1.5rem;border-bottom:3px solid ${exit === 1 ? "#b3261e" : "#111"};padding-bottom:.5rem}table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc;overflow-wrap:anywhere}th{font-weight:600}</style>
<h1>${both(VERDICTS[exit] ?? { zh: "", en: "" })}<br>${escaped(code)} · ${exit}</h1>
<table>${facts.join("")}<tr><th>${both({ zh: "核验时间", en: "Verified at" })}<td>${escaped(at2)}</table>
${rows.length === 0 ? "" : `<table>${rows.join("")}</table>`}
<p>${both(LIMITS)}</p></html>
`;
  }

  // verifier/core/der.ts
  var SEQUENCE = 48;
  var SET = 49;
  var INTEGER = 2;
  var OCTETS = 4;
  var NULL = 5;
  var OID = 6;
  var GENERALIZED_TIME = 24;
  var CONTEXT_0 = 160;
  var CONTEXT_1 = 161;
  var NotDer = class extends Error {
  };
  function readDer(bytes) {
    const [only, ...others] = elementsIn(bytes);
    if (!only || others.length > 0) throw new NotDer();
    return only;
  }
  function elementsIn(bytes) {
    const elements = [];
    for (let at2 = 0; at2 < bytes.length; ) {
      const tag = bytes[at2] ?? 0;
      let length = bytes[at2 + 1] ?? 128;
      let from = at2 + 2;
      if (length >= 128) {
        const digits = bytes.subarray(from, from + length - 128);
        if (length === 128 || length > 132 || digits.length !== length - 128 || digits[0] === 0)
          throw new NotDer();
        from += digits.length;
        length = digits.reduce((value, digit) => value * 256 + digit, 0);
        if (length < 128) throw new NotDer();
      }
      const end = from + length;
      if ((tag & 31) === 31 || end > bytes.length) throw new NotDer();
      elements.push({ tag, body: bytes.subarray(from, end), bytes: bytes.subarray(at2, end) });
      at2 = end;
    }
    return elements;
  }
  function inside(element, tag) {
    return elementsIn(bodyOf(element, tag));
  }
  function bodyOf(element, tag) {
    if (element?.tag !== tag) throw new NotDer();
    return element.body;
  }
  function oidOf(element) {
    const body = bodyOf(element, OID);
    const numbers = [];
    let value = 0;
    for (const byte of body) {
      value = value * 128 + (byte & 127);
      if (!Number.isSafeInteger(value)) throw new NotDer();
      if (byte >= 128) continue;
      numbers.push(value);
      value = 0;
    }
    const [first, ...rest] = numbers;
    if (first === void 0 || (body.at(-1) ?? 128) >= 128) throw new NotDer();
    const arc = Math.min(2, Math.floor(first / 40));
    return [arc, first - arc * 40, ...rest].join(".");
  }

  // verifier/core/host.ts
  var Unsupported = class extends Error {
  };

  // verifier/core/actor-signatures.ts
  var ActorSignatures = class {
    constructor(host, claims, findings) {
      this.host = host;
      this.claims = claims;
      this.findings = findings;
    }
    host;
    claims;
    findings;
    /** By person, then by credential. */
    keys = /* @__PURE__ */ new Map();
    /** How much of each person's register is here, from its first event on. */
    registers = /* @__PURE__ */ new Map();
    bodies = /* @__PURE__ */ new Map();
    askedByBody = /* @__PURE__ */ new Map();
    askedByAll = [];
    async see(leaf, isComplete) {
      this.readRegister(leaf);
      const registering = isOfAPerson(leaf) && leaf.type === "SigningKeyRegistered";
      if (registering || isComplete && leaf.data.actorsig) {
        const own = registering ? this.registered(leaf) : void 0;
        const wrong2 = await this.judge(leaf, registering, own);
        if (wrong2) this.tell(leaf, wrong2);
        else if (own) this.keysOf(leaf.actor).set(String(leaf.data.payload["credential"]), own);
      } else if (isComplete && this.isAsked(leaf)) this.tell(leaf, UNSIGNED);
      this.takeIn(leaf);
    }
    async judge(leaf, registering, own) {
      const { actorsig } = leaf.data;
      if (!actorsig) return UNSIGNED;
      if (!this.isWhole(leaf)) return UNCHECKED2;
      const { credential } = actorsig;
      const known = registering ? leaf.data.payload["credential"] === credential ? own : void 0 : this.keys.get(leaf.actor)?.get(credential);
      if (!known?.stands) return NO_KEY;
      try {
        return await signs(this.host, leaf, actorsig, known);
      } catch (error) {
        if (error instanceof Unsupported) return UNCHECKED2;
        throw error;
      }
    }
    /** The key that this event registers; undefined where it is none, or is not its actor's, or was there before. */
    registered({ subject, actor, data: { payload } }) {
      const { person, credential, key, rpId, acts } = payload;
      const read = publicKeyIn(key);
      if (subject !== `person/${actor}` || person !== actor || typeof credential !== "string") return void 0;
      if (typeof rpId !== "string" || !read || this.keys.get(actor)?.has(credential)) return void 0;
      return { key: read, rpId, acts: stringsIn(acts), stands: true };
    }
    /** Whether the events of the actor's own register, as far as the act rests on it, are all here. */
    isWhole({ actor, data: { facts } }) {
      if (this.claims.scope === "ledger") return true;
      const { person, position } = isObject(facts["actor"]) ? facts["actor"] : {};
      return person === actor && Number.isSafeInteger(position) && Number(position) >= 0 && (this.registers.get(actor) ?? 0) > Number(position);
    }
    isAsked({ subject, type, actor }) {
      if (!subject.startsWith("decision/")) return false;
      const body = this.bodies.get(subject);
      const ofBody = body === void 0 ? void 0 : this.askedByBody.get(body);
      const own = [...this.keys.get(actor)?.values() ?? []].filter(({ stands }) => stands);
      return this.askedByAll.includes(type) || ofBody?.includes(type) === true || own.some(({ acts }) => acts.includes(type));
    }
    readRegister(leaf) {
      const { subject, data } = leaf;
      if (subject.startsWith("decision/") && data.version === 0 && typeof data.payload["body"] === "string")
        this.bodies.set(subject, data.payload["body"]);
    }
    /** What holds from the next event on. */
    takeIn(leaf) {
      const { subject, type } = leaf;
      const { payload, version } = leaf.data;
      if (isOfAPerson(leaf)) {
        const person = subject.slice("person/".length);
        const here = this.registers.get(person) ?? 0;
        if (version === here) this.registers.set(person, here + 1);
        const revoked = type === "SigningKeyRevoked" ? payload["credential"] : void 0;
        const key = typeof revoked === "string" ? this.keys.get(person)?.get(revoked) : void 0;
        if (key) key.stands = false;
      }
      if (subject.startsWith("unit/") && type === "SignaturesAsked")
        this.askedByBody.set(subject.slice("unit/".length), stringsIn(payload["acts"]));
      const { setting, value } = payload;
      if (subject === "installation" && type === "ConfigurationChanged" && setting === "signatures-asked")
        this.askedByAll = typeof value === "string" ? value.split(" ") : [];
    }
    keysOf(person) {
      const known = this.keys.get(person) ?? /* @__PURE__ */ new Map();
      this.keys.set(person, known);
      return known;
    }
    tell({ seq, subject }, { code, zh, en }) {
      const told = { code, seq, subject, zh: `第 ${seq} 号事件：${zh}`, en: `event ${seq}: ${en}` };
      this.findings.add(12, 0, seq, told);
    }
  };
  var isOfAPerson = ({ subject }) => subject.startsWith("person/");
  var without = (value, ...names) => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
  function actStatements(leaf) {
    const said = {
      ...without(leaf, "id", "seq", "specversion", "statehash", "time"),
      data: without(leaf.data, "actorsig", "facts")
    };
    return [
      { ...said, ...actingFor(leaf), format: "chengxu-act@2" },
      { ...said, format: "chengxu-act@1" }
    ].map((statement) => canonical(statement) ?? "");
  }
  function actingFor({ data: { facts } }) {
    const fact = isObject(facts["delegation"]) ? facts["delegation"] : {};
    const { delegation, by } = fact;
    const person = isObject(by) ? by["person"] : void 0;
    return {
      ...typeof delegation === "string" ? { delegation } : {},
      ...typeof person === "string" ? { delegatedBy: person } : {}
    };
  }
  var USER_PRESENT_AND_VERIFIED = 5;
  async function signs(host, leaf, { authenticatorData, clientDataJSON, signature }, { key, rpId }) {
    const [data, client, raw] = [authenticatorData, clientDataJSON, signature].map(bytesOfBase64Url);
    if (!data || !client || !raw) return NOT_HELD;
    const isOver = (statement) => {
      const challenge = base64UrlOf(host.sha256(utf8(statement)));
      const begins = utf8(`{"type":"webauthn.get","challenge":"${challenge}","origin":"`);
      return equal(client.subarray(0, begins.length), begins);
    };
    if (!actStatements(leaf).some(isOver)) return OTHER_ACT;
    if (data.length < 37 || !equal(data.subarray(0, 32), host.sha256(utf8(rpId)))) return OTHER_SITE;
    if (((data[32] ?? 0) & USER_PRESENT_AND_VERIFIED) !== USER_PRESENT_AND_VERIFIED) return NOT_VERIFIED;
    const message = joined([data, host.sha256(client)]);
    if (key.kty === "OKP") {
      const holds2 = raw.length === 64 && await host.verifiesEd25519(key.x, message, raw);
      return holds2 ? void 0 : NOT_HELD;
    }
    const pair = readEcdsa(raw);
    return pair && await host.verifiesEs256(key, message, pair) ? void 0 : NOT_HELD;
  }
  function readEcdsa(bytes) {
    try {
      const numbers = inside(readDer(bytes), SEQUENCE);
      const [r, s] = numbers.map(numberOf);
      return numbers.length === 2 && r && s ? joined([r, s]) : void 0;
    } catch (error) {
      if (error instanceof NotDer) return void 0;
      throw error;
    }
  }
  function numberOf(element) {
    const body = bodyOf(element, INTEGER);
    const [first = 128, second = 128] = body;
    if (first >= 128 || first === 0 && second < 128) return void 0;
    const digits = first === 0 ? body.subarray(1) : body;
    if (digits.length > 32) return void 0;
    const number = new Uint8Array(32);
    number.set(digits, 32 - digits.length);
    return number;
  }
  function publicKeyIn(value) {
    const { kty, crv, x, y } = isObject(value) ? value : {};
    const [a, b] = [x, y].map((one) => typeof one === "string" ? bytesOfBase64Url(one) : void 0);
    if (a?.length !== 32) return void 0;
    if (kty === "OKP" && crv === "Ed25519") return { kty, x: a };
    return kty === "EC" && crv === "P-256" && b?.length === 32 ? { kty, x: a, y: b } : void 0;
  }
  var wrong = (zh, en) => ({ code: "E_ACTOR_SIG", zh, en });
  var UNSIGNED = wrong("要求行为人签名，却没有签名", "the actor was to sign it, and it bears no signature");
  var NO_KEY = wrong(
    "签名的密钥不是行为人当时在用的密钥",
    "it is signed with a key that was none of the actor’s at that time"
  );
  var OTHER_ACT = wrong("所签的不是这一行为", "what was signed is another act");
  var OTHER_SITE = wrong("签名不是为本系统作出", "it was signed for another site");
  var NOT_VERIFIED = wrong("验证器没有核实持有人", "the authenticator had not made sure who held it");
  var NOT_HELD = wrong("行为人的签名不成立", "the actor's signature does not hold");
  var UNCHECKED2 = {
    code: "W_ACTOR_SIG_UNCHECKED",
    zh: "行为人的签名未能核对：其登记事件不全在包内，或本机不能验证",
    en: "the actor's signature could not be checked: their register is not all here, or this machine has no means"
  };

  // verifier/core/claims.ts
  var ALWAYS = {
    exportedAt: { form: isInstant },
    format: { form: isOneOf("chengxu-bag@1") },
    origin: { form: isKeyName },
    root: { form: isDigest },
    size: { form: isCount },
    scope: { form: isOneOf("decision", "ledger") },
    source: { form: isWord }
  };
  var OF_A_DECISION = {
    ...ALWAYS,
    subject: { form: (value) => isWord(value) && String(value).startsWith("decision/") },
    subjects: { form: isListOf(isWord, { rising: true }) }
  };
  var PATH = "data/bag.json";
  var MAX_SIZE = 16 * 1024 * 1024;
  var LEFT_OUT_OF_A_LEDGER = [
    "ledger/inclusion",
    "ledger/consistency",
    "ledger/heads",
    "ledger/withheld",
    "sm/inclusion",
    "sm/consistency"
  ];
  async function readClaims(files) {
    const file = files.get(PATH);
    const value = file && file.size <= MAX_SIZE ? readCanonical(await bytesOf(file, MAX_SIZE)) : void 0;
    if (!isClaims(value)) throw new Ended(notParsed(PATH, "bag.json", "说明文件"));
    for (const name of value.scope === "ledger" ? LEFT_OUT_OF_A_LEDGER : []) {
      const path = `data/${name}.jsonl`;
      if (files.has(path))
        throw broken("整个账本的导出包不应有此文件", "no file of a bag of the whole ledger", path);
    }
    return value;
  }
  function isClaims(value) {
    if (!isObject(value)) return false;
    const isOfADecision = value["scope"] === "decision";
    if (wrongMember(value, isOfADecision ? OF_A_DECISION : ALWAYS) !== void 0) return false;
    const { subject, subjects } = value;
    return !isOfADecision || Array.isArray(subjects) && subjects.includes(subject);
  }

  // verifier/core/checkpoints.ts
  var Checkpoints = class {
    constructor(host, files, claims, notes, auditor, findings) {
      this.host = host;
      this.files = files;
      this.claims = claims;
      this.notes = notes;
      this.auditor = auditor;
      this.findings = findings;
    }
    host;
    files;
    claims;
    notes;
    auditor;
    findings;
    /** Keys of the log that are known: the policy's, and those handed on in the tree. */
    logKeys = [];
    /** All keys whose lines have to hold. */
    get keys() {
      return [...this.logKeys, ...this.auditor.policy?.witnesses ?? []];
    }
    /** @returns for each note the lines that hold; nothing without a policy */
    async check(said, consistency, rootAt) {
      this.checkOrigins(said.origins);
      this.checkRestorations(said.origins);
      const signed = this.auditor.policy ? await this.checkSignatures(said) : [];
      this.checkNewest();
      if (this.claims.scope === "decision") await this.checkConsistency(consistency);
      this.checkPins(said.origins, rootAt);
      if (this.claims.scope === "ledger") this.checkCounted(said);
      return signed;
    }
    checkOrigins(origins) {
      const { origin } = this.claims;
      for (const { size, path, ...note } of this.notes) {
        if (note.origin === origins.at(size)) continue;
        const zh = `检查点 ${size} 属于另一个账本`;
        this.findings.add(6, 1, size, {
          code: "E_ORIGIN",
          size,
          file: path,
          zh,
          en: `checkpoint ${size} is of another log`
        });
      }
      const { policy } = this.auditor;
      if (!policy) {
        const zh = "未给出信任策略（--policy）：签名未核验";
        this.findings.add(6, 1, Infinity, {
          code: "W_NO_POLICY",
          zh,
          en: "no policy was given: no signature was checked"
        });
      } else if (!policy.logs.some(({ name }) => name === origin)) {
        const zh = `信任策略中没有账本 ${origin}`;
        this.findings.add(6, 1, Infinity, { code: "E_ORIGIN", zh, en: `the policy knows no log ${origin}` });
      }
    }
    checkRestorations(origins) {
      for (const seq of origins.faults(this.host, this.notes)) {
        const zh = `第 ${seq} 号事件的恢复不成立：它所称的原账本检查点不在此处，或与账本的名称、密钥不符`;
        const en = `the restore at event ${seq} does not hold: the checkpoint of the former log that it names is not here, or name and key are not those of the log`;
        this.findings.add(6, 2, seq, { code: "E_KEY", seq, zh, en });
      }
    }
    /** Whether the auditor knows the log of this origin: without, nothing that it signed can be checked. */
    knows(origin) {
      return this.auditor.policy?.logs.some(({ name }) => name === origin) === true;
    }
    async checkSignatures(said) {
      const { policy } = this.auditor;
      this.logKeys = (policy?.logs ?? []).filter(({ name }) => said.origins.reachOf(name));
      try {
        for (const rotation of said.rotations) await this.follow(rotation, said.origins.at(rotation.seq + 1));
        return await this.signedNotes();
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
        const zh = `本机无法核验签名：${error.message}`;
        this.findings.add(6, 3, Infinity, {
          code: "W_SIGNATURE_UNCHECKED",
          zh,
          en: `signatures cannot be checked here: ${error.message}`
        });
        return [];
      }
    }
    async follow({ seq, vkey }, origin) {
      if (origin !== this.claims.origin && !this.knows(origin)) return;
      const key = typeof vkey === "string" ? readVkey(this.host, vkey, 1) : void 0;
      const isOurs = key?.name === origin;
      if (key && isOurs && this.logKeys.some((known) => sameKey(known, key))) return;
      if (key && isOurs && await this.isCovered(seq, origin)) {
        this.logKeys = [...this.logKeys, key];
        return;
      }
      const zh = `第 ${seq} 号事件更换密钥不成立：没有原密钥签署的检查点覆盖它`;
      const en = `event ${seq} hands on a key, and no checkpoint over it is signed with one known before`;
      this.findings.add(6, 2, seq, { code: "E_KEY", seq, zh, en });
    }
    async isCovered(seq, origin) {
      const own = this.logKeys.filter(({ name }) => name === origin);
      for (const kept of this.notes) {
        if (kept.size <= seq || kept.origin !== origin) continue;
        const { holding } = await signaturesOf(this.host, await noteOf(this.files, kept), own);
        if (holding.length > 0) return true;
      }
      return false;
    }
    async signedNotes() {
      const signed = [];
      for (const kept of this.notes) {
        const { size, path: file, origin } = kept;
        if (origin !== this.claims.origin && !this.knows(origin)) {
          const zh = `检查点 ${size} 属于恢复前的账本 ${origin}，信任策略中没有它：签名未核验`;
          const en = `checkpoint ${size} is of the log before a restore, ${origin}, which the policy does not have: not checked`;
          this.findings.add(6, 3, size, { code: "W_FORMER_UNCHECKED", size, file, zh, en });
          continue;
        }
        const { holding, broken: broken2 } = await signaturesOf(this.host, await noteOf(this.files, kept), this.keys);
        if (broken2 || !holding.some(({ key }) => isLogs(key, origin))) {
          const by = broken2 ? `${broken2.name}+${broken2.id}` : origin;
          const zh = `检查点 ${size}：没有已知密钥的有效签名（${by}）`;
          const en = `checkpoint ${size}: a signature does not hold, or none is by a key that is known (${by})`;
          this.findings.add(6, 3, size, { code: "E_SIG", size, file, zh, en });
        }
        const timed = holding.filter(({ time }) => time !== void 0);
        if (timed.length > 0 || kept === this.notes.at(-1)) signed.push({ note: kept, holding: timed });
      }
      this.checkQuorum(signed.at(-1));
      return signed;
    }
    checkQuorum(newest) {
      if (!newest || this.auditor.policy?.meets(newest.holding.map(({ key }) => key))) return;
      const { size } = newest.note;
      const zh = `最新检查点 ${size} 的见证人签名未达到信任策略要求的人数`;
      const en = `the newest checkpoint, ${size}, has not the witnesses that the policy asks for`;
      this.findings.add(6, 4, size, { code: "E_QUORUM", size, zh, en });
    }
    checkNewest() {
      const newest = this.notes.at(-1);
      if (newest?.size === this.claims.size && hexOf(newest.root) === this.claims.root) return;
      const zh = "bag.json 所称的树头不是包内最新的检查点";
      const en = "what bag.json claims is not the newest checkpoint here";
      this.findings.add(6, 5, Infinity, { code: "E_BAG", file: "data/bag.json", zh, en });
    }
    async checkConsistency(lines) {
      const fail = (from, to) => {
        const zh = `检查点 ${from} 与 ${to} 之间缺少一致性证明，或证明不成立`;
        const en = `between checkpoints ${from} and ${to} there is no proof that one continues the other, or it does not hold`;
        this.findings.add(6, 6, from, { code: "E_INCONSISTENT", size: from, zh, en });
      };
      await notProved(this.host.sha256, this.notes, lines, fail);
    }
    checkPins(origins, rootAt) {
      this.auditor.pins.forEach((pin, place) => {
        const code = this.pinned(pin, origins, rootAt);
        if (code) this.findings.add(6, 7, place, { code, size: pin.size, ...PINS[code] });
      });
    }
    pinned({ origin, size, root }, origins, rootAt) {
      const reach = origins.reachOf(origin);
      if (!reach || size < reach.from) return "E_ORIGIN";
      if (size > Math.min(reach.upTo, this.claims.size)) return "E_TRUNCATED";
      const own = this.notes.find((note) => note.size === size)?.root ?? rootAt(size);
      if (!own) return "W_PIN_UNCOMPARED";
      return equal(own, root) ? void 0 : "E_FORK";
    }
    /** The notes are covered one after the other: none between two that were counted can be gone. */
    checkCounted({ heads }) {
      let next = 0;
      for (const { seq, checkpoints } of heads) {
        const after = this.afterCounted(next, seq, checkpoints);
        if (after === void 0) {
          const zh = `第 ${seq} 号事件计入的检查点有缺失`;
          const en = `a checkpoint that event ${seq} counted is missing`;
          this.findings.add(6, 8, seq, { code: "E_CHECKPOINT_MISSING", seq, zh, en });
          return;
        }
        next = after;
      }
    }
    afterCounted(from, seq, checkpoints) {
      const hasher = this.host.hasher();
      for (let at2 = from; ; at2 += 1) {
        if (hexOf(hasher.copy().digest()) === checkpoints) return at2;
        const note = this.notes[at2];
        if (!note || note.size > seq) return void 0;
        hasher.update(utf8(checkpointText(note)));
      }
    }
  };
  var isLogs = ({ type, name }, origin) => type === 1 && name === origin;
  var PINS = {
    E_ORIGIN: { zh: "锚定的检查点属于另一个账本", en: "the pinned checkpoint is of another log" },
    E_TRUNCATED: {
      zh: "锚定的检查点比本包更新：末尾的事件已被删除，或换回了旧的账本",
      en: "the pinned checkpoint is larger than this bag: its tail was deleted, or an older ledger put back"
    },
    E_FORK: {
      zh: "同一位置有两个不同的树根：账本被另写",
      en: "two roots at one size: the ledger was written anew"
    },
    W_PIN_UNCOMPARED: {
      zh: "锚定的检查点无法与本包比较：取包时写明其大小（dossier.zip?pin=大小），或用整个账本的导出包",
      en: "the pinned checkpoint cannot be compared with this bag: name its size when taking one (dossier.zip?pin=SIZE), or take the whole ledger"
    }
  };

  // verifier/core/leaf.ts
  var MAX_LEAF = 6e4;
  var ACTOR_SIGNATURE = {
    credential: { form: isBase64Url(2, 1400) },
    authenticatorData: { form: isBase64Url(50, 8e3) },
    clientDataJSON: { form: isBase64Url(2, 8e3) },
    signature: { form: isBase64Url(2, 1400) }
  };
  var EVIDENCED = {
    date: { form: isDate },
    source: { form: isDigest },
    checkedBy: { form: isWord }
  };
  var DATA = {
    payload: { form: isPlainObject },
    facts: { form: isPlainObject },
    instrument: { form: isPlainObject, optional: true },
    evidenced: { form: (value) => wrongMember(value, EVIDENCED) === void 0, optional: true },
    actorsig: { form: (value) => wrongMember(value, ACTOR_SIGNATURE) === void 0, optional: true },
    version: { form: isCount },
    _sd: { form: isListOf(isSdDigest, { rising: true }) },
    _sd_alg: { form: isOneOf("sha-256") }
  };
  var LEAF2 = {
    specversion: { form: isOneOf("1.0") },
    id: { form: isUuid7 },
    source: { form: isWord },
    subject: { form: isWord },
    type: { form: isWord },
    time: { form: isInstant },
    seq: { form: isCount },
    prev: { form: isDigestOrNone },
    actor: { form: isWord },
    actorrole: { form: isWord },
    actorunit: { form: isWordOrNone },
    onbehalf: { form: isWord, optional: true },
    claimed: { form: isDate, optional: true },
    workflowhash: { form: isDigest, optional: true },
    statehash: { form: isDigest, optional: true },
    data: { form: isPlainObject }
  };
  function readLeaf(bytes) {
    if (bytes.length > MAX_LEAF) return { is: "E_PARSE", why: `> ${MAX_LEAF} bytes` };
    const reading = readJson(bytes);
    if (reading.is === "strict") return { is: "E_NONCANONICAL", why: "RFC 8785" };
    if (reading.is === "malformed") return { is: "E_PARSE", why: "JSON" };
    const wrong2 = wrongMember(reading.value, LEAF2) ?? wrongInside(reading.value);
    if (wrong2 !== void 0) return { is: "E_PARSE", why: wrong2 };
    return { is: "leaf", leaf: reading.value };
  }
  function wrongInside(value) {
    const wrong2 = wrongMember(isObject(value) ? value["data"] : void 0, DATA);
    return wrong2 === void 0 ? void 0 : `data.${wrong2}`;
  }
  var THE_PUBLIC = {
    CommentReceived: "consultation/",
    ExecutionOpinionReceived: "decision/"
  };
  function isByThePublic({ subject, type }) {
    const kind = Object.hasOwn(THE_PUBLIC, type) ? THE_PUBLIC[type] : void 0;
    return kind !== void 0 && subject.startsWith(kind);
  }
  var isRemoval = ({ subject, type }) => subject === "installation" && (type === "DisclosuresErased" || type === "RemovedUnderOrder");
  function papersNamedIn({ data: { payload, evidenced, instrument } }) {
    const named = /* @__PURE__ */ new Set();
    gather(payload, named);
    if (evidenced) named.add(evidenced.source);
    const digest = instrument?.["digest"];
    if (typeof digest === "string") named.add(digest);
    return named;
  }
  function gather(value, named) {
    if (Array.isArray(value)) for (const one of value) gather(one, named);
    else if (isObject(value))
      for (const [name, member] of Object.entries(value))
        if (name === "sha256" && typeof member === "string") named.add(member);
        else gather(member, named);
  }
  function everyString(value, see) {
    if (typeof value === "string") see(value);
    else if (typeof value === "object" && value !== null)
      for (const member of Object.values(value)) everyString(member, see);
  }

  // verifier/core/disclosures.ts
  var POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;
  function openDisclosure(encoded2) {
    const bytes = bytesOfBase64Url(encoded2);
    const parts = bytes && readCanonical(bytes);
    const [salt, pointer, value] = Array.isArray(parts) && parts.length === 3 ? parts : [];
    if (typeof salt !== "string" || typeof pointer !== "string" || value === void 0) return void 0;
    return bytesOfBase64Url(salt)?.length === 16 && POINTER.test(pointer) ? { pointer, value } : void 0;
  }
  var disclosuresOf = (file) => new RecordFile(file, { encoded: { form: isText }, seq: { form: isCount } }, { by: "seq", strictly: false });
  var Disclosures = class {
    constructor(host, files, isHere, findings) {
      this.host = host;
      this.isHere = isHere;
      this.findings = findings;
      this.file = disclosuresOf(files.disclosures);
      this.withheldFile = new RecordFile(
        files.withheld,
        (line) => ({
          ..."document" in line ? { document: { form: isDigest } } : { digest: { form: isSdDigest } },
          reason: { form: isOneOf("public") },
          seq: { form: isCount }
        }),
        { by: "seq", strictly: false }
      );
    }
    host;
    isHere;
    findings;
    file;
    withheldFile;
    /** Papers withheld, with the events that say so. */
    withheldPapers = /* @__PURE__ */ new Set();
    /** Missing, and removed by an act on record. */
    erased = 0;
    removed = /* @__PURE__ */ new Set();
    missing = /* @__PURE__ */ new Map();
    withheld = 0;
    async see(leaf, isComplete) {
      const open = new Set(leaf.data._sd);
      await this.takeDisclosed(leaf, open);
      await this.takeWithheld(leaf, open);
      if (isComplete) {
        for (const digest of open) if (!this.missing.has(digest)) this.missing.set(digest, leaf.seq);
      }
      if (isRemoval(leaf))
        for (const digest of stringsIn(leaf.data.payload["digests"])) this.removed.add(digest);
    }
    async end() {
      await this.file.drain(({ seq }) => this.mismatch(seq, NO_LEAF));
      await this.withheldFile.drain((line) => this.notWithheld(line, NO_LEAF));
      for (const [digest, seq] of this.missing) {
        if (this.removed.has(digest)) {
          this.erased += 1;
          continue;
        }
        const zh2 = `第 ${seq} 号事件：披露内容缺失，且没有依法删除的记录`;
        const en2 = `event ${seq}: a disclosure is missing, and no act on record removed it`;
        this.findings.add(8, 0, seq, { code: "E_DISCLOSURE_MISSING", seq, zh: zh2, en: en2 });
      }
      if (this.withheld === 0) return;
      const zh = `公众所写的 ${this.withheld} 项内容未装入本包（列明摘要，不影响结论）`;
      const en = `${this.withheld} of what members of the public wrote are withheld, by digest and in the open; the verdict stands`;
      this.findings.add(8, 0, Infinity, { code: "W_WITHHELD", zh, en });
    }
    async takeDisclosed({ seq }, open) {
      let before2 = "";
      for (let line = await this.file.peek(); line && line.seq <= seq; line = await this.file.peek()) {
        await this.file.take();
        const digest = base64UrlOf(this.host.sha256(utf8(line.encoded)));
        if (line.seq < seq) this.mismatch(line.seq, NO_LEAF);
        else if (byCodeUnit(before2, digest) >= 0 || !openDisclosure(line.encoded)) this.mismatch(seq, ODD);
        else if (!open.delete(digest)) this.mismatch(seq, NOT_NAMED);
        if (line.seq === seq) before2 = digest;
      }
    }
    async takeWithheld(leaf, open) {
      let before2 = "";
      for (let line = await this.withheldFile.peek(); line && line.seq <= leaf.seq; line = await this.withheldFile.peek()) {
        await this.withheldFile.take();
        this.withheld += 1;
        const { digest, document, seq } = line;
        const key = digest ?? document ?? "";
        if (seq < leaf.seq) this.notWithheld(line, NO_LEAF);
        else if (byCodeUnit(before2, key) >= 0) this.notWithheld(line, ODD);
        else if (!isByThePublic(leaf)) this.notWithheld(line, NOT_PUBLIC);
        else if (digest !== void 0 && !open.delete(digest)) this.notWithheld(line, NOT_NAMED);
        else if (document !== void 0 && !papersNamedIn(leaf).has(document))
          this.notWithheld(line, NOT_NAMED);
        else if (document !== void 0 && this.isHere(document)) this.notWithheld(line, HERE);
        else if (document !== void 0) this.withheldPapers.add(document);
        if (seq === leaf.seq) before2 = key;
      }
    }
    mismatch(seq, { zh, en }) {
      const finding = {
        code: "E_DISCLOSURE_MISMATCH",
        seq,
        zh: `第 ${seq} 号事件的披露：${zh}`,
        en: `a disclosure of event ${seq}: ${en}`
      };
      this.findings.add(8, 0, seq, { ...finding, file: "data/ledger/disclosures.jsonl" });
    }
    notWithheld({ seq }, { zh, en }) {
      const finding = {
        code: "E_DISCLOSURE_MISMATCH",
        seq,
        zh: `第 ${seq} 号事件的保留项：${zh}`,
        en: `withheld of event ${seq}: ${en}`
      };
      this.findings.add(8, 0, seq, { ...finding, file: "data/ledger/withheld.jsonl" });
    }
  };
  var NO_LEAF = { zh: "该事件不在包内", en: "that event is not here" };
  var NOT_NAMED = {
    zh: "事件中没有此摘要，内容被改动",
    en: "the event does not name its digest: it was changed"
  };
  var ODD = { zh: "写法或次序不合规定", en: "it is not written or sorted as it must be" };
  var NOT_PUBLIC = {
    zh: "不是公众的行为，不得保留",
    en: "not an act of a member of the public: nothing of it can be withheld"
  };
  var HERE = { zh: "称已保留，却在包内", en: "said to be withheld, and here all the same" };

  // verifier/core/inclusion.ts
  var Inclusion = class {
    constructor(host, claims, file, findings) {
      this.host = host;
      this.claims = claims;
      this.findings = findings;
      const members = { path: { form: isPath }, seq: { form: isCount } };
      this.file = new RecordFile(file, members, { by: "seq", strictly: true });
      this.root = bytesOfHex(claims.root);
    }
    host;
    claims;
    findings;
    file;
    root;
    async see({ leaf: { seq, subject }, hash }) {
      for (let line2 = await this.file.peek(); line2 && line2.seq < seq; line2 = await this.file.peek()) {
        this.stray(line2);
        await this.file.take();
      }
      const line = await this.file.peek();
      const isThere = line?.seq === seq;
      if (isThere) await this.file.take();
      const { size } = this.claims;
      const proof = { index: seq, size, leaf: hash, path: pathOf(line?.path ?? []), root: this.root };
      if (isThere && includes(this.host.sha256, proof)) return;
      const zh = `第 ${seq} 号事件不在树根之下：内容被改动，或缺少证明`;
      const en = `event ${seq} is not below the root: it was changed, or its proof is missing`;
      this.findings.add(5, 0, seq, { code: "E_ROOT", seq, subject, zh, en });
    }
    async end() {
      await this.file.drain((line) => this.stray(line));
    }
    stray({ seq }) {
      const zh = `第 ${seq} 号位置有证明而无事件`;
      const en = `there is a proof for position ${seq}, and no event`;
      this.findings.add(5, 0, seq, { code: "E_ROOT", seq, zh, en });
    }
  };
  var WholeTree = class {
    constructor(host, wanted, findings) {
      this.wanted = wanted;
      this.findings = findings;
      this.tree = new GrowingTree(host.sha256);
      this.keep();
    }
    wanted;
    findings;
    tree;
    roots = /* @__PURE__ */ new Map();
    see(hash) {
      this.tree.append(hash);
      this.keep();
    }
    /** The root at one of the sizes that were asked for; undefined beyond the leaves. */
    rootAt(size) {
      return this.roots.get(size);
    }
    end(notes, claims) {
      for (const { size, root } of notes)
        this.compare(size, root, size, `检查点 ${size}`, `checkpoint ${size}`);
      this.compare(claims.size, bytesOfHex(claims.root), Infinity, "bag.json", "bag.json");
    }
    compare(size, root, place, zh, en) {
      const own = this.rootAt(size);
      if (!own) {
        const beyond = {
          zh: `${zh}：只剩 ${this.tree.size} 个事件`,
          en: `${en}: only ${this.tree.size} events are left`
        };
        this.findings.add(5, 0, place, { code: "E_TRUNCATED", size, ...beyond });
      } else if (!equal(own, root)) {
        const other = {
          zh: `${zh}：由事件算出的树根不同，其下有事件被改动`,
          en: `${en}: the events give another root; one below it was changed`
        };
        this.findings.add(5, 0, place, { code: "E_ROOT", size, ...other });
      }
    }
    keep() {
      if (this.wanted.has(this.tree.size)) this.roots.set(this.tree.size, this.tree.root());
    }
  };

  // verifier/core/lending.ts
  var BOUND_TO_THE_PERSON = /* @__PURE__ */ new Set([
    "HeadSpoke",
    "OutcomeDecided",
    "RiskJudged",
    "MinutesIssued",
    "DecisionIssued",
    "ProcedureTerminated",
    "MemberSpoke",
    "MemberRecused",
    "DissentConfirmed",
    "ExpertDeclared",
    "ExpertOpinionGiven",
    "LegalityOpinionIssued",
    "ConformityConfirmed",
    "ConformityDenied",
    "LegalAdviceGiven",
    "ExecutionAdviceGiven",
    "EvaluationReported",
    "AuditFindingRecorded",
    "IrregularityRecorded",
    "PartyCommitteeAnswered",
    "CongressResolved",
    "DecisionLapsed",
    "DeadlinePassed",
    "CommentReceived"
  ]);
  var ROLES_NOT_LENT = /* @__PURE__ */ new Set([
    "member",
    "expert",
    "legal-adviser",
    "evaluator",
    "administrator",
    "auditor"
  ]);
  var Lending = class {
    constructor(findings) {
      this.findings = findings;
    }
    findings;
    see({ seq, subject, type, data: { facts } }, isComplete) {
      const { delegation } = facts;
      if (!isComplete || delegation === void 0) return;
      if (!BOUND_TO_THE_PERSON.has(type) && !lends(delegation)) return;
      this.findings.add(13, 0, seq, {
        code: "E_ILLEGAL",
        seq,
        subject,
        zh: `第 ${seq} 号事件（${type}）：这一行为或角色由本人行使，不得委托`,
        en: `event ${seq} (${type}): the act or the role is bound to the person, and nobody does it for another`
      });
    }
  };
  function lends(delegation) {
    const grants = isObject(delegation) ? delegation["grants"] : void 0;
    return Array.isArray(grants) && grants.some((grant) => isObject(grant) && ROLES_NOT_LENT.has(String(grant["role"])));
  }

  // verifier/core/papers.ts
  var DOCUMENTS = "data/documents/";
  var CONTENT = "data/content/";
  var DEFINITIONS = "data/definitions/";
  var nameIn = (path) => (path.split("/").at(-1) ?? "").split(".")[0] ?? "";
  var Papers = class {
    constructor(files, digests, findings) {
      this.files = files;
      this.digests = digests;
      this.findings = findings;
      this.unnamed = new Set([...pathsUnder(files, DOCUMENTS), ...pathsUnder(files, CONTENT)].map(nameIn));
    }
    files;
    digests;
    findings;
    /** Files that no leaf has named yet. */
    unnamed;
    missing = /* @__PURE__ */ new Map();
    removed = /* @__PURE__ */ new Set();
    definitions = /* @__PURE__ */ new Map();
    isHere = (document) => this.files.has(`${DOCUMENTS}${document}`);
    see(leaf, isComplete) {
      if (this.unnamed.size > 0) everyString(leaf.data, (text) => this.unnamed.delete(text));
      if (isRemoval(leaf))
        for (const digest of stringsIn(leaf.data.payload["documents"])) this.removed.add(digest);
      const { workflowhash } = leaf;
      if (workflowhash !== void 0 && !this.definitions.has(workflowhash))
        this.definitions.set(workflowhash, leaf.seq);
      if (isComplete) this.seePapers(leaf);
    }
    /** @param withheld papers that are lawfully elsewhere, where only members of the public named them */
    end(withheld) {
      for (const folder of [DOCUMENTS, CONTENT])
        for (const file of pathsUnder(this.files, folder)) this.checkFile(file);
      for (const [digest, { seq, byThePublicOnly }] of this.missing) {
        if (this.removed.has(digest) || byThePublicOnly && withheld.has(digest)) continue;
        const short = digest.slice(0, 12);
        const zh = `第 ${seq} 号事件所列材料 ${short} 不在包内，也没有依法移除的记录`;
        const en = `event ${seq} names the paper ${short}, which is not here, and no act on record removed it`;
        this.findings.add(9, 2, seq, { code: "E_BLOB", seq, zh, en });
      }
      pathsUnder(this.files, DEFINITIONS).forEach((file) => {
        const sha256 = nameIn(file);
        if (this.digests.get(file) === sha256 && this.definitions.has(sha256)) return;
        const zh = "程序定义的内容与其摘要不符，或没有事件依据它";
        const en = "the bytes of a definition are not those that its name says, or no event names it";
        this.findings.add(9, 3, 0, { code: "E_DEFINITION", file, zh, en });
      });
      for (const [digest, seq] of this.definitions) {
        if (this.files.has(`${DEFINITIONS}${digest}.mjs`)) continue;
        const zh = `程序定义 ${digest.slice(0, 12)} 不在包内，无法重放`;
        const en = `the definition ${digest.slice(0, 12)} is not here: its decisions cannot be replayed`;
        this.findings.add(9, 4, seq, { code: "W_DEFINITION_MISSING", seq, zh, en });
      }
    }
    seePapers(leaf) {
      for (const digest of papersNamedIn(leaf)) {
        if (this.isHere(digest)) continue;
        const before2 = this.missing.get(digest);
        const byThePublicOnly = isByThePublic(leaf);
        if (before2) before2.byThePublicOnly &&= byThePublicOnly;
        else this.missing.set(digest, { seq: leaf.seq, byThePublicOnly });
      }
    }
    checkFile(file) {
      const sha256 = nameIn(file);
      if (this.digests.get(file) === sha256 && !this.unnamed.has(sha256)) return;
      const zh = "内容与其摘要不符，或没有事件提到它";
      const en = "its bytes are not those that its name says, or no event names it";
      this.findings.add(9, 1, 0, { code: "E_BLOB", file, zh, en });
    }
  };

  // verifier/core/receipts.ts
  var Receipts = class {
    constructor(host, files, claims, auditor, findings) {
      this.host = host;
      this.files = files;
      this.claims = claims;
      this.auditor = auditor;
      this.findings = findings;
      for (const path of receiptPaths(files)) this.events.set(eventIdOf(path), void 0);
    }
    host;
    files;
    claims;
    auditor;
    findings;
    events = /* @__PURE__ */ new Map();
    see({ leaf: { id, seq }, hash }) {
      if (this.events.has(id)) this.events.set(id, { seq, hash });
    }
    async check(keys, origins, notes, rootAt) {
      for (const file of receiptPaths(this.files)) {
        const bag = this.files.get(file);
        const receipt = bag && readReceipt(await bytesOf(bag, MAX_NOTE));
        if (!receipt) throw new Error(`${file} changed while it was read.`);
        const code = await this.fault(receipt, eventIdOf(file), keys, origins, notes, rootAt);
        if (!code) continue;
        const { zh, en } = WORDS[code];
        this.findings.add(10, 0, 0, {
          code,
          file,
          seq: receipt.index,
          zh: `第 ${receipt.index} 号事件的回执：${zh}`,
          en: `the receipt of event ${receipt.index}: ${en}`
        });
      }
    }
    async fault({ index, path, checkpoint }, id, keys, origins, notes, rootAt) {
      const event = this.events.get(id);
      const { origin, size, root } = checkpoint;
      if (event?.seq !== index) return "E_ROOT";
      if (origin !== origins.at(size)) return "E_ORIGIN";
      const isKnown = origin === this.claims.origin || this.auditor.policy?.logs.some(({ name }) => name === origin);
      if (this.auditor.policy && isKnown && !await this.isSigned(checkpoint, keys)) return "E_SIG";
      if (size > this.claims.size) return "E_TRUNCATED";
      const known = notes.find((note) => note.size === size)?.root ?? rootAt(size);
      if (known && !equal(known, root)) return "E_FORK";
      return includes(this.host.sha256, { index, size, leaf: event.hash, path, root }) ? void 0 : "E_ROOT";
    }
    async isSigned(checkpoint, keys) {
      try {
        const { holding, broken: broken2 } = await signaturesOf(this.host, checkpoint, keys);
        return !broken2 && holding.some(({ key }) => isLogs(key, checkpoint.origin));
      } catch (error) {
        if (error instanceof Unsupported) return true;
        throw error;
      }
    }
  };
  var WORDS = {
    E_ROOT: { zh: "不证明包内的该事件", en: "it proves no event that is here" },
    E_ORIGIN: { zh: "属于另一个账本", en: "it is of another log" },
    E_SIG: { zh: "没有已知密钥的有效签名", en: "no signature by a known key holds" },
    E_TRUNCATED: {
      zh: "比本包更新：末尾的事件已被删除",
      en: "it is larger than this bag: the tail was deleted"
    },
    E_FORK: { zh: "与本账本同一位置的树根不同", en: "it has another root than this ledger at the same size" }
  };

  // verifier/core/recorded-heads.ts
  var RecordedHeads = class {
    constructor(host) {
      this.host = host;
    }
    host;
    entries = /* @__PURE__ */ new Map();
    moved = /* @__PURE__ */ new Map();
    names;
    checkpointsTo = 0;
    faults = [];
    see({ leaf, hash }) {
      if (leaf.subject === "installation" && leaf.type === "HeadsRecorded" && !this.isTrue(leaf))
        this.faults.push(leaf);
      this.moved.set(leaf.subject, { version: leaf.data.version, hash });
    }
    end(findings) {
      for (const { seq, subject } of this.faults) {
        const zh = `第 ${seq} 号事件（HeadsRecorded）：所登记的各主体末位与其前各事件不符`;
        const en = `event ${seq} (HeadsRecorded): the heads that it records are not those of the events before it`;
        findings.add(12, 0, seq, { code: "E_ILLEGAL", seq, subject, zh, en });
      }
    }
    isTrue({ seq, data: { payload, facts } }) {
      const { count, root } = this.now();
      const told = { count, root, size: seq };
      const agrees = Object.entries(told).every(([name, value]) => payload[name] === value);
      const { heads } = facts;
      if (heads === void 0) return agrees;
      if (!isObject(heads)) return false;
      const asPayload = ["checkpoints", "count", "root", "size"].every((name) => heads[name] === payload[name]);
      const { checkpointsTo } = heads;
      if (typeof checkpointsTo !== "number" || checkpointsTo < this.checkpointsTo || checkpointsTo > seq)
        return false;
      this.checkpointsTo = checkpointsTo;
      return agrees && asPayload;
    }
    now() {
      for (const [subject, { version, hash }] of this.moved) {
        if (!this.entries.has(subject)) this.names = void 0;
        const entry = utf8(canonical({ leaf: hexOf(hash), subject, version }) ?? "");
        this.entries.set(subject, leafHash(this.host.sha256, entry));
      }
      this.moved.clear();
      this.names ??= [...this.entries.keys()].sort(byCodeUnit);
      const tree = new GrowingTree(this.host.sha256);
      for (const name of this.names) tree.append(this.entries.get(name));
      return { count: tree.size, root: hexOf(tree.root()) };
    }
  };

  // verifier/core/registers.ts
  var NOTHING = "0".repeat(64);
  var Registers = class {
    constructor(host) {
      this.host = host;
    }
    host;
    persons = /* @__PURE__ */ new Map();
    others = /* @__PURE__ */ new Map();
    /** How each decision that is here stands. */
    decisions = /* @__PURE__ */ new Map();
    /** Digest of the working-day calendar that was noticed last; undefined before the first notice. */
    calendar;
    /** @param replayed of a decision's event, what its replay tells */
    see(leaf, replayed) {
      const { subject, type, data } = leaf;
      const [kind, id] = [subject.split("/", 1)[0], subject.slice(subject.indexOf("/") + 1)];
      if (kind === "decision") this.decisions.set(id, { version: data.version, told: replayed });
      if (kind === "catalogue")
        this.seeOther(subject, leaf, catalogueAfter(this.others.get(subject)?.told, leaf));
      if (kind === "person") this.seePerson(id, leaf);
      if (kind === "meeting") this.seeOther(subject, leaf, meetingAfter(this.others.get(subject)?.told, leaf));
      if (kind === "consultation") this.seeOther(subject, leaf, this.consultationAfter(subject, leaf));
      const { digest } = data.payload;
      if (subject === "installation" && type === "CalendarNoticed" && typeof digest === "string")
        this.calendar = digest;
    }
    person(id) {
      return this.persons.get(id);
    }
    /** A meeting, consultation or catalogue; one without events stands at -1. */
    other(subject) {
      const none = { version: -1, isClear: true, told: subject.startsWith("consultation/") ? NO_COMMENTS : {} };
      return this.others.get(subject) ?? none;
    }
    seePerson(id, { type, data: { payload, version } }) {
      const before2 = this.persons.get(id) ?? nobodyYet();
      before2.isClear &&= version === before2.version + 1;
      before2.version = version;
      if (type === "RoleGranted" || type === "RoleConfirmed" || type === "RoleEnded") {
        const others = before2.grants.filter((grant) => !GRANT.every((name) => grant[name] === payload[name]));
        before2.grants = type === "RoleEnded" ? others : [...others, payload];
      }
      if (type === "DelegationGranted") before2.delegations.set(String(payload["delegation"]), payload);
      if (type === "DelegationEnded") before2.delegations.delete(String(payload["delegation"]));
      if (type === "StandingChanged") {
        const { standing = null, until } = payload;
        before2.standing = standing;
        before2.barredUntil = standing === "barred" && typeof until === "string" ? until : void 0;
      }
      this.persons.set(id, before2);
    }
    seeOther(subject, { data: { version } }, told) {
      const before2 = this.other(subject);
      const isClear = before2.isClear && version === before2.version + 1 && told !== void 0;
      this.others.set(subject, { version, isClear, told: told ?? before2.told });
    }
    consultationAfter(subject, { type, data: { payload } }) {
      const { told } = this.other(subject);
      const one = (name, more = 1) => Number(told[name]) + more;
      if (type === "CommentReceived") {
        const received = one("received");
        const commentsRoot = this.digestOf([
          told["commentsRoot"] ?? null,
          received,
          payload["receipt"] ?? null
        ]);
        return { ...told, received, commentsRoot };
      }
      if (type !== "CommentDisposed") return void 0;
      const { comment = null, disposition = null } = payload;
      return {
        ...told,
        disposed: one("disposed"),
        adopted: one("adopted", Number(disposition === "adopted")),
        partly: one("partly", Number(disposition === "partly")),
        notAdopted: one("notAdopted", Number(disposition === "not-adopted")),
        dispositionsRoot: this.digestOf([told["dispositionsRoot"] ?? null, comment, disposition])
      };
    }
    digestOf(value) {
      return hexOf(this.host.sha256(utf8(canonical(value) ?? "")));
    }
  };
  var NO_COMMENTS = {
    received: 0,
    disposed: 0,
    adopted: 0,
    partly: 0,
    notAdopted: 0,
    commentsRoot: NOTHING,
    dispositionsRoot: NOTHING
  };
  var nobodyYet = () => ({
    version: -1,
    isClear: true,
    standing: "good",
    barredUntil: void 0,
    grants: [],
    delegations: /* @__PURE__ */ new Map()
  });
  var standingOn = ({ standing, barredUntil }, day) => barredUntil !== void 0 && barredUntil < day ? "good" : standing;
  var GRANT = ["role", "unit", "body"];
  function grantsOn({ grants }, day) {
    return grants.filter(
      ({ from, until }) => (typeof from !== "string" || from <= day) && (typeof until !== "string" || day <= until)
    ).map(({ role = null, unit = null, body = null }) => canonical({ role, unit, body }) ?? "").sort();
  }
  function lentBy(register, delegation, { actor, type, subject }, day) {
    const one = register.delegations.get(delegation);
    if (!one || one["to"] !== actor || String(one["from"]) > day || day > String(one["until"])) return [];
    const acts = one["acts"];
    const covers = (acts === void 0 || stringsIn(acts).includes(type)) && (one["decision"] === void 0 || subject === `decision/${String(one["decision"])}`);
    if (!covers || standingOn(register, day) !== "good") return [];
    const roles = stringsIn(one["roles"]);
    return grantsOn(register, day).filter((text) => {
      const { role, unit, body } = JSON.parse(text);
      return body === one["body"] && roles.includes(role) && (one["unit"] === void 0 || unit === one["unit"]);
    });
  }
  var CONVENED = ["body", "kind", "plannedOn", "head", "members"];
  function meetingAfter(told, { type, data: { payload } }) {
    const given = (name) => payload[name] ?? null;
    if (type === "MeetingConvened") {
      const convened = Object.fromEntries(CONVENED.map((name) => [name, given(name)]));
      return {
        ...convened,
        status: "convened",
        openedOn: null,
        present: [],
        agenda: stringsIn(payload["agenda"])
      };
    }
    if (!told) return void 0;
    if (type === "MeetingRescheduled") return { ...told, plannedOn: given("plannedOn") };
    if (type === "MeetingOpened") return { ...told, status: "open", openedOn: given("openedOn") };
    if (type === "AttendanceRecorded") return { ...told, present: given("present") };
    return type === "MeetingClosed" ? { ...told, status: "closed" } : void 0;
  }
  function catalogueAfter(told, { type, data: { payload } }) {
    const { body = null, year = null } = payload;
    if (type === "CatalogueDrafted")
      return { body, year, status: "drafted", items: inOrder(numbersIn(payload["items"])) };
    if (!told) return void 0;
    if (type === "CatalogueConsented") return { ...told, status: "consented" };
    if (type === "CataloguePublished") return { ...told, status: "published" };
    if (type !== "CatalogueAdjusted") return void 0;
    const [added2, changed, removed] = ["added", "changed", "removed"].map((name) => numbersIn(payload[name]));
    const gone = /* @__PURE__ */ new Set([...changed ?? [], ...removed ?? []]);
    const kept = numbersIn(told["items"]).filter((number) => !gone.has(number));
    const isConsentedTo = payload["consent"] !== void 0;
    return {
      ...told,
      items: inOrder([...kept, ...changed ?? [], ...added2 ?? []]),
      status: isConsentedTo ? told["status"] ?? null : "drafted"
    };
  }
  var numbersIn = (list) => Array.isArray(list) ? list.map((one) => Number(isObject(one) ? one["number"] : one)) : [];
  var inOrder = (numbers) => [...numbers].sort((a, b) => a - b);
  function readAt(fact, name) {
    if (!isObject(fact)) return void 0;
    const { [name]: id, position } = fact;
    return typeof id === "string" && typeof position === "number" ? { id, position } : void 0;
  }

  // verifier/core/facts.ts
  var WITHOUT_ACCOUNT = {
    installation: "installation",
    timekeeper: "timekeeper"
  };
  var dayInChina = (time) => new Date(Date.parse(time) + 8 * 36e5).toISOString().slice(0, 10);
  function factFaults(host, leaf, registers, isWhole, adopted) {
    const { data, subject, time, actor, actorrole, actorunit, onbehalf } = leaf;
    const { facts } = data;
    const day = dayInChina(time);
    const asked = Object.entries(
      isObject(facts["persons"]) ? facts["persons"] : {}
    );
    if (onbehalf !== void 0 || facts["principal"] !== void 0)
      asked.push([onbehalf ?? "", facts["principal"] ?? null]);
    const lent = delegated(leaf, registers, day, isWhole);
    const own = facts["actor"];
    const faults = [
      lent.fault,
      // Where it cannot be told what was lent, neither can whether it is what the actor has more.
      own === void 0 || lent.fault ? void 0 : faultOf(`person ${actor}`, personIs(actor, own, registers, day, isWhole, lent.grants))
    ];
    const others = asked.map(
      ([id, fact]) => fact === void 0 ? void 0 : faultOf(`person ${id}`, personIs(id, fact, registers, day, isWhole))
    );
    faults.push(...others);
    const isRegister = !subject.startsWith("decision/");
    if (isRegister && facts["actor"] !== void 0 && !holds(facts["actor"], actorrole, actorunit))
      faults.push({ is: "false", fact: `role ${actorrole}` });
    for (const kind of ["meeting", "consultation"])
      if (facts[kind] !== void 0) faults.push(faultOf(kind, otherIs(kind, facts[kind], registers, isWhole)));
    const { documents, openCall, ruleSet, calendar, noticedCalendar } = facts;
    if (documents !== void 0)
      faults.push(faultOf("documents", areNamed(documents, papersNamedIn(leaf)) ? "true" : "false"));
    if (openCall !== void 0) faults.push(faultOf("openCall", decisionStoodAt(openCall, registers, isWhole)));
    if (ruleSet !== void 0) faults.push(faultOf("ruleSet", isDigestedBy(host, ruleSet) ? "true" : "false"));
    const expected = adopted ?? registers.calendar;
    if (typeof expected === "string" && calendar !== void 0 && calendar !== expected)
      faults.push({ is: "false", fact: "calendar" });
    const noticed = registers.calendar;
    if (noticedCalendar !== void 0 && noticed !== void 0 && noticedCalendar !== noticed)
      faults.push({ is: "false", fact: "noticedCalendar" });
    return faults.filter((fault) => fault !== void 0);
  }
  var faultOf = (fact, is) => is === "true" ? void 0 : { is, fact };
  function delegated(leaf, registers, day, isWhole) {
    const fact = leaf.data.facts["delegation"];
    if (fact === void 0) return { grants: [] };
    const by = isObject(fact) ? readAt(fact["by"], "person") : void 0;
    if (!isObject(fact) || !by || fact["by"] === void 0)
      return { grants: [], fault: { is: "false", fact: "delegation" } };
    const register = registers.person(by.id);
    const stands = personIs(by.id, fact["by"], registers, day, isWhole);
    if (!register || stands !== "true")
      return { grants: [], fault: { is: stands === "unclear" ? "unclear" : "false", fact: "delegation" } };
    const grants = lentBy(register, String(fact["delegation"]), leaf, day);
    const said = Array.isArray(fact["grants"]) ? fact["grants"] : [];
    const agrees = grants.length > 0 && said.map((grant) => canonical(grant) ?? "").sort().join() === grants.join();
    return { grants, fault: agrees ? void 0 : { is: "false", fact: "delegation" } };
  }
  function personIs(id, fact, registers, day, isWhole, lent = []) {
    const read = readAt(fact, "person");
    if (read?.id !== id || !isObject(fact) || !Array.isArray(fact["grants"])) return "false";
    const grants = fact["grants"];
    const register = registers.person(read.id);
    if (read.position < 0) return isWithoutAccount(read.id, grants) && !register ? "true" : "false";
    if (!register || register.version < read.position || !register.isClear)
      return isWhole ? "false" : "unclear";
    const said = grants.map((grant) => canonical(grant) ?? "").sort();
    const held = [.../* @__PURE__ */ new Set([...grantsOn(register, day), ...lent])].sort();
    const agrees = register.version === read.position && said.join() === held.join();
    return agrees && fact["standing"] === standingOn(register, day) ? "true" : "false";
  }
  function holds(fact, role, unit) {
    const grants = isObject(fact) && Array.isArray(fact["grants"]) ? fact["grants"] : [];
    return grants.some((grant) => isObject(grant) && grant["role"] === role && grant["unit"] === unit);
  }
  function isWithoutAccount(id, grants) {
    const own = Object.hasOwn(WITHOUT_ACCOUNT, id) ? WITHOUT_ACCOUNT[id] : "public";
    return grants.length === 0 || grants.length === 1 && isObject(grants[0]) && grants[0]["role"] === own;
  }
  function otherIs(kind, fact, registers, isWhole) {
    const read = readAt(fact, kind);
    if (!read || !isObject(fact)) return "false";
    const register = registers.other(`${kind}/${read.id}`);
    const isElsewhere = register.version < 0 && read.position >= 0 && !isWhole;
    if (!register.isClear || isElsewhere) return "unclear";
    if (register.version !== read.position) return "false";
    const agrees = Object.entries(register.told).every(
      ([name, value]) => canonical(fact[name] ?? null) === canonical(value)
    );
    return agrees ? "true" : "false";
  }
  function decisionStoodAt(fact, registers, isWhole) {
    const read = readAt(fact, "decision");
    if (!read) return "false";
    const version = registers.decisions.get(read.id)?.version;
    if (version === void 0) return isWhole ? "false" : "unclear";
    return version === read.position ? "true" : "false";
  }
  function areNamed(documents, named) {
    if (!Array.isArray(documents)) return false;
    return documents.every(
      (one, at2) => typeof one === "string" && named.has(one) && (at2 === 0 || String(documents[at2 - 1]) < one)
    );
  }
  function isDigestedBy(host, ruleSet) {
    if (!isObject(ruleSet)) return false;
    const { digest, ...rest } = ruleSet;
    return hexOf(host.sha256(utf8(canonical(rest) ?? ""))) === digest;
  }

  // verifier/core/asked.ts
  function askedFaults({ procedure }, leaf, before2) {
    const asks = procedure.events[leaf.type]?.asks ?? {};
    const { facts, payload } = leaf.data;
    const body = asks.catalogue?.(payload, before2.context);
    const catalogue = typeof body === "string" ? `${body}-${dayInChina(leaf.time).slice(0, 4)}` : void 0;
    const ids = asks.decisions?.(payload);
    const named = Array.isArray(ids) ? new Set(ids.map(String)) : void 0;
    const answers = [
      ["catalogue", catalogueIs(catalogue, facts["catalogue"], before2)],
      ["decisions", decisionsAre(named, facts["decisions"], before2)],
      [
        "correction",
        asks.correction === true ? correctionIs(facts["correction"], leaf, procedure.restsOn ?? {}, before2) : trueIf(facts["correction"] === void 0)
      ]
    ];
    return answers.flatMap(([fact, is]) => is === "true" ? [] : [{ is, fact }]);
  }
  function toldOf(context, state) {
    const { hasTag } = state ?? {};
    if (typeof hasTag !== "function") return void 0;
    const has = (tag) => hasTag.call(state, tag) === true;
    return {
      body: context["body"] ?? "",
      arisesFrom: context["arisesFrom"] ?? null,
      effective: has("effective"),
      settled: has("settled")
    };
  }
  function catalogueIs(id, fact, { registers, isWhole }) {
    if (id === void 0) return trueIf(fact === void 0);
    const register = registers.other(`catalogue/${id}`);
    if (fact === void 0) return trueIf(register.version < 0);
    const read = readAt(fact, "catalogue");
    if (read?.id !== id || !isObject(fact)) return "false";
    if (!isWhole && (register.version < read.position || !register.isClear)) return "unclear";
    return trueIf(same(fact, { catalogue: id, position: register.version, ...register.told }));
  }
  function decisionsAre(ids, fact, { registers, isWhole }) {
    if (ids === void 0) return trueIf(fact === void 0);
    if (!isObject(fact) || Object.keys(fact).some((id) => !ids.has(id))) return "false";
    const answers = [...ids].map((id) => {
      const said = Object.hasOwn(fact, id) ? fact[id] : void 0;
      const decision = registers.decisions.get(id);
      if (!decision) return said === void 0 ? "true" : isWhole ? "false" : "unclear";
      if (!isObject(said) || said["position"] !== decision.version) return "false";
      if (!decision.told) return "unclear";
      return trueIf(same(said, { position: decision.version, ...decision.told }));
    });
    return answers.includes("false") ? "false" : answers.includes("unclear") ? "unclear" : "true";
  }
  function correctionIs(fact, { data: { payload } }, restsOn, { types }) {
    if (!isObject(fact)) return "false";
    const version = Number(payload["event"]);
    const type = types[version];
    const step = type !== void 0 && Object.hasOwn(restsOn, type) ? restsOn[type] : null;
    const { known, unmet } = fact;
    const isEmpty = Array.isArray(unmet) && unmet.length === 0;
    const agrees = fact["version"] === version && fact["type"] === (type ?? "");
    if (known === true) return trueIf(agrees && type !== void 0 && fact["step"] === step);
    return trueIf(agrees && known === false && fact["step"] === null && isEmpty);
  }
  var same = (one, other) => canonical(one) === canonical(other);
  var trueIf = (holds2) => holds2 ? "true" : "false";

  // verifier/core/procedure.ts
  function isBuiltWorkflow(value) {
    const { procedure, dayCountingOn } = value ?? {};
    const { decide, intake, context, events } = procedure ?? {};
    return [decide, intake, context, dayCountingOn].every((one) => typeof one === "function") && typeof events === "object";
  }
  function actOf(leaf, days) {
    const { type, subject, time, actor, actorrole, actorunit, onbehalf, claimed, data } = leaf;
    const { version, payload, facts, evidenced, instrument } = data;
    return {
      type,
      subject,
      version,
      time,
      date: dayInChina(time),
      actor,
      actorRole: actorrole,
      actorUnit: actorunit,
      payload,
      facts,
      days,
      ...onbehalf === void 0 ? {} : { onBehalf: onbehalf },
      ...claimed === void 0 ? {} : { claimed },
      ...evidenced === void 0 ? {} : { evidenced },
      ...instrument === void 0 ? {} : { instrument }
    };
  }
  function disagreeingField({ procedure }, { type, data: { payload } }, disclosed) {
    const intake = procedure.intake(type);
    if (!intake) return void 0;
    const whole = joined2(payload, disclosed);
    for (const name of Object.keys(procedure.events[type]?.companions ?? {})) delete whole[name];
    const taken = intake.take(whole);
    if (taken.is !== "taken") return "/";
    const names = /* @__PURE__ */ new Set([...Object.keys(payload), ...Object.keys(taken.clear)]);
    const differing = [...names].find((name) => textOf2(payload[name]) !== textOf2(taken.clear[name]));
    if (differing !== void 0) return `/payload/${differing}`;
    const [here, wanted] = [disclosed, taken.disclosures].map(
      (list) => list.map(({ pointer }) => pointer).sort()
    );
    return here?.find((pointer, at2) => pointer !== wanted?.[at2]) ?? wanted?.[here?.length ?? 0];
  }
  var textOf2 = (value) => value === void 0 ? "" : canonical(value);
  function joined2(payload, disclosed) {
    const whole = JSON.parse(JSON.stringify(payload));
    for (const { pointer, value } of disclosed) {
      const [root, ...path] = pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
      const last = path.pop();
      let parent = whole;
      for (const part of path)
        parent = Array.isArray(parent) ? parent[Number(part)] : isObject(parent) ? parent[part] : void 0;
      if (root === "payload" && last !== void 0 && last !== "__proto__" && isObject(parent))
        parent[last] = value;
    }
    return whole;
  }

  // verifier/core/sides.ts
  var KEPT_APART = ["drafters", "assessors"];
  var SECOND_PERSONS = ["evidence-second-person", "correction-checked", "risk-report-reviewed"];
  function stoodInAfter(before2, { actor, data }) {
    const by = delegatorIn(data.facts);
    const known = by === void 0 || before2.some(([one, other]) => one === actor && other === by);
    return known ? before2 : [...before2, [actor, by]];
  }
  function delegatorIn({ delegation }) {
    const by = isObject(delegation) ? delegation["by"] : void 0;
    const person = isObject(by) ? by["person"] : void 0;
    return typeof person === "string" ? person : void 0;
  }
  function standsBySides({ procedure }, state, leaf, days, before2) {
    const stoodIn = stoodInAfter(before2, leaf);
    if (stoodIn.length === 0) return true;
    const sideOf = (person) => side(stoodIn, person);
    const widened = withSides(state, sideOf);
    const act = actOf(leaf, days);
    const all = [act, ...ofDelegator(act, leaf)];
    if (all.some((one) => procedure.decide(widened, one).is !== "accepted")) return false;
    const people = sideOf(leaf.actor);
    return people.every(
      (one) => people.filter((other) => other !== one).every((other) => {
        const verdict = procedure.decide(state, actOf(asAnother(leaf, one, other), days));
        return verdict.is !== "refused" || !verdict.unmet.some(({ requirement }) => SECOND_PERSONS.includes(requirement ?? ""));
      })
    );
  }
  function side(stoodIn, person) {
    const people = [person];
    for (const one of people)
      for (const pair of stoodIn)
        for (const other of pair) if (pair.includes(one) && !people.includes(other)) people.push(other);
    return people;
  }
  function ofDelegator(act, { data: { facts } }) {
    const { delegation, ...rest } = facts;
    const actor = delegatorIn(facts);
    const by = isObject(delegation) ? delegation["by"] : void 0;
    return actor === void 0 ? [] : [{ ...act, actor, facts: { ...rest, actor: by } }];
  }
  function withSides(state, sideOf) {
    const { context } = state ?? {};
    if (typeof context !== "object" || context === null) return state;
    const lists = KEPT_APART.flatMap((name) => {
      const list = context[name];
      return Array.isArray(list) ? [[name, list.flatMap((one) => entries(one, sideOf))]] : [];
    });
    return { ...state, context: { ...context, ...Object.fromEntries(lists) } };
  }
  function entries(entry, sideOf) {
    if (typeof entry === "string") return sideOf(entry);
    const person = isObject(entry) ? entry["person"] : void 0;
    return isObject(entry) && typeof person === "string" ? sideOf(person).map((one) => ({ ...entry, person: one })) : [entry];
  }
  function asAnother(leaf, one, other) {
    const { payload, facts, evidenced } = leaf.data;
    const { actor = null, persons } = facts;
    const again = (value) => replaced(value, one, other);
    return {
      ...leaf,
      actor: leaf.actor === one ? other : leaf.actor,
      data: {
        ...leaf.data,
        payload: again(payload),
        ...evidenced === void 0 ? {} : {
          evidenced: { ...evidenced, checkedBy: evidenced.checkedBy === one ? other : evidenced.checkedBy }
        },
        facts: { ...facts, actor: again(actor), ...persons === void 0 ? {} : { persons: again(persons) } }
      }
    };
  }
  function replaced(value, one, other) {
    if (value === one) return other;
    if (Array.isArray(value)) return value.map((item) => replaced(item, one, other));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name === one ? other : name, replaced(item, one, other)])
    );
  }

  // verifier/core/replay.ts
  var UNDER_WAY = 5e3;
  var MAX_MODULE = 64 * 1024 * 1024;
  async function replay(of) {
    const definitions = new Definitions(of);
    const done = /* @__PURE__ */ new Set();
    let events = 0;
    for (let more = true; more; ) {
      const pass = new Pass(of, definitions, done);
      await pass.run();
      events += pass.judged;
      more = pass.postponed;
    }
    return { decisions: done.size, events };
  }
  var Definitions = class {
    constructor(of) {
      this.of = of;
    }
    of;
    workflows = /* @__PURE__ */ new Map();
    days = /* @__PURE__ */ new Map();
    /** Undefined when it must not, or cannot, be run; then that is said, once, at the event that needs it. */
    async workflow(sha256, seq) {
      if (!this.workflows.has(sha256)) this.workflows.set(sha256, await this.load(sha256, seq));
      return this.workflows.get(sha256);
    }
    /** Day counting on a calendar; undefined where that is not here. */
    async counting(workflow, calendar, hash) {
      if (typeof calendar !== "string") return void 0;
      const key = `${hash}/${calendar}`;
      if (!this.days.has(key)) {
        const bytes = await this.bytesAt(`data/content/${calendar}.json`, calendar);
        this.days.set(key, bytes && workflow.dayCountingOn(JSON.parse(textOf(bytes) ?? "null")));
      }
      return this.days.get(key);
    }
    async load(sha256, seq) {
      const { host, auditor, findings } = this.of;
      const bytes = await this.bytesAt(`data/definitions/${sha256}.mjs`, sha256);
      if (!bytes) return void 0;
      const short = sha256.slice(0, 12);
      if (!auditor.definitions.has(sha256)) {
        const zh = `程序定义 ${short} 不在您允许运行之列（--definition ${sha256}），未重放`;
        const en = `the definition ${short} is not among those that you let run (--definition ${sha256}): not replayed`;
        findings.add(13, 0, seq, { code: "W_DEFINITION_UNLISTED", seq, zh, en });
        return void 0;
      }
      try {
        if (!host.load) throw new Unsupported("no module loader");
        const { workflow } = await host.load(bytes, sha256) ?? {};
        if (isBuiltWorkflow(workflow)) return workflow;
        throw new Unsupported("no workflow");
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
        const zh = `程序定义 ${short} 无法在此运行（${error.message}），未重放`;
        const en = `the definition ${short} cannot be run here (${error.message}): not replayed`;
        findings.add(13, 0, seq, { code: "W_NO_REPLAY", seq, zh, en });
        return void 0;
      }
    }
    async bytesAt(path, sha256) {
      const file = this.of.files.get(path);
      return file && this.of.digests.get(path) === sha256 ? bytesOf(file, MAX_MODULE) : void 0;
    }
  };
  var Pass = class {
    constructor(of, definitions, done) {
      this.of = of;
      this.definitions = definitions;
      this.done = done;
      this.registers = new Registers(of.host);
      this.before = new Set(done);
    }
    of;
    definitions;
    done;
    judged = 0;
    /** Decisions were met for which there was no room. */
    postponed = false;
    registers;
    underWay = /* @__PURE__ */ new Map();
    before;
    async run() {
      const { files, events, progress } = this.of;
      const file = files.get("data/ledger/leaves.jsonl");
      if (!file) return;
      const lines = new Lines(file, MAX_LEAF);
      const texts = disclosuresOf(files.get("data/ledger/disclosures.jsonl"));
      for (let read = 1; ; read += 1) {
        const bytes = await lines.next();
        if (bytes === void 0 || bytes === "broken") break;
        const leaf = JSON.parse(textOf(bytes) ?? "");
        const disclosed = [];
        for (let line = await texts.peek(); line && line.seq <= leaf.seq; line = await texts.peek()) {
          await texts.take();
          const opened = line.seq === leaf.seq ? openDisclosure(line.encoded) : void 0;
          if (opened) disclosed.push(opened);
        }
        const told = await this.see(leaf, disclosed);
        this.registers.see(leaf, told);
        if (read % 64 === 0) progress(read, events);
      }
      progress(events, events);
    }
    /** @returns what the replay tells of the decision after this event */
    async see(leaf, disclosed) {
      const { subject, seq } = leaf;
      if (!subject.startsWith("decision/")) {
        if (this.before.size === 0 && this.isComplete(subject)) this.checkFacts(leaf);
        return void 0;
      }
      if (!this.isComplete(subject) || this.before.has(subject)) return void 0;
      const standing = await this.standing(leaf);
      if (!standing) return void 0;
      const stands = standing !== "blocked" && await this.judge(leaf, disclosed, standing);
      if (!stands) this.underWay.set(subject, "blocked");
      if (this.of.lastOf(subject) === seq) this.underWay.delete(subject);
      return stands ? toldOf(contextOf(standing), standing.state) : void 0;
    }
    isComplete(subject) {
      return this.of.claims.subjects?.includes(subject) ?? true;
    }
    async standing(leaf) {
      const { subject, seq, workflowhash } = leaf;
      const known = this.underWay.get(subject);
      if (known) return known;
      if (this.underWay.size >= UNDER_WAY) {
        this.postponed = true;
        return void 0;
      }
      this.done.add(subject);
      if (workflowhash === void 0) this.illegal(leaf, "E_ILLEGAL", NO_DEFINITION);
      const workflow = workflowhash === void 0 ? void 0 : await this.definitions.workflow(workflowhash, seq);
      const begun = workflow && workflowhash !== void 0 ? { hash: workflowhash, workflow, state: void 0, stoodIn: [], types: [] } : "blocked";
      this.underWay.set(subject, begun);
      return begun;
    }
    /** @returns false when the decision's further events cannot be judged */
    async judge(leaf, disclosed, standing) {
      const { workflow, hash } = standing;
      if (leaf.workflowhash !== hash) return this.illegal(leaf, "E_ILLEGAL", OTHER_DEFINITION);
      const context = contextOf(standing);
      this.checkFacts(leaf, context["calendar"]);
      const days = await this.definitions.counting(workflow, leaf.data.facts["calendar"], hash);
      if (days === void 0) return this.without(leaf);
      try {
        if (!this.isTakenInAlike(leaf, disclosed, workflow)) return false;
        this.tell(leaf, askedFaults(workflow, leaf, this.asBefore(standing, context)));
        const verdict = workflow.procedure.decide(standing.state, actOf(leaf, days));
        if (verdict.is !== "accepted") return this.illegal(leaf, "E_ILLEGAL", refusal(verdict));
        if (!standsBySides(workflow, standing.state, leaf, days, standing.stoodIn))
          return this.illegal(leaf, "E_ILLEGAL", ONE_SIDE);
        standing.stoodIn = stoodInAfter(standing.stoodIn, leaf);
        standing.state = verdict.state;
        standing.types.push(leaf.type);
        if (workflow.procedure.stateHash?.(verdict.state) !== leaf.statehash)
          return this.illegal(leaf, "E_STATE", OTHER_STATE);
      } catch (error) {
        const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
        return this.illegal(leaf, "E_ILLEGAL", {
          zh: `程序无法处理（${why}）`,
          en: `the procedure breaks on it (${why})`
        });
      }
      this.judged += 1;
      return true;
    }
    isTakenInAlike(leaf, disclosed, workflow) {
      if (disclosed.length < leaf.data._sd.length) return true;
      const field = disagreeingField(workflow, leaf, disclosed);
      if (field === void 0) return true;
      const zh = `${field} 与披露的原文重新核算的结果不符`;
      return this.illegal(leaf, "E_ILLEGAL", {
        zh,
        en: `${field} is not what its whole payload gives when taken in again`
      });
    }
    checkFacts(leaf, adopted) {
      const { host, claims } = this.of;
      this.tell(leaf, factFaults(host, leaf, this.registers, claims.scope === "ledger", adopted));
    }
    asBefore({ types }, context) {
      return { registers: this.registers, isWhole: this.of.claims.scope === "ledger", context, types };
    }
    tell(leaf, faults) {
      const { findings } = this.of;
      for (const { is, fact } of faults) {
        if (is === "false") {
          const zh2 = `所引事实 ${fact} 与账本当时所载不符`;
          this.illegal(leaf, "E_ILLEGAL", {
            zh: zh2,
            en: `its fact '${fact}' is not what the ledger said at that moment`
          });
          continue;
        }
        const { seq, subject } = leaf;
        const zh = `第 ${seq} 号事件所引事实 ${fact} 无法由本包核对`;
        const en = `event ${seq}: its fact '${fact}' cannot be asked again of what is here`;
        findings.add(13, 0, seq, { code: "W_FACT_UNCHECKED", seq, subject, zh, en });
      }
    }
    without({ seq, subject, data: { facts } }) {
      const digest = String(facts["calendar"]).slice(0, 12);
      const zh = `第 ${seq} 号事件所用日历 ${digest} 不在包内，未重放`;
      const en = `event ${seq}: the calendar ${digest} that it counts on is not here: not replayed`;
      this.of.findings.add(13, 0, seq, { code: "W_CONTENT_MISSING", seq, subject, zh, en });
      return false;
    }
    illegal({ seq, subject, type }, code, { zh, en }) {
      const words = { zh: `第 ${seq} 号事件（${type}）：${zh}`, en: `event ${seq} (${type}): ${en}` };
      this.of.findings.add(13, 0, seq, { code, seq, subject, ...words });
      return false;
    }
  };
  function contextOf({ workflow, state }) {
    const context = state === void 0 ? void 0 : workflow.procedure.context(state);
    return isObject(context) ? context : {};
  }
  function refusal(verdict) {
    const unmet = verdict.is === "refused" ? verdict.unmet.map(({ title }) => title) : [];
    return {
      zh: `按程序不会被接受（${unmet.map(({ zh }) => zh).join("；") || "当时没有这一步"}）`,
      en: `the procedure would have refused it (${unmet.map(({ en }) => en).join("; ") || "no such step then"})`
    };
  }
  var NO_DEFINITION = { zh: "没有写明所依的程序定义", en: "it names no definition" };
  var OTHER_DEFINITION = {
    zh: "所依的程序定义与本事项开始时不同",
    en: "it names another definition than its decision began with"
  };
  var ONE_SIDE = {
    zh: "委托人与受托人视为同一方时，按程序不会被接受",
    en: "the procedure would have refused it, whoever stands in for another being counted as both"
  };
  var OTHER_STATE = {
    zh: "重放所得状态与记录的状态摘要不符",
    en: "replay gives another state than the one whose hash was recorded"
  };

  // verifier/core/origins.ts
  var Origins = class {
    constructor(claims) {
      this.claims = claims;
    }
    claims;
    restorations = [];
    see({ subject, type, seq, data: { payload } }) {
      if (subject === "installation" && type === "InstallationRestored")
        this.restorations.push({ seq, payload });
    }
    /** The origin of the tree of this size. */
    at(size) {
      const next = this.restorations.find(({ seq }) => size <= seq);
      return next ? formerOrigin(next) : this.claims.origin;
    }
    /** Up to which size the log of this origin went; nothing where it never was one of this ledger's. */
    reachOf(origin) {
      let from = 0;
      for (const restoration of this.restorations) {
        if (formerOrigin(restoration) === origin) return { from, upTo: restoration.seq };
        from = restoration.seq + 1;
      }
      return origin === this.claims.origin ? { from, upTo: Infinity } : void 0;
    }
    /** Positions of the restorations that do not hold. */
    faults(host, notes) {
      return this.restorations.filter(({ seq, payload }) => {
        const { origin, vkey, checkpoint, former } = payload;
        const key = typeof vkey === "string" ? readVkey(host, vkey, 1) : void 0;
        const named = typeof checkpoint === "string" ? readSignedCheckpoint(utf8(checkpoint)) : void 0;
        const kept = named && notes.find(({ size }) => size === named.size);
        const isLast = named !== void 0 && isObject(former) && former["origin"] === named.origin && former["size"] === named.size && former["root"] === hexOf(named.root);
        const isHere = kept !== void 0 && checkpointText(kept) === named?.text;
        const goesOn = origin === this.at(seq + 1) && key?.name === origin;
        return !goesOn || !isLast || !isHere || named.size > seq || named.origin === origin;
      }).map(({ seq }) => seq);
    }
  };
  function formerOrigin({ payload: { former } }) {
    const origin = isObject(former) ? former["origin"] : void 0;
    return typeof origin === "string" ? origin : "";
  }

  // verifier/core/said.ts
  var Said = class {
    rotations = [];
    /** Of the second origin. */
    smRotations = [];
    heads = [];
    origins;
    constructor(claims) {
      this.origins = new Origins(claims);
    }
    see(leaf) {
      this.origins.see(leaf);
      const {
        subject,
        type,
        seq,
        data: { payload }
      } = leaf;
      if (subject !== "installation") return;
      if (type === "KeyRotated") this.rotations.push({ seq, vkey: payload["vkey"] });
      if (type === "SmKeyRotated") this.smRotations.push({ seq, vkey: payload["vkey"] });
      if (type === "HeadsRecorded") this.heads.push({ seq, checkpoints: payload["checkpoints"] });
    }
  };

  // verifier/core/subjects.ts
  var at = ({ seq, subject }, code, { zh, en }) => ({
    code,
    seq,
    subject,
    zh: `第 ${seq} 号事件：${zh}`,
    en: `event ${seq}: ${en}`
  });
  var Sequence = class {
    constructor(claims, findings) {
      this.claims = claims;
      this.findings = findings;
    }
    claims;
    findings;
    before = -1;
    lastTime = "";
    /** Whether what is sorted by `seq` can be read along with the leaves. */
    isRising = true;
    see({ line, leaf }) {
      const { claims, findings } = this;
      const { seq, source, time } = leaf;
      const follows = claims.scope === "ledger" ? seq === line : seq > this.before;
      this.isRising &&= seq > this.before;
      if (!follows || seq >= claims.size) findings.add(3, 0, line, at(leaf, "E_SEQ", OUT_OF_PLACE));
      if (source !== claims.source) findings.add(3, 0, line, at(leaf, "E_ORIGIN", ELSEWHERE));
      if (time < this.lastTime) findings.add(3, 0, line, at(leaf, "E_TIME_BACK", BACK));
      this.before = seq;
      this.lastTime = time;
    }
  };
  var OUT_OF_PLACE = {
    zh: "位置不连续或超出账本",
    en: "not at the position that follows, or beyond the ledger"
  };
  var ELSEWHERE = { zh: "来源不是本账本", en: "it comes from another installation" };
  var BACK = { zh: "时间早于前一事件", en: "its time is before that of the event before it" };
  var Subjects = class {
    /** @param headsAt position of the event that the heads proofs name */
    constructor(claims, findings, headsAt) {
      this.findings = findings;
      this.headsAt = headsAt;
      this.named = claims.subjects && new Set(claims.subjects);
    }
    findings;
    headsAt;
    last = /* @__PURE__ */ new Map();
    named;
    isComplete(subject) {
      return this.named?.has(subject) ?? true;
    }
    lastOf(subject) {
      return this.last.get(subject);
    }
    see({ line, leaf, hash }) {
      const { subject, seq, prev } = leaf;
      const { version } = leaf.data;
      if (!this.isComplete(subject)) return;
      const before2 = this.last.get(subject);
      if (version !== (before2?.version ?? -1) + 1)
        this.findings.add(4, 0, line, at(leaf, "E_DECISION_GAP", GAP));
      if (prev !== (before2?.hash ?? "")) this.findings.add(4, 0, line, at(leaf, "E_CHAIN", UNCHAINED));
      this.checkRead(line, leaf);
      const hex = hexOf(hash);
      const counted = this.headsAt !== void 0 && seq < this.headsAt ? { version, hash: hex } : before2?.counted;
      this.last.set(subject, { version, hash: hex, seq, counted });
    }
    end() {
      for (const subject of this.named ?? []) {
        if (this.last.has(subject)) continue;
        const zh = `${subject} 应完整在包内，却没有任何事件`;
        const en = `${subject} is said to be here whole, and has no event here`;
        this.findings.add(4, 0, Infinity, { code: "E_DECISION_GAP", subject, zh, en });
      }
    }
    /** What its facts have read of a meeting or consultation can be checked only where that is here. */
    checkRead(line, leaf) {
      for (const kind of this.named ? ["meeting", "consultation"] : []) {
        const fact = leaf.data.facts[kind];
        if (!isObject(fact)) continue;
        const { [kind]: id, position } = fact;
        if (typeof id !== "string" || typeof position !== "number" || position < 0) continue;
        if (this.named?.has(`${kind}/${id}`)) continue;
        const zh = `所引 ${kind}/${id} 的事件不在包内`;
        const en = `it rests on ${kind}/${id}, whose events are not here`;
        this.findings.add(4, 0, line, at(leaf, "E_DECISION_GAP", { zh, en }));
      }
    }
  };
  var GAP = { zh: "同一事项的前一版本缺失", en: "a version of its subject is missing before it" };
  var UNCHAINED = {
    zh: "与同一事项前一事件的哈希链不符",
    en: "it is not chained to the event of its subject before it"
  };

  // verifier/core/tail.ts
  async function readHeads(file) {
    const lines = [];
    let seq;
    const heads = new RecordFile(
      file,
      (line) => ({
        count: { form: isCount },
        index: { form: (index) => isCount(index) && Number(index) < Number(line["count"]) },
        leaf: { form: isDigest },
        path: { form: isPath },
        seq: { form: (value) => isCount(value) && value === (seq ??= value) },
        subject: { form: isWord },
        version: { form: isCount }
      }),
      { by: "subject", strictly: true }
    );
    await heads.drain((line) => lines.push(line));
    return { lines, fault: heads.fault };
  }
  var Tail = class {
    constructor(host, claims, lines, findings) {
      this.host = host;
      this.claims = claims;
      this.lines = lines;
      this.findings = findings;
    }
    host;
    claims;
    lines;
    findings;
    heads;
    later = false;
    /** Position of the event that the proofs name. */
    get seq() {
      return this.lines[0]?.seq;
    }
    see(leaf, isComplete) {
      if (leaf.seq === this.seq) this.heads = leaf;
      if (isComplete && this.seq !== void 0 && leaf.seq > this.seq) this.later = true;
    }
    check(subjects) {
      const proved = new Set(this.lines.map(({ subject }) => subject));
      const faults = this.lines.filter((line) => !this.holds(line, subjects)).map(({ subject }) => subject);
      for (const subject of this.seq === void 0 ? [] : this.claims.subjects ?? [])
        if (!proved.has(subject) && subjects.lastOf(subject)?.counted) faults.push(subject);
      faults.sort().forEach((subject, place) => {
        const zh2 = `${subject} 末尾的事件未装入本包，或缺少未遗漏的证明`;
        const en2 = `events at the end of ${subject} were left out, or nothing proves that none was`;
        this.findings.add(11, 0, place, { code: "E_TAIL_OMITTED", subject, zh: zh2, en: en2 });
      });
      if (this.seq !== void 0 && !this.later) return;
      const zh = this.later ? "部分事件晚于证明末尾完整的登记" : "没有证明末尾完整的登记";
      const en = this.later ? "some events are later than what proves that the tail is whole" : "nothing proves that no event was left out at the tail";
      this.findings.add(11, 0, Infinity, { code: "W_TAIL", zh, en });
    }
    holds({ count, index, leaf, path, subject, version }, subjects) {
      const { heads } = this;
      const { payload } = heads?.data ?? {};
      const isHeads = heads?.subject === "installation" && heads.type === "HeadsRecorded" && payload?.["size"] === heads.seq;
      const { root } = payload ?? {};
      if (!isHeads || payload?.["count"] !== count || !isDigest(root ?? null)) return false;
      const counted = subjects.lastOf(subject)?.counted;
      if (!this.claims.subjects?.includes(subject) || counted?.version !== version || counted.hash !== leaf)
        return false;
      const entry = leafHash(this.host.sha256, utf8(canonical({ leaf, subject, version }) ?? ""));
      return includes(this.host.sha256, {
        index,
        size: count,
        leaf: entry,
        path: pathOf(path),
        root: bytesOfHex(String(root))
      });
    }
  };

  // verifier/core/token.ts
  var SIGNED_DATA = "1.2.840.113549.1.7.2";
  var TST_INFO = "1.2.840.113549.1.9.16.1.4";
  var HASHES = {
    "2.16.840.1.101.3.4.2.1": "SHA-256",
    "2.16.840.1.101.3.4.2.2": "SHA-384",
    "2.16.840.1.101.3.4.2.3": "SHA-512"
  };
  function readToken(bytes) {
    try {
      return tokenIn(readDer(bytes));
    } catch (error) {
      if (error instanceof NotDer) return void 0;
      throw error;
    }
  }
  function tokenIn(response) {
    const [info, contentInfo] = inside(response, SEQUENCE);
    const status = bodyOf(inside(info, SEQUENCE)[0], INTEGER);
    if (status.length !== 1 || status[0] !== 0 && status[0] !== 1) return void 0;
    const [type, explicit] = inside(contentInfo, SEQUENCE);
    if (oidOf(type) !== SIGNED_DATA) return void 0;
    const signedData = signedDataIn(inside(explicit, CONTEXT_0)[0]);
    const [version, , imprint, , time] = inside(readDer(signedData.content), SEQUENCE);
    const [algorithm, digest] = inside(imprint, SEQUENCE);
    const hash = HASHES[oidOf(inside(algorithm, SEQUENCE)[0])];
    const at2 = timeIn2(bodyOf(time, GENERALIZED_TIME));
    if (bodyOf(version, INTEGER)[0] !== 1 || !hash || at2 === void 0) return void 0;
    return { hash, imprint: bodyOf(digest, OCTETS), time: at2, signedData };
  }
  function signedDataIn(element) {
    const [version, algorithms, encapsulated, ...rest] = inside(element, SEQUENCE);
    bodyOf(version, INTEGER);
    const [type, explicit] = inside(encapsulated, SEQUENCE);
    const signers = inside(rest.at(-1), SET);
    const between = rest.slice(0, -1).map(({ tag }) => tag);
    if (oidOf(type) !== TST_INFO || signers.length !== 1) throw new NotDer();
    if (between.some((tag) => tag !== CONTEXT_0 && tag !== CONTEXT_1)) throw new NotDer();
    const certificates = rest.find(({ tag }) => tag === CONTEXT_0);
    return {
      digests: inside(algorithms, SET).map(hashIn),
      content: bodyOf(inside(explicit, CONTEXT_0)[0], OCTETS),
      certificates: certificates ? inside(certificates, CONTEXT_0).map(({ bytes }) => bytes) : [],
      signer: inside(signers[0], SEQUENCE)
    };
  }
  function hashIn(element) {
    const [algorithm, parameters] = inside(element, SEQUENCE);
    if (parameters) bodyOf(parameters, NULL);
    return HASHES[oidOf(algorithm)];
  }
  var TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/;
  function timeIn2(body) {
    const [, year, month, day, hour, minute, second, fraction = "0"] = TIME.exec(String.fromCharCode(...body.subarray(0, 40))) ?? [];
    if (year === void 0) return void 0;
    const at2 = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(at2) ? void 0 : at2 + Number(`0.${fraction}`) * 1e3;
  }

  // verifier/core/times.ts
  var ALLOWED = 3e5;
  var FRESH = 1728e5;
  var MAX_TOKEN = 16 * 1024 * 1024;
  var Times = class {
    seqs = new Float64Array(1024);
    times = new Float64Array(1024);
    count = 0;
    see(seq, time) {
      if (this.count === this.seqs.length) [this.seqs, this.times] = [doubled2(this.seqs), doubled2(this.times)];
      this.seqs[this.count] = seq;
      this.times[this.count] = Date.parse(time);
      this.count += 1;
    }
    at(place) {
      return { seq: this.seqs[place] ?? Number.NaN, time: this.times[place] ?? Number.NaN };
    }
  };
  function doubled2(numbers) {
    const larger = new Float64Array(numbers.length * 2);
    larger.set(numbers);
    return larger;
  }
  var AttestedTimes = class {
    constructor(host, files, notes, auditor, findings) {
      this.host = host;
      this.files = files;
      this.notes = notes;
      this.auditor = auditor;
      this.findings = findings;
    }
    host;
    files;
    notes;
    auditor;
    findings;
    /** By size: the earliest and the latest time that somebody outside has attested. */
    attested = /* @__PURE__ */ new Map();
    async check(signed, leaves) {
      for (const note of this.notes) await this.checkToken(note);
      for (const { note, holding } of signed)
        for (const { time } of holding) if (time !== void 0) this.attest(note.size, time * 1e3);
      this.checkLeaves(leaves);
      this.checkClocks(signed);
      this.checkFreshness(leaves);
    }
    attest(size, time) {
      const known = this.attested.get(size);
      if (!known) this.attested.set(size, { earliest: time, latest: time });
      else [known.earliest, known.latest] = [Math.min(known.earliest, time), Math.max(known.latest, time)];
    }
    async checkToken(note) {
      const { size } = note;
      const file = this.files.get(`data/ledger/tokens/${size}.tsr`);
      if (!file) return;
      const bytes = await bytesOf(file, MAX_TOKEN);
      const token = readToken(bytes);
      const about = { size, file: file.path };
      if (!token || !await this.isOver(token, checkpointText(note))) {
        const zh = `检查点 ${size} 的时间戳不是对它签发的`;
        const en = `the time-stamp of checkpoint ${size} is not over it`;
        this.findings.add(7, 1, size, { code: "E_TSA", ...about, zh, en });
        return;
      }
      const { authorities } = this.auditor;
      const holds2 = authorities.length > 0 ? await this.host.tokenHolds?.(bytes, authorities) : void 0;
      if (holds2 === void 0) {
        const zh = `检查点 ${size} 的时间戳未核验（--tsa）`;
        const en = `the time-stamp of checkpoint ${size} was not checked (--tsa)`;
        this.findings.add(7, 1, size, { code: "W_TSA_UNCHECKED", ...about, zh, en });
      } else if (!holds2) {
        const zh = `检查点 ${size} 的时间戳签名不成立，或签发者不受信任`;
        const en = `the time-stamp of checkpoint ${size} does not hold under the authorities that were given`;
        this.findings.add(7, 1, size, { code: "E_TSA", ...about, zh, en });
      } else {
        this.attest(size, token.time);
      }
    }
    async isOver({ hash, imprint }, text) {
      try {
        return equal(await this.host.digest(hash, utf8(text)), imprint);
      } catch (error) {
        if (error instanceof Unsupported) return false;
        throw error;
      }
    }
    /** From the end: the earliest attested time over a leaf is that of its own checkpoint or of a later one. */
    checkLeaves(leaves) {
      let [at2, limit] = [this.notes.length - 1, Infinity];
      const late = [];
      for (let place = leaves.count - 1; place >= 0; place -= 1) {
        const { seq, time } = leaves.at(place);
        for (let note = this.notes[at2]; note && note.size > seq; note = this.notes[at2 -= 1])
          limit = Math.min(limit, this.attested.get(note.size)?.earliest ?? Infinity);
        if (time > limit + ALLOWED) late.push(seq);
      }
      for (const seq of late.reverse()) {
        const zh = `第 ${seq} 号事件的时间晚于覆盖它的见证或时间戳`;
        const en = `event ${seq} is dated later than a cosignature or time-stamp over it`;
        this.findings.add(7, 2, seq, { code: "E_TIME_WINDOW", seq, zh, en });
      }
    }
    checkClocks(signed) {
      const latest = /* @__PURE__ */ new Map();
      for (const { note, holding } of signed) {
        const said = /* @__PURE__ */ new Map();
        for (const { key, time = 0 } of holding) {
          const name = `${key.name}+${key.id}`;
          said.set(name, Math.max(time, said.get(name) ?? 0));
          if (time >= (latest.get(name) ?? 0)) continue;
          const { size } = note;
          const zh = `见证人 ${key.name} 在检查点 ${size} 的时钟早于它先前的签名`;
          const en = `the clock of witness ${key.name} at checkpoint ${size} is before what it said earlier`;
          this.findings.add(7, 3, size, { code: "W_WITNESS_CLOCK", size, zh, en });
        }
        for (const [name, time] of said) latest.set(name, Math.max(time, latest.get(name) ?? 0));
      }
    }
    checkFreshness(leaves) {
      const newest = this.notes.at(-1);
      const said = newest && this.attested.get(newest.size)?.latest;
      const last = leaves.count > 0 ? leaves.at(leaves.count - 1).time : -Infinity;
      const latest = Math.max(last, said ?? -Infinity);
      if (this.auditor.pins.length > 0 || latest >= this.auditor.asOf - FRESH) return;
      const zh = "没有锚定的检查点，最新树头已超过两日：无法排除账本被换回旧的版本";
      const en = "no pin was given, and the newest head is older than two days: an older ledger may have been put back";
      this.findings.add(7, 4, Infinity, { code: "W_STALE", zh, en });
    }
  };

  // verifier/core/verify.ts
  var LEAVES = "data/ledger/leaves.jsonl";
  var MAX_CONTENT = 16 * 1024 * 1024;
  async function verify(host, open, auditor, progress = () => void 0) {
    try {
      const files = await open();
      const digests = await checkedBag(host, files, bytesSeen(files, progress));
      const claims = await readClaims(files);
      return await new Verification(host, files, digests, claims, auditor, progress).report();
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      return { code: error.finding.code, exit: 1, findings: [error.finding] };
    }
  }
  function bytesSeen(files, progress) {
    const all = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    return (bytes) => progress("bytes", done += bytes, all);
  }
  var Verification = class {
    constructor(host, files, digests, claims, auditor, progress) {
      this.host = host;
      this.files = files;
      this.digests = digests;
      this.claims = claims;
      this.auditor = auditor;
      this.progress = progress;
      this.said = new Said(claims);
    }
    host;
    files;
    digests;
    claims;
    auditor;
    progress;
    findings = new Findings();
    said;
    times = new Times();
    events = 0;
    async report() {
      const { host, files, claims, auditor, findings } = this;
      const { notes, faults } = await keptCheckpoints(files);
      const sm = await secondOriginIn(files);
      const second = new SecondOrigin(this.host, files, claims, sm.notes, auditor.smKeys, findings);
      const receipts = await receiptSizes(files);
      const heads = await readHeads(files.get("data/ledger/heads.jsonl"));
      const consistency = consistencyOf(files);
      const pass = new LeafPass(this.host, files, this.digests, claims, auditor, findings, {
        heads: heads.lines,
        roots: new Set([claims, ...notes, ...auditor.pins].map(({ size: size2 }) => size2).concat(receipts.sizes))
      });
      await this.readLeaves(pass, second);
      const later = [...faults, ...sm.faults, ...receipts.faults, ...await this.contentFaults()];
      await this.endParsing(
        pass,
        later.concat(heads.fault ?? [], await faultOf2(consistency), await second.faults())
      );
      pass.end(notes);
      const checkpoints = new Checkpoints(host, files, claims, notes, auditor, findings);
      const signed = await checkpoints.check(this.said, consistencyOf(files), pass.rootAt);
      await second.end(this.said);
      await new AttestedTimes(host, files, notes, auditor, findings).check(signed, this.times);
      await pass.receipts.check(checkpoints.keys, this.said.origins, notes, pass.rootAt);
      if (claims.scope === "decision") pass.tail.check(pass.subjects);
      const replayed = await this.replay(pass);
      const { findings: told, more } = findings.told();
      const { scope, subject, origin, size, root, exportedAt } = claims;
      return {
        ...verdictOf(told),
        findings: told,
        ...Object.keys(more).length === 0 ? {} : { more },
        bag: { scope, ...subject === void 0 ? {} : { subject }, origin, size, root, exportedAt },
        events: this.events,
        checkpoints: notes.length,
        erased: pass.erased,
        ...replayed && { replayed }
      };
    }
    async readLeaves(pass, second) {
      const file = this.files.get(LEAVES);
      if (!file) return;
      const lines = new Lines(file, MAX_LEAF);
      for (let line = 0; ; line += 1) {
        const bytes = await lines.next();
        if (bytes === void 0) break;
        const reading = bytes === "broken" ? TOO_LONG : readLeaf(bytes);
        if (bytes === "broken" || reading.is !== "leaf") throw new Ended(notALeaf(line, reading));
        const seen = { line, leaf: reading.leaf, hash: leafHash(this.host.sha256, bytes) };
        this.said.see(seen.leaf);
        this.times.see(seen.leaf.seq, seen.leaf.time);
        await pass.see(seen);
        await second.see(seen.leaf.seq, bytes, pass.isRising);
        this.events += 1;
        if (this.events % 256 === 0) this.progress("events", this.events, this.claims.size);
      }
      this.progress("events", this.events, this.events);
    }
    /** What else is not as it must be, in the order of paths; the leaves came before. @throws Ended */
    async endParsing(pass, faults) {
      const all = [...faults, ...await pass.faults()];
      const [first] = all.sort((a, b) => byCodeUnit(a.file ?? "", b.file ?? ""));
      if (first) throw new Ended(first);
    }
    async contentFaults() {
      const faults = [];
      for (const path of pathsUnder(this.files, "data/content/")) {
        const file = this.files.get(path);
        const isRead = file && file.size <= MAX_CONTENT && readCanonical(await bytesOf(file, MAX_CONTENT)) !== void 0;
        if (!isRead) faults.push(notParsed(path, "content", "内容"));
      }
      return faults;
    }
    /** Where the leaves are not in order, whole or in the tree, there is nothing that a replay could say. */
    replay({ subjects, recordedHeads }) {
      const { host, files, digests, claims, auditor, findings, events } = this;
      if (findings.failedIn(3, 4, 5)) return void 0;
      recordedHeads?.end(findings);
      return replay({
        host,
        files,
        digests,
        claims,
        auditor,
        findings,
        events,
        lastOf: (subject) => subjects.lastOf(subject)?.seq,
        progress: (done, of) => this.progress("replay", done, of)
      });
    }
  };
  async function faultOf2(file) {
    await file.drain(() => void 0);
    return file.fault ? [file.fault] : [];
  }
  var TOO_LONG = { is: "E_PARSE", why: "line" };
  function notALeaf(line, reading) {
    const { is: code, why } = reading.is === "leaf" ? { is: "E_PARSE", why: "" } : reading;
    const [zh, en] = code === "E_PARSE" ? ["不是一个事件", "this is no event"] : [
      "不是唯一的规范写法（空白、键序或写法被改动）",
      "not in its one canonical form: spaces, order or writing were changed"
    ];
    return {
      code,
      file: LEAVES,
      zh: `第 ${line + 1} 行：${zh}（${why}）`,
      en: `line ${line + 1}: ${en} (${why})`
    };
  }
  var LeafPass = class {
    constructor(host, files, digests, claims, auditor, findings, wanted) {
      this.claims = claims;
      const inLedger = (name) => files.get(`data/ledger/${name}.jsonl`);
      this.tail = new Tail(host, claims, wanted.heads, findings);
      this.sequence = new Sequence(claims, findings);
      this.subjects = new Subjects(claims, findings, this.tail.seq);
      if (claims.scope === "decision")
        this.inclusion = new Inclusion(host, claims, inLedger("inclusion"), findings);
      else {
        this.tree = new WholeTree(host, wanted.roots, findings);
        this.recordedHeads = new RecordedHeads(host);
      }
      this.papers = new Papers(files, digests, findings);
      const texts = { disclosures: inLedger("disclosures"), withheld: inLedger("withheld") };
      this.disclosures = new Disclosures(host, texts, this.papers.isHere, findings);
      this.receipts = new Receipts(host, files, claims, auditor, findings);
      this.signatures = new ActorSignatures(host, claims, findings);
      this.lending = new Lending(findings);
      this.rootAt = (size) => this.tree?.rootAt(size);
    }
    claims;
    subjects;
    receipts;
    tail;
    signatures;
    lending;
    rootAt;
    sequence;
    inclusion;
    tree;
    recordedHeads;
    disclosures;
    papers;
    get erased() {
      return this.disclosures.erased;
    }
    get isRising() {
      return this.sequence.isRising;
    }
    async see(seen) {
      const { leaf } = seen;
      const isComplete = this.subjects.isComplete(leaf.subject);
      this.sequence.see(seen);
      this.subjects.see(seen);
      this.tree?.see(seen.hash);
      this.recordedHeads?.see(seen);
      this.papers.see(leaf, isComplete);
      this.receipts.see(seen);
      this.tail.see(leaf, isComplete);
      await this.signatures.see(leaf, isComplete);
      this.lending.see(leaf, isComplete);
      if (!this.sequence.isRising) return;
      await this.inclusion?.see(seen);
      await this.disclosures.see(leaf, isComplete);
    }
    /** Reads what is left of the files beside the leaves. @returns what in them is not as it must be */
    async faults() {
      await this.inclusion?.end();
      await this.disclosures.end();
      const { file, withheldFile } = this.disclosures;
      return [this.inclusion?.file.fault, file.fault, withheldFile.fault].filter(
        (fault) => fault !== void 0
      );
    }
    end(notes) {
      this.subjects.end();
      this.tree?.end(notes, this.claims);
      this.papers.end(this.disclosures.withheldPapers);
    }
  };

  // verifier/core/zip.ts
  var MIB = 1024 * 1024;
  var MAX_ENTRIES = 1e6;
  var MAX_ENTRY = 64 * 1024 * MIB;
  var MAX_DIRECTORY = 512 * MIB;
  var MAX_RATIO = 200;
  var PIECE = 256 * 1024;
  var WIDE_2 = 65535;
  var WIDE_4 = 4294967295;
  var DESCRIPTOR = 8;
  var UTF_8 = 2048;
  async function filesInZip(host, zip) {
    const end = await endOf(zip);
    const entries2 = entriesIn(await exactly(zip, end.offset, end.length), end.count);
    refuseOddNames(entries2.map(({ name }) => name));
    const placed = await placedIn(zip, entries2, end.offset);
    const [base] = placed[0]?.name.split("/") ?? [];
    const files = /* @__PURE__ */ new Map();
    for (const entry of placed) {
      const path = entry.name.slice((base?.length ?? 0) + 1);
      if (!entry.name.startsWith(`${base}/`))
        throw broken("不在同一个根目录下", "not everything lies in one folder", entry.name);
      files.set(path, { path, size: entry.size, chunks: () => contentOf(host, zip, entry) });
    }
    return files;
  }
  var odd = (what) => broken(`不是合格的 ZIP（${what}）`, `this is no ZIP as it should be: ${what}`);
  async function exactly(zip, offset, length) {
    const bytes = offset < 0 ? new Uint8Array() : await zip.read(offset, length);
    if (bytes.length !== length) throw odd("cut short");
    return bytes;
  }
  var viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  function safe(value) {
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw odd("a number of 2^53 or more");
    return Number(value);
  }
  async function endOf(zip) {
    const at2 = zip.size - 22;
    const view = viewOf(await exactly(zip, at2, 22));
    const numbers = [4, 6, 8, 10].map((place) => view.getUint16(place, true));
    const [length, offset] = [view.getUint32(12, true), view.getUint32(16, true)];
    const [disk, directoryDisk, here, all] = numbers;
    if (view.getUint32(0, true) !== 101010256 || view.getUint16(20, true) !== 0) throw odd("end record");
    const isWide = here === WIDE_2 || all === WIDE_2 || length === WIDE_4 || offset === WIDE_4;
    const wide = isWide ? await wideEndOf(zip, at2) : void 0;
    const end = wide ?? { count: all, offset, length, at: at2 };
    const agrees = (short, long, none) => short === long || wide && short === none;
    const isOne = disk === 0 && directoryDisk === 0 && agrees(here, end.count, WIDE_2) && agrees(all, end.count, WIDE_2);
    if (!isOne || !agrees(length, end.length, WIDE_4) || !agrees(offset, end.offset, WIDE_4))
      throw odd("end record");
    if (end.offset + end.length !== end.at) throw odd("something between the directory and its end record");
    if (end.count > MAX_ENTRIES || end.length > MAX_DIRECTORY) throw odd("too many entries");
    return end;
  }
  async function wideEndOf(zip, shortEnd) {
    const locator = viewOf(await exactly(zip, shortEnd - 20, 20));
    const at2 = safe(locator.getBigUint64(8, true));
    const isLocator = locator.getUint32(0, true) === 117853008 && locator.getUint32(4, true) === 0;
    if (!isLocator || locator.getUint32(16, true) !== 1 || at2 !== shortEnd - 20 - 56)
      throw odd("Zip64 locator");
    const view = viewOf(await exactly(zip, at2, 56));
    const isRecord = view.getUint32(0, true) === 101075792 && view.getBigUint64(4, true) === 44n;
    const isOneDisk = view.getUint32(16, true) === 0 && view.getUint32(20, true) === 0;
    const [here, all, length, offset] = [24, 32, 40, 48].map((place) => safe(view.getBigUint64(place, true)));
    if (!isRecord || !isOneDisk || here !== all) throw odd("Zip64 end record");
    return { count: all, length, offset, at: at2 };
  }
  function entriesIn(directory, count) {
    const entries2 = [];
    let at2 = 0;
    while (at2 < directory.length) {
      if (at2 + 46 > directory.length) throw odd("central directory");
      const view = viewOf(directory.subarray(at2, at2 + 46));
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(place, true));
      const next = at2 + 46 + Number(nameLength) + Number(extraLength);
      if (view.getUint32(0, true) !== 33639248 || commentLength !== 0 || next > directory.length)
        throw odd("central directory");
      const nameBytes = directory.subarray(at2 + 46, at2 + 46 + Number(nameLength));
      entries2.push(entryFrom(view, nameBytes, directory.subarray(next - Number(extraLength), next)));
      at2 = next;
    }
    if (entries2.length !== count) throw odd("the number of entries");
    return entries2;
  }
  function entryFrom(view, nameBytes, extra) {
    const [made, flags, method, disk, external] = [
      view.getUint16(4, true),
      view.getUint16(8, true),
      view.getUint16(10, true),
      view.getUint16(34, true),
      view.getUint32(38, true)
    ];
    const sizes = wideSizes(
      extra,
      view.getUint32(24, true),
      view.getUint32(20, true),
      view.getUint32(42, true)
    );
    const entry = {
      ...sizes,
      name: textOf(nameBytes) ?? "",
      nameBytes,
      flags,
      method,
      crc: view.getUint32(16, true)
    };
    if ((flags & ~(DESCRIPTOR | UTF_8)) !== 0 || disk !== 0) throw odd("flags");
    if (method !== 8 && !(method === 0 && sizes.size === sizes.packed)) throw odd("method");
    const type = made >> 8 === 3 ? external >>> 16 & 61440 : 0;
    if (type !== 0 && type !== 32768 || (external & 16) !== 0)
      throw broken("不是普通文件（链接或目录）", "an entry is no plain file: a link, or a folder", entry.name);
    if (sizes.size > MAX_ENTRY || sizes.size > MIB + MAX_RATIO * sizes.packed)
      throw broken("解压后过大", "an entry would become too large", entry.name);
    return entry;
  }
  function wideSizes(extra, size, packed, offset) {
    const wide = extraField(extra);
    const view = viewOf(wide ?? new Uint8Array());
    let at2 = 0;
    const next = (short) => {
      if (short !== WIDE_4) return short;
      if (at2 + 8 > view.byteLength) throw odd("Zip64 sizes");
      at2 += 8;
      return safe(view.getBigUint64(at2 - 8, true));
    };
    return { size: next(size), packed: next(packed), offset: next(offset) };
  }
  function extraField(extra) {
    let wide;
    const seen = /* @__PURE__ */ new Set();
    for (let at2 = 0; at2 < extra.length; ) {
      if (at2 + 4 > extra.length) throw odd("extra field");
      const view = viewOf(extra.subarray(at2, at2 + 4));
      const [id, length] = [view.getUint16(0, true), view.getUint16(2, true)];
      const end = at2 + 4 + length;
      if (end > extra.length || id === 28789 || seen.has(id)) throw odd("extra field");
      seen.add(id);
      if (id === 1) wide = extra.subarray(at2 + 4, end);
      at2 = end;
    }
    return wide;
  }
  async function placedIn(zip, entries2, end) {
    const placed = [];
    let at2 = 0;
    for (const [i, entry] of entries2.entries()) {
      if (entry.offset !== at2) throw odd("something between the entries");
      const next = entries2[i + 1]?.offset ?? end;
      const data = await afterLocalHeader(zip, entry);
      await checkGap(zip, entry, data + entry.packed, next);
      placed.push({ ...entry, data });
      at2 = next;
    }
    if (at2 !== end) throw odd("something between the entries");
    return placed;
  }
  async function afterLocalHeader(zip, entry) {
    const view = viewOf(await exactly(zip, entry.offset, 30));
    const [flags, method] = [view.getUint16(6, true), view.getUint16(8, true)];
    const [nameLength, extraLength] = [view.getUint16(26, true), view.getUint16(28, true)];
    const rest = await exactly(zip, entry.offset + 30, nameLength + extraLength);
    const isSame = flags === entry.flags && method === entry.method && equal(rest.subarray(0, nameLength), entry.nameBytes);
    if (view.getUint32(0, true) !== 67324752 || !isSame) throw odd("local header");
    const extra = rest.subarray(nameLength);
    const [crc, packed, size] = [14, 18, 22].map((place) => view.getUint32(place, true));
    if (flags & DESCRIPTOR) {
      const isNone = (value) => value === 0 || value === WIDE_4;
      extraField(extra);
      if (crc !== 0 || !isNone(packed) || !isNone(size)) throw odd("local header");
    } else {
      const local = wideSizes(extra, size, packed, 0);
      if (crc !== entry.crc || local.size !== entry.size || local.packed !== entry.packed)
        throw odd("local header");
    }
    return entry.offset + 30 + rest.length;
  }
  async function checkGap(zip, entry, from, to) {
    const length = to - from;
    if ((entry.flags & DESCRIPTOR) === 0) {
      if (length !== 0) throw odd("something between the entries");
      return;
    }
    if (length !== 16 && length !== 24) throw odd("data descriptor");
    const view = viewOf(await exactly(zip, from, length));
    const isWide = length === 24;
    const packed = isWide ? view.getBigUint64(8, true) : BigInt(view.getUint32(8, true));
    const size = isWide ? view.getBigUint64(16, true) : BigInt(view.getUint32(12, true));
    const isTrue = packed === BigInt(entry.packed) && size === BigInt(entry.size);
    if (view.getUint32(0, true) !== 134695760 || view.getUint32(4, true) !== entry.crc || !isTrue)
      throw odd("data descriptor");
  }
  async function* contentOf(host, zip, entry) {
    const wrong2 = () => broken("压缩内容损坏", "what it holds does not unpack to what it says", entry.name);
    const raw = rawOf(zip, entry);
    let [size, crc] = [0, 0];
    try {
      for await (const chunk of entry.method === 0 ? raw : host.inflateRaw(raw, entry.packed)) {
        size += chunk.length;
        if (size > entry.size) throw wrong2();
        crc = host.crc32(chunk, crc);
        yield chunk;
      }
    } catch (error) {
      if (isTypeError(error)) throw wrong2();
      throw error;
    }
    if (size !== entry.size || crc !== entry.crc) throw wrong2();
  }
  async function* rawOf(zip, { data, packed }) {
    for (let at2 = 0; at2 < packed; at2 += PIECE)
      yield await exactly(zip, data + at2, Math.min(PIECE, packed - at2));
  }

  // verifier/core/sm3.ts
  var START = [
    1937774191,
    1226093241,
    388252375,
    3666478592,
    2842636476,
    372324522,
    3817729613,
    2969243214
  ];
  var BLOCK = 64;
  var sm3 = (...parts) => {
    const message = padded(parts.length === 1 ? parts[0] : joined(parts));
    const blocks = new DataView(message.buffer, message.byteOffset, message.length);
    const state = Int32Array.from(START);
    const words = new Int32Array(68);
    for (let at2 = 0; at2 < message.length; at2 += BLOCK) {
      expand(blocks, at2, words);
      compress(state, words);
    }
    const digest = new DataView(new ArrayBuffer(32));
    state.forEach((word2, at2) => digest.setInt32(at2 * 4, word2));
    return new Uint8Array(digest.buffer);
  };
  function padded(message) {
    const whole = new Uint8Array((Math.floor((message.length + 8) / BLOCK) + 1) * BLOCK);
    whole.set(message);
    whole[message.length] = 128;
    new DataView(whole.buffer).setBigUint64(whole.length - 8, BigInt(message.length) * 8n);
    return whole;
  }
  var rotated = (word2, bits) => word2 << bits | word2 >>> 32 - bits;
  var p0 = (x) => x ^ rotated(x, 9) ^ rotated(x, 17);
  var p1 = (x) => x ^ rotated(x, 15) ^ rotated(x, 23);
  function expand(blocks, from, words) {
    const at2 = (place) => words[place];
    for (let j = 0; j < 16; j += 1) words[j] = blocks.getInt32(from + j * 4);
    for (let j = 16; j < 68; j += 1)
      words[j] = p1(at2(j - 16) ^ at2(j - 9) ^ rotated(at2(j - 3), 15)) ^ rotated(at2(j - 13), 7) ^ at2(j - 6);
  }
  function compress(state, words) {
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let j = 0; j < 64; j += 1) {
      const early = j < 16;
      const twelve = rotated(a, 12);
      const ss1 = rotated(twelve + e + rotated(early ? 2043430169 : 2055708042, j % 32) | 0, 7);
      const ff = early ? a ^ b ^ c : a & b | a & c | b & c;
      const gg = early ? e ^ f ^ g : e & f | ~e & g;
      const word2 = words[j];
      const tt1 = ff + d + (ss1 ^ twelve) + (word2 ^ words[j + 4]) | 0;
      const tt2 = gg + h + ss1 + word2 | 0;
      [d, c, b, a] = [c, rotated(b, 9), a, tt1];
      [h, g, f, e] = [g, rotated(f, 19), e, p0(tt2)];
    }
    [a, b, c, d, e, f, g, h].forEach((word2, at2) => {
      state[at2] = state[at2] ^ word2;
    });
  }

  // verifier/browser/sha256.ts
  var K = new Uint32Array(64);
  var START2 = new Uint32Array(8);
  var found = 0;
  for (let n = 2; found < 64; n += 1) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) isPrime = false;
    if (!isPrime) continue;
    if (found < 8) START2[found] = fractionOf(n, 2);
    K[found] = fractionOf(n, 3);
    found += 1;
  }
  function fractionOf(n, degree) {
    const scaled = BigInt(n) << BigInt(32 * degree);
    let root = 0n;
    for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** BigInt(degree) <= scaled) root += bit;
    return Number(root & 0xffffffffn);
  }
  var word = new Uint32Array(64);
  var rotated2 = (x, by) => x >>> by | x << 32 - by;
  var Sha256 = class _Sha256 {
    state = START2.slice();
    block = new Uint8Array(64);
    held = 0;
    length = 0;
    update(bytes) {
      this.length += bytes.length;
      for (let at2 = 0; at2 < bytes.length; ) {
        const part = bytes.subarray(at2, at2 + 64 - this.held);
        this.block.set(part, this.held);
        this.held += part.length;
        at2 += part.length;
        if (this.held === 64) this.compress();
      }
      return this;
    }
    copy() {
      const other = new _Sha256();
      other.state.set(this.state);
      other.block.set(this.block);
      [other.held, other.length] = [this.held, this.length];
      return other;
    }
    digest() {
      const bits = this.length * 8;
      this.update(new Uint8Array([128]));
      this.update(new Uint8Array((120 - this.held) % 64));
      const end = new DataView(new ArrayBuffer(8));
      end.setUint32(0, Math.floor(bits / 2 ** 32));
      end.setUint32(4, bits >>> 0);
      this.update(new Uint8Array(end.buffer));
      const digest = new DataView(new ArrayBuffer(32));
      this.state.forEach((value, at2) => digest.setUint32(at2 * 4, value));
      return new Uint8Array(digest.buffer);
    }
    compress() {
      const view = new DataView(this.block.buffer);
      for (let t = 0; t < 16; t += 1) word[t] = view.getUint32(t * 4);
      for (let t = 16; t < 64; t += 1) {
        const [w15, w2] = [word[t - 15], word[t - 2]];
        const s0 = rotated2(w15, 7) ^ rotated2(w15, 18) ^ w15 >>> 3;
        const s1 = rotated2(w2, 17) ^ rotated2(w2, 19) ^ w2 >>> 10;
        word[t] = word[t - 16] + s0 + word[t - 7] + s1;
      }
      let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = this.state;
      for (let t = 0; t < 64; t += 1) {
        const s1 = rotated2(e, 6) ^ rotated2(e, 11) ^ rotated2(e, 25);
        const t1 = h + s1 + (e & f ^ ~e & g) + K[t] + word[t] | 0;
        const s0 = rotated2(a, 2) ^ rotated2(a, 13) ^ rotated2(a, 22);
        const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, d + t1 | 0, c, b, a, t1 + t2 | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((value, at2) => this.state[at2] = this.state[at2] + value);
      this.held = 0;
    }
  };

  // verifier/browser/host.ts
  var browserHost = {
    sha256(...parts) {
      const hash = new Sha256();
      for (const part of parts) hash.update(part);
      return hash.digest();
    },
    sm3,
    hasher: () => new Sha256(),
    async digest(name, bytes) {
      return new Uint8Array(await subtle().digest(name, bytes.slice()));
    },
    verifiesEd25519,
    verifiesEs256,
    crc32,
    inflateRaw,
    load
  };
  function subtle() {
    const { crypto } = globalThis;
    if (!crypto?.subtle) throw new Unsupported("WebCrypto");
    return crypto.subtle;
  }
  async function verifiesEd25519(key, message, signature) {
    try {
      const imported = await subtle().importKey("raw", key.slice(), "Ed25519", false, ["verify"]);
      return await subtle().verify("Ed25519", imported, signature.slice(), message.slice());
    } catch (error) {
      const { name } = error;
      if (name === "NotSupportedError") throw new Unsupported("Ed25519", { cause: error });
      if (name === "DataError" || name === "OperationError") return false;
      throw error;
    }
  }
  async function verifiesEs256({ x, y }, message, signature) {
    const jwk = { kty: "EC", crv: "P-256", x: base64UrlOf(x), y: base64UrlOf(y) };
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    try {
      const key = await subtle().importKey("jwk", jwk, curve, false, ["verify"]);
      const how = { name: "ECDSA", hash: "SHA-256" };
      return await subtle().verify(how, key, signature.slice(), message.slice());
    } catch (error) {
      const { name } = error;
      if (name === "NotSupportedError") throw new Unsupported("ES256", { cause: error });
      if (name === "DataError" || name === "OperationError") return false;
      throw error;
    }
  }
  var CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? value >>> 1 ^ 3988292384 : value >>> 1;
    return value;
  });
  function crc32(bytes, before2) {
    let value = ~before2;
    for (const byte of bytes) value = CRC[(value ^ byte) & 255] ^ value >>> 8;
    return ~value >>> 0;
  }
  async function* inflateRaw(chunks) {
    const iterator = chunks[Symbol.asyncIterator]();
    const source = new ReadableStream({
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value.slice());
      }
    });
    const reader = source.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  }
  async function load(module) {
    const text = new TextDecoder().decode(module);
    const needs = text.match(/^import .*$/gm) ?? [];
    if (needs.some((line) => line !== NODE_HASH)) throw new Unsupported(needs.join(" ").slice(0, 200));
    const shared = globalThis;
    shared.chengxuVerifierHash = createHash;
    const ours = text.replace(NODE_HASH, "const createHash = globalThis.chengxuVerifierHash;");
    const url = URL.createObjectURL(new Blob([ours], { type: "text/javascript" }));
    try {
      return await import(url);
    } catch (error) {
      throw new Unsupported(error instanceof Error ? error.message : "import", { cause: error });
    } finally {
      URL.revokeObjectURL(url);
    }
  }
  var NODE_HASH = 'import { createHash } from "node:crypto";';
  function createHash(name) {
    if (name !== "sha256") throw new Unsupported(name);
    const hash = new Sha256();
    const made = {
      update(data) {
        hash.update(typeof data === "string" ? new TextEncoder().encode(data) : data);
        return made;
      },
      digest: (form) => form === "hex" ? hexOf(hash.digest()) : hash.digest()
    };
    return made;
  }

  // verifier/browser/main.ts
  var bytesIn = (given) => typeof given === "string" ? new TextEncoder().encode(given) : given;
  async function verified(open, given) {
    const { policy, pins, onProgress, ...rest } = given;
    try {
      const policyBytes = policy === void 0 ? void 0 : bytesIn(policy);
      const auditor = auditorFrom(
        browserHost,
        { ...rest, policy: policyBytes, pins: pins?.map(bytesIn) },
        Date.now()
      );
      return await verify(browserHost, open, auditor, onProgress);
    } catch (error) {
      if (error instanceof Usage)
        return { code: "USAGE", exit: 3, findings: [{ code: "USAGE", ...error.words }] };
      throw error;
    }
  }
  var chengxuVerifier = {
    /** Verifies a bag from its files by their paths in it (`data/bag.json` …). */
    verify: (files, given = {}) => verified(() => filesInMemory(files), given),
    /** Verifies a bag that is one ZIP. */
    verifyZip: (zip, given = {}) => verified(
      () => filesInZip(browserHost, {
        size: zip.length,
        read: (offset, length) => zip.subarray(offset, offset + length)
      }),
      given
    ),
    textReport,
    htmlReport
  };
  globalThis.chengxuVerifier = chengxuVerifier;
})();

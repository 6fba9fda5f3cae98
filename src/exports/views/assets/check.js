// The script of a bag's index.html: takes the ZIP or the folder that one chooses, hands its files to the verifier in the
// page and shows the verdict; papers then open with their right type. It sends nothing anywhere.
'use strict';
const byId = (id) => document.getElementById(id);
const MOST_BYTES = 2 * 1024 ** 3;
/** The bag as it was chosen: its files, and the ZIP itself where it is one. */
let files;
let zip;

/** The entries of a ZIP as name → bytes (APPNOTE 4.3; stored or deflated, no Zip64). */
async function unzipped(blob) {
  const tail = new DataView(await blob.slice(Math.max(0, blob.size - 65_557)).arrayBuffer());
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error('不是 ZIP · no ZIP');
  const count = tail.getUint16(end + 10, true);
  const start = tail.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff)
    throw new Error('ZIP 过大：请解压后选择文件夹 · too large: unpack it and choose the folder');
  const directory = new DataView(
    await blob.slice(start, start + tail.getUint32(end + 12, true)).arrayBuffer(),
  );
  const found = new Map();
  let at = 0;
  let total = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (directory.getUint32(at, true) !== 0x02014b50)
      throw new Error('ZIP 目录已损坏 · its directory is broken');
    const method = directory.getUint16(at + 10, true);
    const packed = directory.getUint32(at + 20, true);
    const size = directory.getUint32(at + 24, true);
    const nameLength = directory.getUint16(at + 28, true);
    const name = new TextDecoder('utf-8', { fatal: true }).decode(
      new Uint8Array(directory.buffer, at + 46, nameLength),
    );
    const local = directory.getUint32(at + 42, true);
    at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    if (name.endsWith('/')) continue;
    total += size;
    if (total > MOST_BYTES) throw new Error('解压后过大 · too large when unpacked');
    if (found.has(name)) throw new Error(`ZIP 中有同名文件 · the same name twice: ${name}`);
    const head = new DataView(await blob.slice(local, local + 30).arrayBuffer());
    const from = local + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const body = blob.slice(from, from + packed);
    found.set(name, await contentOf(body, method, size, name));
  }
  return withoutBase(found);
}

async function contentOf(body, method, size, name) {
  if (method !== 0 && method !== 8) throw new Error(`压缩方式不认识 · unknown compression: ${name}`);
  const stream =
    method === 0 ? body.stream() : body.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const pieces = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > size) throw new Error(`比目录所说的大 · larger than its entry says: ${name}`);
    pieces.push(value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

/** A bag in a ZIP has one base directory (RFC 8493, section 4.2). */
function withoutBase(found) {
  const bases = new Set([...found.keys()].map((name) => name.split('/')[0]));
  const [base] = bases;
  if (bases.size !== 1 || found.has('bagit.txt')) return found;
  return new Map([...found].map(([name, bytes]) => [name.slice(base.length + 1), bytes]));
}

async function inFolder(list) {
  const found = new Map();
  for (const file of list) found.set(file.webkitRelativePath, new Uint8Array(await file.arrayBuffer()));
  return withoutBase(found);
}

async function take(reading, called, chosen) {
  byId('chosen').textContent = `正在读取 · reading ${called} …`;
  byId('verify').disabled = true;
  try {
    files = await reading;
    zip = chosen && new Uint8Array(await chosen.arrayBuffer());
    byId('chosen').textContent = `${called}：${files.size} 个文件 files`;
    byId('verify').disabled = false;
    openPapersFrom(files);
  } catch (error) {
    files = undefined;
    byId('chosen').textContent = `${called}：${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Papers lie in a bag under their digests: from its bytes a paper opens as what it is. Only kinds that run nothing. */
const OPENED = /^(application\/pdf|image\/(png|jpeg|gif|webp)|text\/plain)$/;
function openPapersFrom(bag) {
  for (const link of document.querySelectorAll('a[data-paper]')) {
    const bytes = bag.get(`data/documents/${link.dataset.paper}`);
    if (!bytes || !OPENED.test(link.dataset.type)) continue;
    link.href = URL.createObjectURL(new Blob([bytes], { type: link.dataset.type }));
    link.removeAttribute('download');
    link.target = '_blank';
  }
}

const bytesIn = (text) => new TextEncoder().encode(text.endsWith('\n') ? text : `${text}\n`);

function given() {
  const policy = byId('policy').value.trim();
  const pins = byId('pins')
    .value.split(/\n\s*\n\s*\n/)
    .filter((pin) => pin.trim() !== '');
  return {
    ...(policy !== '' && { policy: bytesIn(policy) }),
    pins: pins.map((pin) => bytesIn(pin.replace(/^\s*\n/, ''))),
    definitions: byId('run').checked ? [byId('run').value] : [],
  };
}

const VERDICTS = [
  '核验通过 Verified',
  '发现被改动的证据 Evidence of tampering',
  '有事项无法判定 Could not be decided',
  '所给的策略或检查点无法读取 What was given cannot be read',
];

async function verify() {
  const box = byId('verdict');
  byId('verify').disabled = true;
  box.hidden = false;
  box.className = '';
  box.textContent = '正在核验 · verifying …';
  try {
    const { chengxuVerifier } = globalThis;
    show(box, await (zip ? chengxuVerifier.verifyZip(zip, given()) : chengxuVerifier.verify(files, given())));
  } catch (error) {
    box.className = 'bad';
    box.textContent = `核验没有完成 · not completed: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    byId('verify').disabled = false;
  }
}

function line(text, name) {
  const made = document.createElement('p');
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

function show(box, { code, exit, findings }) {
  box.className = exit === 1 || exit === 3 ? 'bad' : '';
  const lines = findings.map(({ code: which, zh, en, seq, file, subject }) => {
    const where = [seq === undefined ? '' : `#${seq}`, subject ?? '', file ?? ''].filter((one) => one !== '');
    return line(`${which}${where.length > 0 ? ` (${where.join(' · ')})` : ''}：${zh} · ${en}`);
  });
  box.replaceChildren(
    line(`${VERDICTS[exit] ?? ''} · ${code}`, 'code'),
    ...lines,
    line(
      '这是随包而来的核验程序的结论：要作数，请用另行取得的独立核验程序再核一次。 · This is what the verifier that came with the bag says; for one that counts, use one from elsewhere.',
    ),
  );
}

byId('zip').addEventListener('change', ({ target }) => {
  const [file] = target.files;
  if (file) void take(unzipped(file), file.name, file);
});
byId('folder').addEventListener('change', ({ target }) => {
  if (target.files.length > 0)
    void take(inFolder([...target.files]), target.files[0].webkitRelativePath.split('/')[0]);
});
const drop = byId('drop');
drop.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  const [file] = event.dataTransfer.files;
  if (file) void take(unzipped(file), file.name, file);
});
byId('verify').addEventListener('click', () => void verify());

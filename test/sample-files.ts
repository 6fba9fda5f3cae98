/** Small files of every kind that the document store knows, and of some that it does not. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n', 'latin1');
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex');
export const DOCX = zip(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']);
export const DOCM = zip(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin']);
export const OFD = zip(['OFD.xml', 'Doc_0/Document.xml']);
export const XLSX = zip(['[Content_Types].xml', 'xl/workbook.xml']);

export const HEIC = Buffer.from('00000018667479706d6966310000000068656963617631ff', 'hex');
export const DOC = compoundFile(['WordDocument', '1Table']);
export const XLS = compoundFile(['Workbook']);

/** A compound file ([MS-CFB] 2): a header, one sector of allocation table, one of directory, in a list to the right. */
export function compoundFile(root: readonly string[]): Buffer {
  const file = Buffer.alloc(512 * 3);
  file.write('d0cf11e0a1b11ae1', 'hex');
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 44);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(0xfffffffe, 68);
  file.fill(0xff, 76, 512);
  file.writeUInt32LE(0, 76);
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  ['Root Entry', ...root].forEach((name, i) => {
    const at = 1024 + i * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
    file.fill(0xff, at + 68, at + 80);
    if (i === 0) file.writeUInt32LE(1, at + 76);
    else if (i < root.length) file.writeUInt32LE(i + 1, at + 72);
  });
  return file;
}

/** A ZIP file (APPNOTE 4.3) with these entries, stored, each holding its own name. */
export function zip(names: readonly string[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const content = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(checksum(content), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(content.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, content, content]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, entry, content]));
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

/** CRC-32 (ISO 3309); `zlib.crc32` is younger than the oldest Node that we run on. */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

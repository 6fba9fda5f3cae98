import { createHash, randomBytes } from 'node:crypto';

/** A PDF of one page that is one picture (PDF 1.4), of bytes that nothing makes smaller; made as it is sent. */
export class Scan {
  readonly hash = createHash('sha256');
  private readonly seed = randomBytes(65_536);
  private readonly head: Buffer;
  private readonly tail: Buffer;

  /** @param size of the whole file, in bytes */
  constructor(readonly size: number) {
    // The tail says where the objects stand, in numbers that are as long as the picture makes them.
    const [head, tail] = partsOf(size);
    const picture = size - head.length - tail.length;
    const fitted = partsOf(size, picture);
    [this.head, this.tail] = fitted;
  }

  async *bytes(): AsyncGenerator<Buffer> {
    let left = this.size - this.head.length - this.tail.length;
    yield this.seen(this.head);
    for (let n = 0; left > 0; n += 1) {
      this.seed.writeUInt32BE(n, 0);
      const chunk = Buffer.from(this.seed.subarray(0, Math.min(left, this.seed.length)));
      left -= chunk.length;
      yield this.seen(chunk);
    }
    yield this.seen(this.tail);
  }

  private seen(chunk: Buffer): Buffer {
    this.hash.update(chunk);
    return chunk;
  }
}

function partsOf(size: number, picture = size): [Buffer, Buffer] {
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /S 4 0 R >> >> >>\nendobj\n',
    '5 0 obj\n<< /Length 26 >>\nstream\n595 0 0 842 0 0 cm /S Do  \nendstream\nendobj\n',
  ];
  const [catalogue = '', pages = '', page = '', contents = ''] = objects;
  const start = '%PDF-1.4\n';
  const stream = `4 0 obj\n<< /Type /XObject /Subtype /Image /Width 1000 /Height ${Math.floor(picture / 1000)} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${picture} >>\nstream\n`;
  const head = start + catalogue + pages + page + contents + stream;
  const at = [
    start.length,
    start.length + catalogue.length,
    start.length + catalogue.length + pages.length,
    head.length - stream.length,
    start.length + catalogue.length + pages.length + page.length,
  ];
  const end = '\nendstream\nendobj\n';
  const table = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const xref = head.length + picture + end.length;
  const tail = `${end}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return [Buffer.from(head), Buffer.from(tail)];
}

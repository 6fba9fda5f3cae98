import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { formatCheckpoint } from './checkpoint.js';
import { inclusionProof } from './proofs.js';
import { formatReceipt, parseReceipt, ReceiptRefused, verifyReceipt, type Receipt } from './receipt.js';
import { signerKeyText, signerOf, signNote, verifierOf } from './signed-note.js';
import { CompactRange, EMPTY_ROOT, leafHash } from './tree.js';

const LOG = signerOf(signerKeyText('chengxu.example/town', Buffer.alloc(32, 1)));
const KEY = verifierOf(LOG.vkey);
const OTHER_LOG = verifierOf(signerOf(signerKeyText('chengxu.example/town', Buffer.alloc(32, 9))).vkey);

const leafAt = (index: number) => leafHash(Buffer.from(`event ${index}`));

/** The receipt of one event in a log of `size` events. */
async function receiptOf(index: number, size: number): Promise<Receipt> {
  const range = CompactRange.empty();
  const nodes = new Map<string, Buffer>();
  for (let i = 0; i < size; i++) {
    for (const node of range.append(leafAt(i))) nodes.set(`${node.level}/${node.index}`, node.hash);
  }
  const lookup = (ids: readonly { level: number; index: number }[]) =>
    ids.map((id) => nodes.get(`${id.level}/${id.index}`) ?? EMPTY_ROOT);
  const head = formatCheckpoint({ origin: LOG.name, size, root: range.root() });
  return { index, path: await inclusionProof(index, size, lookup), checkpoint: signNote(head, LOG) };
}

const reasonOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ReceiptRefused) return error.reason;
    throw error;
  }
  return 'taken';
};
const verifying = (text: string, leaf: Buffer, ...keys: (typeof KEY)[]) =>
  reasonOf(() => verifyReceipt(text, leaf, keys));

describe('receipts are C2SP tlog-proofs', () => {
  it('line by line', async () => {
    const receipt = await receiptOf(4, 7);
    expect(formatReceipt(receipt).split('\n')).toEqual([
      'c2sp.org/tlog-proof@v1',
      'index 4',
      ...receipt.path.map((hash) => hash.toString('base64')),
      '',
      ...receipt.checkpoint.split('\n'),
    ]);
    expect(receipt.path).toHaveLength(3);
  });

  it('with the extra line of the format, which is read and trusted by nobody', async () => {
    const receipt = { ...(await receiptOf(0, 1)), extra: Buffer.from('age-v1.2.1-darwin-arm64.tar.gz') };
    const text = formatReceipt(receipt);
    expect(text.split('\n').slice(0, 4)).toEqual([
      'c2sp.org/tlog-proof@v1',
      'extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6',
      'index 0',
      '',
    ]);
    expect(parseReceipt(text)).toEqual(receipt);
    expect(verifying(text, leafAt(0), KEY)).toBe('taken');
  });

  it("the head of the specification's example is read as it says", () => {
    const hashes = [
      'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
      'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
      'EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=',
      'RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=',
      'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=',
    ];
    const head = `c2sp.org/tlog-proof@v1\nindex 73894\n${hashes.join('\n')}\n\n`;
    const checkpoint = 'example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n— …\n';
    const receipt = parseReceipt(head + checkpoint);
    expect(receipt).toMatchObject({ index: 73894, checkpoint });
    expect(receipt.path.map((hash) => hash.toString('base64'))).toEqual(hashes);
  });
});

describe('a receipt', () => {
  it('holds for its event and for no other, whatever the log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.nat(), async (size, place) => {
        const index = place % size;
        const receipt = await receiptOf(index, size);
        const text = formatReceipt(receipt);
        expect(parseReceipt(text)).toEqual(receipt);
        expect(verifyReceipt(text, leafAt(index), [KEY])).toMatchObject({ index, checkpoint: { size } });
        expect(verifying(text, leafAt(index + 1), KEY)).toBe('not-included');
        const elsewhere = formatReceipt({ ...receipt, index: (index + 1) % size });
        expect(verifying(elsewhere, leafAt(index), KEY)).toBe(size === 1 ? 'taken' : 'not-included');
      }),
      { numRuns: 50 },
    );
  });

  it('holds only with a key that we know', async () => {
    const text = formatReceipt(await receiptOf(2, 5));
    expect(verifying(text, leafAt(2))).toBe('checkpoint');
    expect(verifying(text, leafAt(2), OTHER_LOG)).toBe('checkpoint');
    expect(verifying(text, leafAt(2), OTHER_LOG, KEY)).toBe('taken');
  });

  it('is refused after any one character was changed, removed or put in', async () => {
    const text = formatReceipt(await receiptOf(5, 11));
    for (let at = 0; at < text.length; at++) {
      const [before, after] = [text.slice(0, at), text.slice(at + 1)];
      expect(verifying(before + after, leafAt(5), KEY)).not.toBe('taken');
      for (const character of 'AZaz05+/= \n') {
        if (character !== text[at])
          expect(verifying(before + character + after, leafAt(5), KEY)).not.toBe('taken');
        expect(verifying(before + character + text.slice(at), leafAt(5), KEY)).not.toBe('taken');
      }
    }
  });

  it('is refused where it is malformed', async () => {
    const receipt = await receiptOf(5, 11);
    const text = formatReceipt(receipt);
    const malformed = [
      '',
      'c2sp.org/tlog-proof@v1',
      text.replace('@v1', '@v2'),
      text.replace('index 5', 'index 05'),
      text.replace('index 5', 'index 9007199254740993'),
      text.replace('index 5\n', ''),
      text.replace('index 5', 'extra \nindex 5'),
      text.replace('index 5', 'extra Zh==\nindex 5'),
      text.replace('index 5', 'extra Zg==\nextra Zg==\nindex 5'),
      text.replace('index 5', 'index 5\nextra Zg=='),
      text.replaceAll('\n', '\r\n'),
      `c2sp.org/tlog-proof@v1\nindex 5\n${`${EMPTY_ROOT.toString('base64')}\n`.repeat(64)}\n${receipt.checkpoint}`,
      `${text}${'x'.repeat(1_200_000)}`,
    ];
    expect(malformed.map((wrong) => reasonOf(() => parseReceipt(wrong)))).toEqual(
      malformed.map(() => 'malformed'),
    );
    expect(() => formatReceipt({ ...receipt, index: -1 })).toThrow(ReceiptRefused);
    expect(() => formatReceipt({ ...receipt, path: [Buffer.alloc(31)] })).toThrow(ReceiptRefused);
  });

  it('of a log of a million events is about 1.2 KB', () => {
    const root = Buffer.alloc(32, 3);
    const checkpoint = signNote(formatCheckpoint({ origin: LOG.name, size: 1_000_000, root }), LOG);
    const path = Array.from({ length: 20 }, () => root);
    expect(formatReceipt({ index: 999_998, path, checkpoint }).length).toBeLessThan(1_300);
  });
});

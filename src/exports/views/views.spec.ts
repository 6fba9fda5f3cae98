import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shownFrom } from '../../../test/shown-decision.js';
import { township } from '../../../test/township.js';
import { viewAssets } from '../view-assets.js';
import { certificatePdf } from './certificate-pdf.js';
import { viewsOf } from './views-of.js';

const matter = () => township().adopted().asksParty('report').findsCongress('none').issues();
const HOSTILE = `</script><script>alert("1")</script> & 'x' \u0001`;

async function makes(title = HOSTILE) {
  const shown = shownFrom(matter(), { title });
  const scripts = {
    check: viewAssets().scripts.check,
    verifier: 'globalThis.chengxuVerifier = "</script>";',
  };
  const views = new Map<string, Buffer>();
  for await (const { path, bytes } of viewsOf(shown, { ...viewAssets(), scripts }))
    views.set(path, Buffer.from(bytes));
  return { shown, views, text: (path: string) => views.get(path)?.toString('utf8') ?? '' };
}

const adviceTold = () =>
  shownFrom(township().issued().advisesOnExecution().answersAdvice({}, { by: 'proposer' }))
    .events.slice(-2)
    .map(({ sentence }) => sentence.zh);

/** What the published JSON schema of OCEL 2.0 asks (ocel-standard.org), in our words. */
const name = z.string().min(1);
const types = z.array(
  z.object({
    name,
    attributes: z.array(z.object({ name, type: z.enum(['string', 'time', 'integer', 'float', 'boolean']) })),
  }),
);
const related = z.array(z.object({ objectId: name, qualifier: name }));
// Of whatever type: the schema takes no other values.
const value = z.string();
const ocel = z.object({
  eventTypes: types,
  objectTypes: types,
  events: z.array(
    z.object({
      id: name,
      type: name,
      time: z.iso.datetime(),
      attributes: z.array(z.object({ name, value })),
      relationships: related,
    }),
  ),
  objects: z.array(
    z.object({
      id: name,
      type: name,
      attributes: z.array(z.object({ name, value, time: z.iso.datetime() })),
      relationships: related,
    }),
  ),
});

const declared = (all: z.infer<typeof types>) =>
  new Map(all.map((type) => [type.name, new Set(type.attributes.map((one) => one.name))]));

describe('The views of a decision', () => {
  let first: ReturnType<typeof makes> | undefined;
  /** Setting type takes a second: it is done once, and once more to compare. */
  const made = () => (first ??= makes());

  it('are the six of the format, and the same each time, byte for byte', async () => {
    const { views } = await made();
    expect([...views.keys()].toSorted()).toEqual([
      'data/views/certificate.pdf',
      'data/views/dossier.pdf',
      'data/views/history.html',
      'data/views/log.xes',
      'data/views/ocel.json',
      'index.html',
    ]);
    const again = (await makes()).views;
    for (const [path, bytes] of views) expect([path, again.get(path)?.equals(bytes)]).toEqual([path, true]);
    for (const [path, bytes] of views) expect([path, bytes.length < 2_000_000]).toEqual([path, true]);
  });

  it('show what people wrote as text, whatever it is', async () => {
    const { text, shown } = await made();
    for (const path of ['data/views/history.html', 'index.html']) {
      expect(text(path)).toContain('&lt;/script&gt;&lt;script&gt;alert(');
      expect(text(path)).not.toContain('<script>alert');
      for (const { leafHash } of shown.events) expect(text(path)).toContain(leafHash.slice(0, 16));
    }
    // Three: one opens the verifier, one the page's own script, none stands in the history.
    expect(text('index.html').match(/<\/script>/g)).toHaveLength(2);
    expect(text('data/views/history.html')).not.toContain('<script');
    expect(text('index.html')).not.toMatch(/(src|href)="https?:/);
  });

  it('tell advice on the execution, and what was heeded of it, in sentences', () => {
    const [advice, answer] = adviceTold();
    expect(advice).toMatch(/就中止、恢复执行提出法律意见：“[^”]+”，合法/);
    expect(answer).toMatch(/说明第\d+号记录中法律意见的采纳情况：采纳/);
  });

  it('say of themselves that they prove nothing', async () => {
    const { text } = await made();
    expect(text('index.html')).toContain('它对自己什么也证明不了');
    expect(text('index.html')).toContain('chengxu-verifier.mjs');
    expect(text('data/views/history.html')).toContain('不是证据');
  });

  it('are OCEL 2.0 in which every relation leads to an object, and every attribute is declared', async () => {
    const { text, shown } = await made();
    const log = ocel.parse(JSON.parse(text('data/views/ocel.json')));
    expect(log.events.map(({ id }) => id)).toEqual(shown.events.map(({ id }) => id));
    const objects = new Set(log.objects.map(({ id }) => id));
    expect(objects.size).toBe(log.objects.length);
    for (const { relationships } of [...log.events, ...log.objects])
      for (const { objectId } of relationships) expect(objects).toContain(objectId);
    for (const [things, kinds] of [
      [log.events, declared(log.eventTypes)],
      [log.objects, declared(log.objectTypes)],
    ] as const)
      for (const { type, attributes } of things)
        for (const attribute of attributes) expect(kinds.get(type)).toContain(attribute.name);
  });

  const xmllint = spawnSync('xmllint', ['--version']).status === 0;
  (xmllint ? it : it.skip)('are XES as IEEE 1849 builds it (xmllint)', async () => {
    const { text, shown } = await made();
    const folder = mkdtempSync(join(tmpdir(), 'chengxu-xes-'));
    try {
      writeFileSync(join(folder, 'log.xes'), text('data/views/log.xes'));
      const checked = spawnSync('xmllint', [
        '--noout',
        '--schema',
        'test/fixtures/xes-structure.xsd',
        join(folder, 'log.xes'),
      ]);
      expect([checked.status, checked.stderr.toString().replaceAll(folder, '')]).toEqual([
        0,
        '/log.xes validates\n',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(text('data/views/log.xes').match(/<event>/g)).toHaveLength(shown.events.length);
  });

  it('put the certificate on one page, and the fonts into the file', async () => {
    const { views } = await made();
    const certificate = views.get('data/views/certificate.pdf')?.toString('latin1') ?? '';
    expect(certificate.startsWith('%PDF-1.')).toBe(true);
    expect(certificate.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    expect(certificate).toMatch(/\/FontFile3 \d+ 0 R/);
  });

  it('still put it on one page where names are long', async () => {
    const shown = shownFrom(matter(), { title: '很长的标题'.repeat(20) });
    const bytes = Buffer.from(await certificatePdf(shown, viewAssets().fonts)).toString('latin1');
    expect(bytes.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  });
});

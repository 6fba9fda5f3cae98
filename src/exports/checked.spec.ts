import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { crewOf, PublishedCall } from '../../test/published-call.js';
import { linesIn, unzipped } from '../../test/read-bag.js';
import { oneServerForAll, type Answer, type Person } from '../../test/server.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import { PROJECT_ROOT } from '../project-root.js';
import { bagOf } from './bag.js';
import { writeFolder } from './written.js';

const VERIFIER = join(PROJECT_ROOT, 'verifier/chengxu-verifier.mjs');
const TWIN = join(PROJECT_ROOT, 'verifier/python/chengxu_verifier.py');
const TITLE = '横溪镇停车场建设';

/** Where there is no Python the twin has nothing to say; CI has one. */
const python = spawnSync('python3', ['--version']).status === 0 ? describe : describe.skip;

python('What is exported is verified by programs that were written from docs/bag.md alone', () => {
  const township = oneServerForAll();
  let call: PublishedCall;
  let office: Person;
  let code = '';
  beforeAll(async () => {
    const crew = await crewOf(township().administrator);
    office = crew.office;
    call = await PublishedCall.published(crew, 'parking-2026', TITLE);
    const comment = await call.comments({ text: '我家住在西街九号', name: '王芳芳', anonymous: false });
    expect(comment.status).toBe(201);
    code = String(comment.body['receipt']);
    expect((await call.disposes(1)).status).toBe(201);
  });

  /** What both verifiers say of a bag, seen from that day, by an auditor who knows the log's key and the procedure. */
  function verdictsOn(bag: string, ...more: readonly string[]) {
    const { on, running, clock } = township().server;
    const policy = join(on.directory, 'policy-of-the-auditor');
    writeFileSync(policy, `log ${running.parts.signer.vkey}\nquorum none\n`);
    const options = [bag, '--policy', policy, '--as-of', clock.legal().toISOString(), '--json', ...more];
    const definitions = running.parts.workflows.flatMap(({ hash }) => ['--definition', hash]);
    const said = [
      spawnSync(process.execPath, [VERIFIER, ...options, ...definitions], { encoding: 'utf8' }),
      spawnSync('python3', [TWIN, ...options], { encoding: 'utf8' }),
    ];
    const [first, twin] = said.map(({ status, stdout }) => ({
      status,
      ...(JSON.parse(stdout) as JsonObject),
    }));
    return { first, twin };
  }

  async function dossier(query = '') {
    const { on, running } = township().server;
    const answer = await fetch(`${running.address}/api/decisions/${call.decision}/dossier.zip${query}`, {
      headers: { authorization: `Bearer ${office.token}` },
    });
    const zip = Buffer.from(await answer.arrayBuffer());
    const path = join(on.directory, 'dossier.zip');
    writeFileSync(path, zip);
    return { path, ...(await unzipped(zip)) };
  }

  async function twoPeople(path: string, asked: JsonObject): Promise<Answer> {
    const proposed = await office.posts(path, asked);
    expect([proposed.status, proposed.body['unmet']]).toEqual([201, undefined]);
    const { proposals } = proposed.body['state'] as { proposals: JsonObject };
    const id = Object.keys(proposals).at(-1) ?? '';
    return township().administrator.posts(`/api/admin/erasures/${id}/confirmation`, {});
  }

  /** The twin does not replay. */
  const VERIFIED = {
    first: { status: 0, exit: 0, code: 'OK' },
    twin: { status: 2, exit: 2, code: 'W_NO_REPLAY' },
  };

  it('a dossier as it is handed out, with its tail', async () => {
    const { path } = await dossier();
    const verdicts = verdictsOn(path);
    expect(verdicts).toMatchObject(VERIFIED);
    const notes = [{ code: 'W_WITHHELD' }];
    expect(verdicts).toMatchObject({ first: { findings: notes }, twin: { erased: 0, findings: notes } });
  });

  it('a dossier beside a checkpoint that somebody kept, whichever it is, once its size is named', async () => {
    const { on, running } = township().server;
    // One that no event of this decision needs.
    await township().administrator.registers('somebody-else');
    await running.parts.ledger.checkpoint();
    const note = await (await fetch(`${running.address}/api/ledger/checkpoint`)).text();
    const pin = join(on.directory, 'pin.note');
    writeFileSync(pin, note);
    await township().administrator.registers('yet-another');
    const size = Number(note.split('\n')[1]);
    const { path } = await dossier(`?pin=1,${size}`);
    expect(verdictsOn(path, '--pin', pin)).toMatchObject(VERIFIED);
    writeFileSync(pin, note.replace(`\n${size}\n`, `\n${size + 1}\n`));
    const uncompared = { status: 2, code: 'W_PIN_UNCOMPARED' };
    expect(verdictsOn(path, '--pin', pin)).toMatchObject({ first: uncompared, twin: uncompared });
    writeFileSync(pin, note.replace(/^(.*\n.*\n).{4}/, '$1AAAA'));
    const forked = { status: 1, code: 'E_FORK' };
    expect(verdictsOn(path, '--pin', pin)).toMatchObject({ first: forked, twin: forked });
    expect((await office.get(`/api/decisions/${call.decision}/dossier.zip?pin=x`)).status).toBe(400);
  });

  it('the whole ledger, as a folder; and a dossier with what the public wrote', async () => {
    const { on, running, clock } = township().server;
    const { database, workflows } = running.parts;
    const exported = {
      rows: database.read,
      documents: join(on.directory, 'documents'),
      released: workflows,
    };
    const all = join(on.directory, 'all');
    await writeFolder(await bagOf(exported, { at: clock.machine() }), all);
    expect(verdictsOn(all)).toMatchObject(VERIFIED);
    const open = join(on.directory, 'open');
    const more = { decision: call.decision, at: clock.machine(), withComments: true };
    await writeFolder(await bagOf(exported, more), open);
    const verdicts = verdictsOn(open);
    expect(verdicts).toMatchObject(VERIFIED);
    expect(JSON.stringify(verdicts)).not.toContain('W_WITHHELD');
  });

  it('a dossier after a lawful erasure, and after a paper and a title were removed under an order', async () => {
    const erased = await twoPeople('/api/admin/erasures', {
      about: { receiptCode: code },
      legalBasis: 'consent-withdrawn',
      request: '横信访〔2026〕12号',
    });
    expect([erased.status, erased.body['unmet']]).toEqual([201, undefined]);
    const after = await dossier();
    const verdicts = verdictsOn(after.path);
    expect(verdicts).toMatchObject(VERIFIED);
    expect(verdicts.twin).toMatchObject({ erased: 2 });
    expect(linesIn(after.files, 'data/ledger/withheld.jsonl')).toEqual([]);

    const paper = sha256Hex(`草案：${TITLE}`);
    expect(after.files.has(`data/documents/${paper}`)).toBe(true);
    const { body } = await office.get(`/api/decisions/${call.decision}/events`);
    const first = (body['events'] as JsonObject[])[0];
    const removed = await twoPeople('/api/admin/erasures/orders', {
      ground: 'secrecy-order',
      order: '横密〔2026〕3号',
      subject: `decision/${call.decision}`,
      events: [{ event: String(first?.['id']), fields: ['/payload/title'] }],
      documents: [paper],
    });
    expect([removed.status, removed.body['unmet']]).toEqual([201, undefined]);
    const last = await dossier();
    expect(last.files.has(`data/documents/${paper}`)).toBe(false);
    expect(verdictsOn(last.path)).toMatchObject(VERIFIED);
    const acts = linesIn(last.files, 'data/ledger/leaves.jsonl').map(({ type }) => type);
    expect(acts).toEqual(expect.arrayContaining(['DisclosuresErased', 'RemovedUnderOrder', 'HeadsRecorded']));
  });
});

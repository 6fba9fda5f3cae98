import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { attack } from '../../test/attacker.js';
import { describeOnAnyDatabase, type FreshDatabase } from '../../test/databases.js';
import { ORIGIN } from '../../test/installation.js';
import { subjectIdIn, TestServer, type Person } from '../../test/server.js';
import type { Facts, RuleSet } from '../../workflows/vocabulary.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { actOf } from '../engine/fold.js';
import type { EventDraft } from '../ledger/ledger.js';
import { eventsFrom } from '../ledger/reading.js';
import { CompactRange } from '../ledger/tree.js';
import type { JudgeElsewhere } from './judging-by-many.js';
import { StretchJudge } from './stretch.js';
import { verifyInstallation } from './verify-installation.js';

/** What the judging threads do, without threads. */
function judgesHere(
  of: number,
  rows: Rows,
  workflows: readonly ReleasedWorkflow[],
  remembered?: number,
): JudgeElsewhere[] {
  return Array.from({ length: of }, (_, judge) => {
    const one = new StretchJudge(rows, workflows, { judge, of }, remembered);
    return { judged: (stretch) => one.judged(stretch), close: () => Promise.resolve() };
  });
}

/** A running township with one decision whose draft has been submitted. */
class Township {
  private constructor(
    readonly server: TestServer,
    readonly clerk: Person,
    readonly proposer: Person,
    readonly decision: string,
  ) {}

  static async begins(fresh: FreshDatabase): Promise<Township> {
    const { server, administrator } = await TestServer.setUp(await fresh());
    const clerk = await administrator.registers('clerk', { role: 'office' }, { role: 'head' });
    const proposer = await administrator.registers('proposer', { role: 'proposer' });
    const proposed = await proposer.posts('/api/decisions', {
      payload: {
        title: '横溪镇垃圾分类实施方案',
        body: server.body,
        proposedBy: 'department',
        problem: '分类不到位',
        necessity: '必要',
        feasibility: '可行',
        reasonsAndBasis: '条例要求',
        outline: '分三步实施',
        holdsStateSecret: false,
      },
    });
    const township = new Township(server, clerk, proposer, `decision/${subjectIdIn(proposed)}`);
    await township.takesTheMatterToItsDraft();
    return township;
  }

  private async takesTheMatterToItsDraft(): Promise<void> {
    const { clerk, proposer } = this;
    const unit = this.server.body;
    await this.adds(clerk, 'MatterScreened', { result: 'major', kind: 'planning', reason: '涉及面广' });
    await this.adds(clerk, 'ProposalStudied', { necessity: '必要', feasibility: '可行' });
    await this.adds(clerk, 'ProcedureStarted', { leadUnit: unit, units: [unit] });
    const content = Buffer.from('决策草案第一稿');
    const sha256 = await proposer.uploads(content);
    const paper = { name: '草案.txt', mediaType: 'text/plain', size: content.length, sha256 };
    await this.adds(proposer, 'DraftSubmitted', {
      edition: 1,
      bundle: [{ role: 'draft', ...paper }],
      drafters: [proposer.id],
      applicableLaw: ['固体废物污染环境防治法'],
      touches: { specificGroups: false, marketPlayers: false, units: [], hearingRequiredBy: null },
    });
  }

  private async adds(person: Person, type: string, payload: JsonObject): Promise<void> {
    const { version } = await this.parts.ledger.headOf(this.decision);
    const path = this.decision.replace('decision/', 'decisions/');
    const answer = await person.adds(path, type, payload, version);
    expect({ type, status: answer.status, body: answer.status === 201 ? {} : answer.body }).toEqual({
      type,
      status: 201,
      body: {},
    });
  }

  get parts() {
    return this.server.running.parts;
  }

  /** Writes past the road, as whoever runs the server can: leaf, tree and signature are all in order. */
  async forges(draft: Partial<EventDraft>, subject = this.decision): Promise<void> {
    this.server.damaged = true;
    const last = (await this.parts.ledger.eventsOf(this.decision)).at(-1)?.leaf;
    if (!last) throw new Error('no event');
    const { actor, actorrole, actorunit, workflowhash, statehash, data } = last;
    const like = { actor, actorrole, actorunit, workflowhash, statehash, facts: data.facts };
    await this.parts.ledger.append({
      subject,
      decide: () => ({ ...like, type: 'UnitsConsulted', payload: {}, disclosures: [], ...draft }),
    });
  }

  /** A second edition, with the state that it would lead to if its facts were true. */
  async forgesAnEdition(change: (facts: Facts) => Facts, statehash?: string): Promise<void> {
    const { database, road, calendars, ledger } = this.parts;
    const last = (await ledger.eventsOf(this.decision)).at(-1);
    if (!last) throw new Error('no event');
    const facts = change(last.leaf.data.facts as JsonObject & Facts);
    const payload: JsonObject = { ...last.leaf.data.payload, edition: 2 };
    const { actor, actorunit, actorrole } = last.leaf;
    const by = { actor: facts.actor.person, actorunit, actorrole };
    const disclosures = last.disclosures.map(({ pointer, value }) => ({ pointer, value }));
    const act = { ...last.leaf, ...by, data: { ...last.leaf.data, payload, facts } };
    const { loaded, state } = await road.states.read(database.read, this.decision);
    const verdict = loaded.procedure.decide(state, actOf(act, calendars.at));
    expect({ actor, is: verdict.is }).toEqual({ actor, is: 'accepted' });
    const after = verdict.is === 'accepted' ? loaded.procedure.stateHash?.(verdict.state) : undefined;
    const told = JSON.parse(JSON.stringify(facts)) as JsonObject;
    const draft = { ...by, type: last.type, payload, facts: told, disclosures };
    await this.forges({ ...draft, statehash: statehash ?? after });
  }

  /** Another decision like this one, begun under rules of the forger's own. */
  async forgesRules(change: (rules: RuleSet) => RuleSet): Promise<void> {
    const { road, calendars, ledger, database } = this.parts;
    let state: unknown;
    for (const { leaf, type, disclosures } of await ledger.eventsOf(this.decision)) {
      const { ruleSet } = leaf.data.facts as Partial<Facts>;
      const { digest: _, ...own } = JSON.parse(JSON.stringify(ruleSet ? change(ruleSet) : {})) as JsonObject;
      const made = ruleSet && { ruleSet: { digest: digestOf(own), ...own } };
      const facts: JsonObject = { ...leaf.data.facts, ...made };
      const { loaded } = await road.states.read(database.read, this.decision);
      const act = actOf({ ...leaf, data: { ...leaf.data, facts } }, calendars.at);
      const verdict = loaded.procedure.decide(state, act);
      if (verdict.is !== 'accepted') throw new Error(`${type}: ${verdict.is}`);
      state = verdict.state;
      const { actor, actorrole, actorunit } = leaf;
      const told = disclosures.map(({ pointer, value }) => ({ pointer, value }));
      const by = { actor, actorrole, actorunit, type, payload: leaf.data.payload, facts, disclosures: told };
      await this.forges({ ...by, statehash: loaded.procedure.stateHash?.(state) }, 'decision/forged');
    }
  }

  async damages(work: (rows: Rows) => Promise<unknown>): Promise<void> {
    this.server.damaged = true;
    await attack(this.server.on, async (rows) => void (await work(rows)));
  }

  /** By one judge, and by three in stretches of five events: whatever there is to find, they find the same. */
  async isVerified() {
    const { database, ledger, signer, workflows } = this.parts;
    await ledger.checkpoint();
    const trust = { origin: ORIGIN, vkeys: [signer.vkey] };
    const report = await verifyInstallation(database.read, trust, workflows);
    const judges = () => judgesHere(3, database.read, workflows);
    expect(await verifyInstallation(database.read, trust, workflows, { judges, stretch: 5 })).toEqual(report);
    return report;
  }
}

/** A verification of the whole, and one that has so many events judged before. */
async function stoppedAfter(judged: number, { parts }: Township) {
  const { database, ledger, signer, workflows } = parts;
  await ledger.checkpoint();
  const trust = { origin: ORIGIN, vkeys: [signer.vkey] };
  const whole = await verifyInstallation(database.read, trust, workflows);
  const range = CompactRange.empty();
  for (const { leafHash } of (await eventsFrom(database.read, 0, judged)).values())
    range.append(Buffer.from(leafHash, 'hex'));
  const judgedBefore = { position: range.size, root: range.root() };
  const goesOn = () => verifyInstallation(database.read, trust, workflows, { judgedBefore });
  return { whole, goesOn };
}

describeOnAnyDatabase('Verification of an installation', (fresh) => {
  it('judges every event of every subject again', async () => {
    const township = await Township.begins(fresh);
    const report = await township.isVerified();
    expect(report).toMatchObject({ finding: undefined, undecided: undefined, verdict: 'verified' });
    expect(report).toMatchObject({ judged: true, events: await township.server.events() });
  });

  it('judges the same when it remembers one subject at a time', async () => {
    const { parts } = await Township.begins(fresh);
    await parts.ledger.checkpoint();
    const trust = { origin: ORIGIN, vkeys: [parts.signer.vkey] };
    const options = { rememberedSubjects: 1 };
    const { database, workflows } = parts;
    const report = await verifyInstallation(database.read, trust, workflows, options);
    expect(report).toMatchObject({ finding: undefined, verdict: 'verified' });
    const judges = () => judgesHere(2, database.read, workflows, 1);
    expect(await verifyInstallation(database.read, trust, workflows, { judges, stretch: 3 })).toEqual(report);
  });

  it('goes on where an earlier one stopped, and judges nothing twice', async () => {
    const township = await Township.begins(fresh);
    const { whole, goesOn } = await stoppedAfter(10, township);
    expect(whole.verdict).toBe('verified');
    const { judgedBefore, ...report } = await goesOn();
    expect(judgedBefore).toBe(10);
    expect({ ...report, judgedBefore: 0 }).toEqual(whole);
  });

  it('judges all anew where what was judged before is not there any more', async () => {
    const forged = await Township.begins(fresh);
    const { whole, goesOn } = await stoppedAfter(15, forged);
    expect([whole.events, (await goesOn()).judgedBefore]).toEqual([15, 15]);
    await forged.damages(async (rows) => {
      await rows.query('DELETE FROM document_upload');
      await rows.query('DELETE FROM document');
    });
    expect(await goesOn()).toMatchObject({ judgedBefore: 0, finding: { code: 'E_BLOB' } });
    await forged.damages((rows) => rows.query('DELETE FROM content'));
    expect(await goesOn()).toMatchObject({ judgedBefore: 0 });
    await forged.damages((rows) => rows.query("UPDATE event SET type = 'Other' WHERE seq = 2"));
    expect(await goesOn()).toMatchObject({ judgedBefore: 0, finding: { code: 'E_INDEX', seq: 2 } });
  });

  it('takes no other ledger for the one that was judged before', async () => {
    const township = await Township.begins(fresh);
    await township.forges({ type: 'DecisionPublished', payload: { channels: ['website'] } });
    const { database, ledger, signer, workflows } = township.parts;
    await ledger.checkpoint();
    const trust = { origin: ORIGIN, vkeys: [signer.vkey] };
    const { size } = await ledger.head();
    const judgedBefore = { position: size, root: randomBytes(32) };
    const report = await verifyInstallation(database.read, trust, workflows, { judgedBefore });
    expect(report).toMatchObject({ judgedBefore: 0, finding: { code: 'E_ILLEGAL' } });
    const longer = { position: size + 5, root: (await ledger.head()).root };
    const again = await verifyInstallation(database.read, trust, workflows, { judgedBefore: longer });
    expect(again).toMatchObject({ judgedBefore: 0, finding: { code: 'E_ILLEGAL' } });
  });

  it('names an act that the procedure would have refused', async () => {
    const township = await Township.begins(fresh);
    await township.forges({
      type: 'DecisionPublished',
      payload: { channels: ['website'], explainsAdoption: true, explanationGiven: false },
    });
    const { finding, verdict } = await township.isVerified();
    expect(verdict).toBe('tampered');
    expect(finding).toMatchObject({ code: 'E_ILLEGAL', subject: township.decision });
    expect(finding?.en).toContain('DecisionPublished');
  });

  it('takes an act for what it is, however it came into the ledger', async () => {
    const township = await Township.begins(fresh);
    await township.forgesAnEdition((facts) => facts);
    expect(await township.isVerified()).toMatchObject({ verdict: 'verified' });
  });

  it('finds a role that was never granted, though every requirement would be met', async () => {
    const township = await Township.begins(fresh);
    const { id } = township.clerk;
    await township.forgesAnEdition((facts) => ({ ...facts, actor: { ...facts.actor, person: id } }));
    const { finding } = await township.isVerified();
    expect(finding).toMatchObject({ code: 'E_ILLEGAL', subject: township.decision });
    expect(finding?.en).toContain("'actor'");
  });

  it('finds a fact that was asked for and is not told', async () => {
    const township = await Township.begins(fresh);
    await township.forgesAnEdition(({ persons: _, ...facts }) => facts);
    expect((await township.isVerified()).finding?.en).toContain("'persons'");
  });

  it('finds a state that does not follow', async () => {
    const township = await Township.begins(fresh);
    await township.forgesAnEdition((facts) => facts, 'ef'.repeat(32));
    expect((await township.isVerified()).finding).toMatchObject({ code: 'E_STATE' });
  });

  it('finds a definition that is not the one of the decision', async () => {
    const township = await Township.begins(fresh);
    await township.forges({ workflowhash: 'ab'.repeat(32) });
    expect((await township.isVerified()).finding).toMatchObject({ code: 'E_DEFINITION' });
  });

  it('finds a decision under a definition that nobody released', async () => {
    const township = await Township.begins(fresh);
    await township.forges({ workflowhash: 'ab'.repeat(32) }, 'decision/other');
    expect((await township.isVerified()).finding).toMatchObject({
      code: 'E_DEFINITION',
      subject: 'decision/other',
    });
  });

  it('knows no subject without a procedure', async () => {
    const township = await Township.begins(fresh);
    await township.forges({ workflowhash: undefined }, 'secret/1');
    expect((await township.isVerified()).finding).toMatchObject({ code: 'E_ILLEGAL', subject: 'secret/1' });
  });

  it('finds a companion that is not worked out from its payload', async () => {
    const township = await Township.begins(fresh);
    const last = (await township.parts.ledger.eventsOf(township.decision)).at(-1);
    const payload = { ...last?.leaf.data.payload, edition: 2, bundleDigest: 'cd'.repeat(32) };
    const disclosures = last?.disclosures.map(({ pointer, value }) => ({ pointer, value })) ?? [];
    await township.forges({ type: 'DraftSubmitted', payload, disclosures });
    const { finding } = await township.isVerified();
    expect(finding).toMatchObject({ code: 'E_ILLEGAL' });
    expect(finding?.en).toContain('bundleDigest');
  });

  it('does not vouch for rules that somebody made up, however well their digest fits', async () => {
    const township = await Township.begins(fresh);
    await township.forgesRules((rules) => rules);
    expect(await township.isVerified()).toMatchObject({ verdict: 'verified' });
    const forged = await Township.begins(fresh);
    await forged.forgesRules((rules) => ({
      ...rules,
      parameters: { ...rules.parameters, legalityReviewWorkingDays: 0 },
    }));
    const report = await forged.isVerified();
    expect(report).toMatchObject({ verdict: 'undecided', finding: undefined });
    expect(report.undecided?.en).toContain('rules');
  });

  it('misses a paper that was taken out of the store', async () => {
    const township = await Township.begins(fresh);
    await township.damages(async (rows) => {
      await rows.query('DELETE FROM document_upload');
      await rows.query('DELETE FROM document');
    });
    expect((await township.isVerified()).finding).toMatchObject({
      code: 'E_BLOB',
      subject: township.decision,
    });
  });

  it('finds a calendar whose days were changed', async () => {
    const township = await Township.begins(fresh);
    await township.damages((rows) =>
      rows.query('UPDATE content SET bytes = ?', [Buffer.from('{"years":[]}')]),
    );
    expect((await township.isVerified()).finding).toMatchObject({ code: 'E_BLOB', subject: 'installation' });
  });

  it('does not decide without the calendar, and says so', async () => {
    const township = await Township.begins(fresh);
    await township.damages((rows) => rows.query('DELETE FROM content'));
    const report = await township.isVerified();
    expect(report).toMatchObject({ verdict: 'undecided', finding: undefined });
    expect(report.undecided?.en).toContain('calendar');
  });

  it('finds what is wrong with the rows even where the calendar is gone', async () => {
    const township = await Township.begins(fresh);
    await township.damages(async (rows) => {
      await rows.query('DELETE FROM content');
      await rows.query("UPDATE ledger_head SET last_time = '2020-01-01T00:00:00.000Z'");
    });
    expect(await township.isVerified()).toMatchObject({ verdict: 'tampered', finding: { code: 'E_INDEX' } });
  });

  it('does not vouch for rows that no signature covers', async () => {
    const township = await Township.begins(fresh);
    await township.damages((rows) => rows.query('DELETE FROM checkpoint'));
    const { database, signer, workflows } = township.parts;
    const trust = { origin: ORIGIN, vkeys: [signer.vkey] };
    const unsigned = await verifyInstallation(database.read, trust, workflows);
    expect(unsigned).toMatchObject({ verdict: 'undecided', checkpoints: 0 });
    const head = await township.parts.ledger.head();
    const pinned = await verifyInstallation(database.read, { ...trust, pins: [head] }, workflows);
    expect(pinned.verdict).toBe('verified');
  });
});

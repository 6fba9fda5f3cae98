import { createHash } from 'node:crypto';
import { send } from './client.js';

/** The paper that every act of the bench rests on. */
export const PAPER = Buffer.from('本文件为性能测试材料。\n');
export const PAPER_DIGEST = createHash('sha256').update(PAPER).digest('hex');
const paper = (kind: string) => ({
  kind,
  name: '材料',
  mediaType: 'text/plain',
  size: PAPER.length,
  sha256: PAPER_DIGEST,
});

/** Who acts, and where: one person with all the roles but counsel's, as in a very small township. */
export interface Office {
  readonly address: string;
  readonly token: string;
  readonly counsel: string;
  readonly person: string;
  readonly body: string;
  readonly unit: string;
}

/** A paper that the draft brings with it, uploaded before. */
export interface Annex {
  readonly role: 'annex';
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

type Act = readonly [type: string, payload: (bundle: string) => unknown];

const after = (office: Office, annexes: readonly Annex[]): readonly Act[] => [
  ['MatterScreened', () => ({ result: 'major', kind: 'other-major', reason: '测试' })],
  ['ProposalStudied', () => ({ necessity: '必要', feasibility: '可行' })],
  ['ProcedureStarted', () => ({ leadUnit: office.unit, units: [office.unit] })],
  [
    'DraftSubmitted',
    () => ({
      edition: 1,
      bundle: [
        { role: 'draft', name: '草案', mediaType: 'text/plain', size: PAPER.length, sha256: PAPER_DIGEST },
        ...annexes,
      ],
      drafters: [office.person],
      applicableLaw: ['国务院令第713号'],
      touches: { specificGroups: false, marketPlayers: false, units: [], hearingRequiredBy: null },
    }),
  ],
  [
    'StepFindingRecorded',
    () => ({ step: 'expert-review', required: false, reason: '不涉及', legalBasis: '第十九条' }),
  ],
  [
    'StepFindingRecorded',
    () => ({ step: 'risk-assessment', required: false, reason: '不涉及', legalBasis: '第二十二条' }),
  ],
  ['UnitsConsulted', () => ({ units: [office.unit], agreed: true, record: paper('consultation-record') })],
  [
    'PublicInputHeld',
    () => ({
      mode: 'round-table',
      heldOn: '2025-01-06',
      participants: [{ kind: 'residents', count: 12 }],
      groupsHeard: true,
      signedSheet: paper('signed-sheet'),
      summary: '座谈会',
    }),
  ],
  [
    'PublicInputReported',
    () => ({ received: 0, adopted: 0, partly: 0, notAdopted: 0, report: paper('public-input-report') }),
  ],
  [
    'LegalityReviewRequested',
    (bundle) => ({ bundleDigest: bundle, papers: [paper('legal-basis'), paper('procedure-account')] }),
  ],
  [
    'LegalAdviceGiven',
    (bundle) => ({ bundleDigest: bundle, position: 'lawful', opinion: paper('legal-advice') }),
  ],
];

/**
 * One case of twelve human acts, each a command of its own, and its history read back.
 * @returns its id, and the milliseconds of each act
 */
export async function oneCase(
  office: Office,
  annexes: readonly Annex[] = [],
): Promise<{ readonly decision: string; readonly took: readonly number[] }> {
  const { address, token, counsel } = office;
  const took: number[] = [];
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    took.push(performance.now() - began);
    return result;
  };
  const proposal = {
    title: '测试事项',
    body: office.body,
    proposedBy: 'department',
    problem: '问题',
    necessity: '必要',
    feasibility: '可行',
    reasonsAndBasis: '依据',
    outline: '方案',
    holdsStateSecret: false,
  };
  const proposed = await timed(() =>
    send(address, 'POST', '/api/decisions', { token, body: { payload: proposal }, expect: 201 }),
  );
  const id = (proposed.body as { event: { subject: string } }).event.subject.split('/')[1] ?? '';
  let bundle = '';
  for (const [version, [type, payload]] of after(office, annexes).entries()) {
    const answer = await timed(() =>
      send(address, 'POST', `/api/decisions/${id}/events`, {
        token: type === 'LegalAdviceGiven' ? counsel : token,
        body: { type, payload: payload(bundle) },
        ifMatch: version,
        expect: 201,
      }),
    );
    const { state } = answer.body as { state: { context: { draft: { bundle: string } | null } } };
    bundle = state.context.draft?.bundle ?? '';
  }
  const history = await send(address, 'GET', `/api/decisions/${id}/events`, { token, expect: 200 });
  const { events } = history.body as { events: unknown[] };
  if (events.length !== took.length)
    throw new Error(`${events.length} events read back, ${took.length} acts done`);
  return { decision: id, took };
}

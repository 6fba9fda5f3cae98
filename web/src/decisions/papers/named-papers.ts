import { fieldWord, paperKind } from '../../../../src/exports/views/lexicon';
import { PAPERS } from '../../../../workflows/words';
import type { Bilingual } from '../../words/words';
import type { PastEvent } from '../decisions';
import { evidencedOf } from '../history/late';

/** A paper as an event names it. */
export interface NamedPaper {
  readonly sha256: string;
  readonly name?: string;
  /** What it is in the bundle of a draft. */
  readonly role?: string;
  readonly kind?: Bilingual;
  readonly mediaType?: string;
  readonly size?: number;
}

/** Every paper in a payload, each once. */
export function papersIn(payload: unknown): NamedPaper[] {
  const found = new Map<string, NamedPaper>();
  const fieldOf = new Map<string, string>();
  if (typeof payload === 'object' && payload !== null && !Array.isArray(payload))
    for (const [field, value] of Object.entries(payload))
      for (const { sha256 } of digestsIn(value)) fieldOf.set(sha256, field);
  for (const { sha256, name, kind, role, mediaType, size } of digestsIn(payload)) {
    if (found.has(sha256)) continue;
    const code = typeof kind === 'string' ? kind : role;
    found.set(sha256, {
      sha256,
      ...(typeof name === 'string' && { name }),
      ...(typeof role === 'string' && { role }),
      ...(typeof code === 'string' && { kind: kindOf(code, fieldOf.get(sha256)) }),
      ...(typeof mediaType === 'string' && { mediaType }),
      ...(typeof size === 'number' && { size }),
    });
  }
  return [...found.values()];
}

/** A kind that no list has is told by the field that it stands in: a program that sends papers may call them as it likes. */
function kindOf(code: string, field: string | undefined): Bilingual {
  if (KINDS[code]) return KINDS[code];
  return field === undefined || Object.hasOwn(PAPERS, code) ? paperKind(code) : fieldWord(field);
}

/** Whatever names a paper by its digest, wherever it stands. */
export function digestsIn(value: unknown): (Record<string, unknown> & { sha256: string })[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(digestsIn);
  return 'sha256' in value && typeof value.sha256 === 'string'
    ? [{ ...value, sha256: value.sha256 }, ...inside]
    : inside;
}

/** Parts of a bundle, and kinds that stand in no list of the law. */
const KINDS: Readonly<Record<string, Bilingual>> = {
  draft: { zh: '决策草案', en: 'the draft' },
  annex: { zh: '附件', en: 'an annex' },
  option: { zh: '备选方案', en: 'an option' },
  document: { zh: '材料', en: 'a paper' },
  'expert-opinion': { zh: '专家意见', en: "the expert's opinion" },
  'legal-advice': { zh: '法律顾问意见', en: "counsel's opinion" },
  'meeting-record': { zh: '会议记录', en: 'the record of the meeting' },
};

/** With what stands beside the payload: the source of an evidenced date, and the signed original. */
export function papersOf(event: PastEvent): NamedPaper[] {
  const beside = [
    { sha256: evidencedOf(event)?.source, kind: { zh: '日期的凭证', en: 'the source of the date' } },
    { sha256: event.grade?.original?.digest, kind: { zh: '签署原件', en: 'the signed original' } },
  ];
  return [
    ...papersIn(event.payload),
    ...beside.flatMap(({ sha256, kind }) => (sha256 === undefined ? [] : [{ sha256, kind }])),
  ];
}

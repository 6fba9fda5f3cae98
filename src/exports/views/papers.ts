import type { Json, JsonObject } from '../../canonical/canonical-json.js';
import type { EventRef, EventShown, PaperRef, PaperShown } from './decision-shown.js';
import { paperKind } from './lexicon.js';

/** The papers that an act names, with what it says of them: its own, its source of evidence and its signed original. */
export function papersIn(
  data: { readonly evidenced?: { readonly source: string }; readonly instrument?: JsonObject },
  said: JsonObject,
): PaperRef[] {
  const found = new Map<string, PaperRef>();
  gather(said, found);
  for (const digest of [data.evidenced?.source, data.instrument?.['digest']])
    if (typeof digest === 'string' && !found.has(digest)) found.set(digest, { sha256: digest });
  return [...found.values()];
}

function gather(value: Json, found: Map<string, PaperRef>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) gather(one, found);
    return;
  }
  const { sha256, name, kind, role, mediaType, size } = value;
  if (typeof sha256 === 'string') {
    const code = kind ?? role;
    found.set(sha256, {
      ...found.get(sha256),
      sha256,
      ...(typeof name === 'string' && { name }),
      ...(typeof code === 'string' && { kind: code }),
      ...(typeof mediaType === 'string' && { mediaType }),
      ...(typeof size === 'number' && { size }),
    });
  }
  for (const member of Object.values(value)) gather(member, found);
}

export const refTo = (event: EventShown): EventRef => ({
  seq: event.seq,
  version: event.version,
  title: event.title,
  date: event.evidenced?.date ?? event.recordedOn,
});

/** Every paper once, in the order in which they were named first. */
export function papersShown(
  events: readonly EventShown[],
  present: ReadonlySet<string>,
  removed: ReadonlySet<string>,
): PaperShown[] {
  const known = new Map<string, PaperShown & { readonly namedBy: EventRef[] }>();
  const inOffice = new Set<string>();
  for (const event of events)
    for (const paper of event.papers) {
      const before = known.get(paper.sha256);
      const merged = {
        ...paper,
        ...before,
        ...(before?.name === undefined && paper.name !== undefined && { name: paper.name }),
      };
      known.set(paper.sha256, { ...merged, namedBy: [...(before?.namedBy ?? []), refTo(event)], is: 'here' });
      if (!isOfThePublic(event)) inOffice.add(paper.sha256);
    }
  return [...known.values()].map((paper) => ({
    ...paper,
    ...(paper.kind !== undefined && { kindTitle: paperKind(paper.kind) }),
    is: !inOffice.has(paper.sha256)
      ? 'withheld'
      : present.has(paper.sha256)
        ? 'here'
        : removed.has(paper.sha256)
          ? 'removed'
          : 'missing',
  }));
}

const isOfThePublic = ({ kind, type }: EventShown): boolean =>
  (kind === 'consultation' && type === 'CommentReceived') || type === 'ExecutionOpinionReceived';

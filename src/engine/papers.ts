import { dependsOn, met, unmet, type Act, type Requirement } from '../../workflows/vocabulary.js';

/** Every digest of a document that an act rests on: papers in its payload, its source of evidence, its original. */
export function documentsNamedIn(act: Pick<Act, 'payload' | 'evidenced' | 'instrument'>): string[] {
  const named = [...namedDigests(act.payload), act.evidenced?.source, act.instrument?.digest];
  return [...new Set(named.filter((digest) => digest !== undefined))];
}

/** Documents that an act names are in the store: a digest of nothing proves nothing. */
export const documentsPresent: Requirement = {
  id: 'documents-present',
  rules: [],
  strength: 'house',
  title: { zh: '所列材料均已上传', en: 'Every paper named has been uploaded' },
  test: (_, act) => {
    if (!act.payload) return dependsOn('papers');
    const present = act.facts.documents ?? [];
    const missing = documentsNamedIn(act).filter((digest) => !present.includes(digest));
    if (missing.length === 0) return met;
    const short = missing.map((digest) => digest.slice(0, 12)).join(', ');
    return unmet({
      found: { zh: `缺 ${missing.length} 份：${short}`, en: `${missing.length} missing: ${short}` },
      needed: { zh: '每份材料的原文', en: 'the bytes of every paper' },
      remedy: { zh: '先上传材料，再提交。', en: 'Upload the papers first.' },
      whoCanSupply: [act.actorRole],
    });
  },
};

function namedDigests(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namedDigests);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'sha256' && typeof member === 'string' ? [member] : namedDigests(member),
  );
}

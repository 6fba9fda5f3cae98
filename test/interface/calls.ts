import type { Matter } from '../road/matter.js';

/** The drafting unit publishes a call for comments on the present edition, for 31 days. */
export async function opensCall(matter: Matter, id: string): Promise<void> {
  const { kind, ...paper } = await matter.town.paper('draft-explanation');
  await matter.does('proposer', 'ConsultationOpened', {
    consultation: id,
    deadline: matter.town.inDays(31),
    bundleDigest: matter.bundle,
    explanation: { kind: kind ?? '', ...paper },
    channels: ['website'],
    howToComment: '网上留言，或寄镇政府办公室',
  });
}

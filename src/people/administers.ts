import { met, unitNamed, unmet, type Act, type Finding, type Role } from '../../workflows/vocabulary.js';

export const WHO_ADMINISTERS: readonly Role[] = ['administrator'];

/** The actor administers this body, or is the program itself (set-up, and the first administrator of a new body). */
export function administers({ facts, actorRole }: Act, body: string): Finding {
  if (actorRole === 'installation') return met;
  const own = facts.actor.grants.filter(({ role }) => role === 'administrator').map((grant) => grant.body);
  if (own.includes(body)) return met;
  return unmet({
    found: {
      zh: `所管理的机关：${own.map(unitNamed).join('、') || '无'}`,
      en: `administers: ${own.map(unitNamed).join(', ') || 'nothing'}`,
    },
    needed: { zh: `${unitNamed(body)}的管理员`, en: `an administrator of ${unitNamed(body)}` },
    remedy: { zh: '请由该机关的管理员办理。', en: "Ask that body's administrator." },
    whoCanSupply: WHO_ADMINISTERS,
  });
}

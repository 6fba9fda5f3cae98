import type { Discussion } from './discussion';
import { majorityOf } from './majority';
import { useWords } from './screen-words';

/** How the members stand, as it is said; counted from what is on record. */
export function MajorityLine({ discussion: { count, waiting } }: { discussion: Discussion }) {
  const say = useWords();
  if (count.spoke === 0) return null;
  const { spoke, agree, changes, against, abstain, consenting } = count;
  return (
    <p role="status" className="screen-majority">
      {say('count', { count: spoke, spoke, agree, changes, against, abstain })}{' '}
      {consenting > 0 && say('consenting', { count: consenting })}{' '}
      {waiting.length === 0 && <strong>{say(majorityOf(count))}</strong>}
    </p>
  );
}

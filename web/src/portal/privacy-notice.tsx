import { useSaid } from '../words/words';
import type { Call } from './calls';
import { useWords } from './portal-words';

/** What is collected from whoever comments, why, and for how long: told before anything is sent. */
export function PrivacyNotice({ privacy }: { privacy: Call['privacy'] }) {
  const say = useWords();
  const said = useSaid();
  const names = { text: say('theText'), name: say('name'), contact: say('contact') };
  return (
    <details className="privacy">
      <summary>{say('privacy')}</summary>
      <dl>
        <dt>{say('handler')}</dt>
        <dd>{privacy.handler.name}</dd>
        <dt>{say('purpose')}</dt>
        <dd>{said(privacy.purpose)}</dd>
        <dt>{say('collected')}</dt>
        <dd>
          <ul>
            {privacy.fields.map(({ field, needed, why }) => (
              <li key={field}>
                <strong>{names[field]}</strong> ({say(needed ? 'needed' : 'notNeeded')}) {said(why)}
              </li>
            ))}
          </ul>
        </dd>
        <dt>{say('retention')}</dt>
        <dd>{said(privacy.retention)}</dd>
        <dt>{say('publication')}</dt>
        <dd>{said(privacy.publication)}</dd>
        <dt>{say('rights')}</dt>
        <dd>{said(privacy.rights)}</dd>
        <dt>{say('law')}</dt>
        <dd>{privacy.law.join(say('and'))}</dd>
      </dl>
    </details>
  );
}

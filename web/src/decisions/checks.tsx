import { CitedArticle } from '../refusal/refusal-notice';
import { useFieldName } from '../forms/names';
import { useSaid } from '../words/words';
import { useWords } from './act-words';
import type { Action } from './decisions';

/** What the act is measured by once it is filled in, beside its form. */
export function Checks({ action }: { action: Action }) {
  const say = useWords();
  const said = useSaid();
  // The form itself uploads what it names.
  const depends = action.standings
    .filter((one) => 'fields' in one)
    .filter(({ requirement }) => requirement !== 'documents-present');
  const remarks = action.standings.filter((one) => 'because' in one);
  const { citations } = action;
  const standing = [...depends, ...remarks];
  if (standing.length === 0 && citations.length === 0) return null;
  return (
    <aside className="checks" aria-label={say('checks')}>
      {standing.length > 0 && (
        <>
          <h2>{say('checks')}</h2>
          {depends.length > 0 && <p className="quiet">{say('checksHow')}</p>}
          <ul>
            {depends.map((one) => (
              <li key={one.requirement}>
                {said(one.title)} <RestsOn fields={one.fields} />
              </li>
            ))}
            {remarks.map((one) => (
              <li key={one.requirement}>
                {said(one.title)}{' '}
                <span className="quiet">{say(one.is === 'warning' ? 'warning' : 'gaveWay')}</span>
                <br />
                {said(one.because)}
              </li>
            ))}
          </ul>
        </>
      )}
      {citations.length > 0 && <h2>{say('articles')}</h2>}
      {citations.map((citation) => (
        <CitedArticle key={citation.rule} citation={citation} />
      ))}
    </aside>
  );
}

/** The fields that decide it; where all of them do, there is nothing to point at. */
function RestsOn({ fields }: { fields: readonly string[] }) {
  const say = useWords();
  const fieldName = useFieldName();
  const named = fields.filter((field) => field !== 'payload').map((field) => fieldName([field]));
  return (
    named.length > 0 && <span className="quiet">{say('rests', { fields: named.join(say('and')) })}</span>
  );
}

import { useDates } from '../../dates/dates';
import { useUnitName } from '../../people/people';
import { Act } from '../act';
import { ChoiceField, DayField, ReasonField, TextField, UnitField } from '../fields';
import type { Administered } from './people';
import { personEvent } from './person-events';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './person-words';

const SEATS = ['member', 'head'] as const;
const KINDS = ['legal-qualification', 'public-lawyer', 'counsel-engagement', ...SEATS] as const;
type Kind = (typeof KINDS)[number];
const isSeat = (kind: Kind) => SEATS.some((seat) => seat === kind);

interface Recorded {
  readonly kind: Kind;
  readonly body: string;
  readonly number: string;
  readonly from: string;
  readonly until?: string;
}

/** Which one is meant stays the same while others come and go. */
const keyOf = ({ kind, body, from, number }: Administered['terms'][number]): string =>
  `${kind} ${body} ${from} ${number}`;

/** Qualifications, engagements, mandates; and whether the person may take part at all. */
export function PersonTerms({ person }: { person: Administered }) {
  const say = useWords();
  const dates = useDates();
  const unitName = useUnitName();
  const { beside, bracketed, colon } = usePunctuation();
  const kinds = KINDS.map((value) => ({ value, label: say(value) }));
  return (
    <>
      <h2>{say('terms')}</h2>
      {person.terms.length === 0 && <p className="quiet">{say('noTerms')}</p>}
      {person.terms.length > 0 && (
        <ul className="plain-list">
          {person.terms.map((term) => (
            <li key={keyOf(term)}>
              {beside(say(term.kind), unitName(term.body))} {term.number}
              {colon}
              {dates.inFull(term.from)} — {term.until ? dates.inFull(term.until) : say('open')}
            </li>
          ))}
        </ul>
      )}
      <p>
        {say('standing')}
        {colon}
        {say(person.standing === 'good' ? 'good' : 'barred')}
        {person.barredUntil && bracketed(`${say('until')} ${dates.inFull(person.barredUntil)}`)}
      </p>
      <div className="acts">
        <Act<Recorded, unknown>
          title={say('record')}
          effect={say('recordEffect')}
          seenBy={say('seenByAll')}
          act={(given) =>
            personEvent(person, isSeat(given.kind) ? 'MandateRecorded' : 'QualificationRecorded', {
              ...given,
            })
          }
        >
          <ChoiceField name="kind" label={say('kind')} options={kinds} />
          <UnitField name="body" label={say('body')} kind="body" />
          <TextField name="number" label={say('number')} most={100} />
          <DayField name="from" label={say('from')} />
          <DayField name="until" label={say('until')} optional />
        </Act>
        {person.terms.length > 0 && (
          <Act<{ which: string; on: string; reason: string }, unknown>
            title={say('endTerm')}
            seenBy={say('seenByAll')}
            act={({ which, ...given }) => {
              const term = person.terms.find((one) => keyOf(one) === which);
              if (!term) throw new Error('no such term');
              const { kind, body } = term;
              return personEvent(person, isSeat(kind) ? 'MandateEnded' : 'QualificationEnded', {
                kind,
                body,
                ...given,
              });
            }}
          >
            <ChoiceField
              name="which"
              label={say('which')}
              options={person.terms.map((term) => ({
                value: keyOf(term),
                label: `${say(term.kind)} ${term.number}`,
              }))}
            />
            <DayField name="on" label={say('on')} />
            <ReasonField />
          </Act>
        )}
        <Act<{ body: string; standing: string; until?: string; reason: string }, unknown>
          title={say('change')}
          effect={say('changeEffect')}
          seenBy={say('seenByAll')}
          act={(given) => personEvent(person, 'StandingChanged', { ...given })}
        >
          <UnitField name="body" label={say('body')} kind="body" />
          <ChoiceField
            name="standing"
            label={say('standing')}
            options={(['good', 'barred'] as const).map((value) => ({ value, label: say(value) }))}
          />
          <DayField name="until" label={say('until')} optional />
          <ReasonField />
        </Act>
      </div>
    </>
  );
}

import { Button } from 'antd';
import { useRef, useState } from 'react';
import { codeOf } from '../api/problem';
import { PageSkeleton } from '../app/page-skeleton';
import { useShown } from '../decisions/shown';
import type { Decision } from '../decisions/decisions';
import { DeskAct } from '../desk/desk-act';
import { DeskDone } from '../desk/desk-done';
import { rememberedOf } from '../decisions/remembered';
import { useNameOf } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { ConflictList, useConflicts, type Candidate } from './conflicts';
import { useWords } from './expert-words';
import { DrawFromPool } from './pool-draw';
import '../desk/desk.css';

/** `/decisions/:id/experts`: who could be asked, what stands against each of them, and the invitation. */
export function Page() {
  const decision = useShown();
  const say = useWords();
  const nameOf = useNameOf();
  const [chosen, choose] = useState<string>();
  const form = useRef<HTMLElement>(null);
  return (
    <>
      <title>{`${say('inviteTitle')} · ${decision.title}`}</title>
      <h2>{say('inviteTitle')}</h2>
      <p className="quiet">{say('inviteHow')}</p>
      <DeskDone id={decision.id}>
        <Serving decision={decision} />
        <Candidates
          decision={decision}
          onChoose={(person) => {
            choose(person);
            form.current?.focus();
          }}
        />
        <section ref={form} tabIndex={-1} aria-labelledby="invite-form-title">
          <h2 id="invite-form-title">{say('form')}</h2>
          {chosen && <p role="status">{say('chosen', { name: nameOf(chosen) })}</p>}
          <DeskAct
            key={chosen ?? ''}
            decision={decision}
            type="ExpertInvited"
            {...(chosen && {
              knows: {
                settled: { expert: { value: chosen, said: { zh: nameOf(chosen), en: nameOf(chosen) } } },
              },
            })}
          />
        </section>
      </DeskDone>
      <DrawFromPool decision={decision} />
    </>
  );
}

function Serving({ decision }: { decision: Decision }) {
  const say = useWords();
  const nameOf = useNameOf();
  const experts = Object.entries(rememberedOf(decision).experts ?? {});
  return (
    <section aria-labelledby="serving-title">
      <h3 id="serving-title">{say('serving')}</h3>
      {experts.length === 0 && <p className="quiet">{say('servingNone')}</p>}
      <ul>
        {experts.map(([person, { declared, opinionOn }]) => (
          <li key={person}>
            {nameOf(person)}{' '}
            <span className="quiet">
              {declared === 'interest' && say('interest')}
              {declared === 'free-of-interest' && say(opinionOn ? 'opinionIn' : 'opinionOut')}
              {declared !== 'interest' && declared !== 'free-of-interest' && say('waits')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Candidates({ decision, onChoose }: { decision: Decision; onChoose: (person: string) => void }) {
  const say = useWords();
  const { data, error } = useConflicts(decision.id, 'expert');
  const invited = rememberedOf(decision).experts ?? {};
  if (codeOf(error) === 'not-permitted') return <p>{say('notAppointing')}</p>;
  if (error) return <RefusalNotice error={error} />;
  if (!data) return <PageSkeleton />;
  const candidates = data.candidates.filter(
    ({ conflicts }) => !conflicts.some(({ kind }) => kind === 'no-role'),
  );
  if (candidates.length === 0) return <p className="quiet">{say('none')}</p>;
  return (
    <table className="register">
      <thead>
        <tr>
          <th scope="col">{say('candidate')}</th>
          <th scope="col">{say('stands')}</th>
          <th scope="col">{say('act')}</th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate) => (
          <tr key={candidate.person}>
            <th scope="row">
              {candidate.name}
              <div className="quiet">{candidate.post}</div>
            </th>
            <td>
              <Against candidate={candidate} />
            </td>
            <td>
              {Object.hasOwn(invited, candidate.person) ? (
                say('invitedAlready')
              ) : candidate.conflicts.some(({ is }) => is === 'refused') ? (
                <span className="stops">{say('refused')}</span>
              ) : (
                <Button
                  size="small"
                  aria-label={`${say('choose')} ${candidate.name}`}
                  onClick={() => onChoose(candidate.person)}
                >
                  {say('choose')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Against({ candidate: { conflicts } }: { candidate: Candidate }) {
  const say = useWords();
  if (conflicts.length === 0) return <span className="quiet">{say('clear')}</span>;
  return <ConflictList conflicts={conflicts} refused={say('refused')} warning={say('warning')} />;
}

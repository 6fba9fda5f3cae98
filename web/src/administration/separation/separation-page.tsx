import { PageSkeleton } from '../../app/page-skeleton';
import { api, ask } from '../../api/client';
import { useNameOf } from '../../people/people';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useSession } from '../../session/session';
import { Act } from '../act';
import { PersonField, ReasonField } from '../fields';
import { useAdministers, useSeparation } from './separation';
import { useWords } from './separation-words';

const PARTS = ['system', 'security', 'audit'] as const;
type Part = (typeof PARTS)[number];

/** `/administration/separation`: one administrator, or three of whom none does alone what harms. */
export function Page() {
  const say = useWords();
  const { data, error, isPending } = useSeparation();
  const nameOf = useNameOf();
  const administers = useAdministers();
  const { data: session } = useSession();
  if (isPending) return <PageSkeleton />;
  if (error) return <RefusalNotice error={error} />;
  return (
    <>
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      <p className={data.on ? 'state-good' : 'state-off'}>
        <strong>{say(data.on ? 'on' : 'off')}</strong>
      </p>
      <Parts parts={data.on ? data.parts : {}} />
      {data.waiting && (
        <section className="prove-again">
          <h3>{say('waiting')}</h3>
          <p>{say(data.waiting.on ? 'waitingOn' : 'waitingOff', { by: nameOf(data.waiting.by) })}</p>
          {data.waiting.on && <Parts parts={data.waiting.parts} />}
          <Decide proposal={data.waiting.proposal} own={data.waiting.by === session?.person} />
        </section>
      )}
      {administers('SeparationProposed') && (
        <div className="acts">
          <Act<Record<Part | 'reason', string>, unknown>
            title={say('propose')}
            effect={say('proposeEffect')}
            seenBy={say('seenByAll')}
            act={({ reason, ...people }) =>
              ask(
                api.POST('/api/admin/separation', {
                  body: { on: true, reason, parts: PARTS.map((part) => ({ part, person: people[part] })) },
                }),
              )
            }
          >
            {PARTS.map((part) => (
              <PersonField key={part} name={part} label={say(part)} />
            ))}
            <ReasonField />
          </Act>
          {data.on && (
            <Act<{ reason: string }, unknown>
              title={say('end')}
              effect={say('endEffect')}
              seenBy={say('seenByAll')}
              act={({ reason }) =>
                ask(api.POST('/api/admin/separation', { body: { on: false, reason, parts: [] } }))
              }
            >
              <ReasonField />
            </Act>
          )}
        </div>
      )}
    </>
  );
}

function Parts({ parts }: { parts: Readonly<Record<string, Part>> }) {
  const say = useWords();
  const nameOf = useNameOf();
  const holder = (part: Part) => Object.entries(parts).find(([, one]) => one === part)?.[0];
  return (
    <dl className="facts">
      {PARTS.map((part) => {
        const person = holder(part);
        return (
          <div key={part} style={{ display: 'contents' }}>
            <dt>{say(part)}</dt>
            <dd>
              {person && <strong>{nameOf(person)} </strong>}
              {say(`${part}Does`)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Whoever proposed it can take it back, and waits for somebody else. */
function Decide({ proposal, own }: { proposal: string; own: boolean }) {
  const say = useWords();
  const administers = useAdministers();
  return (
    <div className="acts">
      {!own && administers('SeparationConfirmed') && (
        <Act
          title={say('confirm')}
          effect={say('confirmEffect')}
          seenBy={say('seenByAll')}
          act={() => ask(api.POST('/api/admin/separation/confirmation', { body: { proposal } }))}
        />
      )}
      {administers('SeparationDropped') && (
        <Act
          title={say(own ? 'takeBack' : 'drop')}
          seenBy={say('seenByAll')}
          act={() => ask(api.POST('/api/admin/separation/refusal', { body: { proposal } }))}
        />
      )}
    </div>
  );
}

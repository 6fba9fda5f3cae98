import { useQuery } from '@tanstack/react-query';
import { PageSkeleton } from '../../app/page-skeleton';
import { api, ask } from '../../api/client';
import { useDates } from '../../dates/dates';
import { useNameOf } from '../../people/people';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useSession } from '../../session/session';
import { useFieldName } from '../../forms/names';
import { Act } from '../act';
import { useWords } from './erasures-words';
import { PapersOf, SubjectName } from './subject-named';
import { BASES, EraseForThePublic } from './erase-for-the-public';
import { GROUNDS, RemovalUnderOrder } from './removal-under-order';

function useProposals() {
  return useQuery({ queryKey: ['erasures'], queryFn: () => ask(api.GET('/api/admin/erasures')) });
}
type Proposal = NonNullable<ReturnType<typeof useProposals>['data']>['proposals'][number];

/** `/administration/erasures`: one person proposes what goes, another confirms it. */
export function Page() {
  const say = useWords();
  const { data, error, isPending } = useProposals();
  return (
    <>
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      <h2>{say('waiting')}</h2>
      {isPending && <PageSkeleton />}
      {error && <RefusalNotice error={error} />}
      {data?.proposals.length === 0 && <p className="quiet">{say('none')}</p>}
      {data?.proposals.map((proposal) => (
        <Waiting key={proposal.id} proposal={proposal} />
      ))}
      <h2>{say('search')}</h2>
      <EraseForThePublic />
      <h2>{say('orderTitle')}</h2>
      <RemovalUnderOrder />
    </>
  );
}

function Waiting({ proposal: { id, by, on, about, asked } }: { proposal: Proposal }) {
  const say = useWords();
  const nameOf = useNameOf();
  const dates = useDates();
  const fieldName = useFieldName();
  const { data: session } = useSession();
  const own = by === session?.person;
  const path = { params: { path: { id } } };
  const items = Object.values(about).filter(isItem);
  const { number, ground, subject, documents } = askedIn(asked);
  return (
    <section className="prove-again">
      <h3>{say('by', { by: nameOf(by), day: dates.day(on) })}</h3>
      <p>
        {number} {ground && <span className="quiet">{say(ground)}</span>}
      </p>
      <p>{say('removes', { count: items.length + documents.length })}</p>
      <ul>
        {items.map((item) => (
          <li key={item.subject + item.pointer}>
            {fieldName([item.pointer.split('/').at(-1) ?? item.pointer])}{' '}
            <span className="quiet">
              <SubjectName subject={item.subject} />
            </span>
          </li>
        ))}
        {subject && documents.length > 0 && <PapersOf subject={subject} documents={documents} />}
      </ul>
      <div className="acts">
        {!own && (
          <Act
            title={say('confirm')}
            effect={say('confirmEffect')}
            seenBy={say('seenByAll')}
            act={() => ask(api.POST('/api/admin/erasures/{id}/confirmation', path))}
          />
        )}
        <Act
          title={say(own ? 'takeBack' : 'drop')}
          seenBy={say('seenByAll')}
          act={() => ask(api.POST('/api/admin/erasures/{id}/refusal', path))}
        />
      </div>
    </section>
  );
}

/** What the proposal says of itself; the two kinds name the number and the reason differently. */
function askedIn(asked: Proposal['asked']) {
  const text = (field: string) => (typeof asked[field] === 'string' ? asked[field] : undefined);
  const ground = [...BASES, ...GROUNDS].find((one) => one === (text('legalBasis') ?? text('ground')));
  const documents = Array.isArray(asked['documents']) ? asked['documents'].map(String) : [];
  return { number: text('request') ?? text('order'), ground, subject: text('subject'), documents };
}

function isItem(one: unknown): one is { subject: string; pointer: string } {
  return typeof one === 'object' && one !== null && 'subject' in one && 'pointer' in one;
}

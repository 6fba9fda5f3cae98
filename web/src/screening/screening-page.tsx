import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useDecision, type ListedDecision } from '../decisions/decisions';
import { everyDecision } from '../decisions/every-decision';
import { DeskAct } from '../desk/desk-act';
import { DeskDone } from '../desk/desk-done';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useDecisionHistory } from '../meetings/meetings';
import { useNameOf } from '../people/people';
import { useWords } from './screening-words';
import '../meetings/meetings.css';

/** `/screening`: proposals that wait for a finding whether they are major administrative decisions. */
export function Page() {
  const say = useWords();
  const { data, error } = useProposals();
  const [open, turn] = useState<ListedDecision>();
  return (
    <>
      <title>{say('screening')}</title>
      <h1>{say('screening')}</h1>
      <p>{say('how')}</p>
      {error && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data?.length === 0 && !open && <p className="quiet">{say('none')}</p>}
      {withOpen(data ?? [], open).map((one) => (
        <OneProposal
          key={one.id}
          proposal={one}
          isOpen={one.id === open?.id}
          onTurn={(toOpen) => turn((now) => (toOpen ? one : now?.id === one.id ? undefined : now))}
        />
      ))}
    </>
  );
}

/** Proposed, and nothing found about it yet. */
function useProposals() {
  return useQuery({
    queryKey: ['decisions', 'proposed'],
    queryFn: () => everyDecision({ state: 'proposed' }),
  });
}

/** The one that is being screened keeps its place, with what was recorded, when it is no more a proposal. */
function withOpen(proposals: readonly ListedDecision[], open: ListedDecision | undefined) {
  if (!open || proposals.some(({ id }) => id === open.id)) return proposals;
  return [...proposals, open].sort((a, b) => b.changedAt.localeCompare(a.changedAt));
}

const TOLD = ['problem', 'reasonsAndBasis', 'outline', 'necessity', 'feasibility'] as const;

interface ProposalProps {
  readonly proposal: ListedDecision;
  readonly isOpen: boolean;
  readonly onTurn: (open: boolean) => void;
}

function OneProposal({ proposal: { id, title, changedAt }, isOpen, onTurn }: ProposalProps) {
  const say = useWords();
  const dates = useDates();
  const nameOf = useNameOf();
  const { data: history, error } = useDecisionHistory(id);
  const proposed = history?.[0];
  if (error) return <RefusalNotice page error={error} />;
  return (
    <section>
      <h2>
        <Link to={`/decisions/${id}`}>{title}</Link>
      </h2>
      <p className="quiet">
        {dates.moment(changedAt)} {proposed && nameOf(proposed.onBehalf ?? proposed.actor)}
      </p>
      {proposed && (
        <dl className="particulars">
          {TOLD.flatMap((field) => {
            const told = proposed.payload[field];
            return typeof told === 'string'
              ? [<dt key={field}>{say(field)}</dt>, <dd key={`${field}-told`}>{told}</dd>]
              : [];
          })}
        </dl>
      )}
      <details open={isOpen} onToggle={({ currentTarget }) => onTurn(currentTarget.open)}>
        <summary>{say('screen')}</summary>
        {isOpen && <Screening id={id} />}
      </details>
    </section>
  );
}

function Screening({ id }: { id: string }) {
  const { data: decision, error } = useDecision(id);
  if (!decision) return error ? <RefusalNotice error={error} /> : <PageSkeleton />;
  return (
    <DeskDone id={id}>
      <DeskAct decision={decision} type="MatterScreened" />
    </DeskDone>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { api, ask } from '../api/client';
import { useNameOf } from '../people/people';
import { usePunctuation } from '../words/punctuation';
import { useSaid } from '../words/words';
import { useLentToday } from './lent';
import { useWords } from './standing-in-words';

interface Standing {
  /** `meeting/…` */
  readonly subject: string;
  readonly lender: string;
  readonly acts: ReadonlySet<string>;
}
const StandsIn = createContext<Standing | undefined>(undefined);

/** The acts that the reader could do about a subject now for those who lent them, as the road explains it. */
function useLentActs(subject: string) {
  const received = useLentToday();
  return useQuery({
    queryKey: ['delegations', 'acts', subject],
    enabled: received.length > 0,
    queryFn: () => ask(api.GET('/api/me/delegations/acts', { params: { query: { subject } } })),
  });
}

/** Around the page of a subject: what is lent there is done for whoever lends it, who is named before anything is done. */
export function StandingIn({ subject, children }: { subject: string; children: ReactNode }) {
  const { data } = useLentActs(subject);
  const [chosen, choose] = useState<string>();
  const lenders = [...new Set(data?.acts.flatMap((one) => one.for))];
  const lender = chosen !== undefined && lenders.includes(chosen) ? chosen : lenders[0];
  const standing = useMemo(
    () =>
      lender === undefined
        ? undefined
        : {
            subject,
            lender,
            acts: new Set(data?.acts.filter((one) => one.for.includes(lender)).map(({ act }) => act)),
          },
    [subject, lender, data],
  );
  return (
    <StandsIn.Provider value={standing}>
      {children}
      {lender !== undefined && lenders.length > 1 && (
        <Chooser lenders={lenders} value={lender} onChange={choose} />
      )}
    </StandsIn.Provider>
  );
}

interface Choosing {
  readonly lenders: readonly string[];
  readonly value: string;
  readonly onChange: (lender: string) => void;
}

function Chooser({ lenders, value, onChange }: Choosing) {
  const say = useWords();
  const nameOf = useNameOf();
  return (
    <p className="no-print">
      <label htmlFor="stands-in-for">{say('forWhom')}</label>{' '}
      <Select
        id="stands-in-for"
        style={{ minWidth: 200 }}
        value={value}
        onChange={onChange}
        options={lenders.map((one) => ({ value: one, label: nameOf(one) }))}
      />
    </p>
  );
}

/** For whom the acts that are lent here are done, and which they are; nothing where none is lent. */
export function DoneForLender() {
  const standing = useContext(StandsIn);
  const say = useWords();
  const said = useSaid();
  const nameOf = useNameOf();
  const { listed } = usePunctuation();
  const received = useLentToday();
  const { data } = useLentActs(standing?.subject ?? '');
  if (!standing) return null;
  const acts = data?.acts.filter(({ act }) => standing.acts.has(act)) ?? [];
  const basis = received.find(({ person }) => person === standing.lender)?.basis ?? '';
  return (
    <p className="no-print">
      <strong>
        {say('lent', {
          name: nameOf(standing.lender),
          acts: listed(acts.map(({ title }) => said(title))),
        })}
      </strong>{' '}
      <span className="quiet">{say('lentHow', { basis })}</span>
    </p>
  );
}

/** Beside the name of whoever acted: for whom it was. */
export function ActedFor({ lender }: { lender: string | undefined }) {
  const say = useWords();
  const nameOf = useNameOf();
  return lender === undefined ? null : say('actedFor', { name: nameOf(lender) });
}

/** Whether an act about the subject of this page is lent to the reader. */
export function useIsLent(): (...acts: readonly string[]) => boolean {
  const standing = useContext(StandsIn);
  return (...acts) => acts.some((act) => standing?.acts.has(act));
}

/** What an act about a subject says of for whom it is done: nothing where it is the reader's own. */
export function useDelegatedBy(subject: string): (act: string) => { delegatedBy?: string } {
  const standing = useContext(StandsIn);
  return (act) =>
    standing?.subject === subject && standing.acts.has(act) ? { delegatedBy: standing.lender } : {};
}

import { createContext, useContext, useState, type ReactNode } from 'react';
import { useRecord, type ActToRecord, type Recorded as Answer } from '../acts/record-act';
import { Recorded } from '../decisions/recorded';
import type { Bilingual } from '../words/words';

type Acting = ReturnType<typeof useRecord>;

interface Desk {
  readonly act: Acting;
  /** Which act was sent last: its refusal is shown at its own form and no other. */
  readonly last: string | undefined;
  readonly sends: (type: string) => void;
  readonly finish: (done: Done) => void;
}
interface Done {
  readonly answer: Answer;
  readonly title: Bilingual;
}

const DeskContext = createContext<Desk | undefined>(undefined);

/**
 * A desk: what was recorded on it last stands at its head with the receipt. It is the desk that sends, not the form: a form
 * is gone as soon as the act is on record and no more possible, and would not hear that it was.
 */
export function DeskDone({ id, children }: { id: string; children: ReactNode }) {
  const act = useRecord('decisions', id);
  const [done, finish] = useState<Done>();
  const [last, sends] = useState<string>();
  return (
    <DeskContext value={{ act, last, sends, finish }}>
      {done && <Recorded key={done.answer.event.seq} id={id} {...done} />}
      {children}
    </DeskContext>
  );
}

/** The desk's sending, as the form of one act sees it. */
export function useActOnDesk(type: string): { readonly act: Acting; readonly finish: Desk['finish'] } {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('There is no desk around this act.');
  const { act, last, sends, finish } = desk;
  const mine = last === type;
  const seen = {
    ...act,
    error: mine ? act.error : null,
    isPending: mine && act.isPending,
    mutate: (sent: ActToRecord, told?: Parameters<Acting['mutate']>[1]) => {
      sends(type);
      act.mutate(sent, told);
    },
  };
  return { act: seen as Acting, finish };
}

import { createContext, useContext, useState, type ReactNode } from 'react';
import type { Recorded as Answer } from '../decisions/act';
import { Recorded } from '../decisions/recorded';
import type { Bilingual } from '../words/words';

export interface Done {
  readonly answer: Answer;
  readonly title: Bilingual;
}

const DoneContext = createContext<(done: Done) => void>(() => undefined);
export const useFinish = () => useContext(DoneContext);

/** A desk: what was recorded on it last stands at its head with the receipt, even where the form for it is gone. */
export function DeskDone({ id, children }: { id: string; children: ReactNode }) {
  const [done, finish] = useState<Done>();
  return (
    <DoneContext value={finish}>
      {done && <Recorded key={done.answer.event.seq} id={id} {...done} />}
      {children}
    </DoneContext>
  );
}

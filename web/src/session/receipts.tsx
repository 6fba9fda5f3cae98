import { Button } from 'antd';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { useWords } from './acting-words';
import { RecordedNotice } from './recorded-notice';

interface Receipt {
  readonly answer: unknown;
  readonly seenBy: string | undefined;
}
type Show = (receipt: Receipt | undefined) => void;

const Shown = createContext<Show>(() => {});

/** Shows the receipt of an act where it stays, though the act itself may have left the page by being done; `undefined` puts it away. */
export function useReceipts(): Show {
  return useContext(Shown);
}

/** Around pages on which people act: the receipt of the latest act stands at the foot until it is put away. */
export function Receipts({ children }: { children: ReactNode }) {
  const say = useWords();
  const [receipt, show] = useState<Receipt>();
  const shown = useMemo<Show>(() => show, []);
  return (
    <Shown.Provider value={shown}>
      {children}
      <div className="receipts" role="status">
        {receipt && (
          <>
            <RecordedNotice answer={receipt.answer} seenBy={receipt.seenBy} />
            <Button className="no-print" onClick={() => show(undefined)}>
              {say('putAway')}
            </Button>
          </>
        )}
      </div>
    </Shown.Provider>
  );
}

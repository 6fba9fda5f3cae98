import { Button } from 'antd';
import { useState } from 'react';
import { announce } from '../app/announcements';
import { useRecord } from '../acts/record-act';
import { DocumentField } from '../documents/document-field';
import type { Paper } from '../documents/upload';
import { Outcome } from '../session/acting';
import type { OneCatalogue } from './catalogues';
import { useWords } from './catalogue-words';
import { ItemsEditor } from './items-editor';
import { isChanged, isComplete, itemOf, rowOf, type Row } from './rows';

/** Changes are made in the table itself; what was added, changed and removed is found by comparing. */
export function Adjusting({ catalogue }: { catalogue: OneCatalogue }) {
  const { id, version, state, items } = catalogue;
  const say = useWords();
  const done = () => announce(say('adjustedNow'));
  const record = useRecord('catalogues', id, done);
  const [rows, setRows] = useState<readonly Row[]>(() => items.map(rowOf));
  const [reason, setReason] = useState('');
  const [consent, setConsent] = useState<Paper>();
  const added = rows.filter(({ was }) => !was);
  const changed = rows.filter((row) => isChanged(row) && !row.removed);
  const removed = rows.filter((row) => row.removed);
  const nothing = added.length + changed.length + removed.length === 0;
  const incomplete = rows.find((row) => !row.removed && !isComplete(row));
  return (
    <details>
      <summary>{say('adjust')}</summary>
      <p>{say('adjustHow')}</p>
      <Outcome of={record} />
      <form
        className="wide"
        onSubmit={(event) => {
          event.preventDefault();
          if (nothing || incomplete) return;
          record.mutate({
            type: 'CatalogueAdjusted',
            payload: {
              added: added.map(itemOf),
              changed: changed.map(itemOf),
              removed: removed.map(({ number }) => number),
              reason: reason.trim(),
              ...(consent && { consent: { ...consent, kind: 'party-consent' } }),
            },
            version,
          });
        }}
      >
        <ItemsEditor body={state.body} rows={rows} onChange={setRows} gone={state.removed} />
        <label htmlFor="adjust-reason">{say('adjustReason')}</label>
        <textarea
          id="adjust-reason"
          className="words-box"
          required
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <div className="field">
          {say('adjustConsent')}
          <DocumentField value={consent} onChange={(paper) => setConsent(paper as Paper | undefined)} />
        </div>
        <Button
          htmlType="submit"
          type="primary"
          disabled={nothing || incomplete !== undefined}
          loading={record.isPending}
        >
          {say('adjustNow')}
        </Button>{' '}
        <span className="quiet">
          {nothing ? say('noChange') : incomplete && say('rowIncomplete', { n: incomplete.number })}
        </span>
      </form>
    </details>
  );
}

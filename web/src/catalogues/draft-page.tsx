import { Button, Select } from 'antd';
import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { announce } from '../app/announcements';
import { useAttempt } from '../api/attempt';
import { api, ask } from '../api/client';
import { useUnitName } from '../people/people';
import { Outcome } from '../session/acting';
import { useSession } from '../session/session';
import { useWords } from './catalogue-words';
import { ItemsEditor } from './items-editor';
import { emptyRow, isComplete, itemOf, type Row } from './rows';
import './catalogues.css';

/** `/catalogues/new`: what a body means to decide in a year. */
export function Page() {
  const say = useWords();
  const go = useNavigate();
  const unitName = useUnitName();
  const { data: session } = useSession();
  const bodies = [
    ...new Set(session?.grants.filter(({ role }) => role === 'office').map(({ body }) => body)),
  ];
  const [chosen, choose] = useState<string>();
  const [year, setYear] = useState('');
  const [rows, setRows] = useState<readonly Row[]>([emptyRow(1)]);
  const [incomplete, setIncomplete] = useState<number>();
  const body = chosen ?? bodies[0];
  const done = () => {
    announce(say('saved'));
    void go(`/catalogues/${body}-${year}`);
  };
  const draft = useDrafting(done);
  const heading = (
    <>
      <title>{say('draft')}</title>
      <h1>{say('draft')}</h1>
    </>
  );
  if (!body) {
    return (
      <>
        {heading}
        <p>{say('notYours')}</p>
      </>
    );
  }
  return (
    <>
      {heading}
      <p className="page-acts">
        <Link to="/catalogues">{say('back')}</Link>
      </p>
      <Outcome of={draft} />
      <form
        className="wide"
        onSubmit={(event) => {
          event.preventDefault();
          const first = rows.findIndex((row) => !isComplete(row));
          setIncomplete(first < 0 ? undefined : first + 1);
          if (first >= 0) return;
          draft.mutate({ body, year: Number(year), items: rows.map(itemOf) });
        }}
      >
        {bodies.length > 1 && (
          <div className="field">
            <label htmlFor="body">{say('body')}</label>{' '}
            <Select
              id="body"
              style={{ minWidth: 260 }}
              value={body}
              onChange={choose}
              options={bodies.map((value) => ({ value, label: unitName(value) }))}
            />
          </div>
        )}
        <p>
          <label>
            {say('year')}{' '}
            <input
              className="year"
              inputMode="numeric"
              required
              pattern="2\d{3}"
              value={year}
              onChange={({ target }) => setYear(target.value)}
            />
          </label>
        </p>
        <ItemsEditor body={body} rows={rows} onChange={setRows} />
        {incomplete && (
          <p role="alert" className="missing">
            {say('rowIncomplete', { n: incomplete })}
          </p>
        )}
        <Button type="primary" size="large" htmlType="submit" loading={draft.isPending}>
          {say('save')}
        </Button>
      </form>
    </>
  );
}

function useDrafting(then: () => void) {
  const queries = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (payload: Record<string, unknown>) =>
      ask(
        api.POST('/api/catalogues', {
          params: { header: { 'idempotency-key': attempt.keyFor(payload) } },
          body: { payload } as never,
        }),
      ),
    onSuccess: () => {
      then();
      void queries.invalidateQueries({ queryKey: ['catalogues'] });
    },
  });
}

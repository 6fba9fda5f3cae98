import { Button, Upload } from 'antd';
import { useState } from 'react';
import { usePeople, useNamed, useUnits } from '../people/people';
import { Outcome } from '../session/acting';
import { usePunctuation } from '../words/punctuation';
import { useSaid } from '../words/words';
import { useImport, type Row } from './import';
import { useWords } from './pool-words';
import type { Pool } from './pools';
import '../setup/setup.css';

/** What somebody has written beside an expert. */
interface Written {
  readonly unit: string;
  readonly fields: string;
}

/** Experts enter, or their unit and fields are changed: as many as are written into the table, or stand in a list. */
export function EnterExperts({ pool }: { pool: Pool }) {
  const say = useWords();
  const [written, write] = useState<Readonly<Record<string, Written>>>({});
  const list = useImport(pool.id);
  const { data: people } = usePeople();
  const serving = people?.people.filter(({ roles }) =>
    roles.some(({ role, body }) => role === 'expert' && body === pool.body),
  );
  const filled = Object.entries(written).filter(([, { fields }]) => fields.trim() !== '');
  const { ready, rows } = list;
  const count = ready && rows?.filter(({ does }) => does === 'enters' || does === 'changes').length;
  return (
    <section aria-labelledby="entering-title">
      <h2 id="entering-title">{say('entering')}</h2>
      {serving?.length === 0 && <p>{say('nobodyServes')}</p>}
      {serving && serving.length > 0 && (
        <>
          <p>{say('enteringHow')}</p>
          <table className="register items">
            <thead>
              <tr>
                {(['name', 'fields', 'unit'] as const).map((column) => (
                  <th key={column} scope="col">
                    {say(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {serving.map((one) => (
                <EnteredRow
                  key={one.id}
                  one={one}
                  pool={pool}
                  written={written[one.id]}
                  onWrite={(is) => write({ ...written, [one.id]: is })}
                />
              ))}
            </tbody>
          </table>
          <p className="page-acts">
            <Button
              disabled={filled.length === 0}
              loading={list.trying.isPending}
              onClick={() => list.try(asList(filled))}
            >
              {say('try', { count: filled.length })}
            </Button>
          </p>
          <p>
            {say('templateHow')} <a href={`/api/pools/${pool.id}/experts/template.xlsx`}>{say('template')}</a>
          </p>
          <Upload
            accept=".csv,.xlsx"
            showUploadList={false}
            beforeUpload={(chosen) => {
              list.try(chosen);
              return false;
            }}
          >
            <Button>{say('choose')}</Button>
          </Upload>
        </>
      )}
      <Outcome of={list.trying} />
      <Outcome of={list.importing} />
      {rows && <Rows rows={rows} done={list.importing.data !== undefined} />}
      {list.importing.data && <p role="status">{say('doneAll')}</p>}
      {count === 0 && <p role="status">{say('nothingToDo')}</p>}
      {ready && count !== undefined && count > 0 && (
        <Button
          type="primary"
          loading={list.importing.isPending}
          onClick={() => list.importing.mutate(ready, { onSuccess: () => write({}) })}
        >
          {say('now', { n: count })}
        </Button>
      )}
    </section>
  );
}

/** As the server reads a list; people by id, so that it does not matter who else has the name. */
function asList(filled: readonly (readonly [string, Written])[]): Blob {
  const lines = [
    ['name', 'unit', 'fields'],
    ...filled.map(([expert, { unit, fields }]) => [expert, unit, fields]),
  ];
  return new Blob([lines.map(asLine).join('\n')]);
}

const asLine = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

interface EnteredProps {
  readonly one: { readonly id: string; readonly name: string; readonly post: string };
  readonly pool: Pool;
  readonly written: Written | undefined;
  readonly onWrite: (written: Written) => void;
}

function EnteredRow({ one, pool, written, onWrite }: EnteredProps) {
  const say = useWords();
  const named = useNamed();
  const { data } = useUnits();
  const listed = pool.experts.find(({ expert, left }) => expert === one.id && left === null);
  const is = written ?? {
    unit: listed?.unit ?? '',
    fields: '',
  };
  const fieldsNow = listed?.fields.map(({ code, name }) => `${code} ${name}`).join('；');
  return (
    <tr>
      <th scope="row">
        {named(one)}
        <div className="quiet">{say(listed ? 'inPool' : 'notInPool')}</div>
      </th>
      <td>
        <input
          aria-label={`${say('fields')} ${one.name}`}
          maxLength={1200}
          value={is.fields}
          placeholder={fieldsNow}
          onFocus={() => {
            if (!written && fieldsNow) onWrite({ ...is, fields: fieldsNow });
          }}
          onChange={({ target }) => onWrite({ ...is, fields: target.value })}
        />
      </td>
      <td>
        <select
          aria-label={`${say('unit')} ${one.name}`}
          value={is.unit}
          onChange={({ target }) => onWrite({ fields: is.fields || (fieldsNow ?? ''), unit: target.value })}
        >
          {!listed && <option value="">{say('grantedUnit')}</option>}
          {data?.units
            .filter(({ closedOn }) => closedOn === null)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      </td>
    </tr>
  );
}

function Rows({ rows, done }: { rows: readonly Row[]; done: boolean }) {
  const say = useWords();
  const said = useSaid();
  const { colon } = usePunctuation();
  return (
    <table className="register">
      <thead>
        <tr>
          <th scope="col">{say('row')}</th>
          <th scope="col">{say('name')}</th>
          <th scope="col">{say(done ? 'doesNow' : 'does')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.row}>
            <td>{row.row}</td>
            <td>{row.name}</td>
            <td>
              {say(row.does)}
              {row.errors.map(({ column, detail }) => (
                <div key={column + detail.en} className="fault">
                  {column}
                  {colon}
                  {said(detail)}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { Button, Upload } from 'antd';
import { useState } from 'react';
import { api, ask } from '../../api/client';
import { ProblemError } from '../../api/problem';
import { useRoleName } from '../../roles/roles';
import { Outcome, useActing } from '../../session/acting';
import { Invitations, type Invited } from '../../setup/invitations';
import { useSaid } from '../../words/words';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './people-words';

async function send(file: File, dryRun: boolean) {
  return ask(
    api.POST('/api/admin/people/import', {
      params: { query: { dryRun: dryRun ? 'true' : 'false' } },
      headers: { 'content-type': 'application/octet-stream' },
      body: file as never,
      bodySerializer: (body) => body as never,
    }),
  );
}
type Answer = Awaited<ReturnType<typeof send>>;
type Row = Answer['rows'][number];

/** A list is tried first, row by row; nothing is written before somebody has seen that and says so. */
export function ImportPeople() {
  const say = useWords();
  const { colon } = usePunctuation();
  const [file, setFile] = useState<File>();
  const trying = useActing((one: File) => send(one, true));
  const importing = useActing((one: File) => send(one, false));
  const rows = rowsOf(importing.error) ?? importing.data?.rows ?? rowsOf(trying.error) ?? trying.data?.rows;
  const invited = importing.data?.rows.flatMap(asInvited) ?? [];
  const good = trying.data?.complete && !importing.data;
  return (
    <>
      <p>{say('importHow')}</p>
      <p>
        {say('template')}
        {colon}
        <a href="/api/admin/people/import/template.xlsx">XLSX</a>{' '}
        <a href="/api/admin/people/import/template.csv">CSV</a>
      </p>
      <Upload
        accept=".csv,.xlsx"
        showUploadList={false}
        beforeUpload={(chosen) => {
          setFile(chosen);
          importing.reset();
          trying.mutate(chosen);
          return false;
        }}
      >
        <Button loading={trying.isPending}>{say('choose')}</Button>
      </Upload>
      {trying.isPending && <p role="status">{say('trying')}</p>}
      {trying.error && <Outcome of={trying} />}
      {importing.error && <Outcome of={importing} />}
      {importing.data && (
        <p role="status">{importing.data.complete ? say('importDone') : say('importPartly')}</p>
      )}
      {invited.length > 0 && <Invitations people={invited} />}
      {rows && <Rows rows={rows} done={importing.data !== undefined} />}
      {good && file && (
        <Button type="primary" loading={importing.isPending} onClick={() => importing.mutate(file)}>
          {say('importNow', { n: trying.data?.rows.length ?? 0 })}
        </Button>
      )}
    </>
  );
}

function Rows({ rows, done }: { rows: readonly Row[]; done: boolean }) {
  const say = useWords();
  const { listed, colon } = usePunctuation();
  const said = useSaid();
  const roleName = useRoleName();
  return (
    <div className="wide" tabIndex={0}>
      <table className="register">
        <thead>
          <tr>
            <th scope="col">{say('row')}</th>
            <th scope="col">{say('name')}</th>
            <th scope="col">{say('username')}</th>
            <th scope="col">{say(done ? 'doesNow' : 'does')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>
                {row.name} <span className="quiet">{row.post}</span>
              </td>
              <td>{row.username}</td>
              <td>
                {say(whatIsDone(row, done))}
                {row.errors.length === 0 &&
                  row.grants.length > 0 &&
                  colon + listed(row.grants.map(({ role }) => roleName(role)))}
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
    </div>
  );
}

function whatIsDone({ does, grants }: Row, done: boolean) {
  if (does === 'register') return grants.length > 0 ? 'register_' : 'registerOnly';
  return does === 'refused' && !done ? 'cannot' : does;
}

function asInvited({ name, username, invitation }: Row): Invited[] {
  return invitation ? [{ name, username, invitation }] : [];
}

/** A list that was refused comes back with what is wrong with each row. */
function rowsOf(error: unknown): readonly Row[] | undefined {
  const rows = error instanceof ProblemError ? error.problem['rows'] : undefined;
  return Array.isArray(rows) ? (rows as Row[]) : undefined;
}

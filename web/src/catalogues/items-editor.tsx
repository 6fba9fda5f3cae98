import { Button } from 'antd';
import { useUnits } from '../people/people';
import { KINDS, useKindName } from '../screening/screening-words';
import { useWords } from './catalogue-words';
import { emptyRow, isChanged, nextNumber, type Row } from './rows';

interface Props {
  readonly body: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  /** Numbers that were removed before. */
  readonly gone?: readonly number[];
}

/** The catalogue as a table to write in: one row an item, moved through by the tab key. */
export function ItemsEditor({ body, rows, onChange, gone = [] }: Props) {
  const say = useWords();
  const set = (key: string, change: Partial<Row>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <>
      <table className="register items">
        <caption>{say('items')}</caption>
        <thead>
          <tr>
            {(['number', 'name', 'unit', 'plannedBy', 'kind'] as const).map((one) => (
              <th key={one} scope="col">
                {say(one)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <EditedRow
              key={row.key}
              row={row}
              body={body}
              onSet={(change) => set(row.key, change)}
              onRemove={() =>
                row.was
                  ? set(row.key, { removed: !row.removed })
                  : onChange(rows.filter(({ key }) => key !== row.key))
              }
            />
          ))}
        </tbody>
      </table>
      <p>
        <Button onClick={() => onChange([...rows, emptyRow(nextNumber(rows, gone))])}>{say('addRow')}</Button>
      </p>
    </>
  );
}

interface RowProps {
  readonly row: Row;
  readonly body: string;
  readonly onSet: (change: Partial<Row>) => void;
  readonly onRemove: () => void;
}

function EditedRow({ row, body, onSet, onRemove }: RowProps) {
  const say = useWords();
  const kindName = useKindName();
  const { data } = useUnits();
  const units = data?.units.filter((unit) => unit.body === body && unit.kind === 'unit') ?? [];
  const { number, removed = false } = row;
  const label = removed ? say('restore') : say('removeItem');
  const named = (field: 'name' | 'unit' | 'plannedBy' | 'kind') => ({
    'aria-label': `${say(field)} ${number}`,
    value: row[field],
    disabled: removed,
    onChange: ({ target }: { target: { value: string } }) => onSet({ [field]: target.value }),
  });
  return (
    <tr className={removed ? 'is-removed' : undefined}>
      <th scope="row">
        {number}
        {isChanged(row) && !removed && <div className="quiet">△ {say('changedMark')}</div>}
        {removed && <div className="quiet">× {say('removedMark')}</div>}
      </th>
      <td>
        <input {...named('name')} maxLength={200} />
      </td>
      <td>
        <select {...named('unit')}>
          <option value="" />
          {units.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input type="date" {...named('plannedBy')} />
      </td>
      <td>
        <select {...named('kind')}>
          <option value="" />
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kindName(kind)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Button size="small" onClick={onRemove} aria-label={`${label} ${number}`}>
          {label}
        </Button>
      </td>
    </tr>
  );
}

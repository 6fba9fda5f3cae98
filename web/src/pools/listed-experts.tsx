import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Act } from '../administration/act';
import { ReasonField } from '../administration/fields';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { useUnitName } from '../people/people';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './pool-words';
import type { Listed, Pool } from './pools';

/** Everybody who is in the pool; keepers select some, or all, and retire them by one act. */
export function ListedExperts({ pool, keeps }: { pool: Pool; keeps: boolean }) {
  const say = useWords();
  const unitName = useUnitName();
  const [typed, type] = useState('');
  const [withLeft, showLeft] = useState(false);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const word = typed.trim().toLowerCase();
  const inPool = pool.experts.filter(({ left }) => left === null);
  const found = (withLeft ? pool.experts : inPool).filter(({ name, post, unit, fields }) =>
    [name, post, unitName(unit), ...fields.flatMap(({ code, name: field }) => [code, field])].some((text) =>
      text.toLowerCase().includes(word),
    ),
  );
  const retiring = inPool.filter(({ expert }) => selected.has(expert));
  const choosable = found.filter(({ left }) => left === null);
  return (
    <section aria-label={say('experts')}>
      <p>{say('counts', { n: inPool.length, m: pool.held })}</p>
      {pool.experts.length > 0 && (
        <p className="pool-finding">
          <Input.Search
            aria-label={say('find')}
            placeholder={say('find')}
            allowClear
            value={typed}
            onChange={({ target }) => type(target.value)}
          />
          <Checkbox checked={withLeft} onChange={({ target }) => showLeft(target.checked)}>
            {say('shownLeft')}
          </Checkbox>
          {keeps && choosable.length > 0 && (
            <Checkbox
              checked={choosable.every(({ expert }) => selected.has(expert))}
              onChange={({ target }) =>
                select(new Set(target.checked ? choosable.map(({ expert }) => expert) : []))
              }
            >
              {say('selectAll')}
            </Checkbox>
          )}
        </p>
      )}
      {found.length === 0 && <p className="quiet">{say(pool.experts.length > 0 ? 'noneFound' : 'empty')}</p>}
      {found.length > 0 && (
        <Register
          experts={found}
          {...(keeps && {
            selected,
            onSelect: (expert, is) => {
              const next = new Set(selected);
              if (is) next.add(expert);
              else next.delete(expert);
              select(next);
            },
          })}
        />
      )}
      {retiring.length > 0 && (
        <Act<{ reason: string }, unknown>
          title={say('retire', { n: retiring.length })}
          effect={say('retireEffect')}
          seenBy={say('seenByPool')}
          act={({ reason }) => retire(pool.id, retiring, reason)}
        >
          <ReasonField />
        </Act>
      )}
    </section>
  );
}

/** One after the other; whoever left before a refusal has left, and is not sent again. */
async function retire(pool: string, experts: readonly Listed[], reason: string) {
  let last: unknown;
  for (const { expert } of experts)
    last = await ask(
      api.POST('/api/pools/{id}/events', {
        params: { path: { id: pool } },
        body: { type: 'ExpertDelisted', payload: { expert, reason } } as never,
      }),
    );
  return last;
}

interface Selecting {
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (expert: string, is: boolean) => void;
}

function Register({ experts, selected, onSelect }: { experts: readonly Listed[] } & Selecting) {
  const say = useWords();
  return (
    <div className="wide" tabIndex={0}>
      <table className="register pool-experts">
        <thead>
          <tr>
            {(['name', 'unit', 'fields', 'since', 'drawn'] as const).map((column) => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {experts.map((one) => (
            <ListedRow
              key={one.expert}
              one={one}
              selected={selected?.has(one.expert) ?? false}
              onSelect={one.left === null && onSelect ? (is) => onSelect(one.expert, is) : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ListedRow({
  one: { name, post, unit, fields, standing, barredUntil, since, left, lastDrawn },
  selected,
  onSelect,
}: {
  one: Listed;
  selected: boolean;
  onSelect: ((is: boolean) => void) | undefined;
}) {
  const say = useWords();
  const dates = useDates();
  const unitName = useUnitName();
  const { beside } = usePunctuation();
  return (
    <tr>
      <th scope="row">
        {onSelect ? (
          <Checkbox
            aria-label={say('select', { name })}
            checked={selected}
            onChange={({ target }) => onSelect(target.checked)}
          >
            {name}
          </Checkbox>
        ) : (
          name
        )}
        <div className="quiet">{post}</div>
        {standing !== 'good' && (
          <div className="stops">
            {barredUntil ? say('barredUntil', { day: dates.day(barredUntil) }) : say('barred')}
          </div>
        )}
      </th>
      <td>{unitName(unit)}</td>
      <td>
        {fields.map((field) => (
          <div key={field.code}>{beside(field.name, field.code)}</div>
        ))}
      </td>
      <td>
        {dates.day(since)}
        {left !== null && <div className="quiet">{say('left', { day: dates.day(left) })}</div>}
      </td>
      <td>{lastDrawn > 0 ? say('turn', { n: lastDrawn }) : <span className="quiet">{say('never')}</span>}</td>
    </tr>
  );
}

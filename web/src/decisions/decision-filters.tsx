import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useUnitName } from '../people/people';
import { useSession } from '../session/session';
import { useSaid } from '../words/words';
import type { Sought } from './decisions';
import { useWords } from './list-words';
import { rootOf, type Chart } from './machine';

interface Props {
  readonly sought: Sought;
  readonly chart: Chart | undefined;
  readonly onSeek: (sought: Sought) => void;
}

/** What is sought stands in the address: going back, or sending it to somebody, finds the same list. */
export function DecisionFilters({ sought, chart, onSeek }: Props) {
  const say = useWords();
  const said = useSaid();
  const unitName = useUnitName();
  const { data: session } = useSession();
  const bodies = [...new Set(session?.grants.map(({ body }) => body))];
  const states = chart
    ? mainStates(chart).map(({ path, title }) => ({ value: path, label: said(title) }))
    : [];
  return (
    <form className="decision-filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <Typed value={sought.q ?? ''} onSettle={(q) => onSeek({ ...sought, q })} />
      <Select
        aria-label={say('state')}
        allowClear
        placeholder={`${say('state')}${say('colon')}${say('anyState')}`}
        value={sought.state}
        options={states}
        popupMatchSelectWidth={false}
        onChange={(state: string | undefined) => onSeek({ ...sought, state })}
        className="filter-state"
      />
      {bodies.length > 1 && (
        <Select
          aria-label={say('body')}
          allowClear
          placeholder={`${say('body')}${say('colon')}${say('anyBody')}`}
          value={sought.body}
          options={bodies.map((body) => ({ value: body, label: unitName(body) }))}
          popupMatchSelectWidth={false}
          onChange={(body: string | undefined) => onSeek({ ...sought, body })}
        />
      )}
      <Select
        aria-label={say('order')}
        value={sought.order ?? 'newest'}
        options={[
          { value: 'newest', label: say('newest') },
          { value: 'oldest', label: say('oldest') },
        ]}
        popupMatchSelectWidth={false}
        onChange={(order: 'newest' | 'oldest') => onSeek({ ...sought, order })}
      />
      {(sought.q || sought.state || sought.body) && (
        <Button type="text" onClick={() => onSeek({ order: sought.order })}>
          {say('clear')}
        </Button>
      )}
    </form>
  );
}

/** Typing is followed when it pauses, and without waiting on Enter. */
function Typed({ value, onSettle }: { value: string; onSettle: (value: string) => void }) {
  const say = useWords();
  const [typed, type] = useState(value);
  const [known, know] = useState(value);
  // Cleared from outside, or another address: what was typed follows.
  if (known !== value) {
    know(value);
    type(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const pause = setTimeout(() => onSettle(typed.trim()), 300);
    return () => clearTimeout(pause);
  });
  return (
    <Input
      type="search"
      aria-label={say('find')}
      placeholder={say('find')}
      allowClear
      maxLength={100}
      value={typed}
      onChange={({ target }) => type(target.value)}
      onPressEnter={() => onSettle(typed.trim())}
      className="filter-words"
    />
  );
}

/** The stages, and what follows the decision in more detail. @returns each by its path in the machine */
function mainStates(chart: Chart) {
  const root = rootOf(chart);
  return chart.states
    .filter(
      ({ parent, id }) =>
        (parent === root && !id.endsWith('.unproposed') && !id.endsWith('.adopted')) ||
        parent === `${root}.adopted`,
    )
    .map(({ id, title }) => ({ path: id.slice(root.length + 1), title }));
}

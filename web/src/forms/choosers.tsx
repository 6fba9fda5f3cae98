import { Select } from 'antd';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { decisionQuery } from '../decisions/decisions';
import { usePeople, useUnits, useNamed } from '../people/people';
import type { Controlled } from './controls';
import { useWords } from './form-words';
import { useCodeName } from './names';

interface Chooser extends Controlled<string | string[]> {
  readonly several?: boolean;
}

/** People by name and post; never by id. */
export function ChoosePeople({ several = false, ...given }: Chooser) {
  const say = useWords();
  const { data, isPending } = usePeople();
  const named = useNamed();
  const options = data?.people.map((one) => ({ value: one.id, label: named(one) }));
  return <Choose {...given} several={several} options={options} loading={isPending} none={say('noPeople')} />;
}

/** Bodies and units that still stand. @param bodies only bodies */
export function ChooseUnits({ bodies = false, several = false, ...given }: Chooser & { bodies?: boolean }) {
  const say = useWords();
  const { data, isPending } = useUnits();
  const options = data?.units
    .filter((unit) => unit.closedOn === null && (!bodies || unit.kind === 'body'))
    .map(({ id, name }) => ({ value: id, label: name }));
  return <Choose {...given} several={several} options={options} loading={isPending} none={say('noUnits')} />;
}

export function ChooseMeeting(given: Chooser) {
  const say = useWords();
  const dates = useDates();
  const codeName = useCodeName();
  const { data, isPending } = useQuery({
    queryKey: ['meetings', 'to choose'],
    queryFn: () => ask(api.GET('/api/meetings', { params: { query: { limit: 100 } } })),
  });
  const options = data?.meetings.map(({ id, kind, plannedOn, openedOn }) => ({
    value: id,
    label: say('meetingOn', { kind: codeName('kind', kind), day: dates.day(openedOn ?? plannedOn) }),
  }));
  return <Choose {...given} options={options} loading={isPending} none={say('noMeetings')} />;
}

/** Found by words of the title: there are more decisions than a list shows. */
export function ChooseDecision(given: Chooser) {
  const say = useWords();
  const [q, seek] = useState('');
  const { data, isPending } = useQuery({
    queryKey: ['decisions', 'to choose', q],
    placeholderData: keepPreviousData,
    queryFn: () => ask(api.GET('/api/decisions', { params: { query: { limit: 100, ...(q && { q }) } } })),
  });
  const chosen = useQueries({
    queries: [given.value ?? []].flat().map((id) => decisionQuery(id)),
  }).flatMap((one) => one.data ?? []);
  const found = data?.decisions ?? [];
  const options = [...chosen.filter(({ id }) => !found.some((one) => one.id === id)), ...found];
  return (
    <Choose
      {...given}
      options={options.map(({ id, title }) => ({ value: id, label: title }))}
      loading={isPending}
      none={say('noDecisions')}
      onSearch={(words) => seek(words.trim().slice(0, 100))}
    />
  );
}

interface Choosing extends Chooser {
  readonly options: { value: string; label: string }[] | undefined;
  readonly loading: boolean;
  readonly none: string;
  /** The options are sought on the server, not among those that are here. */
  readonly onSearch?: (words: string) => void;
}

function Choose({ several = false, options = [], none, onSearch, ...given }: Choosing) {
  return (
    <Select
      {...given}
      {...(several && { mode: 'multiple' as const })}
      allowClear
      options={options}
      showSearch={onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' }}
      notFoundContent={none}
    />
  );
}

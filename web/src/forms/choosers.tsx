import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { usePeople, useUnits } from '../people/people';
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
  const options = data?.people.map(({ id, name, post }) => ({
    value: id,
    label: post ? `${name}（${post}）` : name,
  }));
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

export function ChooseDecision(given: Chooser) {
  const say = useWords();
  const { data, isPending } = useQuery({
    queryKey: ['decisions', 'to choose'],
    queryFn: () => ask(api.GET('/api/decisions', { params: { query: { limit: 100 } } })),
  });
  const options = data?.decisions.map(({ id, title }) => ({ value: id, label: title }));
  return <Choose {...given} options={options} loading={isPending} none={say('noDecisions')} />;
}

interface Choosing extends Chooser {
  readonly options: { value: string; label: string }[] | undefined;
  readonly loading: boolean;
  readonly none: string;
}

function Choose({ several = false, options = [], none, ...given }: Choosing) {
  return (
    <Select
      {...given}
      {...(several && { mode: 'multiple' as const })}
      allowClear
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={none}
    />
  );
}

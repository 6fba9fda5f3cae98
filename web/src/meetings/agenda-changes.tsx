import { useDates } from '../dates/dates';
import { useMeetingHistory, type AgendaItem, type OneMeeting } from './meetings';
import { useWords } from './meeting-words';

/** What changed since the invitation, in the order in which it did: nobody has to compare two lists. */
export function AgendaChanges({
  meeting: { id, state },
  items,
}: {
  meeting: OneMeeting;
  items: readonly AgendaItem[];
}) {
  const say = useWords();
  const dates = useDates();
  const { data: history } = useMeetingHistory(id);
  const changes = items.flatMap(({ title, decision, announced, tablings }) =>
    tablings.flatMap(({ time, bundleDigest }, at) => {
      const before = tablings[at - 1];
      if (at === 0 && announced) return [];
      if (before?.bundleDigest === bundleDigest) return [];
      return [
        { time, title: title ?? decision, is: at === 0 ? ('lateAdded' as const) : ('lateChanged' as const) },
      ];
    }),
  );
  const called = history?.[0]?.time;
  return (
    <details className="no-print">
      <summary>{say('versions')}</summary>
      <ol>
        {called && <li>{say('firstAgenda', { when: dates.moment(called), count: state.agenda.length })}</li>}
        {changes
          .sort((a, b) => a.time.localeCompare(b.time))
          .map(({ time, title, is }) => (
            <li key={time + title}>{say(is, { when: dates.moment(time), title })}</li>
          ))}
      </ol>
      {changes.length === 0 && <p className="quiet">{say('noChange')}</p>}
    </details>
  );
}

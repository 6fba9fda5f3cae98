import { Link } from 'react-router';
import { rootOf, type Procedure } from '../decisions/machine';
import { useRoleName } from '../roles/roles';
import { useLanguage, useSaid } from '../words/words';
import { useWords } from './chart-words';
import type { Past } from './past';

interface Props {
  /** The matter whose records stand beside the ways; undefined where it is of none. */
  readonly id: string | undefined;
  readonly procedure: Procedure;
  readonly past: Past;
  readonly active: ReadonlySet<string>;
}

/** The same as the drawing, to be read in a row: for whoever sees no drawing, and for print. */
export function ChartTable({ id, procedure, past, active }: Props) {
  const say = useWords();
  const said = useSaid();
  const roleName = useRoleName();
  const { language } = useLanguage();
  const { chart, events } = procedure;
  const nameOf = (state: string) => {
    if (state === rootOf(chart)) return say('atAnyTime');
    const found = chart.states.find((one) => one.id === state);
    return found ? said(found.title) : state;
  };
  const articles = (rules: readonly string[]) => {
    const cited = chart.citations.filter(({ rule }) => rules.includes(rule));
    return [...new Set(cited.map((one) => (language === 'zh' ? one.article : one.articleEn)))].join(
      say('and'),
    );
  };
  const rows = chart.states
    .filter(({ type }) => type !== 'history')
    .map((state) => ({ state, ways: chart.transitions.filter(({ source }) => source === state.id) }))
    .filter(({ ways, state }) => ways.length > 0 || active.has(state.id));
  return (
    <details className="more-below">
      <summary>
        {say('table')} <span className="quiet">{say('tableHow')}</span>
      </summary>
      <div className="wide" tabIndex={0}>
        <table className="register chart-table">
          <thead>
            <tr>
              <th scope="col">{say('state')}</th>
              <th scope="col">{say('act')}</th>
              <th scope="col">{say('target')}</th>
              <th scope="col">{say('who')}</th>
              <th scope="col">{say('law')}</th>
              {id !== undefined && <th scope="col">{say('taken')}</th>}
            </tr>
          </thead>
          {rows.map(({ state, ways }) => (
            <tbody key={state.id}>
              {(ways.length > 0 ? ways : [undefined]).map((way, index) => (
                <tr key={way?.id ?? state.id}>
                  {index === 0 && (
                    <th scope="rowgroup" rowSpan={Math.max(1, ways.length)}>
                      {nameOf(state.id)}
                      {active.has(state.id) && state.id !== rootOf(chart) && <div>◐ {say('lit')}</div>}
                    </th>
                  )}
                  <td>
                    {way &&
                      (said(events.find(({ type }) => type === way.event)?.title ?? NONE) || say('byItself'))}
                  </td>
                  <td>
                    {way &&
                      (way.targets.length > 0
                        ? way.targets.map(nameOf).join(say('and'))
                        : say('changesNothing'))}
                  </td>
                  <td>{way?.roles.map(roleName).join(say('and'))}</td>
                  <td>{way && articles(way.rules)}</td>
                  {id !== undefined && (
                    <td>
                      {way &&
                        past.taken.get(way.id)?.map((version) => (
                          <div key={version}>
                            <Link to={`/decisions/${id}/history/${version}`}>
                              {say('record', { version })}
                            </Link>
                          </div>
                        ))}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </details>
  );
}

const NONE = { zh: '', en: '' };

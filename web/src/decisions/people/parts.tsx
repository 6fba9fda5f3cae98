import { Link } from 'react-router';
import { useDates } from '../../dates/dates';
import { useSaid, type Bilingual } from '../../words/words';
import type { ActShown, Responsibility } from './responsibility';
import { useNamed } from '../../people/people';
import { useWords } from './people-words';

interface Row {
  readonly part: Bilingual;
  readonly act: ActShown;
  readonly who: readonly { readonly id: string; readonly name?: string; readonly post?: string }[];
  readonly finding: string;
}

/** One row for each part of the procedure: who, with what finding, on which record. */
export function Parts({ id, report }: { id: string; report: Responsibility }) {
  const say = useWords();
  const called = useCalled();
  const said = useSaid();
  const dates = useDates();
  const rows = useRows(report);
  return (
    <section aria-labelledby="parts-title">
      <h2 id="parts-title">{say('parts')}</h2>
      <p className="quiet">{say('partsHow')}</p>
      {rows.length === 0 ? (
        <p className="quiet">{say('nobody')}</p>
      ) : (
        <div className="wide" tabIndex={0}>
          <table className="register">
            <thead>
              <tr>
                <th scope="col">{say('part')}</th>
                <th scope="col">{say('who')}</th>
                <th scope="col">{say('finding')}</th>
                <th scope="col">{say('date')}</th>
                <th scope="col">{say('record')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ part, act, who, finding }, index) => (
                <tr key={`${act.version}-${index}`}>
                  <th scope="row">{rows[index - 1]?.part === part ? '' : said(part)}</th>
                  <td>{who.map(called).join(say('and'))}</td>
                  <td>{finding}</td>
                  <td className="nowrap">{dates.day(act.date)}</td>
                  <td className="nowrap">
                    <Link to={`/decisions/${id}/history/${act.version}`}>
                      {say('recordNo', { version: act.version })}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** A person of the report: the name, or the beginning of the id where it was erased, with the post. */
export function useCalled(): (person: { id: string; name?: string; post?: string }) => string {
  const named = useNamed();
  return ({ id, name = id.slice(0, 8), post }) => named({ name, ...(post && { post }) });
}

/** In the order of the procedure. */
function useRows(report: Responsibility): Row[] {
  const say = useWords();
  const said = useSaid();
  const joined = (...words: readonly (string | undefined | false)[]) =>
    words.filter(Boolean).join(say('comma'));
  const days = (n: number | undefined) => n !== undefined && say('workingDays', { n, count: n });
  return [
    ...report.drafts.entries.map(({ act, edition, drafters }) => ({
      part: report.drafts.title,
      act,
      who: drafters.length > 0 ? drafters : [act.person],
      finding: say('edition', { n: edition }),
    })),
    ...report.findings.entries.map(({ act, step, applies, reason }) => ({
      part: report.findings.title,
      act,
      who: [act.person],
      finding: joined(said(step), say(applies ? 'applies' : 'appliesNot'), reason),
    })),
    ...report.experts.entries.flatMap(({ opinions, interest, person }) =>
      opinions.map(({ act, verdict, signed }) => ({
        part: report.experts.title,
        act,
        who: [person],
        finding: joined(said(verdict), said(interest), say(signed ? 'signedYes' : 'signedNo')),
      })),
    ),
    ...report.assessments.entries.map(({ act, kind, result, writtenBy }) => ({
      part: report.assessments.title,
      act,
      who: writtenBy.length > 0 ? writtenBy : [act.person],
      finding: joined(said(kind), said(result)),
    })),
    ...report.counsel.entries.map(({ act, position }) => ({
      part: report.counsel.title,
      act,
      who: [act.person],
      finding: said(position),
    })),
    ...report.reviews.entries.map(({ act, outcome, workingDays, returned, ...because }) => ({
      part: report.reviews.title,
      act,
      who: [act.person],
      finding: joined(
        said(outcome),
        days(workingDays),
        returned > 0 && say('returned', { n: returned, count: returned }),
        because.powerBecause && `${say('power')}${because.powerBecause}`,
        because.procedureBecause && `${say('procedure')}${because.procedureBecause}`,
        because.contentBecause && `${say('content')}${because.contentBecause}`,
      ),
    })),
    ...report.conformity.entries.map(({ act, confirmed, remark }) => ({
      part: report.conformity.title,
      act,
      who: [act.person],
      finding: joined(say(confirmed ? 'confirmed' : 'denied'), remark),
    })),
    ...report.riskJudgements.entries.map(({ act, controllable, grounds }) => ({
      part: report.riskJudgements.title,
      act,
      who: [act.person],
      finding: joined(say(controllable ? 'controllable' : 'notControllable'), grounds),
    })),
    ...report.decisions.entries.map(({ act, outcome, reasonsAgainstMajority }) => ({
      part: report.decisions.title,
      act,
      who: [act.person],
      finding: joined(
        said(outcome),
        reasonsAgainstMajority && `${say('reasonsAgainstMajority')}${say('colon')}${reasonsAgainstMajority}`,
      ),
    })),
    ...report.issue.entries.map(({ act, number, signer }) => ({
      part: report.issue.title,
      act,
      who: [signer],
      finding: number ?? '',
    })),
    ...report.execution.entries.map(({ act, units }) => ({
      part: report.execution.title,
      act,
      who: [act.person],
      finding: units.map(({ id, name }) => name ?? id).join(say('and')),
    })),
    ...report.executionAdvice.entries.flatMap(({ act, position, question, answers }) => [
      {
        part: report.executionAdvice.title,
        act,
        who: [act.person],
        finding: joined(said(position), question),
      },
      ...answers.map((one) => ({
        part: report.executionAdvice.title,
        act: one.act,
        who: [one.act.person],
        finding: joined(said(one.result), one.answer),
      })),
    ]),
  ];
}

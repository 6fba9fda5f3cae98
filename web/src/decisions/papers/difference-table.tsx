import { Button } from 'antd';
import { Fragment, useState } from 'react';
import type { Paragraph } from './difference';
import { useWords } from './paper-words';

/** Equal paragraphs beside a change that are shown; more of them are folded. */
const AROUND = 1;

/** Side by side: what was removed struck through on the left, what was added underlined on the right. */
export function DifferenceTable({
  paragraphs,
  from,
  to,
}: {
  paragraphs: readonly Paragraph[];
  from: number;
  to: number;
}) {
  const say = useWords();
  return (
    <table className="difference">
      <thead>
        <tr>
          <th scope="col">{say('edition', { n: from })}</th>
          <th scope="col">{say('edition', { n: to })}</th>
        </tr>
      </thead>
      <tbody>
        {runsOf(paragraphs).map((run) =>
          run.is === 'same' && run.paragraphs.length > 2 * AROUND + 1 ? (
            <Folded key={run.at} paragraphs={run.paragraphs} />
          ) : (
            <Fragment key={run.at}>
              {run.paragraphs.map((one, index) => (
                <Row key={run.at + index} paragraph={one} />
              ))}
            </Fragment>
          ),
        )}
      </tbody>
    </table>
  );
}

function Folded({ paragraphs }: { paragraphs: readonly Paragraph[] }) {
  const say = useWords();
  const [open, unfold] = useState(false);
  const inner = paragraphs.slice(AROUND, -AROUND);
  return (
    <>
      {paragraphs.slice(0, AROUND).map((one, index) => (
        <Row key={`first-${index}`} paragraph={one} />
      ))}
      {open ? (
        inner.map((one, index) => <Row key={`inner-${index}`} paragraph={one} />)
      ) : (
        <tr className="folded">
          <td colSpan={2}>
            <Button type="text" size="small" onClick={() => unfold(true)}>
              {say('unchangedLines', { n: inner.length, count: inner.length })}
            </Button>
          </td>
        </tr>
      )}
      {paragraphs.slice(-AROUND).map((one, index) => (
        <Row key={`last-${index}`} paragraph={one} />
      ))}
    </>
  );
}

function Row({ paragraph: { is, pieces } }: { paragraph: Paragraph }) {
  const side = (without: 'added' | 'removed') =>
    pieces.map((piece, index) => {
      if (piece.is === without) return null;
      if (piece.is === 'removed') return <del key={index}>{piece.text}</del>;
      if (piece.is === 'added') return <ins key={index}>{piece.text}</ins>;
      return <Fragment key={index}>{piece.text}</Fragment>;
    });
  return (
    <tr>
      <td className={is === 'removed' || is === 'changed' ? 'gone' : undefined}>
        {is !== 'added' && side('added')}
      </td>
      <td className={is === 'added' || is === 'changed' ? 'come' : undefined}>
        {is !== 'removed' && side('removed')}
      </td>
    </tr>
  );
}

interface Run {
  readonly at: number;
  readonly is: 'same' | 'other';
  readonly paragraphs: Paragraph[];
}

function runsOf(paragraphs: readonly Paragraph[]): Run[] {
  const runs: Run[] = [];
  for (const [at, paragraph] of paragraphs.entries()) {
    const is = paragraph.is === 'same' ? 'same' : 'other';
    if (runs.at(-1)?.is === is) runs.at(-1)?.paragraphs.push(paragraph);
    else runs.push({ at, is, paragraphs: [paragraph] });
  }
  return runs;
}

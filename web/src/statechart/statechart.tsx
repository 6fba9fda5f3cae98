import { Button } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Arrow, Box, Drawing } from './layout-chart';
import type { Past } from './past';
import type { Selection } from './selected';
import { useWords } from './chart-words';

interface Props {
  readonly drawing: Drawing;
  readonly past: Past;
  readonly active: ReadonlySet<string>;
  /** It is a matter's: where it stands and what it passed is told apart. */
  readonly ofMatter: boolean;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}

const SIZES = [0.35, 0.5, 0.7, 0.85, 1, 1.25, 1.6];

/** The drawing itself: it scrolls like any long page, and is as large as the reader wants it. */
export function Statechart({ drawing, past, active, ofMatter, selection, onSelect }: Props) {
  const say = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  const { width, height, boxes, arrows } = drawing;
  const step = (by: 1 | -1) => {
    const at = SIZES.findIndex((size) => size >= scale);
    setScale(SIZES[Math.min(SIZES.length - 1, Math.max(0, at + by))] ?? 1);
  };
  const fit = () => {
    const room = frame.current?.clientWidth ?? width;
    setScale(Math.min(1, room / (width + 2)));
  };
  useEffect(() => goHere(), []);
  const goHere = () => {
    const lit = boxes.filter(({ id, compound }) => !compound && active.has(id));
    // A procedure's own drawing has nothing lit: it opens where a matter begins, at its top.
    const top = boxes.filter(({ compound }) => !compound).toSorted((one, other) => one.y - other.y)[0];
    const first = lit[0] ?? boxes.find(({ id }) => active.has(id)) ?? top;
    if (!first || !frame.current) return;
    frame.current.scrollTo({ left: first.x * scale - 80, top: first.y * scale - 150 });
  };
  return (
    <figure className="statechart-figure">
      <div className="statechart-controls no-print">
        <Button size="small" onClick={() => step(1)}>
          {say('zoomIn')}
        </Button>
        <Button size="small" onClick={() => step(-1)}>
          {say('zoomOut')}
        </Button>
        <Button size="small" onClick={fit}>
          {say('fit')}
        </Button>
        {ofMatter && (
          <>
            <Button size="small" onClick={goHere}>
              {say('here')}
            </Button>
            <Legend />
          </>
        )}
      </div>
      <div className="statechart-frame" ref={frame} tabIndex={0} role="group" aria-label={say('title')}>
        <svg
          width={(width + 2) * scale}
          height={(height + 2) * scale}
          viewBox={`-1 -1 ${width + 2} ${height + 2}`}
          role="group"
          aria-label={say('figure', { states: boxes.length, transitions: arrows.length })}
        >
          <defs>
            <marker
              id="arrow"
              viewBox="0 0 10 10"
              refX="9"
              refY="5"
              markerWidth="11"
              markerHeight="11"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0 L10 5 L0 10 z" />
            </marker>
          </defs>
          {boxes.map((box) => (
            <StateBox
              key={box.id}
              box={box}
              lit={active.has(box.id)}
              passed={ofMatter ? past.entered.has(box.id) : undefined}
              chosen={selection?.state === box.id}
              onChoose={() => onSelect({ state: box.id })}
            />
          ))}
          {arrows.map((arrow) => (
            <ArrowLine
              key={arrow.id}
              arrow={arrow}
              passed={arrow.transitions.some((id) => past.taken.has(id))}
              chosen={selection?.transitions?.[0] === arrow.transitions[0]}
              onChoose={() => onSelect({ transitions: arrow.transitions })}
            />
          ))}
        </svg>
      </div>
    </figure>
  );
}

function Legend() {
  const say = useWords();
  return (
    <span className="statechart-legend">
      {(['lit', 'past', 'never'] as const).map((kind) => (
        <span key={kind}>
          <span className={`swatch swatch-${kind}`} aria-hidden="true" /> {say(kind)}
        </span>
      ))}
    </span>
  );
}

const onEnter = (choose: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  choose();
};

interface BoxProps {
  readonly box: Box;
  readonly lit: boolean;
  /** Undefined where it is no matter's. */
  readonly passed: boolean | undefined;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function StateBox({ box, lit, passed, chosen, onChoose }: BoxProps) {
  const say = useWords();
  const { x, y, width, height, lines, compound } = box;
  const how = lit ? 'lit' : passed ? 'past' : 'never';
  const top = compound ? y + 18 : y + height / 2 - ((lines.length - 1) * 18) / 2 + 5;
  return (
    <g
      className={`state state-${how}${compound ? ' state-compound' : ''}${chosen ? ' chosen' : ''}`}
      role="button"
      tabIndex={0}
      aria-label={passed === undefined ? lines.join('') : `${lines.join('')}${say('comma')}${say(how)}`}
      onClick={onChoose}
      onKeyDown={onEnter(onChoose)}
    >
      <rect x={x} y={y} width={width} height={height} rx="4" />
      {lines.map((line, index) => (
        <text
          key={line + String(index)}
          x={compound ? x + 12 : x + width / 2}
          y={top + index * 18}
          textAnchor={compound ? 'start' : 'middle'}
        >
          {line}
        </text>
      ))}
    </g>
  );
}

interface ArrowProps {
  readonly arrow: Arrow;
  readonly passed: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function ArrowLine({ arrow: { points, label }, passed, chosen, onChoose }: ArrowProps) {
  const say = useWords();
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  return (
    <g
      className={`way${passed ? ' way-past' : ''}${chosen ? ' chosen' : ''}`}
      role="button"
      tabIndex={0}
      aria-label={`${label?.lines.join('') ?? say('byItself')}${passed ? say('comma') + say('past') : ''}`}
      onClick={onChoose}
      onKeyDown={onEnter(onChoose)}
    >
      <path className="way-reach" d={path} />
      <path className="way-line" d={path} markerEnd="url(#arrow)" />
      {label?.lines.map((line, index) => (
        <text key={line + String(index)} x={label.x} y={label.y + 12 + index * 16}>
          {line}
        </text>
      ))}
    </g>
  );
}

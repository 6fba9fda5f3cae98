import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from './audit-words';

interface Props {
  readonly version: number;
  readonly last: number;
  readonly onGo: (version: number) => void;
}

/** A plain range input: the arrow keys step, Home and End go to the ends, and a screen reader knows it. */
export function VersionSlider({ version, last, onGo }: Props) {
  const say = useWords();
  const [at, drag] = useState(version);
  useEffect(() => drag(version), [version]);
  // The past is asked for when the slider rests, not for everything it passes.
  useEffect(() => {
    if (at === version) return undefined;
    const rest = setTimeout(() => onGo(at), 150);
    return () => clearTimeout(rest);
  });
  return (
    <section aria-labelledby="time-title" className="no-print">
      <h2 id="time-title">{say('title')}</h2>
      <p className="quiet">{say('how')}</p>
      <div className="version-slider">
        <Button onClick={() => onGo(0)} disabled={version === 0}>
          {say('first')}
        </Button>
        <Button onClick={() => onGo(version - 1)} disabled={version === 0}>
          {say('previous')}
        </Button>
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label={say('slider')}
          aria-valuetext={say('position', { version: at, last })}
          onChange={({ target }) => drag(Number(target.value))}
        />
        <Button onClick={() => onGo(version + 1)} disabled={version === last}>
          {say('next')}
        </Button>
        <Button onClick={() => onGo(last)} disabled={version === last}>
          {say('last')}
        </Button>
        <output>{say('position', { version: at, last })}</output>
      </div>
    </section>
  );
}

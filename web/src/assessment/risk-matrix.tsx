import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { GRADES, levelOf, summed, type Grade, type RiskPoint } from './risk-level';
import { useWords } from './risk-words';

const LIKELIHOODS = { 1: 'low', 2: 'medium', 3: 'high' } as const;
const SEVERITIES = { 1: 'minor', 2: 'moderate', 3: 'serious' } as const;
/** Beside the payload: the assessor's own working, kept with the form. */
const POINTS = ['working', 'points'];

/** Each risk with its likelihood and its severity, a row of radio buttons each; what follows from them is said below. */
export function RiskMatrix() {
  const say = useWords();
  const form = Form.useFormInstance();
  const points = (Form.useWatch(POINTS, form) ?? []) as (RiskPoint | undefined)[];
  const { counts, count, highest } = summed(points);
  const [taken, take] = useState('');
  const now = `${count} ${highest}`;
  return (
    <fieldset>
      <legend>{say('matrix')}</legend>
      <p className="quiet">{say('matrixHow')}</p>
      <Scale />
      <Form.List name={POINTS}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, index) => (
              <div
                key={row.key}
                role="group"
                aria-label={say('point', { n: index + 1 })}
                className="risk-point"
              >
                <Form.Item
                  name={[row.name, 'what']}
                  label={say('point', { n: index + 1 })}
                  rules={[{ required: true, whitespace: true, message: say('whatMissing') }]}
                >
                  <Input maxLength={300} />
                </Form.Item>
                <Form.Item name={[row.name, 'likelihood']} label={say('likelihood')}>
                  <Radio.Group options={GRADES.map((value) => ({ value, label: say(LIKELIHOODS[value]) }))} />
                </Form.Item>
                <Form.Item name={[row.name, 'severity']} label={say('severity')}>
                  <Radio.Group options={GRADES.map((value) => ({ value, label: say(SEVERITIES[value]) }))} />
                </Form.Item>
                <p className="risk-row-end">
                  <LevelOf point={points[index]} />
                  <Button
                    size="small"
                    aria-label={say('removePoint', { n: index + 1 })}
                    onClick={() => remove(row.name)}
                  >
                    ✕
                  </Button>
                </p>
              </div>
            ))}
            <Button onClick={() => add({})}>{say('addPoint')}</Button>
          </>
        )}
      </Form.List>
      <p role="status">
        {count === 0 ? <span className="quiet">{say('none')}</span> : say('counted', { count, ...counts })}{' '}
        {highest && <strong>{say('suggests', { level: say(highest) })}</strong>}
      </p>
      {highest && (
        <p>
          <Button
            onClick={() => {
              form.setFieldValue(['payload', 'riskPoints'], count);
              form.setFieldValue(['payload', 'level'], highest);
              take(now);
            }}
          >
            {say('take')}
          </Button>{' '}
          <span role="status" className="quiet">
            {taken === now && say('taken')}
          </span>
        </p>
      )}
    </fieldset>
  );
}

function LevelOf({ point }: { point: RiskPoint | undefined }) {
  const say = useWords();
  if (!point?.likelihood || !point.severity) return <span />;
  const level = levelOf(point.likelihood, point.severity);
  return <strong className={`risk-${level}`}>{say(level)}</strong>;
}

/** The scale itself, so that nobody has to guess where a level comes from. */
function Scale() {
  const say = useWords();
  const head = (severity: Grade) => (
    <th key={severity} scope="col">
      {say(SEVERITIES[severity])}
    </th>
  );
  return (
    <details className="desk-fold">
      <summary>{say('scale')}</summary>
      <table className="register risk-scale">
        <caption>{say('scaleHow')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {say('likelihood')} / {say('severity')}
            </th>
            {GRADES.map(head)}
          </tr>
        </thead>
        <tbody>
          {GRADES.toReversed().map((likelihood) => (
            <tr key={likelihood}>
              <th scope="row">{say(LIKELIHOODS[likelihood])}</th>
              {GRADES.map((severity) => {
                const level = levelOf(likelihood, severity);
                return (
                  <td key={severity} className={`risk-${level}`}>
                    {say(level)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

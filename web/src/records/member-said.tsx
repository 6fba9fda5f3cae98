import { Checkbox, Form, Input } from 'antd';
import { OneOf } from '../forms/controls';
import { useCodeName } from '../forms/names';
import { useWords } from './record-words';

const STANCES = ['agree', 'agree-with-changes', 'disagree', 'abstain'] as const;

interface Props {
  readonly at: readonly string[];
  readonly name: string;
  /** What they said is on record already: it is not asked again. */
  readonly onRecord: boolean;
  readonly isHead?: boolean;
}

/** Whether somebody was there, and what they said. */
export function MemberSaid({ at, name, onRecord, isHead = false }: Props) {
  const say = useWords();
  const codeName = useCodeName();
  const needed = useNeeded();
  const form = Form.useFormInstance();
  const isPresent = Form.useWatch([...at, 'present'], form) as boolean | undefined;
  const isRecused = Form.useWatch([...at, 'recused'], form) as boolean | undefined;
  const speaks = isPresent !== false && !isRecused;
  return (
    <fieldset className="member-said">
      <legend>{name}</legend>
      {onRecord ? (
        <p className="quiet">{say('onRecord')}</p>
      ) : (
        <>
          {!isHead && (
            <div className="member-there">
              <Form.Item name={[...at, 'present']} valuePropName="checked" noStyle>
                <Checkbox>{say('present')}</Checkbox>
              </Form.Item>
              <Form.Item name={[...at, 'recused']} valuePropName="checked" noStyle>
                <Checkbox>{say('recused')}</Checkbox>
              </Form.Item>
            </div>
          )}
          {isPresent === false && !isRecused && (
            <Form.Item name={[...at, 'excuse']} label={say('excuse')}>
              <Input maxLength={300} />
            </Form.Item>
          )}
          {isRecused && (
            <Form.Item
              name={[...at, 'reason']}
              label={say('recusedBecause')}
              rules={needed(say('recusedBecause'))}
            >
              <Input maxLength={5000} />
            </Form.Item>
          )}
          {speaks && (
            <>
              <Form.Item name={[...at, 'stance']} label={say('stance')} rules={needed(say('stance'))}>
                <OneOf choices={STANCES.map((code) => ({ value: code, label: codeName('stance', code) }))} />
              </Form.Item>
              <Form.Item
                name={[...at, 'words']}
                label={say('words')}
                extra={say('wordsHow')}
                rules={needed(say('words'))}
              >
                <Input.TextArea rows={2} maxLength={5000} />
              </Form.Item>
            </>
          )}
        </>
      )}
    </fieldset>
  );
}

export function useNeeded() {
  const say = useWords();
  return (field: string) => [{ required: true, message: say('missing', { field }) }];
}

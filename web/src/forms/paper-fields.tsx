import { Checkbox, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { DocumentField } from '../documents/document-field';
import { CivilDate } from './controls';
import { ChoosePeople } from './choosers';
import { useFieldName } from './names';
import { useWords } from './paper-words';

const CONDITIONS = ['ownKey', 'soleControl', 'signatureChangesShow', 'textChangesShow'] as const;

/** Beside the fields of an act: the signed original that it is entered from, whose it is, and the dates that it claims. */
export function PaperFields({
  forOther = false,
  ofMany = false,
}: {
  /** The act is another's: the original is needed, and whose it is. */
  forOther?: boolean;
  /** The original is of several people's acts at once: the form says elsewhere whose each is. */
  ofMany?: boolean;
}) {
  const say = useWords();
  return (
    <fieldset className="paper-beside">
      <legend>{say('title')}</legend>
      {forOther && <p>{say('onBehalfOfNeeded')}</p>}
      {!forOther && !ofMany && (
        <Ticked name={['paper', 'entered']} label={say('entered')} help={say('enteredHow')} />
      )}
      <When ticked={['paper', 'entered']} always={forOther || ofMany}>
        {!ofMany && (
          <Asked
            name="onBehalfOf"
            label={say('onBehalfOf')}
            {...(forOther ? {} : { help: say('onBehalfOfHow') })}
            needed={forOther}
          >
            <ChoosePeople />
          </Asked>
        )}
        <Original />
      </When>
      <Ticked name={['paper', 'earlier']} label={say('dates')} />
      <When ticked={['paper', 'earlier']}>
        <p className="quiet">{say('threeDates')}</p>
        <Asked name="claimed" label={say('claimed')} help={say('claimedHow')} needed={false}>
          <CivilDate />
        </Asked>
        <Ticked name={['paper', 'proved']} label={say('evidenced')} />
        <When ticked={['paper', 'proved']}>
          <Asked name="evidencedOn" label={say('evidencedOn')}>
            <CivilDate />
          </Asked>
          <Asked name="source" label={say('source')} help={say('sourceHow')}>
            <DocumentField />
          </Asked>
          <Asked name="checkedBy" label={say('checkedBy')} help={say('checkedByHow')}>
            <ChoosePeople />
          </Asked>
        </When>
      </When>
    </fieldset>
  );
}

/** The signed original itself: what it is, and who says that the scan is like it. */
export function Original() {
  const say = useWords();
  const fieldName = useFieldName();
  return (
    <>
      <Asked name="original" label={say('original')}>
        <DocumentField />
      </Asked>
      <Asked name="pages" label={say('pages')}>
        <InputNumber className="number" min={1} max={10_000} precision={0} suffix={say('pagesUnit')} />
      </Asked>
      <Asked name="signedOn" label={say('signedOn')} help={say('signedOnHow')}>
        <CivilDate />
      </Asked>
      <Ticked name={['paper', 'sealed']} label={say('sealed')} />
      <Asked name="certifiedBy" label={say('certifiedBy')} help={say('certifiedByHow')}>
        <ChoosePeople />
      </Asked>
      <Asked name="keptAt" label={say('keptAt')} help={say('keptAtHow')} needed={false}>
        <Input maxLength={100} />
      </Asked>
      <Ticked name={['paper', 'isElectronic']} label={say('isElectronic')} />
      <When ticked={['paper', 'isElectronic']}>
        <Asked name="key" label={say('key')}>
          <Input maxLength={200} />
        </Asked>
        <Asked name="authority" label={say('authority')}>
          <Input maxLength={200} />
        </Asked>
        <fieldset>
          <legend>{say('conditions')}</legend>
          <p className="quiet">{say('conditionsHow')}</p>
          {CONDITIONS.map((condition) => (
            <Ticked key={condition} name={['paper', condition]} label={fieldName([condition])} />
          ))}
        </fieldset>
      </When>
    </>
  );
}

function Asked({
  name,
  label,
  help,
  needed = true,
  children,
}: {
  name: string;
  label: string;
  help?: string;
  needed?: boolean;
  children: ReactNode;
}) {
  const say = useWords();
  return (
    <Form.Item
      name={['paper', name]}
      label={needed ? label : `${label}${say('optional')}`}
      extra={help}
      rules={needed ? [{ required: true, message: say('missing', { field: label }) }] : []}
    >
      {children}
    </Form.Item>
  );
}

function Ticked({ name, label, help }: { name: string[]; label: string; help?: string }) {
  return (
    <Form.Item name={name} valuePropName="checked" extra={help} className="ticked">
      <Checkbox>{label}</Checkbox>
    </Form.Item>
  );
}

/** Shown while a box is ticked; what was typed there stays, should it be ticked again. */
function When({
  ticked,
  always = false,
  children,
}: {
  ticked: string[];
  always?: boolean;
  children: ReactNode;
}) {
  const form = Form.useFormInstance();
  const isTicked = Form.useWatch(ticked, form) as boolean | undefined;
  return always || isTicked ? <div className="when-ticked">{children}</div> : null;
}

import { Button, Form } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { filledIn } from '../forms/filled-in';
import { Outcome, useActing } from '../session/acting';
import { useReceipts } from '../session/receipts';
import './act.css';

interface Props<Values, Answer> {
  /** What is done, as a verb: it is what the button says, too. */
  readonly title: string;
  /** What it brings about, before anybody does it. */
  readonly effect?: string;
  readonly act: (values: Values) => Promise<Answer>;
  readonly seenBy?: string;
  readonly children?: ReactNode;
  readonly initial?: Partial<Values>;
  /** Shown with the answer, below the receipt. */
  readonly after?: (answer: Answer) => ReactNode;
}

/** One act of an administrator: closed until it is wanted, its effect said first, its receipt after it. */
export function Act<Values extends object, Answer>(props: Props<Values, Answer>) {
  const { title, effect, act, seenBy, children, initial, after } = props;
  const [form] = Form.useForm();
  const [open, turn] = useState(false);
  const name = useId();
  const showReceipt = useReceipts();
  const acting = useActing(act, (answer) => {
    showReceipt({ answer, seenBy });
    form.resetFields();
    turn(false);
  });
  const begin = () => {
    turn(!open);
    // Not an answer: what it shows may be shown only once.
    if (acting.isError) acting.reset();
    // The receipt of what was done before would lie over the form of what comes next.
    if (!open) showReceipt(undefined);
  };
  return (
    <div className="act">
      <Button aria-expanded={open} aria-controls={`${name}-act`} onClick={begin}>
        {title}
      </Button>
      {open && (
        <section id={`${name}-act`} aria-label={title} className="act-form">
          {effect && <p>{effect}</p>}
          <Form
            form={form}
            name={name}
            layout="vertical"
            scrollToFirstError={{ focus: true }}
            requiredMark={false}
            initialValues={initial}
            onFinish={(values: object) => acting.mutate(filledIn({ ...values }) as Values)}
          >
            {children}
            <Button type="primary" htmlType="submit" loading={acting.isPending}>
              {title}
            </Button>
          </Form>
        </section>
      )}
      <Outcome of={acting} />
      {acting.data !== undefined && after?.(acting.data)}
    </div>
  );
}

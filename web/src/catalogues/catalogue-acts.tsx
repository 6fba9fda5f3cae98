import { Button, Form } from 'antd';
import { announce } from '../app/announcements';
import { useRecord } from '../acts/record-act';
import { DocumentField } from '../documents/document-field';
import type { Paper } from '../documents/upload';
import { Outcome } from '../session/acting';
import type { OneCatalogue } from './catalogues';
import { useWords } from './catalogue-words';
import { Ticks } from '../forms/ticks';

const CHANNELS = ['gazette', 'website', 'newspaper', 'notice-board'] as const;

export function Consenting({ catalogue: { id, version } }: { catalogue: OneCatalogue }) {
  const say = useWords();
  const done = () => announce(say('consentedNow'));
  const record = useRecord('catalogues', id, done);
  return (
    <details>
      <summary>{say('consent')}</summary>
      <Outcome of={record} />
      <Form<{ document: Paper }>
        layout="vertical"
        onFinish={({ document }) =>
          record.mutate({
            type: 'CatalogueConsented',
            payload: { document: { ...document, kind: 'party-consent' } },
            version,
          })
        }
      >
        <Form.Item
          name="document"
          label={say('consentPaper')}
          rules={[{ required: true, message: say('missing', { field: say('consentPaper') }) }]}
        >
          <DocumentField />
        </Form.Item>
        <Button htmlType="submit" type="primary" loading={record.isPending}>
          {say('consentNow')}
        </Button>
      </Form>
    </details>
  );
}

interface Published {
  readonly channels: readonly string[];
  readonly document?: Paper;
}

export function Publishing({ catalogue: { id, version, state } }: { catalogue: OneCatalogue }) {
  const say = useWords();
  const done = () => announce(say('publishedNow'));
  const record = useRecord('catalogues', id, done);
  return (
    <details>
      <summary>{say('publish')}</summary>
      {state.consent === null && <p>△ {say('publishFirst')}</p>}
      <Outcome of={record} />
      <Form<Published>
        layout="vertical"
        onFinish={({ channels, document }) =>
          record.mutate({
            type: 'CataloguePublished',
            payload: {
              channels,
              ...(document && { document: { ...document, kind: 'published-catalogue' } }),
            },
            version,
          })
        }
      >
        <Form.Item
          name="channels"
          label={say('channels')}
          rules={[{ required: true, message: say('missing', { field: say('channels') }) }]}
        >
          <Ticks options={CHANNELS.map((value) => ({ value, label: say(value) }))} />
        </Form.Item>
        <Form.Item name="document" label={say('publishedPaper')}>
          <DocumentField />
        </Form.Item>
        <Button htmlType="submit" type="primary" loading={record.isPending}>
          {say('publishNow')}
        </Button>
      </Form>
    </details>
  );
}

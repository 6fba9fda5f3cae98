/**
 * A program of its own: replays every recorded history, and every decision of a ledger whose address it is given, and
 * prints each state's hash in a line. The same lines on any machine, in any time zone and language.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Calendars } from '../src/calendar/calendars.js';
import { openReading } from '../src/database/open-reading.js';
import { loadWorkflow, loadWorkflows } from '../src/decisions/workflows.js';
import { dayCountingOn, type Calendar } from '../src/engine/day-counting.js';
import { foldOne, type RecordedAct } from '../src/engine/fold.js';
import { eventsOf } from '../src/ledger/reading.js';
import { PROJECT_ROOT } from '../src/project-root.js';
import { decisionsIn } from '../src/rehearsal/rehearsal.js';

const MAJOR = join(PROJECT_ROOT, 'workflows/major-decision');
const CHINA = join(PROJECT_ROOT, 'workflows/calendars/china.json');
const days = dayCountingOn(JSON.parse(readFileSync(CHINA, 'utf8')) as Calendar);

for (const file of readdirSync(join(MAJOR, 'histories')).toSorted()) {
  const history = JSON.parse(readFileSync(join(MAJOR, 'histories', file), 'utf8')) as RecordedAct[];
  const version = /^v(\d+)-/.exec(file)?.[1] ?? '';
  const { procedure } = await loadWorkflow(join(MAJOR, `built/${version}.mjs`));
  let state: Parameters<typeof procedure.decide>[0];
  for (const act of history) {
    state = foldOne(procedure, state, act, () => days);
    console.log(file, act.data.version, procedure.stateHash?.(state));
  }
}

const [url] = process.argv.slice(2);
if (url !== undefined) {
  const [reading, released] = [await openReading({ url }), await loadWorkflows()];
  const calendars = Calendars.kept(reading.rows);
  for (const id of await decisionsIn(reading.rows)) {
    const events = await eventsOf(reading.rows, `decision/${id}`);
    const workflow = released.find(({ hash }) => hash === events[0]?.leaf.workflowhash);
    if (!workflow) throw new Error(`No released workflow for ${id}.`);
    let state: Parameters<typeof workflow.procedure.decide>[0];
    for (const { leaf, version } of events) {
      await calendars.load(String(leaf.data.facts['calendar']));
      state = foldOne(workflow.procedure, state, leaf, calendars.at);
      console.log(id, version, workflow.procedure.stateHash?.(state));
    }
  }
  await reading.close();
}

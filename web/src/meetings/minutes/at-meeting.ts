interface Told {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What was done about a matter while it was on the table of this meeting, and of no other. */
export function atMeeting<One extends Told>(history: readonly One[], meeting: string): One[] {
  let here = false;
  return history.filter(({ type, payload }) => {
    if (type === 'TabledAtMeeting') here = payload['meeting'] === meeting;
    return here;
  });
}

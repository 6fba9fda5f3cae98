/** Everything that the procedure remembers, act by act. */
import { afterActions } from './actions-after.js';
import { anyTimeActions } from './actions-any-time.js';
import { meetingActions } from './actions-meeting.js';
import { proposalActions } from './actions-proposal.js';
import { publicInputActions } from './actions-public-input.js';
import { reviewActions } from './actions-review.js';
import { stepActions } from './actions-steps.js';

export const actions = {
  ...proposalActions,
  ...publicInputActions,
  ...stepActions,
  ...reviewActions,
  ...meetingActions,
  ...afterActions,
  ...anyTimeActions,
};

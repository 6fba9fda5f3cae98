import * as festivalDecided from './festival-decided.js';
import * as festivalPrepared from './festival-prepared.js';
import type { Stage } from './stage.js';
import * as wasteDecided from './waste-decided.js';
import * as wasteHeard from './waste-heard.js';

/** Both matters from 28 March to 13 May 2025, as the calendar has it: legal time only goes forward. */
export async function tellTheStory(stage: Stage): Promise<void> {
  const { tell, say } = stage;
  tell.day('2025-03-28');
  tell.line(` [1] ${say.matters.first}`);
  tell.aside(say.catalogue);
  const festival = await festivalPrepared.begins(stage);
  await festivalPrepared.administratorTries(festival);
  tell.line(` [2] ${say.matters.second}`);
  const collection = await wasteHeard.begins(stage);

  await stage.day('2025-04-01');
  await festivalPrepared.drafts(festival);
  await wasteHeard.isCommentedOn(collection, 1);
  await stage.day('2025-04-08', '16:30');
  await festivalPrepared.hearsThePublic(festival);
  await stage.day('2025-04-10');
  await festivalPrepared.reportsAndAssesses(festival);
  await wasteHeard.isFoundOn(collection);
  await stage.day('2025-04-11');
  const april = await festivalDecided.isTabledWithoutReview(festival);
  await stage.day('2025-04-16');
  await festivalDecided.asksForReview(festival);
  await wasteHeard.isArguedByTheExpert(collection);
  await stage.day('2025-04-18');
  await festivalDecided.drafterReviews(festival);
  await wasteHeard.isCommentedOn(collection, 2);
  await stage.day('2025-04-22');
  await festivalDecided.isFoundLawful(festival);
  await stage.day('2025-04-24');
  await festivalDecided.changesAComma(festival, april);
  await stage.day('2025-04-27');
  await wasteHeard.isClosedTooSoon(collection);
  await stage.day('2025-04-28');
  await festivalDecided.meets(festival, april);
  await wasteHeard.isClosedAndSent(collection);
  await stage.day('2025-04-29');
  await festivalDecided.isClearedForIssue(festival);
  await stage.day('2025-04-30');
  await festivalDecided.isIssued(festival);
  tell.beneath(say.kept);

  await stage.day('2025-05-06');
  await wasteDecided.isAdvised(collection);
  await stage.day('2025-05-07');
  await wasteDecided.isFoundLawful(collection);
  const may = await wasteDecided.isTabledTooSoon(collection);
  await stage.day('2025-05-13');
  await wasteDecided.meets(collection, may);
  await wasteDecided.showIrregularity(collection);
}

import type { Language } from '../http/language.js';
import type { Server } from '../server/start.js';
import { verifyInstallation } from '../verification/verify-installation.js';
import { summarise, tellVerification, verifyReceipts } from './closing.js';
import { OverHttp } from './over-http.js';
import { en } from './phrases-en.js';
import { zh } from './phrases-zh.js';
import { SettlingIn } from './settling-in.js';
import type { Stage } from './stage.js';
import { tellTheStory } from './story.js';
import { Telling } from './telling.js';
import { Wording } from './wording.js';

export const PHRASES = { zh, en };

/** What is needed to tell the story on a program that has just started for the first time. */
export interface Asked {
  readonly server: Server;
  readonly language: Language;
  readonly password: string;
  readonly write: (line: string) => void;
}

/**
 * Tells the whole story over HTTP, then verifies what it left.
 * @throws NotAsTold when anything is not as the story has it
 */
export async function demonstrate({ server, language, password, write }: Asked): Promise<Stage> {
  const tell = new Telling(new Wording(language), PHRASES[language], write);
  tell.heading(tell.say.title);
  for (const line of tell.say.intro) tell.beneath(line, ' ');
  tell.line();
  tell.line(` ${tell.say.address(server.address)}`);
  const settling = new SettlingIn(new OverHttp(server.address, language), tell, password);
  const stage = await settling.begin(server.setupLink ?? '');
  await tellTheStory(stage);
  const heads = await verifyReceipts(stage);
  const { database, ledger, signer, workflows, configuration } = server.parts;
  await ledger.checkpoint();
  const trust = { origin: configuration.origin, vkeys: [signer.vkey], pins: heads };
  const report = await verifyInstallation(database.read, trust, workflows);
  tellVerification(stage, report);
  await summarise(stage, report);
  return stage;
}

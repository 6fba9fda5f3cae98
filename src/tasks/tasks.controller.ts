import { Controller, Get } from '@nestjs/common';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { taskList, taskQuery, type TaskQuery } from './answers.js';
import { Confirmations } from './confirmations.js';
import { Tasks } from './tasks.js';

/** The to-do list. */
@SignedIn()
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly tasks: Tasks,
    private readonly confirmations: Confirmations,
  ) {}

  @Get()
  @Describe({
    summary:
      'What you can or must do now, over decisions, meetings, consultations and catalogues of your bodies, the most ' +
      'urgent first, and what colleagues’ delegations in force let you do for them (`delegatedBy`); counts are of all pages. `duty=possible`: acts for which nothing waits; `is=blocked`: what is yours ' +
      'and waits for something else',
    status: 200,
    answer: taskList,
    problems: ['replay-disagrees'],
  })
  async list(@CurrentActor() actor: Actor, @QueryIn(taskQuery) query: TaskQuery) {
    const list = await this.tasks.of(actor, query);
    return { ...list, confirmations: query.cursor === undefined ? await this.confirmations.of(actor) : [] };
  }
}
